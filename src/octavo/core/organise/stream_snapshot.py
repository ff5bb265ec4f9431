"""The compact form of what a stream must remember beyond its members. It only packs and unpacks."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from octavo.core.organise.graph import Compared
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.errors import StoreError

VERSION = 6
_LENGTHS = struct.Struct("<4I")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """State after `count` articles; `touched` are slots to look at when re-linking next."""

    count: int = 0
    last_at: float | None = None
    oldest: int = 0
    frequencies: DocumentFrequencies = field(default_factory=DocumentFrequencies)
    weights: DocumentFrequencies = field(default_factory=DocumentFrequencies)  # by which words were weighed last
    times: dict[int, float | None] = field(default_factory=dict)
    pairs: Mapping[int, Compared] = field(default_factory=dict)
    touched: frozenset[int] = frozenset()
    began: Mapping[int, tuple[int, float]] = field(default_factory=dict)  # story → its first open slot, when it began


def pack(snapshot: Snapshot) -> bytes:
    pairs = snapshot.pairs.values()
    head = {
        "version": VERSION,
        "count": snapshot.count,
        "last_at": snapshot.last_at,
        "oldest": snapshot.oldest,
        "slots": list(snapshot.pairs),
        "times": [snapshot.times[slot] for slot in snapshot.pairs],
        "touched": sorted(snapshot.touched),
        "began": [(story, *at) for story, at in snapshot.began.items()],
        "sizes": [len(each.slots) for each in pairs],
    }
    tables = (
        np.concatenate([each.slots for each in pairs]).astype("<u4") if pairs else np.empty(0, "<u4"),
        np.concatenate([each.scores for each in pairs]).astype("<u2") if pairs else np.empty(0, "<u2"),
        np.concatenate([each.kinds for each in pairs]) if pairs else np.empty(0, np.uint8),
    )
    parts = [
        zlib.compress(json.dumps(head).encode(), 1),
        snapshot.frequencies.to_bytes(),
        snapshot.weights.to_bytes(),
        zlib.compress(b"".join(table.tobytes() for table in tables), 1),
    ]
    return _LENGTHS.pack(*map(len, parts)) + b"".join(parts)


def unpack(raw: bytes) -> Snapshot:
    """What `pack` wrote. Raises `StoreError` for another version."""
    parts, at = [], _LENGTHS.size
    try:
        for length in _LENGTHS.unpack_from(raw):
            parts.append(raw[at : at + length])
            at += length
        head = json.loads(zlib.decompress(parts[0]))
        version = head["version"]
    except (struct.error, zlib.error, ValueError, KeyError):
        version = None
    if version != VERSION:
        raise StoreError("the stream's snapshot is of another version", hint="it is rebuilt from the articles")
    frequencies, weights = DocumentFrequencies.from_bytes(parts[1]), DocumentFrequencies.from_bytes(parts[2])
    packed = zlib.decompress(parts[3])
    total = sum(head["sizes"])
    near = np.frombuffer(packed, dtype="<u4", count=total).astype(np.int64)
    scores = np.frombuffer(packed, dtype="<u2", count=3 * total, offset=4 * total).reshape(total, 3)
    kinds = np.frombuffer(packed, dtype=np.uint8, offset=10 * total)
    pairs: dict[int, Compared] = {}
    start = 0
    for slot, size in zip(head["slots"], head["sizes"], strict=True):
        part = slice(start, start + size)
        pairs[slot] = Compared(near[part], scores[part], kinds[part])
        start += size
    times = dict(zip(head["slots"], head["times"], strict=True))
    return Snapshot(
        head["count"],
        head["last_at"],
        head["oldest"],
        frequencies,
        weights,
        times,
        pairs,
        frozenset(head["touched"]),
        {story: (slot, at) for story, slot, at in head["began"]},
    )
