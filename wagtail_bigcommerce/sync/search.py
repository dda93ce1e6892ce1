"""The search index, in bulk: what Wagtail's signals would do for each row that is saved."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from .digests import digest


def search_digest(row: index.Indexed) -> str:
    """Stand for what the search reads of a row: a change elsewhere needs no indexing, filters read the row itself."""
    fields = [*row.get_searchable_search_fields(), *row.get_autocomplete_search_fields()]
    return digest([str(field.get_value(row)) for field in fields])


def refresh_index(model: type[models.Model], pks: Sequence[int]) -> None:
    """Write the rows' entries of every backend that is kept up to date automatically."""
    if not pks:
        return
    # read anew: rows in hand lack what editors own, which other backends than the database's index too
    rows = list(model._default_manager.filter(pk__in=pks).defer("payload"))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, rows)
