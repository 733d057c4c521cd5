"""Time-stamps examined: whether each still proves what it did."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from cryptography.x509 import Certificate

from evidence.stamp_token import TokenError, stamped_at
from evidence.stamps import FOLDER, Stamp
from evidence.store import Store


def stamp_fault(store: Store, stamp: Stamp, chain: Mapping[int, str], roots: Sequence[Certificate]) -> str:
    """One sentence where a stamp no longer proves what it did, "" where it does. `chain` has the hash of each link by
    its number."""
    path = store.path.with_name(FOLDER) / stamp.file
    if not path.is_file():
        return f"时间戳 {stamp.file} 不见了；请从备份恢复 {FOLDER} 目录。"
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != stamp.sha256:
        return f"时间戳 {stamp.file} 与登记的不是同一份，被改动过；请从备份恢复。"
    try:
        stamped_at(content, stamp.head, roots)
    except TokenError as error:
        return f"时间戳 {stamp.file} 没有通过核验：{error}。"
    if chain.get(stamp.seq) != stamp.head:
        return f"时间戳 {stamp.file} 证明的链头不是采集链第 {stamp.seq} 环；采集链在 {stamp.at} 之后被改动或截短过。"
    return ""
