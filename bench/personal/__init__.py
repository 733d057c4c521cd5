"""The evaluation set of personal data (个人信息评测集): generated cases, real files, recall and precision."""
