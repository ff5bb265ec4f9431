"""What people say of hashtags: one is another, is called otherwise, or is none; checked, and applied to an article's.

It decides nothing by itself; what the hashtags of an article are before that is made in `hashtags`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from octavo.core.organise.aliases import Aliases
from octavo.core.organise.hashtags_forms import folded, tag_form
from octavo.errors import InputError
from octavo.types import Hashtag

LONGEST = 60  # characters of a name: what the address of a hashtag holds
_KEY = 100  # characters of a name folded: one sign can become eighteen letters
_HOPS = 50  # rules followed one after the other
FEWEST = 3  # hashtags that an article keeps, where it has others to take


class Action(StrEnum):
    """`JOIN`: `name` is the hashtag `becomes`. `RENAME`: it is written so from now on. `HIDE`: it is no hashtag.
    `APART`: the two are different things, which changes no article: they are not suggested to be one."""

    JOIN = "join"
    RENAME = "rename"
    HIDE = "hide"
    APART = "apart"


_LEADING = (Action.JOIN, Action.RENAME)


@dataclass(frozen=True, slots=True)
class Rule:
    """Names as people write them, without the sign; `becomes` is "" where a hashtag is hidden."""

    action: Action
    name: str
    becomes: str = ""

    @property
    def key(self) -> str:
        """What spellings of `name` share, of two that are apart those of both: there is one rule for each."""
        return pair_key(self.name, self.becomes) if self.action is Action.APART else folded(self.name)


def pair_key(one: str, other: str) -> str:
    """What spellings of two names share, in either order. No name folded holds a blank."""
    return " ".join(sorted((folded(one), folded(other))))[:_KEY]


def key_of(name: str) -> str:
    """What stands for a hashtag in addresses, whatever its capitals ("Climate change" → "climatechange")."""
    return tag_form(name).casefold()


def aliases_of(rules: Iterable[Rule]) -> Aliases:
    """The rules as one table, chains followed to their end: with A → B and B → C, A is C. A circle leads nowhere."""
    found = list(rules)
    becomes = {rule.key: rule.becomes for rule in found if rule.action in _LEADING}
    stopped = frozenset(rule.key for rule in found if rule.action is Action.HIDE)
    same = {key: end for key, label in becomes.items() if (end := _end(label, becomes)) is not None}
    return Aliases(same, stopped | {key for key, end in same.items() if folded(end) in stopped})


def names_through(rules: Iterable[Rule], key: str) -> frozenset[str]:
    """The folded names whose chain of rules leads to or through `key`, itself among them: what a rule of it changes."""
    becomes = {rule.key: folded(rule.becomes) for rule in rules if rule.action in _LEADING}
    found, fresh = {key}, {key}
    while fresh:
        fresh = {name for name, after in becomes.items() if after in fresh} - found
        found |= fresh
    return frozenset(found)


def retagged(aliases: Aliases, tags: Sequence[Hashtag]) -> tuple[Hashtag, ...]:
    """An article's hashtags as the table has them, in their order. Two that become one take the better place and the
    higher score. The same table changes the result no further."""
    made: dict[str, Hashtag] = {}
    for tag in tags:
        label = aliases.label(tag.label)
        if label is None:
            continue
        shown = tag if label == tag.label else replace(tag, tag=tag_form(label), label=label)
        key = shown.tag.casefold()
        known = made.get(key)
        if known is None:
            made[key] = shown
        elif shown.score > known.score:
            made[key] = replace(known, score=shown.score)
    return tuple(made.values())


def shown(aliases: Aliases, tags: Sequence[Hashtag], spares: Sequence[Hashtag]) -> tuple[Hashtag, ...]:
    """An article's hashtags as the table has them; where fewer than three are left, spares take the places of those
    that went, as the table has them, too. Without a rule that concerns `tags` these are shown as they are."""
    made = list(retagged(aliases, tags))
    keys = {tag.tag.casefold() for tag in made}
    wanted = min(FEWEST, len(tags))
    for spare in retagged(aliases, spares) if len(made) < wanted else ():
        if len(made) < wanted and spare.tag.casefold() not in keys:
            made.append(spare)
    return tuple(made)


def checked(rule: Rule, standing: Iterable[Rule]) -> Rule:
    """The rule with its names in order, where it can stand beside the others; InputError says why it cannot."""
    rule = replace(rule, name=_name(rule.name, "hashtag"))
    if rule.action is Action.APART:
        rule = replace(rule, becomes=_name(rule.becomes, "other hashtag"))
    others = {other.key: other for other in standing}
    if rule.key in others:
        raise InputError(f"Something was said of #{tag_form(rule.name)} before.", hint="take that back first")
    if rule.action is Action.HIDE:
        return replace(rule, becomes="")
    if rule.action is Action.APART:
        if key_of(rule.name) == key_of(rule.becomes):
            raise InputError("These two are the same hashtag.")
        return rule
    rule = replace(rule, becomes=_name(rule.becomes, "other hashtag" if rule.action is Action.JOIN else "new name"))
    if rule.action is Action.JOIN and key_of(rule.name) == key_of(rule.becomes):
        raise InputError("These two are the same hashtag.", hint="to change its capitals, rename it")
    if rule.name == rule.becomes:
        raise InputError("That is its name already.")
    becomes = {key: other.becomes for key, other in others.items() if other.action in _LEADING}
    if _end(rule.becomes, becomes | {rule.key: rule.becomes}) is None:
        raise InputError(
            f"#{tag_form(rule.becomes)} leads to #{tag_form(rule.name)} already: the two would lead in a circle.",
            hint="take that back first",
        )
    return rule


def _end(label: str, becomes: dict[str, str]) -> str | None:
    """Where a chain of names ends; None where it is a circle."""
    for _ in range(_HOPS):
        after = becomes.get(folded(label), label)
        if after == label:
            return label
        label = after
    return None


def _name(text: str, what: str) -> str:
    name = " ".join(text.replace("\0", "").split()).lstrip("#").strip()
    if not name:
        raise InputError(f"Give the {what}.")
    if len(name) > LONGEST or len(folded(name)) > _KEY:
        raise InputError(f"The {what} is too long.", hint=f"at most {LONGEST} characters")
    if not tag_form(name) or not folded(name):
        raise InputError(f"The {what} needs letters or digits.")
    return name
