"""A small invented stream: dated articles of several publishers on made-up events, the same in every run."""

from __future__ import annotations

import json
import random
from pathlib import Path

_TOWNS = [
    "Marlow",
    "Port Vane",
    "Ostrel",
    "Kingsferry",
    "Dunmere",
    "Alder Bay",
    "Tolhurst",
    "Rivenna",
    "Castell",
    "Nordby",
]
_PEOPLE = [
    "Ilse Brandt",
    "Tomas Reyl",
    "Amara Diallo",
    "Henrik Sole",
    "Maria Quint",
    "Paul Okafor",
    "Greta Lind",
    "Omar Vesely",
]
_EVENTS = [
    (
        "Flood",
        "The river rose by {n} metres in {town} and {m} people left their homes, {who} said.",
        "flood river rain water dyke",
    ),
    (
        "Strike",
        "Dockers in {town} stopped work for {n} days over pay; {m} joined, union head {who} said.",
        "strike union pay dock wages",
    ),
    (
        "Fire",
        "A fire burned {n} houses in {town} on the hill; {m} firefighters came, {who} said.",
        "fire smoke engine roof hill",
    ),
    (
        "Vote",
        "The council of {town} voted {n} to {m} for the new tram that {who} had proposed.",
        "council vote tram line budget",
    ),
    ("Match", "{town} won the final by {n} to {m} after a late goal by {who}.", "match goal final league coach"),
    (
        "Find",
        "Divers off {town} found a wreck {n} metres down with {m} amphorae, {who} of the museum said.",
        "wreck divers museum sea find",
    ),
]
_PUBLISHERS = ["The Arden Post", "Bell Gazette", "Northern Echo Chamber", "Coast Daily", "Vane Courier"]


def write(path: Path, articles: int = 120, seed: int = 7) -> Path:
    """`articles` lines of the import format at `path`."""
    draw = random.Random(seed)
    with path.open("w", encoding="utf8") as out:
        for number in range(articles):
            out.write(json.dumps(_article(number, draw), ensure_ascii=False) + "\n")
    return path


def _article(number: int, draw: random.Random) -> dict[str, object]:
    event = number // 4  # four reports an event
    kind, sentence, words = _EVENTS[event % len(_EVENTS)]
    fixed = random.Random(event)
    town, who = fixed.choice(_TOWNS), fixed.choice(_PEOPLE)
    fact = sentence.format(n=fixed.randint(2, 9), m=fixed.randint(20, 900), town=town, who=who)
    padding = " ".join(draw.choices(words.split(), k=25))
    text = f"{fact}\n\n{who} spoke of the {padding}.\n\n{fact} People in {town} spoke of nothing else."
    hour, day = number % 24, 1 + number // 24
    return {
        "id": f"n{number}",
        "url": f"https://publisher{number % 5}.example/{event}/{number}",
        "publisher": _PUBLISHERS[number % 5],
        "title": f"{kind} in {town}: {draw.choice(words.split())} and {draw.choice(words.split())}",
        "text": text,
        "published": f"2026-02-{day:02d}T{hour:02d}:00:00Z",
        "lang": "en",
    }
