"""`octavo verify`: claims and texts in, what the text supports out."""

from __future__ import annotations

from typing import Any

import click

from octavo.cli import lines


@click.command()
@click.argument("paths", nargs=-1, required=True)
def command(paths: tuple[str, ...]) -> None:
    """Check the claims of JSON Lines {id, text, claim} sentence by sentence: a guard that flags, never a proof."""
    lines.answer_lines(paths, answer)


def answer(found: dict[str, Any]) -> dict[str, Any]:
    from octavo.core.explain.grounding import verify
    from octavo.core.text.language import detect

    lines.require(found, "text")
    lines.require(found, "claim")
    text, claim = lines.text_of(found, "text"), lines.text_of(found, "claim")
    lang = lines.text_of(found, "lang") or detect(text[:2000])[0]
    verdict = verify(text, claim, lang)
    return {
        "id": found.get("id"),
        "supported": verdict.supported,
        "score": round(verdict.score, 6),
        "sentences": [
            {
                "text": s.text,
                "score": round(s.score, 6),
                "supported": s.supported,
                "evidence": text[s.evidence.start : s.evidence.end] if s.evidence else None,
                "problems": list(s.problems),
            }
            for s in verdict.sentences
        ],
    }
