"""Small drafts for tests, each a plain call: `draft(1)`, `draft(2, text="…")`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from octavo.core.gather.body import body_from_text
from octavo.types import Draft, Moment, PublisherRef

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARDEN = PublisherRef("The Arden Post", "arden-post.example")
BELL = PublisherRef("Bell Gazette", "bell-gazette.example")

FLOOD = (
    "Heavy rain flooded the lower town of Marlow on Monday night and forced about 1,200 people to leave their homes, "
    "the mayor, Ilse Brandt, said.\n\nThe river Tarn rose by three metres in six hours. Two bridges are closed and "
    "trains between Marlow and Port Vane do not run.\n\nThe weather service expects more rain on Wednesday."
)
CHESS = (
    "The seventeen-year-old Amara Diallo won the national chess championship in Port Vane on Sunday, beating the "
    "favourite, Tomas Reyl, in forty-one moves.\n\nShe is the youngest champion in the history of the federation."
)


def draft(number: int = 1, *, text: str = FLOOD, hours: float = 0, **changes: Any) -> Draft:
    """An article of The Arden Post, published `hours` after NOW."""
    made = Draft(
        url=f"https://arden-post.example/news/{number}",
        title="Flood in Marlow drives 1,200 from their homes" if text == FLOOD else "Diallo, 17, is chess champion",
        publisher=ARDEN,
        body=body_from_text(text),
        published=Moment(NOW + timedelta(hours=hours)),
        lang="en",
    )
    return replace(made, **changes)
