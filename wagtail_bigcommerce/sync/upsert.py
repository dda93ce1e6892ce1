"""Rows in bulk: insert or update by BigCommerce id, and links between rows as sets.

The statements are our own: `bulk_create()` and `bulk_update()` spend several times what the database does on compiling
theirs, value by value. One prepared statement is carried out for all rows, without `save()` and without signals.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
Field: TypeAlias = "models.Field[Any, Any]"

#: rows that are looked up or deleted by one statement: well within every database's limit of parameters
_BATCH = 500

#: values of these types go to columns of these kinds as they are
_PLAIN: tuple[tuple[type[models.Field[Any, Any]], type], ...] = (
    (models.BooleanField, bool),
    (models.CharField, str),
    (models.TextField, str),
    (models.IntegerField, int),
    (models.ForeignKey, int),
)


def upsert(instances: Iterable[M], update_fields: Collection[str], known: Mapping[int, int] | None = None) -> list[M]:
    """Write new and existing rows by `bigcommerce_id`; of those that exist only `update_fields` change.

    Returns the instances with primary keys; those in `known`, by id, are not looked up. A database refuses two rows
    with one id, so the last wins. Instances of rows that existed hold defaults in all other columns.
    """
    by_id = {instance.bigcommerce_id: instance for instance in instances}  # type: ignore[attr-defined]
    if not by_id:
        return []
    model = type(next(iter(by_id.values())))
    upsert_rows(model, [vars(instance) for instance in by_id.values()], update_fields)
    pks = dict(known or {})
    pks.update(_primary_keys(model, [bigcommerce_id for bigcommerce_id in by_id if bigcommerce_id not in pks]))
    for bigcommerce_id, instance in by_id.items():
        instance.pk = pks[bigcommerce_id]
    return list(by_id.values())


def upsert_rows(model: type[models.Model], rows: Sequence[Mapping[str, Any]], update_fields: Collection[str]) -> None:
    """Write new and existing rows by `bigcommerce_id`; of those that exist only `update_fields` change.

    Each row holds values by column; a new row gets the defaults of those that are missing.
    """
    unique = {row["bigcommerce_id"]: row for row in rows}
    wanted = {*update_fields} - {"bigcommerce_id"}
    changed = [field for field in _columns(model) if field.name in wanted or field.attname in wanted]
    assignments = ", ".join(f"{_quoted(field.column)} = EXCLUDED.{_quoted(field.column)}" for field in changed)
    _insert(model, list(unique.values()), f"({_quoted('bigcommerce_id')}) DO UPDATE SET {assignments}")


def update_rows(instances: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Write these columns of rows that exist."""
    if not instances:
        return
    meta = instances[0]._meta
    fields = {field.attname: field for field in _columns(type(instances[0]))}
    assignments = ", ".join(f"{_quoted(fields[name].column)} = %s" for name in columns)
    statement = f"UPDATE {_quoted(meta.db_table)} SET {assignments} WHERE {_quoted(meta.pk.column)} = %s"  # noqa: S608
    prepare = [(name, _preparation(fields[name])) for name in columns]
    _execute(statement, [[*(to_db(getattr(row, name)) for name, to_db in prepare), row.pk] for row in instances])


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
    missing = [dict(zip(columns, values, strict=True)) for values in sorted(wanted - present.keys())]
    _insert(model, missing, "DO NOTHING")


def delete_by_pk(model: type[models.Model], pks: Collection[int]) -> None:
    remaining = iter(pks)
    while batch := list(islice(remaining, _BATCH)):
        model._default_manager.filter(pk__in=batch).delete()


def _insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], on_conflict: str) -> None:
    if not rows:
        return
    fields, table = _columns(model), _quoted(model._meta.db_table)
    names = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT {on_conflict}"  # noqa: S608
    prepare = [(field.attname, field.get_default, _preparation(field)) for field in fields]
    _execute(
        statement,
        [[to_db(row[name] if name in row else default()) for name, default, to_db in prepare] for row in rows],
    )


def _execute(statement: str, values: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _quoted(name: str | None) -> str:
    return str(connection.ops.quote_name(name or ""))


def _columns(model: type[models.Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _preparation(field: Field) -> Callable[[Any], Any]:
    """What makes a database's value of one of ours."""
    plain = next((kind for of, kind in _PLAIN if isinstance(field, of)), None)
    prepare = field.get_db_prep_save
    return lambda value: value if value is None or type(value) is plain else prepare(value, connection)


def _primary_keys(model: type[models.Model], ids: Sequence[int]) -> Iterable[tuple[int, int]]:
    for start in range(0, len(ids), _BATCH):
        rows = model._default_manager.filter(bigcommerce_id__in=ids[start : start + _BATCH])
        yield from rows.values_list("bigcommerce_id", "pk")
