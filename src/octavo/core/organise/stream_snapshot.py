"""The compact form of what a stream must remember beyond its members. It only packs and unpacks."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from octavo.core.organise.graph import UNIT, Edge, Edges
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.errors import StoreError

VERSION = 4
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
    edges: Edges = field(default_factory=dict)
    touched: frozenset[int] = frozenset()
    began: dict[int, tuple[int, float]] = field(default_factory=dict)  # story → its first open slot, when it began


def pack(snapshot: Snapshot) -> bytes:
    head = {
        "version": VERSION,
        "count": snapshot.count,
        "last_at": snapshot.last_at,
        "oldest": snapshot.oldest,
        "slots": list(snapshot.edges),
        "times": [snapshot.times[slot] for slot in snapshot.edges],
        "touched": sorted(snapshot.touched),
        "began": [(story, *at) for story, at in snapshot.began.items()],
        "sizes": [len(near) for near in snapshot.edges.values()],
    }
    near = np.array([slot for edges in snapshot.edges.values() for slot in edges], dtype="<u4")
    scores = _scores(edge for edges in snapshot.edges.values() for edge in edges.values())
    parts = [
        zlib.compress(json.dumps(head).encode(), 1),
        snapshot.frequencies.to_bytes(),
        snapshot.weights.to_bytes(),
        zlib.compress(near.tobytes() + scores, 1),
    ]
    return _LENGTHS.pack(*map(len, parts)) + b"".join(parts)


def _scores(edges: Iterable[Edge]) -> bytes:
    packed: bytes = np.rint(np.array([score for edge in edges for score in edge]) * UNIT).astype("<u2").tobytes()
    return packed


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
    near = np.frombuffer(packed, dtype="<u4", count=total).tolist()
    scores = np.frombuffer(packed, dtype="<u2", offset=4 * total).tolist()
    edges: Edges = {}
    start = 0
    for slot, size in zip(head["slots"], head["sizes"], strict=True):
        edges[slot] = {near[i]: Edge.of(*scores[3 * i : 3 * i + 3]) for i in range(start, start + size)}
        start += size
    times = dict(zip(head["slots"], head["times"], strict=True))
    return Snapshot(
        head["count"],
        head["last_at"],
        head["oldest"],
        frequencies,
        weights,
        times,
        edges,
        frozenset(head["touched"]),
        {story: (slot, at) for story, slot, at in head["began"]},
    )
