"""Reading the word lists (读词表): one entry a line, parted by tab or ｜, "#" for comments, the format named first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from county.configuration.decoding import read_configuration
from county.configuration.errors import ConfigurationError, ConfigurationErrors, quoted
from county.finding import Level
from wordlists.entry import Entry, Phrase, Where
from wordlists.matching import WordLists
from wordlists.normal import normalise
from wordlists.protected import SHORTEST_PHRASE, ProtectedPhrase

WORDS_FORMAT = "巡查词表 1"
PHRASES_FORMAT = "巡查放行短语 1"
PROTECTED_FORMAT = "巡查保护短语 1"
SHORTEST_WORD = 2
"""One character is part of too many words."""
_FIELDS = ("错误词", "级别", "正确写法", "依据", "起", "止", "适用", "说明")
_REQUIRED = 4
_PROTECTED_FIELDS = ("短语", "级别", "依据", "并存写法", "说明")
_PROTECTED_REQUIRED = 3
_GAP_SIGN = "…"


@dataclass(frozen=True, slots=True)
class _Line:
    file: str
    number: int
    fields: tuple[str, ...]

    def wrong(self, problem: str, cure: str) -> ConfigurationError:
        return ConfigurationError(self.file, problem, cure, self.number)

    def field(self, index: int) -> str:
        return self.fields[index] if index < len(self.fields) else ""


def load(folder: Path | None = None) -> WordLists:
    """The word lists of `folder`: every .txt file in it; the lists that come with the application where it is None.
    Raises ConfigurationError or ConfigurationErrors, with file and line of everything that is wrong."""
    files = _files(folder or Path(__file__).parent)
    entries: list[Entry] = []
    phrases: list[Phrase] = []
    protected: list[ProtectedPhrase] = []
    errors: list[ConfigurationError] = []
    for path in files:
        try:
            lines, form = _lines(path)
        except ConfigurationError as error:
            errors.append(error)
            continue
        for line in lines:
            try:
                if form == WORDS_FORMAT:
                    entries.append(_entry(line))
                elif form == PHRASES_FORMAT:
                    phrases.append(_phrase(line))
                else:
                    protected.append(_protected(line))
            except ConfigurationError as error:
                errors.append(error)
    errors += _doubled([(entry.word, entry.source) for entry in entries])
    errors += _doubled([(phrase.text, phrase.source) for phrase in protected])
    if errors:
        raise ConfigurationErrors(errors)
    return WordLists(entries, phrases, protected)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ConfigurationError(str(folder), "词表文件夹不存在", "请核对路径，或去掉这项设置改用自带词表")
    files = sorted(path for path in folder.glob("*.txt") if path.is_file())
    if not files:
        raise ConfigurationError(str(folder), "词表文件夹里没有 .txt 文件", "请放入词表，或改用自带词表")
    return files


def _lines(path: Path) -> tuple[list[_Line], str]:
    text = read_configuration(path, "请核对文件名")
    rows = text.splitlines()
    head = rows[0].strip().strip("\ufeff").lstrip("#").strip()
    if head not in (WORDS_FORMAT, PHRASES_FORMAT, PROTECTED_FORMAT):
        cure = f"词表第一行请写“{WORDS_FORMAT}”，放行短语写“{PHRASES_FORMAT}”，保护短语写“{PROTECTED_FORMAT}”"
        raise ConfigurationError(path.name, "第一行没有写明格式", cure, line=1)
    return list(_filled(path.name, rows)), head


def _filled(file: str, rows: list[str]) -> Iterator[_Line]:
    for number, row in enumerate(rows[1:], start=2):
        bare = row.strip()
        if not bare or bare.startswith("#"):
            continue
        sign = next((sign for sign in "｜|\t" if sign in row), "\t")
        yield _Line(file, number, tuple(field.strip() for field in row.split(sign)))


def _entry(line: _Line) -> Entry:
    if not _REQUIRED <= len(line.fields) <= len(_FIELDS):
        order = "｜".join(_FIELDS)
        raise line.wrong(f"有 {len(line.fields)} 栏", f"请按“{order}”的次序填写，前四栏不能少，用 Tab 或 ｜ 分隔")
    word = _word(line, line.field(0))
    right = line.field(2)
    if right and normalise(right).text == word:
        raise line.wrong(f"正确写法与错误词{quoted(word)}相同", "请改正其中一个，或删除本行")
    if not line.field(3):
        raise line.wrong(f"{quoted(word)}没有写依据", "请写明出处，如《现代汉语词典》（第7版）")
    since, until = _date(line, 4), _date(line, 5)
    if since and until and until < since:
        raise line.wrong(f"止日 {until} 早于起日 {since}", "请对调或改正")
    source = f"{line.file}:{line.number}"
    return Entry(word, _level(line), right, line.field(3), since, until, _where(line), line.field(7), source)


def _phrase(line: _Line) -> Phrase:
    head, gap, tail = line.field(0).replace("……", _GAP_SIGN).partition(_GAP_SIGN)
    if gap and not tail.strip():
        raise line.wrong("“…”后面没有字", "请补上后半部分，或去掉“…”")
    return Phrase(_word(line, head), normalise(tail.strip()).text, line.field(1))


def _protected(line: _Line) -> ProtectedPhrase:
    if not _PROTECTED_REQUIRED <= len(line.fields) <= len(_PROTECTED_FIELDS):
        order = "｜".join(_PROTECTED_FIELDS)
        raise line.wrong(f"有 {len(line.fields)} 栏", f"请按“{order}”的次序填写，前三栏不能少，用 Tab 或 ｜ 分隔")
    text = normalise(line.field(0)).text
    if len(text) < SHORTEST_PHRASE:
        raise line.wrong(f"{quoted(text)}不足 {SHORTEST_PHRASE} 个字", "短语太短会牵连大量正常词语，请改列入错敏词表")
    if not line.field(2):
        raise line.wrong(f"{quoted(text)}没有写依据", "请写明出处，如《中国共产党章程》")
    siblings = tuple(normalise(one.strip()).text for one in line.field(3).split("、") if one.strip())
    source = f"{line.file}:{line.number}"
    return ProtectedPhrase(text, _level(line), line.field(2), siblings, line.field(4), source)


def _word(line: _Line, word: str) -> str:
    normal = normalise(word.strip()).text
    if len(normal) < SHORTEST_WORD:
        raise line.wrong(f"{quoted(word)}不足两个字", "单字会牵连大量正常词语，请写成两个字以上的词")
    return normal


def _level(line: _Line) -> Level:
    try:
        return Level(line.field(1))
    except ValueError:
        known = "、".join(Level)
        raise line.wrong(f"级别{quoted(line.field(1))}不认识", f"请写 {known} 之一") from None


def _where(line: _Line) -> Where:
    if not line.field(6):
        return Where.ANY
    try:
        return Where(line.field(6))
    except ValueError:
        known = "、".join(Where)
        raise line.wrong(f"适用{quoted(line.field(6))}不认识", f"请写 {known} 之一，或留空") from None


def _date(line: _Line, index: int) -> dt.date | None:
    if not line.field(index):
        return None
    try:
        return dt.date.fromisoformat(line.field(index))
    except ValueError:
        name = _FIELDS[index]
        raise line.wrong(f"{name}日{quoted(line.field(index))}不是日期", "请写成 2026-01-31 的样子，或留空") from None


def _doubled(words: Iterable[tuple[str, str]]) -> Iterator[ConfigurationError]:
    first: dict[str, str] = {}
    for word, source in words:
        file, _, number = source.rpartition(":")
        if word in first:
            other = first[word].replace(":", " 第 ") + " 行"
            yield ConfigurationError(file, f"{quoted(word)}已经写在 {other}", "请删去其中一行", int(number))
        first.setdefault(word, source)
