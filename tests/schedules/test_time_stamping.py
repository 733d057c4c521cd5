"""Time-stamps of the chain's head by a real authority: what is kept, what `openssl` says of it, what is named."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from county.configuration.errors import ConfigurationError
from county.settings import County, CrawlPolicy, TimestampPolicy
from evidence import run_chain
from evidence.backup import make_backup
from evidence.home import JOURNALS, Home
from evidence.stamp_token import TokenError, stamp_request, stamped_at
from evidence.stamps import Stamp, stamps
from evidence.verification import verify
from schedules.time_stamping import StampError, stamp_head
from tests.schedules.time_authority import Authority, openssl, time_authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with time_authority(tmp_path_factory.mktemp("authority") / "first") as found:
        yield found


@pytest.fixture
def other(tmp_path: Path) -> Authority:
    """Another authority, whose root we do not trust."""
    found = Authority(tmp_path / "other")
    found.found()
    return found


@dataclass
class House:
    """A home with a chain of runs, and the county that has it stamped."""

    home: Home
    county: County

    def extend(self, run: str) -> None:
        """Takes a pack in, as far as the chain is concerned."""
        row = (run, "xiuwen", "2026-03-02", 1, f"manifest of {run}", "")
        with self.home.store() as store, store.write() as connection:
            connection.execute("INSERT INTO pack VALUES (?, ?, ?, ?, ?, ?)", row)
            run_chain.extend(connection, self.chain, run, row[4])

    @property
    def chain(self) -> Path:
        return self.home.folder / run_chain.FILE

    def stamp(self) -> Stamp:
        kept = stamp_head(self.home, self.county)
        assert kept is not None
        return kept

    def kept(self) -> list[Stamp]:
        with self.home.store() as store:
            return stamps(store)

    def faults(self, root: Path | None = None) -> list[str]:
        trusted = root or self.home.config / "root.pem"
        with self.home.store() as store:
            broken = list(verify(store, self.home.packs, JOURNALS, trusted))
        return [one.sentence for one in broken if one.kind in ("stamp", "journal")]


@pytest.fixture
def house(tmp_path: Path, authority: Authority) -> Iterator[House]:
    home = Home(tmp_path / "home", tmp_path / "home")
    home.prepare()
    shutil.copy(authority.root, home.config / "root.pem")
    policy = TimestampPolicy(authority.url, "root.pem")
    made = House(home, County("县", (), (), CrawlPolicy("信息科"), "xiuwen", timestamp=policy))
    made.extend("run-1")
    yield made
    authority.says = None
    authority.accept("sha256")


def test_a_kept_token_proves_the_head_to_anybody(house: House, authority: Authority, tmp_path: Path) -> None:
    kept = house.stamp()
    head = run_chain.head(house.chain)
    assert head is not None
    assert (kept.seq, kept.head, kept.authority) == (1, head.hash, "127.0.0.1")
    printed = tmp_path / "head.txt"
    printed.write_text(head.hash)
    token = house.home.folder / "stamps" / kept.file
    assert openssl("ts", "-verify", "-data", printed, "-in", token, "-CAfile", authority.root) is not None
    assert house.faults() == []


def test_a_head_is_stamped_once_and_no_token_is_written_over(house: House, authority: Authority) -> None:
    first, asked = house.stamp(), authority.asked
    content = (house.home.folder / "stamps" / first.file).read_bytes()
    assert house.stamp() == first
    assert authority.asked == asked
    house.extend("run-2")
    second = house.stamp()
    assert [stamp.seq for stamp in house.kept()] == [1, 2]
    assert second.file != first.file
    assert (house.home.folder / "stamps" / first.file).read_bytes() == content
    assert house.faults() == []


def test_a_home_without_runs_has_nothing_to_stamp(house: House) -> None:
    house.chain.unlink()
    assert stamp_head(house.home, house.county) is None


def test_stamps_outlive_the_store_and_lie_in_the_backup(house: House, tmp_path: Path) -> None:
    kept = house.stamp()
    house.home.store_path.unlink()
    assert house.kept() == [kept]
    folder = make_backup(house.home, tmp_path / "backups", dt.datetime.now(dt.UTC))
    assert (folder / "state" / "stamps" / kept.file).is_file()
    assert (folder / "state" / "stamps.jsonl").is_file()
    assert (folder / "config" / "root.pem").is_file()


def test_a_changed_a_lost_and_an_untold_token_are_named(house: House) -> None:
    kept = house.stamp()
    token, journal = house.home.folder / "stamps" / kept.file, house.home.folder / "stamps.jsonl"
    content, line = token.read_bytes(), journal.read_text()
    changed = bytearray(content)
    changed[-20] ^= 1
    token.write_bytes(changed)
    assert [kept.file in said and "改动过" in said for said in house.faults()] == [True]
    token.unlink()
    assert ["不见了" in said for said in house.faults()] == [True]
    token.write_bytes(content)
    journal.write_text(json.dumps({**json.loads(line), "head": "0" * 64}) + "\n")
    assert ["stamps.jsonl" in said for said in house.faults()] == [True]


def test_a_chain_that_was_made_again_does_not_have_the_stamped_head(house: House) -> None:
    kept = house.stamp()
    house.chain.unlink()
    with house.home.store() as store, store.write() as connection:
        connection.execute("UPDATE pack SET manifest_sha256 = 'of another pack'")
        run_chain.extend(connection, house.chain, "run-1", "of another pack")
    assert run_chain.first_broken(house.chain) is None
    assert ["采集链第 1 环" in said and kept.file in said for said in house.faults()] == [True]


def test_a_signature_must_lead_to_the_named_root(house: House, other: Authority) -> None:
    kept = house.stamp()
    assert ["根证书" in said for said in house.faults(other.root)] == [True]
    (house.home.folder / "no.pem").write_text("not a certificate")
    assert ["no.pem" in said for said in house.faults(house.home.folder / "no.pem")] == [True]
    answer = (house.home.folder / "stamps" / kept.file).read_bytes()
    with pytest.raises(TokenError, match="不是这个链头"):
        stamped_at(answer, "0" * 64, ())


def test_a_token_of_somebody_else_is_not_kept(house: House, authority: Authority, other: Authority) -> None:
    head = run_chain.head(house.chain)
    assert head is not None
    query = stamp_request(head.hash).as_bytes()
    for says, sentence in (
        ((200, other.reply(query)), "不是这一次申请"),
        ((200, authority.reply(stamp_request("0" * 64).as_bytes())), "不是这个链头"),
        ((200, b"<html>login</html>"), "不是时间戳凭证"),
        ((200, b""), "不是时间戳凭证"),
        ((503, b"busy"), "HTTP 503"),
    ):
        authority.says = says
        with pytest.raises(StampError, match=sentence) as caught:
            house.stamp()
        assert str(caught.value).endswith("。")
    authority.says = None
    authority.accept("sha512")
    with pytest.raises(StampError, match="没有签发（状态 2）"):
        house.stamp()
    assert house.kept() == []
    assert not (house.home.folder / "stamps").exists()


def test_an_authority_that_is_down_or_not_trusted_is_told(house: House, other: Authority) -> None:
    shutil.copy(other.root, house.home.config / "root.pem")
    with pytest.raises(StampError, match="签名没有通过"):
        house.stamp()
    away = replace(house.county, timestamp=TimestampPolicy("http://127.0.0.1:9/tsr"))
    with pytest.raises(StampError, match=r"没有连上.*\[timestamp\]"):
        stamp_head(house.home, away)
    lost = replace(house.county, timestamp=replace(house.county.timestamp, trust_file="nowhere.pem"))
    with pytest.raises(ConfigurationError, match=r"nowhere\.pem"):
        stamp_head(house.home, lost)
    assert house.kept() == []


def test_a_broken_chain_is_not_stamped(house: House, authority: Authority) -> None:
    asked = authority.asked
    house.chain.write_text(house.chain.read_text().replace("run-1", "run-9"))
    with pytest.raises(StampError, match="audit verify"):
        house.stamp()
    assert authority.asked == asked
