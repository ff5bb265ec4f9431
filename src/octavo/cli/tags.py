"""`octavo tags`: texts in, hashtags out."""

from __future__ import annotations

from typing import Any

import click

from octavo.cli import lines
from octavo.types import Document


@click.command()
@click.argument("paths", nargs=-1, required=True)
def command(paths: tuple[str, ...]) -> None:
    """Find the hashtags of JSON Lines {id, title, text, lang?}: {id, lang, hashtags: [{tag, label, kind, score}]}."""
    lines.answer_lines(paths, answer)


def answer(found: dict[str, Any]) -> dict[str, Any]:
    lines.require(found, "title", "text")
    keywords = found.get("keywords")
    document = Document(
        id=0,
        title=lines.text_of(found, "title"),
        text=lines.text_of(found, "text"),
        lang=lines.text_of(found, "lang") or None,
        keywords=tuple(str(k) for k in keywords) if isinstance(keywords, list) else (),
    )
    lang, tags = hashtags_of(document)
    return {"id": found.get("id"), "lang": lang, "hashtags": tags}


def hashtags_of(document: Document) -> tuple[str | None, list[dict[str, Any]]]:
    """(language, hashtags) of one text by itself: only the shipped document frequencies are known."""
    from octavo.core.organise.hashtags import hashtags
    from octavo.core.text.frequencies import Frequencies
    from octavo.core.text.language import detect

    lang, _ = detect(f"{document.title}\n{document.text[:1500]}", document.lang)
    found = hashtags(document, lang, Frequencies())
    return lang, [{"tag": h.tag, "label": h.label, "kind": h.kind, "score": round(h.score, 4)} for h in found]
