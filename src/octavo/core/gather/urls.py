"""Web addresses: one canonical form, the article id made of it, and who stands behind a host. Fetches nothing."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from hashlib import blake2b
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from octavo.core.data import load_json
from octavo.errors import InputError

MAX_URL = 2_048  # characters; what browsers, CDNs and sitemaps agree on
_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u
_PORTS = {"http": 80, "https": 443}
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")
# Nine of ten addresses are in one spelling already; taking them apart to see that costs 20 µs.
_CLEAN = re.compile(
    r"(https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,9}[a-z]{2,63}(?:/(?!\.)[A-Za-z0-9_.~!$&'()*+,;=:@-]*+)++)"
    r"(?:\?([A-Za-z0-9_.~!$&'()*+,;=:@/?\[\]-]*+))?"
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_FRONT_DOORS = frozenset({"www", "www2", "www3", "m", "mobile", "amp"})
_SLUG_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ŋ": "ng", "ħ": "h"}
)


def canonical_url(url: str) -> str:
    """The one form of a page's address under which it is stored; idempotent.

    Scheme and host in lower case, host in punycode, no default port, credentials, fragment or tracking parameter;
    dot segments resolved and percent escapes in one spelling. Other query strings stay as they are.
    Raises InputError for what is no http(s) address.
    """
    address, query = _normal(url)
    query = _without_tracking(query)
    return _bounded(f"{address}?{query}" if query else address)


def absolute_url(reference: str, base: str = "") -> str | None:
    """The address that `reference` means on a page at `base`, fit to be linked or fetched; None where it is none.

    Normalised as in `canonical_url`, but every parameter stays: pictures and players may be signed. An empty reference
    is none, though HTML reads it as the page itself.
    """
    if not reference:
        return None
    try:
        if not _CLEAN.fullmatch(reference):
            reference = urljoin(base, _BLANKS.sub("", reference[: 4 * MAX_URL]))
        address, query = _normal(reference)
        return _bounded(f"{address}?{query}" if query else address)
    except (InputError, ValueError):
        return None


def article_id(url: str, salt: int = 0) -> int:
    """63 bits of a hash of the canonical address, never 0; `salt` counts up when another address holds the id.

    `urn:octavo:…` names (articles without an address) are hashed as they stand.
    """
    name = url if url.startswith("urn:octavo:") else canonical_url(url)
    seed = f"{salt}\n{name}" if salt else name
    digest = blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") & 0x7FFF_FFFF_FFFF_FFFF) or 1


def base32_id(number: int) -> str:
    """An id as it stands in public addresses: Crockford base 32, lower case, no padding."""
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = _BASE32[digit] + digits
    return digits or "0"


def parse_base32_id(text: str) -> int | None:
    """The id that `base32_id` wrote, or None. Upper case and the look-alikes o, i, l are read as Crockford says."""
    folded = text.lower().replace("o", "0").replace("i", "1").replace("l", "1")
    if not 0 < len(folded) <= 13 or any(char not in _BASE32 for char in folded):
        return None
    number = 0
    for char in folded:
        number = number * 32 + _BASE32.index(char)
    return number if number < 1 << 63 else None


def host_of(url: str) -> str:
    """The host of an address in lower case punycode without port; "" where there is none."""
    try:
        return _host(_split(url.strip()), url)
    except InputError:
        return ""


def registrable_domain(host: str) -> str:
    """The part of a host that somebody registered: `bbc.co.uk` for `news.bbc.co.uk`, `a.substack.com` for itself.

    From a built-in table of public suffixes that news uses (second-level labels under country domains, blog
    platforms), not the whole public suffix list. IP addresses and single labels are returned as they are.
    """
    host = host.lower().strip(".")
    if _is_ip(host):
        return host
    labels = host.split(".")
    return ".".join(labels[-_suffix_size(labels) - 1 :])


def same_site(a: str, b: str) -> bool:
    """Whether two addresses lie within the same registrable domain."""
    first, second = host_of(a), host_of(b)
    return bool(first) and registrable_domain(first) == registrable_domain(second)


def slug(text: str, max: int = 60) -> str:
    """Words for an address: lower case, Latin letters without accents, other scripts as they are, joined by `-`."""
    words: list[str] = []
    word = ""
    for char in f"{text[: 10 * max].lower().translate(_SLUG_LATIN)} ":
        kept = _slug_letters(char)
        if kept:
            word += kept
        elif char not in "'’" and word:
            words.append(word)
            word = ""
    result = ""
    for word in words:
        longer = f"{result}-{word}" if result else word[:max]
        if len(longer) > max:
            break
        result = longer
    return result or "article"


def publisher_name_from_host(host: str) -> str:
    """What to call a publisher of whom only the host is known: the host without `www.`, in its own letters."""
    labels = host.lower().strip(".").split(".")
    while len(labels) > 2 and labels[0] in _FRONT_DOORS:
        labels = labels[1:]
    return ".".join(_unicode_label(label) for label in labels)


def _normal(url: str) -> tuple[str, str]:
    """An address up to its query, and the query, both in one spelling."""
    clean = _CLEAN.fullmatch(url)
    if clean is not None and len(url) <= MAX_URL:
        return clean[1], clean[2] or ""
    parts = _split(_BLANKS.sub("", url[: 4 * MAX_URL]))
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise InputError(f"not a web address: {_shown(url)}", hint="an address starts with http:// or https://")
    host = _host(parts, url)
    port = _port(parts, url)
    netloc = host if port is None or port == _PORTS[scheme] else f"{host}:{port}"
    path = _without_dots(_escaped(parts.path, safe="/:@!$&'()*+,;=")) or "/"
    return f"{scheme}://{netloc}{path}", _escaped(parts.query, safe="/?:@!$&'()*+,;=[]")


def _bounded(url: str) -> str:
    if len(url) > MAX_URL:
        raise InputError(f"the address is longer than {MAX_URL} characters: {_shown(url)}")
    return url


def _suffix_size(labels: list[str]) -> int:
    """How many labels at the end nobody registers."""
    table = _table("suffixes.json")
    if len(labels) > 2 and ".".join(labels[-3:]) in table["hosts"]:
        return 3
    if ".".join(labels[-2:]) in table["hosts"]:
        return 2
    country = len(labels[-1]) == 2 and labels[-1] not in table["flat_countries"]
    return 2 if country and labels[-2:-1] and labels[-2] in (*table["second_level"], "blogspot") else 1


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = load_json("octavo.core.gather", name)
    return table


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise InputError(f"not a web address: {_shown(url)}") from error


def _shown(url: str) -> str:
    return repr(url if len(url) <= 80 else url[:77] + "…")


def _host(parts: SplitResult, url: str) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return _ipv6(host, url)
    if not host.isascii():
        host = _punycode(host, url)
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise InputError(f"the address names no host: {_shown(url)}")
    return host


def _ipv6(host: str, url: str) -> str:
    try:
        if "%" in host:
            raise ValueError("a zone names an interface of one machine")
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    except ValueError as error:
        raise InputError(f"the address names no host: {_shown(url)}") from error


def _punycode(host: str, url: str) -> str:
    import idna  # its tables cost 10 ms; most hosts are ASCII

    try:
        return idna.encode(host, uts46=True).decode("ascii").rstrip(".")
    except (UnicodeError, ValueError) as error:
        raise InputError(f"the address names no host: {_shown(url)}") from error


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _is_ip(host: str) -> bool:
    return host.startswith("[") or host.replace(".", "").isdigit()


def _port(parts: SplitResult, url: str) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise InputError(f"the address has a port that does not exist: {_shown(url)}") from error


def _escaped(text: str, safe: str) -> str:
    """Percent escapes in one spelling: unreserved characters bare, others `%XX` upper case, a stray `%` as `%25`."""

    def one(match: re.Match[str]) -> str:
        if match[1] is None:
            return "%25"
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else f"%{match[1].upper()}"

    return quote(_ESCAPE.sub(one, text), safe=safe + "%~", errors="replace")


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _without_tracking(query: str) -> str:
    if not query:
        return query
    table = _table("tracking.json")
    names, prefixes = frozenset(table["names"]), tuple(table["prefixes"])
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair, names, prefixes)]
    return "&".join(kept)


def _tracks(pair: str, names: frozenset[str], prefixes: tuple[str, ...]) -> bool:
    name = pair.partition("=")[0].lower()
    return name in names or name.startswith(prefixes)


def _slug_letters(char: str) -> str:
    """What of one character goes into a slug; "" for what parts words."""
    if char.isascii():
        return char if char.isalnum() else ""
    base = unicodedata.normalize("NFKD", char)
    if base[0].isascii():
        return "".join(part for part in base if part.isascii() and part.isalnum()) or ""
    return char if char.isalnum() or unicodedata.category(char) in ("Mn", "Mc") else ""
