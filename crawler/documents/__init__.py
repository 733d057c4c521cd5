"""Reading attachments: pure functions from bytes to text, tables and the reason for what cannot be read."""

from crawler.documents.files import read_file
from crawler.documents.reader import read_document

__all__ = ["read_document", "read_file"]
