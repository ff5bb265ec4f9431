"""Whether this Octavo can send mail, for pages that say so."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sends_mail() -> bool:
    return bool(not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"))
