"""What a visitor typed -> products, best match first.

Words are cleaned and capped before any search engine sees them: on SQLite a quote is a syntax error and a query of
hundreds of words takes a minute. Where Wagtail searches in the site's database we ask the full-text index itself,
which Wagtail's own query reads row by row; every other backend is asked through Wagtail.
"""

from __future__ import annotations

import re

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import BaseSearchBackend
from wagtail.search.models import IndexEntry

from ..models import Product

MAX_CHARACTERS = 100
MAX_WORDS = 10
#: as many as anybody pages through
MAX_RESULTS = 1000

_WORD = re.compile(r"\w+")

# `autocomplete` holds name and SKU: a hit there counts five times one in the description
_SQLITE = """
    SELECT entry.object_id
    FROM {fts} JOIN {entry} AS entry ON entry.id = {fts}.rowid
    WHERE {fts} MATCH %s AND entry.content_type_id = %s
    ORDER BY bm25({fts}, 5.0, 1.0, 1.0), entry.id
    LIMIT %s
"""

_POSTGRESQL = """
    SELECT entry.object_id
    FROM {entry} AS entry, to_tsquery({config}, %s) AS words
    WHERE entry.body @@ words AND entry.content_type_id = %s
    ORDER BY ts_rank(entry.body, words) DESC, entry.id
    LIMIT %s
"""


def typed(text: str) -> str:
    """What is shown of it: the first hundred characters as they were typed, on one line."""
    return " ".join(text.replace("\0", "").split())[:MAX_CHARACTERS]


def clean(text: str) -> str:
    """What is searched for: at most ten words of the first hundred characters, without punctuation."""
    return " ".join(_WORD.findall(text[:MAX_CHARACTERS])[:MAX_WORDS])


def product_ids(text: str) -> list[int]:
    """Primary keys of the products that have every word of `text`, the last one as a beginning; best first.

    At most MAX_RESULTS. Who may see them is the caller's to decide.
    """
    words = clean(text).split()
    if not words:
        return []
    backend = get_search_backend()
    vendor = connections[router.db_for_read(IndexEntry)].vendor
    if _searches_here(backend) and vendor == "sqlite":
        return _sqlite_ids(words)
    if _searches_here(backend) and vendor == "postgresql":
        return _postgresql_ids(words, getattr(backend, "config", None))
    results = backend.search(" ".join(words), Product.objects.only("pk"), operator="and")
    return [product.pk for product in results[:MAX_RESULTS]]


def _searches_here(backend: BaseSearchBackend) -> bool:
    return type(backend).__name__ in {"SQLiteSearchBackend", "PostgresSearchBackend"}


def _sqlite_ids(words: list[str]) -> list[int]:
    from wagtail.search.models import SQLiteFTSIndexEntry  # exists on SQLite only

    match = " ".join(f'"{word}"' for word in words) + "*"
    sql = _SQLITE.format(fts=SQLiteFTSIndexEntry._meta.db_table, entry=IndexEntry._meta.db_table)
    return _ids(sql, [match])


def _postgresql_ids(words: list[str], config: str | None) -> list[int]:
    query = " & ".join(f"'{word}'" for word in words) + ":*"
    sql = _POSTGRESQL.format(
        entry=IndexEntry._meta.db_table, config="%s::regconfig" if config else "get_current_ts_config()"
    )
    return _ids(sql, [config, query] if config else [query])


def _ids(sql: str, parameters: list[str]) -> list[int]:
    content_type = ContentType.objects.get_for_model(Product)
    with connections[router.db_for_read(IndexEntry)].cursor() as cursor:
        cursor.execute(sql, [*parameters, content_type.pk, MAX_RESULTS])
        return [int(row[0]) for row in cursor.fetchall()]
