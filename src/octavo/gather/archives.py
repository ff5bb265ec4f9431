"""WARC archives: every stored HTML response becomes a draft, or a problem that names its address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from octavo.errors import InputError
from octavo.gather.files import WHOLE_FILE
from octavo.gather.problems import Problem
from octavo.types import Draft


def pages(name: str, stream: IO[bytes], now: datetime) -> Iterator[Draft | Problem]:
    """Drafts and problems of the HTML responses with status 200, in the order of the file."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = 0
    records = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True)
    while True:
        try:
            record = next(records)
        except StopIteration:
            break
        except Exception as error:  # noqa: BLE001 - a broken record ends the file, what came before it stays
            yield Problem(name, None, InputError(f"the archive is broken here: {error}", hint="fetch it again"))
            return
        found += 1
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        draft = _draft(record, url, now)
        yield Problem(url, None, draft) if isinstance(draft, InputError) else draft
    if not found:
        yield Problem(name, None, InputError("no response record in this archive", hint="is it a WARC file?"))


def _draft(record: Any, url: str, now: datetime) -> Draft | InputError:
    http = record.http_headers
    if http is None or http.status_code != 200:
        return InputError(f"status {http.status_code if http else 'unknown'}, no page")
    if "html" not in (record.http_content_type or "text/html"):
        return InputError(f"{record.http_content_type}, no page")
    from octavo.fetch.sandbox import extract_safely

    raw = record.reader.read(WHOLE_FILE + 1)
    try:
        return extract_safely(raw, url, record.http_charset, now)
    except InputError as error:
        return error
