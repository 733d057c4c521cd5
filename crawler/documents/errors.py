"""Why a document cannot be read: one sentence for people."""

from __future__ import annotations


class UnreadableError(Exception):
    """A document that cannot be read counts as not checked (未检查), never as clean. `reason` is a Chinese sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


ENCRYPTED = "文件已加密，未检查，请提供未加密的版本。"
DAMAGED = "文件已损坏或不完整，未检查，请重新上传。"
TOO_LARGE = "文件过大，超出检查上限，未检查，请人工检查。"
BOMB = "压缩内容展开后过大，疑似压缩炸弹，未检查，请人工检查。"
SCAN = "文件没有可读取的文字（疑似扫描件或图片），未检查，请人工检查。"
PICTURE = "图片文件，文字未检查，请人工检查。"
UNKNOWN = "不认识这种文件格式，未检查，请人工检查。"
EMPTY = "文件是空的，没有内容可检查，请重新上传。"
NOTICE = "下载到的是网站的错误提示页，不是文件本身，未检查，请重新上传附件。"
MISSING = "文件不存在，未检查，请核对路径。"
UNREACHABLE = "文件打不开，未检查，请核对读取权限。"
OLD_WORD = "Word 95 或更早的格式，未检查，请另存为 docx 后再查。"
PART_DAMAGED = "文件有一部分已损坏，这部分未检查，请重新上传。"
LOST_DIGITS = "部分号码以数值保存，末位已失真，无法核验，请人工核对。"
NO_OCR = "扫描件，未检查；要识别扫描件，请先安装文字识别组件：pip install 'xuncha[ocr]'。"
