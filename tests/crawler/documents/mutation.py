"""Documents torn at random, always the same way for the same number: bytes cut, doubled, swapped and overwritten,
inside the members of a package too, where a torn byte outside would only break a checksum."""

from __future__ import annotations

import io
import random
import zipfile

from made_documents import one_of_each, zipped

_NASTY = (
    b"\0",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"<",
    b">",
    b'"',
    b"{",
    b"}",
    b"\\",
    b"99999999",
    b"stream",
    b"]]>",
)


def mutated(number: int) -> tuple[str, bytes]:
    """Name and bytes of the document of that number."""
    chance = random.Random(number)
    seeds = one_of_each()
    name = sorted(seeds)[number % len(seeds)]
    body = seeds[name]
    if body.startswith(b"PK") and chance.random() < 0.8:
        return name, _inside(chance, body)
    return name, _torn(chance, body)


def _inside(chance: random.Random, body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    for name in chance.sample(sorted(members), min(len(members), chance.randint(1, 3))):
        members[name] = _torn(chance, members[name])
    return zipped(members)


def _torn(chance: random.Random, body: bytes) -> bytes:
    torn = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        if not torn:
            break
        start = chance.randrange(len(torn))
        piece = bytes(torn[start : start + chance.randint(1, 60)])
        place = chance.randrange(len(torn))
        change = chance.random()
        if change < 0.35:
            torn[place : place + 4] = chance.choice(_NASTY)
        elif change < 0.6:
            torn[place] = chance.randrange(256)
        elif change < 0.75:
            torn[place:place] = piece * chance.choice((1, 1, 50))
        elif change < 0.9:
            del torn[start : start + len(piece)]
        else:
            del torn[place:]
    return bytes(torn)
