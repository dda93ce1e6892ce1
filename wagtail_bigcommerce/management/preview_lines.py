"""What an import would change, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ..sync.differences import ACTIONS


def preview_lines(preview: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of what `preview_import` returned: what goes first, then changes, then what is new."""
    headings = {
        "unpublished": _("%(kind)s that would no longer be shown: %(count)d"),
        "changed": _("%(kind)s that would change: %(count)d"),
        "created": _("%(kind)s that would be new: %(count)d"),
    }
    for kind, title in (("products", _("Products")), ("categories", _("Categories")), ("brands", _("Brands"))):
        told = preview[kind]
        for action in ACTIONS:
            if count := told["counts"][action]:
                yield headings[action] % {"kind": title, "count": count}
                for difference in told[action]:
                    yield from _difference_lines(difference)
                if count > len(told[action]):
                    yield "  " + _("and %(count)d more") % {"count": count - len(told[action])}
    if not any(count for kind in ("products", "categories", "brands") for count in preview[kind]["counts"].values()):
        yield _("Nothing would change.")
    for issue in preview["issues"]:
        yield _("Could not be read: %(type)s %(id)s, %(reason)s") % {
            "type": issue["object_type"],
            "id": issue["bigcommerce_id"],
            "reason": issue["reason"],
        }


def _difference_lines(difference: dict[str, Any]) -> Iterator[str]:
    yield f"  {difference['bigcommerce_id']} {difference['name']}"
    for change in difference["fields"]:
        yield f"    {change['field']}: {_value(change['old'])} → {_value(change['new'])}"
    if usage := difference["used_on"]:
        places = ", ".join(f"{place['title']} ({place['type']} {place['id']})" for place in usage["places"])
        yield "    " + _("shown on: %(places)s") % {"places": places}
        if usage["count"] > len(usage["places"]):
            yield "    " + _("and in %(count)d more places") % {"count": usage["count"] - len(usage["places"])}


def _value(value: str | int | bool | None) -> str:
    return "-" if value is None or value == "" else str(value).replace("\n", " ")
