"""Why a document cannot be read: one sentence for people."""

from __future__ import annotations


class UnreadableError(Exception):
    """A document that cannot be read counts as not checked (未检查), never as clean. `reason` is a Chinese sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


ENCRYPTED = "文件已加密，无法检查，请提供未加密的版本。"
DAMAGED = "文件已损坏或不完整，无法检查，请重新上传。"
TOO_LARGE = "文件过大，超出检查上限，请人工检查。"
BOMB = "压缩内容展开后过大，疑似压缩炸弹，未检查。"
SCAN = "文件没有可读取的文字（疑似扫描件或图片），未检查，请人工检查。"
UNKNOWN = "不认识这种文件格式，未检查，请人工检查。"
EMPTY = "文件是空的，没有内容可检查。"
OLD_WORD = "旧版 Word 格式（.doc/.wps）暂不支持读取，未检查，请人工检查或另存为 docx。"
OLD_SLIDES = "旧版演示文稿格式（.ppt/.dps）暂不支持读取，未检查，请人工检查。"
ARCHIVE = "压缩包格式（rar/7z）暂不支持读取，未检查，请人工检查。"
RICH_TEXT = "RTF 格式暂不支持读取，未检查，请人工检查。"
