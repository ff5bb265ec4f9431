"""Accounts and the one-time links that give rights. Sessions and passwords' rules are the web's."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Case, Count, Q, When

from octavo.errors import InputError
from octavo.store.models import OneTimeLink, Reader

LINK_HOURS = 24
ROLES = tuple(role.value for role in Reader.Role)


def has_owner() -> bool:
    """Whether somebody can sign in as the owner."""
    return Reader.objects.filter(role=Reader.Role.OWNER, is_active=True).exists()


def make_link(role: str, now: datetime, *, reader_id: int | None = None, hours: float = LINK_HOURS) -> str:
    """A token for `/account/link/{token}`, good once and for `hours`. Only its digest is kept.

    With `reader_id` the link signs that account in and gives it `role`; without, it makes an account.
    """
    _check_role(role)
    if reader_id is not None and not Reader.objects.filter(pk=reader_id).exists():
        raise InputError("There is no such account.")
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        digest=_digest(token), role=role, reader_id=reader_id, created=now, expires=now + timedelta(hours=hours)
    )
    return token


def open_link(token: str, now: datetime) -> OneTimeLink | None:
    """The link behind a token while it can be used. Looking does not use it: mail programs fetch links in advance."""
    return OneTimeLink.objects.filter(digest=_digest(token), used=None, expires__gt=now).first()


def link_reader(link: OneTimeLink) -> Reader | None:
    """The account that a link signs in; None where it makes a new one."""
    return Reader.objects.filter(pk=link.reader_id).first() if link.reader_id is not None else None


def use_link(
    token: str, now: datetime, *, username: str = "", password: str = "", reader: Reader | None = None
) -> Reader | None:
    """Use the link up and return who it signs in, with the link's role; None when it is used, expired or unknown.

    The account is the link's own, else `reader` (who is signed in already), else a new one of `username` and
    `password`. A link of an account of its own also sets `password` where one is given: the way back in for who lost
    theirs. InputError where a new name is taken; the link stays good then.
    """
    with transaction.atomic():
        link = open_link(token, now)
        # the conditional UPDATE decides: of two that come at once, one finds the link used
        if link is None or not OneTimeLink.objects.filter(pk=link.pk, used=None, expires__gt=now).update(used=now):
            return None
        person = link_reader(link) if link.reader_id is not None else reader or _make(username, password)
        if person is None:
            return None
        person.role = _higher(person.role, link.role)
        person.is_active = True
        if password and link.reader_id is not None:
            person.set_password(password)
        person.save(update_fields=["role", "is_active", "password"])
        return person


@dataclass(frozen=True, slots=True)
class Person:
    """An account as the owner sees it."""

    id: int
    username: str
    role: str
    active: bool
    joined: datetime
    last_seen: datetime | None
    comments: int


def people() -> list[Person]:
    """All accounts: those in use first, of these the owner and the moderators."""
    rank = Case(When(role=Reader.Role.OWNER, then=0), When(role=Reader.Role.MODERATOR, then=1), default=2)
    rows = Reader.objects.annotate(comments=Count("comment"), rank=rank).order_by("-is_active", "rank", "username")
    return [Person(r.pk, r.username, r.role, r.is_active, r.date_joined, r.last_login, r.comments) for r in rows]


def reader_id(name: str) -> int:
    """The account of that name or mail address, in any case. InputError where there is none."""
    return int(_find(name).pk)


def set_role(name: str, role: str) -> None:
    """Make a reader a moderator or the reverse. Owner rights come from a one-time link only, and one owner stays."""
    _check_role(role)
    with transaction.atomic():
        reader = _find(name)
        if role == reader.role:
            return
        if role == Reader.Role.OWNER:
            raise InputError(
                "Owner rights come from a one-time link only.", hint="`octavo user link --role owner` makes one"
            )
        _refuse_last_owner(reader)
        reader.role = role
        reader.save(update_fields=["role"])


def deactivate(name: str) -> None:
    """Close an account: its sessions end with their next request, its comments stay."""
    with transaction.atomic():
        reader = _find(name)
        _refuse_last_owner(reader)
        Reader.objects.filter(pk=reader.pk).update(is_active=False)


def activate(name: str) -> None:
    """Open a closed account again."""
    Reader.objects.filter(pk=_find(name).pk).update(is_active=True)


def _find(name: str) -> Reader:
    name = name.replace("\0", "")  # PostgreSQL refuses it
    rows = Reader.objects.filter(Q(username__iexact=name) | Q(email__iexact=name, email__gt=""))
    # "Ann" and "ann" may both exist where accounts were made by hand: the exact name wins
    reader = min(rows, key=lambda row: (row.username != name, row.pk), default=None)
    if reader is None:
        raise InputError(f"There is no account {name!r}.", hint="`octavo user list` names all")
    return reader


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise InputError(f"There is no role {role!r}.", hint=f"choose {', '.join(ROLES)}")


def _refuse_last_owner(reader: Reader) -> None:
    others = Reader.objects.filter(role=Reader.Role.OWNER, is_active=True).exclude(pk=reader.pk)
    if reader.role == Reader.Role.OWNER and not others.exists():
        raise InputError("This is the only owner.", hint="make another owner first, by a one-time link")


def _make(username: str, password: str) -> Reader:
    if not username or not password:
        raise InputError("A name and a password are needed.")
    if Reader.objects.filter(username__iexact=username).exists():
        raise InputError("That name is taken.", hint="choose another")
    try:
        with transaction.atomic():
            return Reader.objects.create_user(username=username, password=password)
    except IntegrityError as error:
        raise InputError("That name is taken.", hint="choose another") from error


def _higher(one: str, other: str) -> str:
    """A link never takes rights away."""
    return max(one, other, key=ROLES.index)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
