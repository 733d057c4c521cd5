"""Mails and messages (邮件、群消息): what they say, how they are made, and how they leave the house."""
