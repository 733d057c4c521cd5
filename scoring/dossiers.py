"""Dossiers (案卷印证): an entry of a ledger with all that stands behind it, proved against the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.proofs import Proof, Prover
from scoring.entries import Placed, find_entry
from scoring.ledger import Sheet


@dataclass(frozen=True, slots=True)
class Dossier:
    """`placed` is None where the id was not that of an entry: then `proofs` holds what the id itself leads to.
    `missing` are ids that lead nowhere."""

    id: str
    placed: Placed | None
    proofs: tuple[Proof, ...]
    missing: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What did not hold, a sentence each."""
        lost = tuple(f"没有找到证据 {id_}；请从备份恢复，或重新入库（xuncha ingest）。" for id_ in self.missing)
        return (*lost, *(fault for proof in self.proofs for fault in proof.faults))


def dossier(prover: Prover, sheets: Sequence[Sheet], id_: str) -> Dossier:
    """What stands behind an entry, a finding, a visit, a page or an entry of a register. Raises UnknownEntryError."""
    if proof := prover.prove(id_):
        return Dossier(id_, None, (proof,))
    placed = find_entry(sheets, id_)
    proved = {one: prover.prove(one) for one in placed.entry.evidence}
    missing = tuple(one for one, proof in proved.items() if proof is None)
    return Dossier(id_, placed, tuple(proof for proof in proved.values() if proof), missing)
