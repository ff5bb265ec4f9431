"""Who may say what a hashtag is. What is said, and whether it can stand, is the store's and the core's."""

from __future__ import annotations

from datetime import datetime

from octavo.core.organise.hashtag_rules import Action, Rule
from octavo.discuss import rights
from octavo.discuss.post import NotAllowed
from octavo.errors import InputError
from octavo.store import hashtag_rules
from octavo.store.comments import Reader


def say(action: str, name: str, becomes: str, moderator: Reader, now: datetime) -> None:
    """Join, rename or hide a hashtag, or keep it apart from another. InputError says what is wrong, NotAllowed that it
    is not this reader's to do."""
    _must_moderate(moderator)
    if action not in list(Action):
        raise InputError("Choose what to do with the hashtag.")
    hashtag_rules.say(Rule(Action(action), name, becomes), moderator, now)


def take_back(rule_id: int, moderator: Reader, now: datetime) -> Rule | None:
    """Take back what was said; None where it was taken back before."""
    _must_moderate(moderator)
    return hashtag_rules.take_back(rule_id, moderator, now)


def _must_moderate(person: Reader) -> None:
    if not rights.may_moderate(person):
        raise NotAllowed("Only moderators can do this.")
