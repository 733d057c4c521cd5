"""Search at the desk: everybody finds what is theirs, and nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

from made_home import OTHER, OWN, DeskHome
from serving_desk import signed_in

from evidence.search import index_texts


def test_words_are_found_marked_and_lead_to_the_capture(made: DeskHome, port: int) -> None:
    store = made.store()
    index_texts(store, made.county)
    store.close()
    reviewer, unit = (signed_in(made, port, name) for name in ("wang", "longchang"))
    for words, found in ((OWN.words, True), (OTHER.words, True), ("没有的词", False)):
        text = reviewer.get(f"/search?words={quote(words)}").text
        assert (f"<mark>{words}</mark>" in text) is found
    mine, theirs = (unit.get(f"/search?unit=u2&words={quote(words)}").text for words in (OWN.words, OTHER.words))
    assert "<mark>" in mine
    assert "<mark>" not in theirs
    [link] = re.findall(r'href="(/captures/[^"]+)"', mine)
    assert f'id="hit-1">{OWN.words}</mark>' in unit.get(link.replace("&amp;", "&")).text


def test_what_cannot_be_looked_for_is_told(made: DeskHome, port: int) -> None:
    text = signed_in(made, port, "wang").get("/search?words=a").text
    assert "至少两个相连的字" in text
