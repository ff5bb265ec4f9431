"""Rules of hashtags: chains, circles, spellings, and what they make of an article's hashtags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.aliases import Aliases
from octavo.core.organise.hashtag_rules import (
    Action,
    Rule,
    aliases_of,
    checked,
    key_of,
    names_through,
    retagged,
    shown,
)
from octavo.core.organise.hashtags_forms import tag_form
from octavo.errors import InputError
from octavo.types import Hashtag

JOIN, RENAME, HIDE, APART = Action.JOIN, Action.RENAME, Action.HIDE, Action.APART
GOP = Rule(JOIN, "GOP", "Republican Party")


def tagged(*labels: str, score: float = 0.5) -> tuple[Hashtag, ...]:
    return tuple(
        Hashtag(tag_form(label), label, "topic", round(score - at / 100, 4)) for at, label in enumerate(labels)
    )


def labels(rules: list[Rule], *given: str) -> list[str]:
    return [tag.label for tag in retagged(aliases_of(rules), tagged(*given))]


def test_a_chain_is_followed_to_its_end() -> None:
    rules = [GOP, Rule(RENAME, "Republican party", "Republicans")]
    assert labels(rules, "GOP", "Weather") == ["Republicans", "Weather"]
    assert labels(rules, "republican party") == ["Republicans"]
    assert names_through(rules, "republicanparty") == {"republicanparty", "gop"}
    assert names_through(rules, "gop") == {"gop"}


def test_what_leads_to_a_hidden_one_is_hidden() -> None:
    rules = [GOP, Rule(HIDE, "Republican Party"), Rule(HIDE, "Live")]
    assert labels(rules, "GOP", "Live", "Weather") == ["Weather"]
    assert names_through(rules, "live") == {"live"}


def test_two_that_become_one_take_the_better_place_and_score() -> None:
    low, high = Hashtag("GOP", "GOP", "organisation", 0.2), Hashtag("RepublicanParty", "Republican Party", "topic", 0.7)
    other = Hashtag("Weather", "Weather", "topic", 0.1)
    made = retagged(aliases_of([GOP]), (low, other, high))
    assert made == (Hashtag("RepublicanParty", "Republican Party", "organisation", 0.7), other)
    assert [tag.score for tag in retagged(aliases_of([GOP]), (high, low))] == [0.7]


def test_spellings_can_be_joined_and_capitals_changed() -> None:
    assert labels([Rule(JOIN, "Ship", "Ships")], "Ship", "ships") == ["Ships"]
    assert labels([Rule(RENAME, "Us", "US")], "Us") == ["US"]


def test_a_circle_leads_nowhere() -> None:
    rules = [Rule(JOIN, "A1", "B1"), Rule(JOIN, "B1", "A1")]
    assert labels(rules, "A1", "B1") == ["A1", "B1"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(JOIN, "GOP", "Party"), "before"),
        (Rule(HIDE, "#gop"), "before"),
        (Rule(JOIN, "Weather", "weather"), "same hashtag"),
        (Rule(RENAME, "Weather", "Weather"), "already"),
        (Rule(JOIN, "Republican Party", "GOP"), "circle"),
        (Rule(JOIN, "", "GOP"), "Give the hashtag"),
        (Rule(JOIN, "Weather", " # "), "Give the other hashtag"),
        (Rule(RENAME, "Weather", "x" * 61), "new name is too long"),
        (Rule(HIDE, "\ufdfa" * 10), "hashtag is too long"),  # one sign of eighteen letters
        (Rule(HIDE, "?!"), "letters or digits"),
        (Rule(APART, "Ferries", "#ship"), "before"),
        (Rule(APART, "Weather", "weather"), "same hashtag"),
        (Rule(APART, "Weather"), "Give the other hashtag"),
    ],
)
def test_what_cannot_stand_is_named(rule: Rule, said: str) -> None:
    with pytest.raises(InputError, match=said):
        checked(rule, [GOP, Rule(HIDE, "Live"), Rule(APART, "Ship", "Ferries")])


def test_names_are_put_in_order() -> None:
    assert checked(Rule(JOIN, " #Grand  Old\0 Party ", "#Republicans"), []) == Rule(
        JOIN, "Grand Old Party", "Republicans"
    )
    assert checked(Rule(HIDE, "Live", "ignored"), [GOP]) == Rule(HIDE, "Live")
    assert key_of("Climate change") == "climatechange"


def test_what_is_kept_apart_changes_nothing_and_hinders_nothing() -> None:
    apart = checked(Rule(APART, "#WHO", "Whooping Cranes"), [GOP])
    assert labels([apart], "WHO", "Whooping Cranes") == ["WHO", "Whooping Cranes"]
    assert checked(Rule(JOIN, "WHO", "World Health Organization"), [apart]).name == "WHO"
    assert apart.key == Rule(APART, "whooping cranes", "WHO").key


NAMES = st.sampled_from(["Alpha", "Beta", "Betas", "Gamma ray", "gamma Ray", "Delta", "Ölpreis", "Olpreis"])
RULES = st.lists(st.builds(Rule, st.sampled_from(Action), NAMES, NAMES), max_size=6)


def stand(asked: list[Rule]) -> list[Rule]:
    """Those that can stand, laid down one after the other."""
    standing: list[Rule] = []
    for rule in asked:
        try:
            standing.append(checked(rule, standing))
        except InputError:
            continue
    return standing


@given(RULES, st.lists(NAMES, max_size=8))
def test_rules_that_stand_change_a_result_no_further(asked: list[Rule], given_labels: list[str]) -> None:
    aliases = aliases_of(stand(asked))
    once = retagged(aliases, tagged(*given_labels))
    assert retagged(aliases, once) == once
    keys = [tag.tag.casefold() for tag in once]
    assert len(keys) == len(set(keys))


@given(RULES, st.randoms())
def test_the_order_in_which_rules_came_is_no_matter(asked: list[Rule], chance: object) -> None:
    standing = stand(asked)
    mixed = sorted(standing, key=lambda rule: rule.name[::-1])
    assert aliases_of(standing) == aliases_of(mixed)


@given(RULES, NAMES)
def test_only_names_that_lead_through_a_rule_change_with_it(asked: list[Rule], name: str) -> None:
    standing = stand(asked)
    if not standing:
        return
    without = standing[:-1]
    through = names_through(standing, standing[-1].key)
    before, after = aliases_of(without), aliases_of(standing)
    if before.label(name) != after.label(name):
        assert Rule(HIDE, name).key in through


def test_an_empty_table_changes_nothing() -> None:
    made = tagged("Weather", "Live")
    assert retagged(Aliases(), made) == made


def test_spares_fill_up_to_three_and_never_beyond_what_was_made() -> None:
    def after(tags: str, spares: str, *rules: Rule) -> str:
        one, other = ([Hashtag(letter, letter, "topic", 0.5) for letter in part] for part in (tags, spares))
        return "".join(tag.label for tag in shown(aliases_of(rules), one, other))

    hide, joined = Rule(Action.HIDE, "A"), Rule(Action.JOIN, "A", "B")
    assert after("ABCD", "XY") == "ABCD"
    assert after("ABCD", "XY", hide) == "BCD"
    assert after("ABC", "XY", hide) == "BCX"
    assert after("ABC", "XY", joined) == "BCX"
    assert after("ABC", "X", hide, Rule(Action.HIDE, "X")) == "BC"
    assert after("ABC", "XY", hide, Rule(Action.JOIN, "X", "B")) == "BCY"
    assert after("A", "XY", hide) == "X"
    assert after("A", "XY") == "A"
