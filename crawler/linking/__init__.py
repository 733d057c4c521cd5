"""The link checker (链接检查): whether what the bodies of articles link to is there, within its own small budget."""
