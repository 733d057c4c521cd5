"""What is masked stays masked, but for those who give a reason; packages that verify with common tools."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from archiving import archive
from made_home import DeskHome, Flagged
from serving_desk import Asker, add_accounts, serving, signed_in
from warcio.archiveiterator import ArchiveIterator

ID = "520123190301010037"
MASKED = "520123********0037"
NUMBER = Flagged("number", sentence=f"联系人张三，身份证号{MASKED}，请核对", words=MASKED, rule="personal-id")
PAGE = (
    f"<html><head><title>公示</title></head><body><p>联系人张三，身份证号<b>{ID}</b>，请核对</p></body></html>".encode()
)
REASON = "核对申诉材料"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    home = DeskHome(tmp_path_factory.mktemp("sealed"))
    add_accounts(home)
    home.flag([NUMBER])
    archive(home, {NUMBER: PAGE})
    return home


@pytest.fixture(scope="module")
def port(home: DeskHome) -> Iterator[int]:
    with serving(home.settings()) as port:
        yield port


def _looks(home: DeskHome) -> list[tuple[str, str]]:
    store = home.store()
    rows = store.connection.execute(
        "SELECT actor, detail FROM audit WHERE action = 'sealed-look' ORDER BY seq"
    ).fetchall()
    store.close()
    return [(actor, json.loads(detail)["look"]) for actor, detail in rows]


def _download(asker: Asker, method: str, folder: Path, **form: str) -> Path:
    path = f"/findings/{NUMBER.id}/package"
    answer = asker.post(path, **form) if method == "POST" else asker.get(path)
    assert answer.headers["content-disposition"].startswith("attachment")
    with ZipFile(BytesIO(answer.body)) as package:
        package.extractall(folder)
    [made] = folder.iterdir()
    subprocess.run(["sha256sum", "--check", "--strict", "sha256sums.txt"], cwd=made, check=True, capture_output=True)
    listed = {line.split("  ", 1)[1] for line in (made / "sha256sums.txt").read_text().splitlines()}
    assert listed == {str(path.relative_to(made)) for path in made.rglob("*.*")} - {"sha256sums.txt"}
    return made


def test_the_masked_package_verifies_and_holds_no_whole_number(home: DeskHome, port: int, tmp_path: Path) -> None:
    made = _download(signed_in(home, port, "longchang"), "GET", tmp_path)
    content = "".join(path.read_text(encoding="utf-8") for path in made.rglob("*.*"))
    assert (ID in content, MASKED in content, _looks(home)) == (False, True, [])
    assert not (made / "capture-1" / "record.warc.gz").exists()


def test_the_whole_package_needs_a_reason_and_is_written_down(home: DeskHome, port: int, tmp_path: Path) -> None:
    asker = signed_in(home, port, "wang")
    assert "事由" in asker.post(f"/findings/{NUMBER.id}/package", reason="看").text
    assert _looks(home) == []
    made = _download(asker, "POST", tmp_path, reason=REASON)
    assert _looks(home) == [("wang", "package")]
    facts = json.loads((made / "capture-1" / "capture.json").read_text(encoding="utf-8"))
    with (made / "capture-1" / "record.warc.gz").open("rb") as file:
        bodies = [record.content_stream().read() for record in ArchiveIterator(file)]
    assert bodies == [PAGE] == [(made / "capture-1" / "original.html").read_bytes()]
    assert hashlib.sha256(PAGE).hexdigest() == facts["body_sha256"]
    assert REASON in (made / "index.html").read_text(encoding="utf-8")
    assert ID not in (made / "capture-1" / "page.html").read_text(encoding="utf-8")


def test_the_whole_number_is_shown_for_a_reason_only(home: DeskHome, port: int) -> None:
    asker = signed_in(home, port, "admin")
    before = _looks(home)
    assert ID not in asker.post(f"/findings/{NUMBER.id}/numbers", reason="").text
    assert ID not in asker.get(f"/findings/{NUMBER.id}").text
    assert _looks(home) == before
    assert f'id="hit-1">{ID}</mark>' in asker.post(f"/findings/{NUMBER.id}/numbers", reason=REASON).text
    assert _looks(home) == [*before, ("admin", "numbers")]


@pytest.mark.parametrize("name", ["longchang", "auditor"])
def test_others_see_no_whole_number(home: DeskHome, port: int, name: str) -> None:
    asker = signed_in(home, port, name)
    for path in ("numbers", "package"):
        assert asker.post(f"/findings/{NUMBER.id}/{path}", reason=REASON).status == 403
