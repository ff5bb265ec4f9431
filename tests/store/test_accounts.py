"""Accounts in the store: links used once, the last owner, names in any case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.errors import InputError
from octavo.store import accounts
from octavo.store.models import OneTimeLink, Reader
from tests.builders import NOW, make_article, make_reader
from tests.builders_discuss import make_comment

pytestmark = pytest.mark.django_db
GIVEN = {"username": "ada", "password": "a quiet harbour"}


def test_a_link_works_once() -> None:
    token = accounts.make_link("owner", NOW)
    assert accounts.use_link(token, NOW + timedelta(hours=24), **GIVEN) is None  # too late
    owner = accounts.use_link(token, NOW + timedelta(hours=23), **GIVEN)
    assert owner
    assert owner.is_owner
    assert accounts.use_link(token, NOW, username="eve", password="a quiet harbour") is None
    assert Reader.objects.count() == 1


def test_a_taken_name_leaves_the_link_good() -> None:
    make_reader("Ada")
    token = accounts.make_link("moderator", NOW)
    with pytest.raises(InputError, match="taken"):
        accounts.use_link(token, NOW, **GIVEN)
    with pytest.raises(InputError, match="needed"):
        accounts.use_link(token, NOW)
    assert OneTimeLink.objects.get().used is None
    assert accounts.use_link(token, NOW, username="eve", password="a quiet harbour")


def test_a_link_to_an_account_that_is_gone() -> None:
    reader = make_reader()
    token = accounts.make_link("reader", NOW, reader_id=reader.pk)
    reader.delete()
    assert accounts.use_link(token, NOW) is None


def test_links_that_cannot_be_made() -> None:
    with pytest.raises(InputError, match="no role"):
        accounts.make_link("king", NOW)
    with pytest.raises(InputError, match="no such account"):
        accounts.make_link("reader", NOW, reader_id=7)


def test_names_are_found_in_any_case() -> None:
    ann, other = make_reader("ann", email="ann@harbour.test"), make_reader("Ann")
    assert accounts.reader_id("ann") == ann.pk
    assert accounts.reader_id("Ann") == other.pk
    assert accounts.reader_id("ANN@harbour.test") == ann.pk
    for name in ("nobody", "", "a\0"):
        with pytest.raises(InputError, match="no account"):
            accounts.reader_id(name)


def test_roles_and_the_last_owner() -> None:
    make_reader("ada", role="owner")
    make_reader("bo")
    accounts.set_role("bo", "moderator")
    with pytest.raises(InputError, match="one-time link"):
        accounts.set_role("bo", "owner")
    for act in (lambda: accounts.set_role("ada", "reader"), lambda: accounts.deactivate("ada")):
        with pytest.raises(InputError, match="only owner"):
            act()
    with pytest.raises(InputError, match="no role"):
        accounts.set_role("bo", "king")
    make_reader("eve", role="owner")
    accounts.deactivate("ada")
    assert not Reader.objects.get(username="ada").is_owner
    accounts.activate("ada")
    assert Reader.objects.get(username="ada").is_owner


def test_people_in_order() -> None:
    make_reader("zoe", role="owner")
    make_reader("ann")
    make_reader("mo", role="moderator")
    make_reader("al", is_active=False)
    make_comment(make_article(), Reader.objects.get(username="ann"))
    assert [(one.username, one.comments) for one in accounts.people()] == [("zoe", 0), ("mo", 0), ("ann", 1), ("al", 0)]
