"""`xuncha evidence`: what stands behind a line of the ledger, read from the archive again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import click

from evidence.home import Home
from evidence.proofs import Paper, Proof, Proved, Prover, Quoted
from scoring import scheme_of
from scoring.dossiers import Dossier, dossier
from scoring.points import points_number, points_text
from scoring.scores import score_units
from xuncha.errors import FAILED
from xuncha.options import as_of_option, home_options, json_option, newest_day

_QUOTED = {
    Quoted.PAGE: "（存档网页里有这些字）",
    Quoted.TEXT: "（存档文件读出的文字里有这些字）",
    Quoted.MISSING: "（存档里没有找到这些字）",
    Quoted.NONE: "",
}


@click.command()
@home_options
@as_of_option
@click.argument("ids", nargs=-1, required=True)
@json_option
@click.pass_context
def evidence(
    context: click.Context, home: Home, as_of: dt.datetime | None, ids: tuple[str, ...], as_json: bool
) -> None:
    """列出一笔明细、一条问题、一次巡查或一条登记的证据，并与存档逐一核验。

    IDS 是明细编号（xuncha score --unit 所列，写开头几位即可）、问题编号、“visit:批次:栏目”、“page:网页编号”，
    或登记、申诉、裁定的编号（如 BS-12）。存档与登记不符时以代码 1 结束。
    """
    county = home.county()
    day = newest_day(home, as_of)
    with home.store() as store:
        prover = Prover(store, home.packs, home.documents, day)
        sheets = score_units(store, county, scheme_of(home.config, county), day)
        found = [dossier(prover, sheets, id_) for id_ in ids]
    for one in found:
        for line in _rows(one) if as_json else _lines(one):
            click.echo(line)
    if any(one.faults for one in found):
        context.exit(FAILED)


def _lines(found: Dossier) -> Iterator[str]:
    if found.placed:
        sheet, entry = found.placed.sheet, found.placed.entry
        moved = f"{points_text(entry.points)} 分" if entry.points else "不计分"
        yield f"明细 {entry.id}　{sheet.name}　{entry.clause}　{entry.state_name(sheet.as_of)}　{moved}"
        yield f"　　{entry.why}"
        if entry.ruling:
            yield f"　　{entry.ruling}"
        if not entry.evidence:
            yield "　　这一笔没有证据可列，理由如上。"
    for proof in found.proofs:
        yield f"证据 {proof.id}"
        yield from (f"　　{line}" for line in _proof_lines(proof))
    told = {fault for proof in found.proofs for fault in proof.broken}
    yield from (f"　　{fault}" for fault in found.faults if fault not in told)


def _proof_lines(proof: Proof) -> Iterator[str]:
    yield proof.said
    if proof.quote:
        yield f"引文　{' '.join(proof.quote.split())}{_QUOTED[proof.quoted]}"
    for capture in proof.captures:
        yield f"网址　{capture.url}"
        yield f"时间　{capture.time}（世界时）　散列　{capture.sha256}"
        yield f"存档　packs/{capture.warc}　偏移 {capture.offset}"
        yield f"核验　{capture.fault or '与存档一致'}"
    for receipt in proof.receipts:
        note = f"　{receipt.note}" if receipt.note else ""
        yield f"登记　{receipt.recorded_on}　{receipt.author}{note}"
    for paper in proof.papers:
        yield f"附件　{paper.name}　散列　{paper.sha256}"
        yield f"核验　{paper.fault or '与登记一致'}"


def _rows(found: Dossier) -> Iterator[str]:
    head: dict[str, Any] = {"entry": None}
    if found.placed:
        sheet, entry = found.placed.sheet, found.placed.entry
        head = {
            "entry": entry.id,
            "unit": sheet.unit,
            "clause": entry.clause,
            "state": entry.state.value,
            "points": points_number(entry.points),
            "why": entry.why,
        }
        if not found.proofs:
            nothing = _proof_json(Proof("", entry.why))
            yield json.dumps({**head, **nothing, "id": None, "faults": list(found.faults)}, ensure_ascii=False)
    for proof in found.proofs:
        yield json.dumps({**head, **_proof_json(proof)}, ensure_ascii=False)


def _proof_json(proof: Proof) -> dict[str, Any]:
    return {
        "id": proof.id,
        "said": proof.said,
        "quote": proof.quote,
        "quoted": proof.quoted.value,
        "captures": [_capture_json(one) for one in proof.captures],
        "receipts": [
            {"recorded_on": one.recorded_on.isoformat(), "author": one.author, "note": one.note}
            for one in proof.receipts
        ],
        "documents": [_paper_json(one) for one in proof.papers],
        "faults": list(proof.faults),
    }


def _capture_json(one: Proved) -> dict[str, Any]:
    return {
        "url": one.url,
        "time": one.time,
        "sha256": one.sha256,
        "warc": f"packs/{one.warc}",
        "offset": one.offset,
        "verified": not one.fault,
    }


def _paper_json(one: Paper) -> dict[str, Any]:
    return {"name": one.name, "sha256": one.sha256, "file": one.path.name, "verified": not one.fault}
