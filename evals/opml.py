"""OPML import on the 59 real lists of feed_lists: is every address read, and every broken line reported?"""

from __future__ import annotations

import re
import tarfile
import time
from html import unescape

from lxml import etree

from evals.common import data, report
from octavo.core.gather.opml import read_opml
from octavo.core.gather.urls import absolute_url


def main() -> dict[str, float]:
    lists = stated = read = broken_lists = reported_lists = broken = reported = false_alarms = 0
    started = time.process_time()
    with tarfile.open(data("feed_lists") / "opml.tar.gz") as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.name.endswith(".opml") else None
            if handle is None:
                continue
            raw = handle.read()
            result = read_opml(raw)
            lists += 1
            wanted = _addresses(raw)
            got = {source.url for source in result.sources}
            stated += len(wanted)
            read += len(wanted & got)
            for missed in sorted(wanted - got):
                print(f"missed in {member.name}: {missed}")
            lines = _broken_lines(raw)
            told = {line for line, _ in result.problems}
            broken_lists += not _well_formed(raw)
            reported_lists += not _well_formed(raw) and bool(told)
            broken += len(lines)
            reported += len(lines & told)
            false_alarms += len(told - lines)
    figures: dict[str, float] = {
        "addresses_read": read / stated,
        "addresses": stated,
        "lists": lists,
        "broken_lists_reported": reported_lists / broken_lists,
        "broken_lines_reported": reported / broken,
        "broken_lines": broken,
        "reports_beyond": false_alarms,
        "seconds": time.process_time() - started,
    }
    report("opml", figures)
    return figures


def _addresses(raw: bytes) -> set[str]:
    """Every address that stands after `xmlUrl=`, as a person reads it."""
    found = re.findall(r"""xmlUrl\s*=\s*["']([^"'\s<>]+)""", raw.decode("utf8", "replace"), re.I)
    references = re.compile(r"&(?:amp|quot|lt|gt|apos|#\d+);")
    return {url for one in found if (url := absolute_url(references.sub(lambda ref: unescape(ref[0]), one)))}


def _broken_lines(raw: bytes) -> set[int]:
    """Lines with an outline that an XML parser refuses when it stands alone."""
    lines = set()
    for number, line in enumerate(raw.decode("utf8", "replace").split("\n"), 1):
        text = line.strip()
        alone = text if text.endswith("/>") else f"{text}</outline>"
        if text.startswith("<outline") and text.endswith(">") and not _well_formed(alone.encode()):
            lines.add(number)
    return lines


def _well_formed(raw: bytes) -> bool:
    try:
        etree.fromstring(raw)
    except etree.XMLSyntaxError:
        return False
    return True


if __name__ == "__main__":
    main()
