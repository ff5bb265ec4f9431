"""Search: one interface, Tantivy behind it. The index is derived; `reindex` rebuilds it from the database.

Texts are analysed by `core.text` before they reach the index, so stems and CJK behave the same as everywhere else.
Entries travel through an outbox written in the article's own transaction; whoever holds the index's lock drains it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from octavo.core.text.stems import terms
from octavo.errors import StoreError
from octavo.store.models import Article, ArticleVersion, SearchOutbox
from octavo.store.rows import insert

VERSION = 1  # of the schema below
_BODY_CHARACTERS = 60_000  # of a text that search looks at
_HEAP = 60_000_000
# a query is read in the edition's language, and in these where that is not known
_QUERY_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "ru", "zh")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`total` hits in all, and the article ids of the page asked for, best (or newest) first."""

    total: int
    ids: tuple[int, ...]


def folder() -> Path:
    return Path(settings.OCTAVO_DATA) / f"index-{VERSION}"


def enqueue(ids: Iterable[int]) -> None:
    """Within the article's transaction: its search entry is to be made again."""
    insert(SearchOutbox, ("article_id",), ((pk,) for pk in ids))


def search(
    query: str, *, lang: str | None = None, limit: int = 20, offset: int = 0, newest_first: bool = False
) -> SearchResult:
    """Articles that hold every word of `query` (in title or text), best first. A query without words finds nothing."""
    import tantivy

    if not (folder() / "meta.json").exists():
        return SearchResult(0, ())
    built = _query(query, lang)
    if built is None:
        return SearchResult(0, ())
    index = _index(str(folder()))
    index.reload()
    searcher = index.searcher()
    order = {"order_by_field": "stream_at", "order": tantivy.Order.Desc} if newest_first else {}
    found = searcher.search(built, limit=limit, offset=offset, count=True, **order)
    return SearchResult(found.count, tuple(_id(searcher.doc(address)) for _, address in found.hits))


def any_of(words: Iterable[str], *, lang: str | None = None, limit: int = 20) -> tuple[int, ...]:
    """Articles that hold any of the (already analysed) terms, best first: what answers and "more like this" need."""
    import tantivy

    wanted = [w for w in dict.fromkeys(words) if w]
    if not wanted or not (folder() / "meta.json").exists():
        return ()
    index = _index(str(folder()))
    index.reload()
    searcher = index.searcher()
    parts = [(tantivy.Occur.Should, _either(index.schema, [w])) for w in wanted]
    query = tantivy.Query.boolean_query(parts)
    if lang:
        query = _and_lang(index.schema, query, lang)
    return tuple(_id(searcher.doc(address)) for _, address in searcher.search(query, limit=limit).hits)


def drain(limit: int = 1000) -> int | None:
    """Bring waiting entries into the index; how many, or None where another process holds the index."""
    import tantivy

    rows = list(SearchOutbox.objects.order_by("id").values_list("id", "article_id")[:limit])
    if not rows:
        return 0
    try:
        index = _index(str(folder()))
        writer = index.writer(heap_size=_HEAP, num_threads=1)
    except ValueError as error:
        if "Lock" in str(error):
            return None
        raise StoreError(f"the search index cannot be opened: {error}", hint="run `octavo reindex`") from error
    ids = list(dict.fromkeys(pk for _, pk in rows))
    for pk in ids:
        writer.delete_documents_by_term("id", pk)
    for document in _documents(ids):
        writer.add_document(tantivy.Document.from_dict(document, index.schema))
    writer.commit()
    writer.wait_merging_threads()
    SearchOutbox.objects.filter(id__in=[row for row, _ in rows]).delete()
    return len(rows)


def drain_all() -> bool:
    """Drain until nothing waits; False where another process holds the index (it will do it)."""
    while (done := drain()) != 0:
        if done is None:
            return False
    return True


def reindex() -> int:
    """Throw the index away and queue every article; the caller drains. StoreError where another process holds it."""
    if folder().exists():
        try:
            _index(str(folder())).writer(heap_size=_HEAP, num_threads=1)
        except ValueError as error:
            if "Lock" in str(error):
                raise StoreError("the search index is in use", hint="stop the worker first") from error
    _index.cache_clear()
    shutil.rmtree(folder(), ignore_errors=True)
    with transaction.atomic():
        SearchOutbox.objects.all().delete()
        enqueue(Article.objects.order_by("seq").values_list("id", flat=True))
    return SearchOutbox.objects.count()


def documents() -> int:
    """How many articles the index holds."""
    if not (folder() / "meta.json").exists():
        return 0
    index = _index(str(folder()))
    index.reload()
    return int(index.searcher().num_docs)


@lru_cache(maxsize=4)
def _index(path: str) -> Any:
    import tantivy

    schema = (
        tantivy.SchemaBuilder()
        .add_integer_field("id", stored=True, indexed=True, fast=True)
        .add_integer_field("stream_at", stored=False, indexed=True, fast=True)
        .add_text_field("title", stored=False, tokenizer_name="whitespace", index_option="freq")
        .add_text_field("body", stored=False, tokenizer_name="whitespace", index_option="freq")
        .add_text_field("lang", stored=False, tokenizer_name="raw", index_option="basic")
        .build()
    )
    Path(path).mkdir(parents=True, exist_ok=True)
    return tantivy.Index(schema, path=path)


def _id(document: Any) -> int:
    return int(document.get_first("id"))


def _documents(ids: list[int]) -> Iterable[dict[str, Any]]:
    articles = Article.objects.filter(id__in=ids, hidden=False).values_list(
        "id", "version", "title", "lang", "stream_at"
    )
    texts = {
        (pk, number): text
        for pk, number, text in ArticleVersion.objects.filter(article_id__in=ids).values_list(
            "article_id", "number", "text"
        )
    }
    for pk, version, title, lang, stream_at in articles:
        text = texts.get((pk, version), "")[:_BODY_CHARACTERS]
        yield {
            "id": pk,
            "stream_at": int(stream_at.timestamp()),
            "title": " ".join(terms(title, lang)),
            "body": " ".join(terms(text, lang)),
            "lang": lang,
        }


def _query(query: str, lang: str | None) -> Any:
    import tantivy

    schema = _index(str(folder())).schema
    languages = [lang] if lang else list(_QUERY_LANGUAGES)
    readings = [found for code in languages if (found := terms(query[:500], code)[:24])]
    if not readings:
        return None
    alternatives = [
        tantivy.Query.boolean_query([(tantivy.Occur.Must, _either(schema, [word])) for word in reading])
        for reading in dict.fromkeys(map(tuple, readings))
    ]
    whole = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in alternatives])
    return _and_lang(schema, whole, lang) if lang else whole


def _either(schema: Any, words: list[str]) -> Any:
    """In the title (which weighs three times as much) or in the text."""
    import tantivy

    parts = []
    for word in words:
        title = tantivy.Query.boost_query(tantivy.Query.term_query(schema, "title", word), 3.0)
        parts += [(tantivy.Occur.Should, title), (tantivy.Occur.Should, tantivy.Query.term_query(schema, "body", word))]
    return tantivy.Query.boolean_query(parts)


def _and_lang(schema: Any, query: Any, lang: str) -> Any:
    import tantivy

    only = tantivy.Query.const_score_query(tantivy.Query.term_query(schema, "lang", lang), 0.0)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)])
