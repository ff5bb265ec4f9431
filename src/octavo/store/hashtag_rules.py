"""What people said of hashtags: kept with who and when, followed by every page at once, by stored articles in parts.

Whoever writes hashtags asks `current()` inside the transaction that holds grouping's lease; `say` and `take_back`
touch that row, so no batch is written by rules of yesterday.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from octavo.core.organise.aliases import Aliases
from octavo.core.organise.hashtag_rules import LONGEST, Action, Rule, aliases_of, checked, key_of
from octavo.core.organise.hashtags_forms import folded, tag_form
from octavo.errors import InputError
from octavo.store.models import ArticleHashtag, HashtagRule, Lease, Reader, Work
from octavo.store.moderation import note

KIND, STAGE = "hashtag", "apply"


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as lists show it."""

    id: int
    action: str
    tag: str
    becomes: str  # the other hashtag; "" where it is hidden
    label: str  # how the other is written in words
    reader: str
    at: datetime
    articles: int  # that carry what it becomes now
    waits: bool  # articles are still being changed


@dataclass(frozen=True, slots=True)
class Gone:
    """Why no article carries a hashtag: `to` is the one to go to, "" where it was hidden."""

    to: str


def rules() -> list[Rule]:
    """All rules. One query."""
    rows = HashtagRule.objects.order_by("id").values_list("action", "name", "becomes")
    return [Rule(Action(action), name, becomes) for action, name, becomes in rows]


def current() -> Aliases:
    """The table that the rules make. One query."""
    return aliases_of(rules())


def say(rule: Rule, reader: Reader, now: datetime) -> None:
    """Lay a rule down; stored articles follow in the background. InputError where it cannot stand."""
    with transaction.atomic():
        _hold()
        standing = rules()
        rule = checked(rule, standing)
        if rule.action is not Action.APART:
            rule = _known(rule, standing)
        HashtagRule.objects.create(
            key=rule.key, action=rule.action.value, name=rule.name, becomes=rule.becomes, reader=reader, at=now
        )
        note(reader, f"hashtag-{rule.action}", now, reason=_said(rule))
        _leave(rule, now)


def take_back(rule_id: int, reader: Reader, now: datetime) -> Rule | None:
    """Take a rule back: articles show again what was made. None where it is gone already."""
    with transaction.atomic():
        _hold()
        row = HashtagRule.objects.filter(id=rule_id).first()
        if row is None:
            return None
        row.delete()
        rule = Rule(Action(row.action), row.name, row.becomes)
        note(reader, "hashtag-back", now, reason=_said(rule))
        _leave(rule, now)
    return rule


def listed(query: str = "", *, offset: int = 0, limit: int = 50) -> list[Entry]:
    """Rules with `query` in either name, newest first. Three queries."""
    rows = HashtagRule.objects.order_by("-id")
    words = query.strip().lstrip("#")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(becomes__icontains=words) | Q(key=folded(words)))
    found = list(
        rows[offset : offset + limit].values_list("id", "key", "action", "name", "becomes", "reader__username", "at")
    )
    waiting = {
        subject.partition(" ")[0] for subject in Work.objects.filter(kind=KIND).values_list("subject", flat=True)
    }
    counts = _counts(key_of(row[4]) for row in found if row[4])
    return [
        Entry(
            id=pk,
            action=action,
            tag=tag_form(name),
            becomes=tag_form(becomes),
            label=becomes,
            reader=username,
            at=at,
            articles=counts.get(key_of(becomes), 0),
            waits=key in waiting,
        )
        for pk, key, action, name, becomes, username, at in found
    ]


def gone(tag: str) -> Gone | None:
    """What became of a hashtag that no article carries; None where nothing was said of it. One query, mostly."""
    if not HashtagRule.objects.filter(key=folded(tag)).exists():
        return None
    label = current().label(tag)
    if label is not None and key_of(label) == key_of(tag):
        return None
    return Gone(tag_form(label) if label else "")


def keys_now(tags: Sequence[str]) -> list[str]:
    """The keys under which articles are found that carry these tags (or words), by name or by rule. One query."""
    if not tags:
        return []
    aliases = current()
    keys = {key.casefold() for key in tags}
    keys |= {key_of(label) for tag in tags if (label := aliases.label(tag)) is not None}
    return sorted(keys)


def _known(rule: Rule, standing: Sequence[Rule]) -> Rule:
    """The rule, where articles carry what has to be there; of two joined the names are as articles write them."""
    tag, other = tag_form(rule.name), tag_form(rule.becomes)
    end = aliases_of(standing).label(rule.becomes) if rule.becomes else ""
    if end is None:
        raise InputError(f"#{other} is hidden.", hint="take that back first, or hide this one, too")
    written = _written([key_of(rule.name), key_of(rule.becomes), key_of(end)])
    if rule.action is Action.JOIN:
        if key_of(end) not in written:
            raise InputError(f"No article carries #{other}.", hint=f"look at its spelling, or rename #{tag} instead")
        return replace(rule, name=_as(written, rule.name), becomes=_as(written, rule.becomes))
    if rule.action is Action.RENAME:
        if key_of(rule.name) not in written:
            raise InputError(f"No article carries #{tag}.", hint="look at its spelling")
        if key_of(rule.becomes) in written and key_of(rule.becomes) != key_of(rule.name):
            raise InputError(f"#{other} is a hashtag already.", hint=f"say that #{tag} is the same as it")
    return rule


def _written(keys: Iterable[str]) -> dict[str, str]:
    """How the newest articles with these keys write them in words."""
    found = {}
    for key in {key for key in keys if key}:
        label = ArticleHashtag.objects.filter(key=key).order_by("-stream_at").values_list("label", flat=True).first()
        if label is not None:
            found[key] = label
    return found


def _as(written: dict[str, str], name: str) -> str:
    label = written.get(key_of(name), name)
    return label if folded(label) == folded(name) and len(label) <= LONGEST else name


def _counts(keys: Iterable[str]) -> dict[str, int]:
    """How many articles carry each; no more than 1,000 are counted, from the index alone."""
    return {key: ArticleHashtag.objects.filter(key=key).order_by()[:1000].count() for key in set(keys)}


def _said(rule: Rule) -> str:
    """How the log names it: by the tags alone."""
    between = "≠" if rule.action is Action.APART else "→"
    return f"#{tag_form(rule.name)}" + (f" {between} #{tag_form(rule.becomes)}" if rule.becomes else "")


def _hold() -> None:
    """Wait for the batch that is being written; the next one finds what was said."""
    Lease.objects.filter(name="group").update(owner=F("owner"))


def _leave(rule: Rule, now: datetime) -> None:
    """Leave stored articles to the worker. Each change has a row of its own: none is lost while another is applied."""
    if rule.action is Action.APART:
        return
    subject = f"{rule.key} {uuid.uuid4().hex[:8]}"
    Work.objects.create(kind=KIND, subject=subject, stage=STAGE, order_at=now, not_before=now)
