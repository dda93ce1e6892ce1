"""What linking to another store finds, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _


def relink_lines(report: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of what `relink` returned: what found its counterpart, and what did not."""
    yield _("From %(old)s to %(new)s") % {"old": report["from"] or "-", "new": report["to"]}
    titles = {
        "channels": _("Channels"),
        "brands": _("Brands"),
        "categories": _("Categories"),
        "products": _("Products"),
        "variants": _("Variants"),
    }
    for name, title in titles.items():
        told = report[name]
        yield _("%(kind)s: %(matched)d found in the store, %(unmatched)d not") % {"kind": title, **told}
        for row in told["examples"]:
            facts = ", ".join(f"{key} {value}" for key, value in row.items() if key not in {"pk", "name"} and value)
            yield f"  {row['name']}" + (f" ({facts})" if facts else "")
        if told["unmatched"] > len(told["examples"]):
            yield "  " + _("and %(count)d more") % {"count": told["unmatched"] - len(told["examples"])}
    if report["customers"]:
        yield _("Customers of the old store to be forgotten: %(count)d") % {"count": report["customers"]}
