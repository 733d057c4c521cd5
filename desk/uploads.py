"""Files that a form brings (上传), and files that a form carries from a preview to the act itself."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import UploadFile

from county.text import clean_text
from desk.call import Call
from desk.refusal import Refused

UPLOAD_BYTES = 8 * 1024 * 1024
"""Of one form with its file. A workbook of a county has a tenth of it."""
DOCUMENT_BYTES = 34 * 1024 * 1024
"""Of a form with a document that proves an entry."""
_BAD = 400
_LONGEST_NAME = 80


@contextmanager
def uploaded(call: Call, name: str, missing: str) -> Iterator[Path]:
    """The file of that field under its own name, for the time of a block; `missing` is the sentence where there is
    none. Raises Refused."""
    file = call.form.get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refused(_BAD, missing)
    with TemporaryDirectory() as folder:
        path = Path(folder) / _safe(file.filename)
        path.write_bytes(file.file.read())
        yield path


@contextmanager
def document(call: Call, name: str) -> Iterator[Path | None]:
    """The same where a file may be left out."""
    file = call.form.get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        yield None
        return
    with uploaded(call, name, "") as path:
        yield path


def carry(path: Path) -> str:
    """A file as a hidden field of the form that confirms it."""
    return base64.b64encode(path.read_bytes()).decode()


@contextmanager
def carried(call: Call, name: str, file_name: str) -> Iterator[Path]:
    """The file that the form carries, for the time of a block. Raises Refused."""
    try:
        content = base64.b64decode(call.field(name), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(_BAD, "提交的内容不完整；请重新上传文件。") from error
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        path.write_bytes(content)
        yield path


def _safe(name: str) -> str:
    """The last part of a name, which a browser may have made a whole path of."""
    bare = clean_text(name.replace("\\", "/").rpartition("/")[2]).lstrip(".")
    return bare[-_LONGEST_NAME:] or "file"
