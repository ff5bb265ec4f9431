"""Feed parsing on the 2,107 feeds of feeds_feedparser: what each states, for the fields that Octavo stores.

The conditions that come with the set are read as statements ("the first entry's title is …"). Titles are compared as
plain text, HTML by the text that it shows and the addresses that it links; conditions on fields that Octavo does not
store (copyright, generator, namespaces, charset names) are left out.
"""

from __future__ import annotations

import ast
import re
import tarfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

from evals.common import data, read_jsonl, report
from octavo.core.gather.feeds import parse_feed
from octavo.errors import OctavoError
from octavo.types import Entry, Feed, Moment

HOST = "http://127.0.0.1:8097/"


def main() -> dict[str, float]:
    folder = data("feeds_feedparser")
    expectations = {row["file"]: row["expect"] or "" for row in read_jsonl(folder / "index.jsonl.gz")}
    right = stated = good_files = stating_files = crashes = 0
    slowest = 0.0
    misses: list[str] = []
    for name, raw in _files(folder):
        started = time.process_time()
        try:
            feed: Feed | None = parse_feed(raw, *_address(raw))
        except OctavoError:
            feed = None
        except Exception as error:
            crashes += 1
            feed = None
            misses.append(f"{name}: {error!r}")
        slowest = max(slowest, time.process_time() - started)
        verdicts = list(_verdicts(expectations.get(name, ""), feed))
        if not verdicts:
            continue
        stating_files += 1
        good_files += all(ok for ok, _ in verdicts)
        stated += len(verdicts)
        right += sum(ok for ok, _ in verdicts)
        misses += [f"{name}: {what}" for ok, what in verdicts if not ok]
    for miss in misses:
        print(miss)
    figures: dict[str, float] = {
        "values_right": right / stated,
        "files_right": good_files / stating_files,
        "values": stated,
        "crashes": crashes,
        "slowest_s": slowest,
    }
    report("feeds", figures)
    return figures


def _files(folder: Any) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(folder / "feedparser_tests.tar.gz") as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.isfile() else None
            if handle is not None:
                yield member.name.removeprefix("./"), handle.read()


def _address(raw: bytes) -> tuple[str]:
    location = re.search(rb"Header:\s*Content-Location:\s*(\S+)", raw)
    path = location[1].decode("ascii", "replace") if location else ""
    return (path if "://" in path else HOST + path.lstrip("/"),)


def _verdicts(expect: str, feed: Feed | None) -> Iterator[tuple[bool, str]]:
    """For each statement on a stored field: whether it came out, and the statement in words."""
    try:
        tree = ast.parse(expect.strip() or "1", mode="eval")
    except SyntaxError:
        return
    if any(isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) for node in ast.walk(tree)):
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or not all(isinstance(op, ast.Eq) for op in node.ops):
            continue
        sides = [node.left, *node.comparators]
        try:
            wanted = ast.literal_eval(sides[-1])
        except ValueError:
            continue
        for side in sides[:-1]:
            path = _path(side)
            if path is not None and (compare := _comparer(path)) is not None:
                got = _value(feed, path) if feed is not None else None
                yield feed is not None and compare(got, wanted), f"{path} should be {wanted!r}, is {got!r}"


def _path(node: ast.AST) -> tuple[Any, ...] | None:
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        above = _path(node.value)
        return None if above is None else (*above, node.attr)
    if isinstance(node, ast.Subscript):
        above = _path(node.value)
        return (
            None
            if above is None or not isinstance(node.slice, ast.Constant)
            else (
                *above,
                node.slice.value,
            )
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and node.args:
        above = _path(node.args[0])
        return None if above is None else (*above, "len")
    return None


def _same(got: Any, wanted: Any) -> bool:
    return got == wanted


def _plain(html: Any) -> str:
    text = re.sub(r"<[a-zA-Z/!][^<>]*>", "", str(html))
    return "".join(unescape(unescape(text)).split())


def _same_line(got: Any, wanted: Any) -> bool:
    """Ours is plain text; the wanted line may be HTML, with its references written once or twice."""
    without_tags = re.sub(r"<[a-zA-Z/!][^<>]*>", "", str(wanted))
    readings = (unescape(without_tags), unescape(unescape(without_tags)), str(wanted))
    return "".join(str(got).split()) in {"".join(reading.split()) for reading in readings}


def _same_html(got: Any, wanted: Any) -> bool:
    unsafe = re.search(r"<script|<style|\son\w+=|javascript:|<object|<embed|<meta|<link", str(got), re.I)
    links = set(re.findall(r"""(?:href|src)="(https?:[^"]+)\"""", str(wanted)))
    mine = {unescape(one).rstrip("/") for one in re.findall(r"""(?:href|src)="([^"]+)\"""", str(got))}
    relevant = {unescape(one).rstrip("/") for one in links if "<a " in str(wanted) or "<img" in str(wanted)}
    if "<svg" in str(wanted) or "<math" in str(wanted):  # drawings are dropped on purpose
        return not unsafe
    shown = _plain(got) == _plain(wanted) or unescape(str(got)) == wanted
    return not unsafe and shown and relevant <= mine


def _same_url(got: Any, wanted: Any) -> bool:
    return str(got or "").rstrip("/").casefold() == str(wanted).rstrip("/").casefold()


def _same_lang(got: Any, wanted: Any) -> bool:
    return got == re.split("[-_]", str(wanted))[0].lower()


def _same_time(got: Any, wanted: Any) -> bool:
    if not isinstance(got, Moment):
        return False
    at = got.at.astimezone(UTC)
    if isinstance(wanted, tuple):
        return tuple(at.timetuple())[:6] == tuple(wanted)[:6]
    try:
        return at == datetime.fromisoformat(str(wanted)).astimezone(UTC)
    except ValueError:
        return True  # the text of a date as it stands in the feed: we keep the moment, not the words


def _same_person(got: Any, wanted: Any) -> bool:
    return str(got) == re.sub(r"\s*\([^)]*@[^)]*\)$", "", str(wanted))


_COMPARERS = {
    "title": _same_line,
    "summary": _same_html,
    "description": _same_html,
    "content": _same_html,
    "link": _same_url,
    "id": _same,
    "guid": _same,
    "author": _same_person,
    "authors": _same_person,
    "published": _same_time,
    "updated": _same_time,
    "enclosures": _same,
    "tags": _same,
    "category": _same,
    "language": _same_lang,
    "ttl": _same,
    "image": _same_url,
    "len": _same,
    "thumbnail": _same_url,
}


def _comparer(path: tuple[Any, ...]) -> Any:
    field = _field(path)
    return _COMPARERS.get(field) if field else None


def _field(path: tuple[Any, ...]) -> str | None:
    """Which stored field a path names; None for others."""
    if path == ("entries", "len"):
        return "len"
    if path[0] == "feed":
        names: tuple[Any, ...] = path[1:]
        return _FEED.get(names)
    if path[0] == "entries" and len(path) > 2:
        names = path[2:]
        if names[0] in ("authors", "tags", "enclosures", "media_thumbnail") and len(names) > 2:
            return _LISTS.get((names[0], names[2]))
        if names[0] == "content" and len(names) > 2:
            return "content" if names[2] == "value" else None
        return _ENTRY.get(names)
    return None


_FEED = {
    ("title",): "title",
    ("title_detail", "value"): "title",
    ("link",): "link",
    ("language",): "language",
    ("ttl",): "ttl",
    ("image", "href"): "image",
    ("image", "url"): "image",
    ("logo",): "image",
}
_ENTRY = {
    ("title",): "title",
    ("title_detail", "value"): "title",
    ("link",): "link",
    ("id",): "id",
    ("guid",): "guid",
    ("summary",): "summary",
    ("summary_detail", "value"): "summary",
    ("description",): "description",
    ("published_parsed",): "published",
    ("published",): "published",
    ("updated_parsed",): "updated",
    ("updated",): "updated",
    ("author",): "author",
    ("author_detail", "name"): "author",
    ("category",): "category",
    ("image", "href"): "image",
}
_LISTS = {
    ("authors", "name"): "authors",
    ("tags", "term"): "tags",
    ("enclosures", "href"): "enclosures",
    ("enclosures", "url"): "enclosures",
    ("enclosures", "type"): "enclosures",
    ("enclosures", "length"): "enclosures",
    ("media_thumbnail", "url"): "thumbnail",
}


def _value(feed: Feed, path: tuple[Any, ...]) -> Any:
    field = _field(path)
    if field == "len":
        return len(feed.entries)
    if path[0] == "feed":
        return {"title": feed.title, "link": feed.url, "language": feed.lang, "ttl": str(feed.ttl_minutes)}.get(
            str(field), feed.image
        )
    if path[1] >= len(feed.entries):
        return None
    return _entry_value(feed.entries[path[1]], str(field), path)


def _entry_value(entry: Entry, field: str, path: tuple[Any, ...]) -> Any:
    index = path[3] if len(path) > 3 and isinstance(path[3], int) else 0
    if field == "enclosures":
        if index >= len(entry.enclosures):
            return None
        file = entry.enclosures[index]
        return {"type": file.type, "length": str(file.length)}.get(path[4], file.url)
    if field in ("authors", "author"):
        return entry.authors[index] if index < len(entry.authors) else None
    if field in ("tags", "category"):
        return entry.keywords[index] if index < len(entry.keywords) else None
    if field == "published":
        return entry.published
    if field == "updated":  # the set's vocabulary knows one date where a feed states one
        return entry.updated or entry.published
    if field in ("summary", "description"):
        return entry.summary or entry.html
    if field == "content":
        return entry.html or entry.summary
    if field == "thumbnail":
        return entry.image
    return {"title": entry.title, "link": entry.url, "id": entry.id, "guid": entry.id}.get(field, entry.image)


if __name__ == "__main__":
    main()
