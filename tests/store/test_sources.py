"""Sources: added once, in bulk, moved, retired, listed."""

from __future__ import annotations

import time

import pytest

from octavo.errors import InputError
from octavo.store import source_lists, sources
from octavo.store.models import Publisher, Source
from tests.drafts import NOW

pytestmark = pytest.mark.django_db


def test_the_same_address_twice_is_one_source() -> None:
    assert sources.add_source("https://arden-post.example/feed", now=NOW)[1]
    assert not sources.add_source("HTTPS://Arden-Post.example/feed", now=NOW)[1]
    assert Source.objects.count() == Publisher.objects.count() == 1


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(InputError, match="no web address"):
        sources.add_source("javascript:alert(1)", now=NOW)


def test_a_retired_source_that_is_added_again_is_active() -> None:
    pk, _ = sources.add_source("https://arden-post.example/feed", now=NOW)
    sources.set_state(pk, "retired")
    sources.add_source("https://arden-post.example/feed", now=NOW)
    assert Source.objects.get().state == "active"


def test_a_list_of_thousands_is_added_at_once() -> None:
    rows = [(f"https://publisher{n % 300}.example/{n}/feed", f"Feed {n}", "", "World") for n in range(3000)]
    started = time.process_time()
    added, problems = source_lists.add_listed([*rows, ("mailto:x", "", "", ""), rows[0]], NOW)
    assert (added, len(problems)) == (3000, 1)
    assert time.process_time() - started < 15
    assert source_lists.add_listed(rows, NOW) == (0, [])
    assert len(source_lists.listed()) == 3000


def test_removing_a_source_keeps_nothing_of_it_due() -> None:
    pk, _ = sources.add_source("https://arden-post.example/feed", now=NOW)
    assert [source.id for source in Source.objects.filter(next_look__lte=NOW)] == [pk]
    assert sources.remove_source(pk)
    assert not Source.objects.exists()
