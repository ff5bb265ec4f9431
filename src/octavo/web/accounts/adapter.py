"""Octavo's rules for django-allauth: who may sign up, how names look, whose address counts for the rate limits."""

from __future__ import annotations

import ipaddress
import re

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

# letters of any script, so that people can use their names; a name never looks like an address or like markup
_NAME = re.compile(r"[^\W_](?:[\w.-]{0,28}[^\W_])?")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may, unless only signed-in readers are let in: then an invitation link makes the account."""
        return bool(settings.OCTAVO_PUBLIC != "off")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        check_name(username)
        return str(super().clean_username(username, shallow))

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


def check_name(name: str) -> None:
    """ValidationError where it cannot be a reader's name."""
    if not _NAME.fullmatch(name):
        raise ValidationError("A name has 1 to 30 letters and digits, with dots, hyphens or underscores between them.")


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the connection's own, or what our own proxies say, read from the right.

    What stands left of the last trusted proxy was written by the visitor and means nothing.
    """
    address = str(request.META.get("REMOTE_ADDR") or "unknown")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while hops and _is_trusted(address):
        address = hops.pop()
    return address[:45]  # the longest form of an IPv6 address


def _is_trusted(address: str) -> bool:
    for proxy in settings.OCTAVO_TRUSTED_PROXIES:
        try:
            if ipaddress.ip_address(address) in ipaddress.ip_network(proxy, strict=False):
                return True
        except ValueError:  # a socket's path or a host name
            if address == proxy:
                return True
    return False
