"""A TOML file as read: its values, its faults so far, and the line of each of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from county.configuration.errors import ConfigurationError
from county.configuration.toml_lines import Place, line_of, lines_of

_POSITION = re.compile(r"\(at line (\d+), column \d+\)")
_DATE = re.compile(r"(?<![\d\"'])\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
_STRING_OR_COMMENT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")
_CERTAIN: tuple[tuple[str, str, str], ...] = (
    ("Cannot overwrite a value", "同一个键写了两次", "请删去其中一处"),
    ("Duplicate inline table key", "同一个键写了两次", "请删去其中一处"),
    ("Cannot declare", "同一个表写了两次，或先写成了单个的表", "请删去一处；单位和栏目用双层方括号：[[unit]]"),
    ("Cannot redefine", "同一个表写了两次，或先写成了单个的表", "请删去一处；单位和栏目用双层方括号：[[unit]]"),
    ("Cannot mutate", "同一个表写了两次，或先写成了单个的表", "请删去一处；单位和栏目用双层方括号：[[unit]]"),
    ("Unterminated string", "引号没有成对，或一边用了中文引号", "请在文字两边各用一个英文引号"),
    ("Illegal character", "引号没有成对，或一边用了中文引号", "请把这一行重新输入，文字两边各用一个英文引号"),
    ("backslash", "引号里有单独的反斜杠", "请把反斜杠改成正斜杠，或写成两个反斜杠"),
    ("Unescaped", "引号里有单独的反斜杠", "请把反斜杠改成正斜杠，或写成两个反斜杠"),
)
"""What the parser says of these is the fault itself."""
_BY_MESSAGE: tuple[tuple[str, str, str], ...] = (
    ("Invalid date", "日期或时间不存在", "请写成 2027-01-01 这样的真实日期"),
    ("Unclosed array", "方括号没有成对，或少了逗号", "请补齐英文方括号和逗号"),
    ("Unclosed inline table", "花括号没有成对，或少了逗号", "请补齐英文花括号和逗号"),
    ("Expected '='", "键的后面没有等号", "请写成 键 = 值，等号用英文符号"),
    ("Expected ']", "方括号没有成对", "请补齐英文方括号"),
    ("Expected newline", "一行里写了多余的内容", "请每行只写一个 键 = 值，文字两边加英文引号"),
)
"""Here the parser often names only a consequence, so the line is looked at first."""
_BY_LINE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile("[“”‘’＂]"), "用了中文引号", "请改成英文引号"),
    (re.compile("[＝，：；［］｛｝【】（）]"), "用了全角符号", "请把等号、逗号和括号改成英文半角符号"),
    (_DATE, "日期写法不对，或日期不存在", "请写成 2027-01-01 这样的真实日期，不加引号"),
    (re.compile(r"=\s*$"), "等号后面没有值", "请补上值"),
    (re.compile(r"=\s*[^\s\"'\[{\d+-]"), "文字没有加引号", "请在文字两边加英文引号"),
    (re.compile(r"^\s*[^\x00-\x7f]"), "键不是英文", "请改用样例中的英文键名"),
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with what stands at `place`: half a sentence each for what and for what to do."""

    place: Place
    problem: str
    cure: str


@dataclass(slots=True)
class Source:
    """One file under reading. Readers add to `flaws` and go on, so that all are reported together."""

    file: str
    text: str
    data: dict[str, object]
    flaws: list[Flaw] = field(default_factory=list)

    def errors(self) -> Iterator[ConfigurationError]:
        """The flaws with their lines, top to bottom. The lines are looked for only now: a right file needs none."""
        if not self.flaws:
            return
        lines = lines_of(self.text.replace("\r\n", "\n"))
        found = [(line_of(lines, flaw.place), flaw) for flaw in self.flaws]
        for line, flaw in sorted(found, key=lambda pair: pair[0] or 0):
            yield ConfigurationError(self.file, flaw.problem, flaw.cure, line)


def parse(file: str, text: str) -> Source:
    """`text` of `file` as a Source without flaws. Raises ConfigurationError for what is no TOML."""
    try:
        return Source(file, text, tomllib.loads(text))
    except RecursionError as error:
        raise ConfigurationError(file, "括号套得太深", "请对照样例改正") from error
    except ValueError as error:
        raise _syntax_error(file, text, str(error)) from error


def _syntax_error(file: str, text: str, message: str) -> ConfigurationError:
    position = _POSITION.search(message)
    lines = text.replace("\r\n", "\n").split("\n")
    number = int(position[1]) if position else len(text.rstrip().split("\n"))
    problem, cure = _diagnosis(lines[number - 1], message)
    return ConfigurationError(file, problem, cure, number)


def _diagnosis(line: str, message: str) -> tuple[str, str]:
    bare = _STRING_OR_COMMENT.sub('""', line)
    by_line = ((problem, cure) for sign, problem, cure in _BY_LINE if sign.search(bare))
    found = chain(_named(_CERTAIN, message), by_line, _named(_BY_MESSAGE, message))
    return next(found, ("TOML 格式不对", "请对照样例改正这一行"))


def _named(table: tuple[tuple[str, str, str], ...], message: str) -> Iterator[tuple[str, str]]:
    return ((problem, cure) for words, problem, cure in table if words in message)
