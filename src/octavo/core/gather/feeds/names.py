"""One short name an element, whatever prefix and namespace a feed wrote it with: `title`, `dc:creator`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

# Namespaces by a part of their address that is unique to them: they occur with and without "www.", "#", "/" and
# version at the end.
_SPACES = (
    ("w3.org/2005/atom", "atom"),
    ("purl.org/atom", "atom"),
    ("purl.org/dc/elements", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/rss/1.0/modules/syndication", "sy"),
    ("purl.org/rss/1.0/modules", "module"),
    ("search.yahoo.com/mrss", "media"),
    ("itunes.com/dtds/podcast", "itunes"),
    ("itunes.com/podcast", "itunes"),
    ("w3.org/1999/xhtml", "xhtml"),
    ("w3.org/1999/02/22-rdf-syntax", "rdf"),
    ("youtube.com/xml/schemas", "yt"),
    ("/feedburner/", "feedburner"),
    ("purl.org/rss", ""),
    ("purl.org/net/rss", ""),
    ("netscape.com/rdf", ""),
    ("backend.userland.com", ""),
    ("blogs.law.harvard.edu/tech/rss", ""),
    ("cyber.law.harvard.edu/rss", ""),
    ("channels.nfb.ca/rss", ""),
)
_UNDECLARED = {name for _, name in _SPACES if name}


_ITEMS = frozenset({"item", "entry", "atom:entry"})
_MOST = 200  # children of one name that are looked at; the longest list that feeds need is that of keywords


class Names:
    """Short names for the elements of one document. The namespace of its root is the one without prefix."""

    def __init__(self, root: etree._Element) -> None:
        space = _space(root.tag)
        self.atom = space == "atom"
        self._own = "" if space == "rdf" else space
        self._known: dict[str, str] = {}

    def short(self, tag: str) -> str:
        name = self._known.get(tag)
        if name is None:
            name = self._known[tag] = self._made(tag)
        return name

    def _made(self, tag: str) -> str:
        local = tag.rpartition("}")[2].lower()
        space = _space(tag)
        if space == self._own:
            space = ""
        elif space == "":
            space = "other"
        if ":" in local:  # a prefix that the document never declared
            prefix, _, local = local.rpartition(":")
            space = prefix if prefix in _UNDECLARED else "other"
        return f"{space}:{local}" if space else local


class Fields:
    """The children of one element by short name."""

    def __init__(self, element: etree._Element, names: Names) -> None:
        self.element = element
        self.names = names
        self._children: dict[str, list[etree._Element]] = {}
        self._take(element)

    def _take(self, parent: etree._Element) -> None:
        for child in parent:
            name = self.names.short(child.tag)
            if name == "media:group" and parent is self.element:
                self._take(child)
            else:
                kept = self._children.setdefault(name, [])
                if len(kept) < _MOST or name in _ITEMS:
                    kept.append(child)

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Children of these names, name by name, in the order given."""
        for name in names:
            yield from self._children.get(name, ())

    def first(self, *names: str) -> etree._Element | None:
        return next(self.all(*names), None)

    def text(self, *names: str) -> str:
        """The first text that is not blank, as one line."""
        return next((text for child in self.all(*names) if (text := line(child))), "")

    def nested(self, name: str) -> Iterator[Fields]:
        return (Fields(child, self.names) for child in self.all(name))


def line(element: etree._Element) -> str:
    """All text of an element on one line."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _space(tag: str) -> str:
    """The short name of a tag's namespace: "" for none and for RSS's own, "other" for the rest of the world."""
    uri = tag[1:].partition("}")[0].lower() if tag.startswith("{") else ""
    if not uri:
        return ""
    return next((name for part, name in _SPACES if part in uri), "other")
