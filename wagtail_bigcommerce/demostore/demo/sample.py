"""Choose a few products that together show as many kinds as possible."""

from typing import Any


def kinds(entry: dict[str, Any]) -> set[str]:
    """Name what is special about an authored product: its fields and the types of its choices."""
    plain = {"id", "name", "sku", "price", "weight", "description", "picture", "categories", "brand", "slug"}
    found = {key for key in entry if key not in plain}
    for group in ("options", "modifiers"):
        found |= {f"{group}:{choice['type']}" for choice in entry.get(group, [])}
    if "availability" in entry:
        found.add(f"availability:{entry['availability']}")
    if entry.get("stock") == 0:
        found.add("sold out")
    if "picture" not in entry:
        found.add("no image")
    return found


def representative(entries: tuple[dict[str, Any], ...], wanted: int) -> list[dict[str, Any]]:
    """Return `wanted` of `entries` in their own order, first those that add the most new kinds.

    Of the chosen products `related` names only other chosen ones, so that a small shop has no dead ends.
    """
    if wanted >= len(entries):
        return list(entries)
    rest = {entry["id"]: kinds(entry) for entry in entries}
    seen: set[str] = set()
    chosen: set[int] = set()
    while len(chosen) < wanted:
        best = max(rest, key=lambda product_id: len(rest[product_id] - seen))  # the earliest, if equal
        seen |= rest.pop(best)
        chosen.add(best)
    return [among(entry, chosen) for entry in entries if entry["id"] in chosen]


def among(entry: dict[str, Any], chosen: set[int]) -> dict[str, Any]:
    """Return an authored product whose `related` names only `chosen` ones."""
    if "related" not in entry:
        return entry
    related = [product_id for product_id in entry["related"] if product_id in chosen]
    return entry | {"related": related or [-1]}
