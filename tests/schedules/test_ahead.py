"""Texts checked while their pack is still being written: the same findings, and nothing kept before the pack is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from county.errors import HouseError
from county.personal import Redactor
from county.text import Text
from evidence.ingest import ingest
from evidence.pack import ArticleRow, CaptureRow, Manifest, PackWriter
from evidence.pack.codec import encode_text
from evidence.pack.manifest import pack_files, seal
from evidence.store import Store
from schedules.ahead import Ahead, Rules
from schedules.checking import check_texts
from wordlists import WordLists
from xuncha.terminal import TerminalWatch

NIGHT = "2026-03-02"
ID = "11010119900307109X"
"""Made up, with a valid check digit."""
WORDS = WordLists([])


def _write(pack: PackWriter, page: str, shown: str, day: str = "2026-03-01") -> None:
    redact = Redactor(b"key").redact
    text = encode_text(redact(Text("公示")), redact(Text(shown)))
    row = CaptureRow.unanswered(page, f"http://www.xiuwen.gov.cn/{page}", "article", f"{NIGHT}T02:00:00Z", "ok", "")
    pack.add(row._replace(id=f"capture-{page}", status=200, quality=1.0, text=text.id))
    pack.add(ArticleRow(f"capture-{page}", "公示", day, "", "", "", ""))
    pack.add(text)
    pack.flush()


def _seal(folder: Path, store: Store) -> None:
    seal(folder, Manifest(folder.name, "xiuwen", NIGHT, 1, NIGHT, NIGHT, "finished", "", "", pack_files(folder)))
    ingest(folder, store)


def _findings(store: Store, ahead: Ahead | None) -> list[tuple[object, ...]]:
    with TerminalWatch() as watch:
        check_texts(store, WORDS, watch, None, ahead)
    return store.connection.execute(
        "SELECT text, position, finding FROM text_finding ORDER BY text, position"
    ).fetchall()


def test_a_pack_that_has_hardly_begun_holds_nothing(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "ahead.db")) as store:
        ahead = Ahead(store, lambda: (WORDS, None))
        assert not ahead.look([tmp_path])
        (tmp_path / "pack.db").touch()
        assert not ahead.look([tmp_path])


def test_words_that_cannot_be_read_stop_no_crawl(tmp_path: Path) -> None:
    def broken() -> Rules:
        raise HouseError("词表读不出来")

    folder = tmp_path / "xiuwen-20260302-1"
    folder.mkdir()
    with closing(Store(tmp_path / "ahead.db")) as store, PackWriter(folder) as pack:
        _write(pack, "1", f"身份证号{ID}")
        ahead = Ahead(store, broken)
        assert not ahead.look([folder])
        assert (ahead.found, ahead.rule_set) == ({}, "")


def test_the_same_is_found_as_afterwards(tmp_path: Path) -> None:
    folder = tmp_path / "xiuwen-20260302-1"
    folder.mkdir()
    with closing(Store(tmp_path / "ahead.db")) as store, closing(Store(tmp_path / "after.db")) as other:
        ahead = Ahead(store, lambda: (WORDS, None))
        with PackWriter(folder) as pack:
            _write(pack, "one", f"王某，身份证号：{ID}，拟予救助。")
            ahead.look([folder])
            _write(pack, "two", f"李某，身份证号：{ID}，拟予救助。")
        _seal(folder, store)
        ingest(folder, other)
        assert len(ahead.found) == 1
        found = _findings(store, ahead)
        assert len({text for text, *_ in found}) == 2
        assert found == _findings(other, None)


def test_a_text_that_bears_another_day_is_checked_again(tmp_path: Path) -> None:
    folder = tmp_path / "xiuwen-20260302-1"
    folder.mkdir()
    with closing(Store(tmp_path / "evidence.db")) as store:
        ahead = Ahead(store, lambda: (WORDS, None))
        with PackWriter(folder) as pack:
            _write(pack, "one", "会议要求压实责任。", "2026-03-01")
            ahead.look([folder])
            _write(pack, "copy", "会议要求压实责任。", "2026-02-01")
        _seal(folder, store)
        _findings(store, ahead)
        assert store.connection.execute("SELECT day FROM text_check").fetchall() == [("2026-02-01",)]


def test_a_pack_that_was_not_begun_has_no_texts(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "evidence.db")) as store:
        ahead = Ahead(store, lambda: (WORDS, None))
        assert not ahead.look([tmp_path])
        assert not ahead.found
