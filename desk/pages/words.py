"""Word lists (词表): looked through, and a word tried on all stored texts before it goes into the county's own list."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from county.configuration.errors import ConfigurationError
from county.finding import Level
from desk.call import Call
from desk.refusal import Refused
from evidence.desk.configuring import Changed, note_change
from evidence.home import WORD_FOLDER
from wordlists import Entry, Where, WordLists, load_with_own
from wordlists.adding import OWN_FILE, add_entry, make_entry, remove_entry

MOST = 200
"""Entries listed at a time."""
QUOTES = 20
FIELDS = ("word", "level", "right", "basis", "since", "until", "where", "note")
_UNTOLD = "（试词，尚未写依据）"
_BAD = 400


def words_page(call: Call) -> Response:
    """The form to try a word; entries that hold what is looked for, the county's own first."""
    lists, sought = _lists(call), call.query("q").strip()
    own = [entry for entry in lists.entries if is_own(entry)]
    found = [entry for entry in lists.entries if sought and (sought in entry.word or sought in entry.right)]
    return call.page("words.html", own=own, found=found[:MOST], most=MOST, sought=sought, total=len(lists.entries),
                     **_form(call, {}))  # fmt: skip


def try_out(call: Call) -> Response:
    """What the word would hit in the stored texts; nothing is saved."""
    values = {field: call.field(field).strip() for field in FIELDS}
    entry = _entry(values)
    lists = _lists(call)
    listed = next((one for one in lists.entries if one.word == entry.word), None)
    trial = call.desk.try_word(call.store, lists, entry, QUOTES)
    return call.page("word_trial.html", entry=entry, trial=trial, listed=listed, **_form(call, values))


def add(call: Call) -> Response:
    """Puts the word into the county's own list; the next check reads all stored texts again with it."""
    values = {field: call.field(field).strip() for field in FIELDS}
    if not values["basis"]:
        raise Refused(_BAD, "加入词表要写依据；请返回写明出处，如《现代汉语词典》（第7版）。")
    entry = _entry(values)
    add_entry(call.desk.home.config / WORD_FOLDER, entry)
    note_change(
        call.store, Changed.WORDS, f"加词“{entry.word}”（{entry.level}），依据：{entry.basis}", call.account.name
    )
    return call.redirect("/settings/words", f"“{entry.word}”已加入{OWN_FILE}；下一次检查按新词表重读全部存档文本。")


def remove(call: Call) -> Response:
    """Takes a word out of the county's own list."""
    word = call.field("word")
    remove_entry(call.desk.home.config / WORD_FOLDER, word)
    note_change(call.store, Changed.WORDS, f"删去本县词表的“{word}”", call.account.name)
    return call.redirect("/settings/words", f"“{word}”已从{OWN_FILE}删去；下一次检查后，由它报出的问题随之关闭。")


def is_own(entry: Entry) -> bool:
    """Whether the entry stands in the county's own list, where it can be taken out again."""
    return entry.source.rpartition(":")[0] == OWN_FILE


def _entry(values: dict[str, str]) -> Entry:
    try:
        return make_entry(tuple(values[field] or (_UNTOLD if field == "basis" else "") for field in FIELDS))
    except ConfigurationError as error:
        raise Refused(_BAD, f"{error.problem}；{error.cure}。") from error


def _lists(call: Call) -> WordLists:
    folder = call.desk.home.config / WORD_FOLDER
    return load_with_own(folder if folder.is_dir() else None)


def _form(call: Call, values: dict[str, str]) -> dict[str, Any]:
    blank = dict.fromkeys(FIELDS, "") | {"level": Level.NOTICE.value, "where": Where.ANY.value}
    units = {unit.id: unit.name for unit in call.desk.county.units}
    return {"values": blank | values, "wheres": list(Where), "unit_names": units}
