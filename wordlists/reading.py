"""Reading the word lists (读词表): those that come with the application, and the office's own laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from county.configuration.errors import ConfigurationError, ConfigurationErrors, quoted
from wordlists.entry import Entry, Phrase
from wordlists.lines import PHRASES_FORMAT, WORDS_FORMAT, Line, read_lines
from wordlists.matching import WordLists
from wordlists.parsing import parse_entry, parse_phrase, parse_protected
from wordlists.protected import ProtectedPhrase

BUILT_IN = Path(__file__).parent
"""The folder of the lists that come with the application (自带词表)."""


@dataclass(slots=True)
class Lists:
    """What files of word lists hold, and everything that is wrong with their lines."""

    entries: list[Entry] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    protected: list[ProtectedPhrase] = field(default_factory=list)
    errors: list[ConfigurationError] = field(default_factory=list)

    def over(self, below: Lists) -> Lists:
        """These laid over others: the same word, or the same protected phrase, is taken from here."""
        words = {entry.word for entry in self.entries}
        texts = {phrase.text for phrase in self.protected}
        return Lists(
            [*(entry for entry in below.entries if entry.word not in words), *self.entries],
            [*below.phrases, *self.phrases],
            [*(phrase for phrase in below.protected if phrase.text not in texts), *self.protected],
            [*below.errors, *self.errors],
        )

    def compiled(self) -> WordLists:
        """Ready to search with. Raises ConfigurationErrors where a line is wrong."""
        if self.errors:
            raise ConfigurationErrors(self.errors)
        return WordLists(self.entries, self.phrases, self.protected)


def load(folder: Path | None = None) -> WordLists:
    """The word lists of `folder` alone: every .txt file in it; the lists that come with the application where it is
    None. Raises ConfigurationError or ConfigurationErrors, with file and line of everything that is wrong."""
    files = list_files(folder or BUILT_IN)
    if not files:
        raise ConfigurationError(str(folder), "词表文件夹里没有 .txt 文件", "请放入词表，或改用自带词表")
    return read_files(files).compiled()


def load_with_own(office: Path | None) -> WordLists:
    """The lists that come with the application with those of the office's own folder laid over them. Files that stand
    as they stood the last time are not read again. Raises as `load` does."""
    own = list_files(office) if office else []
    return _compiled(tuple(own), tuple(map(_stand, [*own, *list_files(BUILT_IN)])))


def _stand(file: Path) -> tuple[int, int, int, int]:
    """Changes with every edit of a file."""
    stat = file.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


@lru_cache(maxsize=1)
def _compiled(own: tuple[Path, ...], stands: tuple[tuple[int, int, int, int], ...]) -> WordLists:
    """`stands` is what tells that the files are the same."""
    return read_with_own(list(own)).compiled()


def read_with_own(own: list[Path]) -> Lists:
    """The lists that come with the application with the files `own` laid over them: a file of the same name takes the
    place of ours, an entry of the same word the place of our entry."""
    replaced = {path.name for path in own}
    ours = [path for path in list_files(BUILT_IN) if path.name not in replaced]
    return read_files(own).over(read_files(ours))


def list_files(folder: Path) -> list[Path]:
    """The word lists in a folder. Raises ConfigurationError where there is no such folder."""
    if not folder.is_dir():
        raise ConfigurationError(str(folder), "词表文件夹不存在", "请核对路径，或去掉这项设置改用自带词表")
    return sorted(path for path in folder.glob("*.txt") if path.is_file())


def read_files(files: Iterable[Path]) -> Lists:
    """Everything in the files; what is wrong is collected, a word that is listed twice too."""
    lists = Lists()
    for path in files:
        try:
            lines, form = read_lines(path)
        except ConfigurationError as error:
            lists.errors.append(error)
            continue
        lists.errors += _take(lines, _keeper(lists, form))
    lists.errors += _doubled((entry.word, entry.source) for entry in lists.entries)
    lists.errors += _doubled((phrase.text, phrase.source) for phrase in lists.protected)
    return lists


def _keeper(lists: Lists, form: str) -> Callable[[Line], None]:
    if form == WORDS_FORMAT:
        return lambda line: lists.entries.append(parse_entry(line))
    if form == PHRASES_FORMAT:
        return lambda line: lists.phrases.append(parse_phrase(line))
    return lambda line: lists.protected.append(parse_protected(line))


def _take(lines: Iterable[Line], keep: Callable[[Line], None]) -> Iterator[ConfigurationError]:
    for line in lines:
        try:
            keep(line)
        except ConfigurationError as error:
            yield error


def _doubled(words: Iterable[tuple[str, str]]) -> Iterator[ConfigurationError]:
    first: dict[str, str] = {}
    for word, source in words:
        file, _, number = source.rpartition(":")
        if word in first:
            cure = "请删去其中一行"
            yield ConfigurationError(file, f"{quoted(word)}已经写在 {place_of(first[word])}", cure, int(number))
        first.setdefault(word, source)


def place_of(source: str) -> str:
    """File and line, as people read them; a word that stands in no file yet bears line 0."""
    file, _, number = source.rpartition(":")
    return f"{file} 第 {number} 行" if number != "0" else "新词"
