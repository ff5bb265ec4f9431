"""What templates need beyond Django's own tags: times in words, addresses, text direction."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape, unescape
from typing import Protocol

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from octavo.core.gather.body import anchored
from octavo.store.screens.languages import language_name as name_of_language
from octavo.types import Body
from octavo.web import links, relative

register = template.Library()
# as `octavo.core.gather.body` writes it
_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')
_ALIKE = ((0.85, "very alike"), (0.7, "alike"), (0.5, "somewhat alike"))
_RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Named(Protocol):
    """A hashtag with its words."""

    @property
    def tag(self) -> str: ...
    @property
    def label(self) -> str: ...


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime, day_only: bool = False, stated: bool = True) -> SafeString:
    """A `<time>` in relative words, the exact time on hover. `stated` False: it is when Octavo first saw it."""
    words = relative.relative(at, context["now"], day_only=day_only)
    exact = relative.exact(at, day_only=day_only)
    machine = at.date().isoformat() if day_only else at.isoformat(timespec="seconds")
    if stated:
        return format_html('<time datetime="{}" title="{}">{}</time>', machine, exact, words)
    return format_html(
        '<time datetime="{}" title="No date is stated; first seen {}">seen {}</time>', machine, exact, words
    )


@register.simple_tag(takes_context=True)
def here(context: Context, **changes: object) -> str:
    """The page's own address with some parameters changed; None takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else context["request"].path


@register.filter
def article_path(card: links.Linked) -> str:
    return links.article_path(card)


@register.filter
def story_path(story: links.Linked) -> str:
    return links.story_path(story)


@register.filter
def why_path(story: links.Linked) -> str:
    return links.why_path(story)


@register.filter
def copies_path(card: links.Linked) -> str:
    return links.copies_path(card)


@register.filter
def picture(url: str) -> str:
    return links.picture(url)


@register.filter
def dir(lang: str) -> str:
    """The direction in which a language is written."""
    return "rtl" if lang.split("-")[0] in _RTL else "ltr"


@register.filter
def language_name(code: str) -> str:
    return name_of_language(code)


@register.filter
def hashtag(tag: Named) -> str:
    """A hashtag as readers see it. Scripts without capitals show where a word ends by a low line, as their readers
    write it: #بنک_جهانی, not one long word."""
    words = tag.label.split()
    if len(words) > 1 and tag.tag.upper() == tag.tag.lower() and "".join(words) == tag.tag:
        return "#" + "_".join(words)
    return f"#{tag.tag}"


@register.filter
def duration(seconds: int) -> str:
    return relative.duration(seconds)


@register.filter
def shown(body: Body) -> SafeString:
    """A body's HTML, each block with its number, pictures loaded late and without telling the publisher who reads."""
    html = anchored(body.html)
    return mark_safe(_PICTURE.sub(_late, html))  # nh3 made it: `octavo.core.gather.body`


@register.filter
def alike(score: float) -> str:
    """A score of likeness, 0–1, in words."""
    return next((words for least, words in _ALIKE if score >= least), "little alike")


@register.filter
def count_of(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "3 stories"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _late(match: re.Match[str]) -> str:
    address = links.picture(unescape(match[1]))
    if not address:
        return ""
    attributes = 'loading="lazy" decoding="async" referrerpolicy="no-referrer"'
    return f'<img src="{escape(address)}" {attributes} alt="{match[2]}">'
