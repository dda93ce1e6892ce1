"""Where the site shows a row: what Wagtail's reference index knows of pages and snippets that point to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ReferenceIndex

#: places named for each row; more are counted
MAX_PLACES = 10


def used_on(model: type[models.Model], pks: Collection[int]) -> dict[int, dict[str, Any]]:
    """`{"count", "places": [{"type", "id", "title"}]}` by primary key, of rows that are used. A query per type.

    `type` is a model's label ("wagtailcore.page") and `id` its primary key, so that the admin can link to it.
    """
    if not pks:
        return {}
    target = ContentType.objects.get_for_model(model)
    references = ReferenceIndex.objects.filter(to_content_type=target, to_object_id__in=[str(pk) for pk in pks])
    sources: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for to_id, base_type_id, source_id in references.values_list("to_object_id", "base_content_type", "object_id"):
        sources[int(to_id)].add((base_type_id, source_id))
    named = {pk: sorted(places)[:MAX_PLACES] for pk, places in sources.items()}
    titles = _titles({place for places in named.values() for place in places})
    return {
        pk: {"count": len(sources[pk]), "places": [titles[place] for place in places if place in titles]}
        for pk, places in named.items()
    }


def _titles(places: Collection[tuple[int, str]]) -> dict[tuple[int, str], dict[str, Any]]:
    by_type: dict[int, set[str]] = defaultdict(set)
    for type_id, object_id in places:
        by_type[type_id].add(object_id)
    titles = {}
    for type_id, object_ids in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is None:  # its app is gone
            continue
        for source in model._default_manager.filter(pk__in=object_ids):
            titles[type_id, str(source.pk)] = {"type": model._meta.label_lower, "id": source.pk, "title": str(source)}
    return titles
