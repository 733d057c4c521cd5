"""Adding an entry to the office's own list (加词): the same rules as for a line written by hand, comments kept."""

from __future__ import annotations

from pathlib import Path

from county.configuration.decoding import read_configuration
from county.configuration.errors import ConfigurationError, ConfigurationErrors, quoted
from county.configuration.replacing import replace_file
from wordlists.entry import Entry
from wordlists.lines import SIGNS, WORDS_FORMAT, Line, read_lines
from wordlists.parsing import FIELDS, parse_entry
from wordlists.problems import problems
from wordlists.reading import Lists, list_files, read_with_own

OWN_FILE = "本县词表.txt"
"""The file that `xuncha words try --add` writes to, in the office's folder of word lists."""
_HEAD = f"{WORDS_FORMAT}\n# 本县自己的词。可以直接修改；一行一条：\n# {'｜'.join(FIELDS)}\n"
_SIGN = "｜"


def make_entry(fields: tuple[str, ...]) -> Entry:
    """An entry of the fields in the order of a line. Raises ConfigurationError."""
    line = Line(OWN_FILE, 0, tuple(field.strip() for field in fields))
    for field in fields:
        if any(sign in field for sign in (*SIGNS, "\n", "\r")):
            raise _unplaced(line.wrong(f"{quoted(field)}里有分隔符号", "请去掉 ｜、|、Tab 和换行"))
    if fields[0].strip().startswith("#"):
        raise _unplaced(line.wrong(f"{quoted(fields[0])}以 # 开头", "会被当成说明，请去掉 #"))
    try:
        return parse_entry(line)
    except ConfigurationError as error:
        raise _unplaced(error) from None


def add_entry(folder: Path, entry: Entry) -> Path:
    """Appends the entry to the office's own file in `folder`, made where it is missing; gives the file. Raises
    ConfigurationError, and ConfigurationErrors where the lists would contradict themselves; then nothing changed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / OWN_FILE
    before = read_configuration(path, "") if path.exists() else _HEAD
    _refuse(list_files(folder), entry)
    text = before.rstrip() + "\n" + _row(entry) + "\n"
    replace_file(path, lambda fresh: _fill(fresh, text))
    return path


def remove_entry(folder: Path, word: str) -> Path:
    """Takes the lines of that word out of the office's own file in `folder`, comments stay; gives the file. The file as
    it was is kept beside it (.bak). Raises ConfigurationError where it has no such line."""
    path = folder / OWN_FILE
    rows = read_configuration(path, "请核对词表文件夹").splitlines() if path.exists() else []
    numbers = {line.number for line in (read_lines(path)[0] if rows else []) if parse_entry(line).word == word}
    if not numbers:
        raise ConfigurationError(OWN_FILE, f"没有{quoted(word)}这个词", "请核对是不是自带词表里的词，或已经删去")
    text = "\n".join(row for number, row in enumerate(rows, start=1) if number not in numbers) + "\n"
    replace_file(path, lambda fresh: _fill(fresh, text), keep=True)
    return path


def _fill(fresh: Path, text: str) -> None:
    fresh.write_bytes(text.encode("utf-8"))


def _refuse(own: list[Path], entry: Entry) -> None:
    lists = read_with_own(own)
    lists.compiled()
    files = {path.name for path in own}
    listed = next((one for one in lists.entries if one.word == entry.word), None)
    if listed and listed.source.rpartition(":")[0] in files:
        file, _, number = listed.source.rpartition(":")
        raise ConfigurationError(file, f"{quoted(entry.word)}已经写在这里", "请直接修改这一行", int(number))
    known = {_told(error) for error in problems(lists)}
    fresh = problems(Lists([entry]).over(lists))
    if new := [error for error in fresh if _told(error) not in known]:
        raise ConfigurationErrors([error if error.line else _unplaced(error) for error in new])


def _told(error: ConfigurationError) -> tuple[str, int | None, str]:
    return error.file, error.line, error.problem


def _row(entry: Entry) -> str:
    since = entry.since.isoformat() if entry.since else ""
    until = entry.until.isoformat() if entry.until else ""
    fields = (entry.word, entry.level, entry.right, entry.basis, since, until, entry.where, entry.note)
    return _SIGN.join(fields).rstrip(_SIGN)


def _unplaced(error: ConfigurationError) -> ConfigurationError:
    """Without a line: the word stands in no file yet."""
    return ConfigurationError("新词", error.problem, error.cure)
