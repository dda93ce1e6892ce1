"""Rows in bulk: insert or update by BigCommerce id, and links between rows as sets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)

#: rows in one statement: large enough to be fast, small enough for every database's parameter limit
_BATCH = 500


def upsert(instances: Iterable[M], update_fields: Collection[str]) -> list[M]:
    """Write new and existing rows by `bigcommerce_id`; of those that exist only `update_fields` change.

    Returns the instances with primary keys. Calls no `save()` and sends no signals. A database refuses two rows with
    one id in a statement, so the last wins. Instances of rows that existed hold defaults in all other columns.
    """
    by_id = {instance.bigcommerce_id: instance for instance in instances}  # type: ignore[attr-defined]
    if not by_id:
        return []
    model = type(next(iter(by_id.values())))
    return model._default_manager.bulk_create(
        list(by_id.values()),
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["bigcommerce_id"],
        update_fields=[name for name in update_fields if name != "bigcommerce_id"],
    )


def update_rows(instances: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Write these columns of rows that exist, in one round trip. Calls no `save()` and sends no signals.

    `bulk_update()` builds one statement with a CASE for each column and row, which costs more than the writing.
    """
    if not instances:
        return
    meta, quote = instances[0]._meta, connection.ops.quote_name
    fields = {field.attname: field for field in meta.concrete_fields}
    assignments = ", ".join(f"{quote(str(fields[name].column))} = %s" for name in columns)
    statement = f"UPDATE {quote(meta.db_table)} SET {assignments} WHERE {quote(str(meta.pk.column))} = %s"  # noqa: S608
    values = [
        [*(fields[name].get_db_prep_save(getattr(row, name), connection) for name in columns), row.pk]
        for row in instances
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def replace_links(
    model: type[models.Model],
    columns: Sequence[str],
    wanted: set[tuple[Any, ...]],
    *,
    owners: Collection[int],
) -> None:
    """Make the rows of the products `owners` (primary keys that have rows already) those in `wanted`, and no others.

    `columns` name what a tuple holds, `product_id` first. Rows that stay are not touched.
    """
    present: dict[tuple[Any, ...], int] = {}
    if owners:
        found = model._default_manager.filter(product__in=owners).values_list("pk", *columns)
        present = {tuple(values): pk for pk, *values in found}
    delete_by_pk(model, [pk for values, pk in present.items() if values not in wanted])
    missing = [model(**dict(zip(columns, values, strict=True))) for values in sorted(wanted - present.keys())]
    model._default_manager.bulk_create(missing, batch_size=_BATCH, ignore_conflicts=True)


def delete_by_pk(model: type[models.Model], pks: Collection[int]) -> None:
    remaining = iter(pks)
    while batch := list(islice(remaining, _BATCH)):
        model._default_manager.filter(pk__in=batch).delete()
