"""What an import would change, for a page: worked out while somebody waits, unless that takes too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Product, SyncRun
from ..store import get_client
from ..sync.preview import preview_import
from ..sync.refusals import ImportRefused

#: With more products, reading all of them takes longer than a web server lets a page take. Ten requests and some.
MOST_READ = 2_500
#: objects told in full for each kind and action; all are counted
MOST_TOLD = 50

#: what happens to objects, what matters most first: heading by kind and action
_HEADINGS = {
    ("products", "unpublished"): gettext_lazy("Products that visitors would no longer see"),
    ("categories", "unpublished"): gettext_lazy("Categories that visitors would no longer see"),
    ("brands", "unpublished"): gettext_lazy("Brands that visitors would no longer see"),
    ("products", "changed"): gettext_lazy("Products that would change"),
    ("categories", "changed"): gettext_lazy("Categories that would change"),
    ("brands", "changed"): gettext_lazy("Brands that would change"),
    ("products", "created"): gettext_lazy("New products"),
    ("categories", "created"): gettext_lazy("New categories"),
    ("brands", "created"): gettext_lazy("New brands"),
}
_MODEL_NAMES = {"products": "product", "categories": "category", "brands": "brand"}


@dataclass(frozen=True)
class Row:
    name: str
    #: None for what has no row yet
    edit_url: str | None
    #: as `sync.differences.FieldChange`, in plain data
    fields: list[dict[str, Any]]
    #: titles of pages and snippets that show it, and how many there are in all
    places: list[str]
    place_count: int


@dataclass(frozen=True)
class Section:
    """One kind of object and what would happen to it: so many, of which `rows` are the first."""

    heading: str
    count: int
    rows: list[Row]

    @property
    def untold(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Preview:
    """`error` says why the import would be held, if it would; `issues` what could not be imported."""

    sections: list[Section]
    issues: list[dict[str, Any]]
    error: str


def preview_catalog(kind: str) -> Preview:
    """Work out what an import of all would change. Network: a request for 250 products, and about ten.

    Raises ImportRefused for catalogs that are too large, BigCommerceError and ConfigurationError.
    """
    known = Product.objects.filter(vanished_at=None).count()
    if not known:
        raise ImportRefused(_("Nothing was imported yet: an import would create everything."))
    if kind == SyncRun.Kind.FULL and known > MOST_READ:
        sentence = _("So many products take too long to compare. Run: manage.py bigcommerce_import --full --dry-run")
        raise ImportRefused(sentence)
    return _preview(kind=kind)


def preview_products(products: Sequence[Product]) -> Preview:
    """Work out what reading a few products again would change. Network: a request, and one for each that is gone."""
    return _preview(product_ids=[product.bigcommerce_id for product in products])


def _preview(**options: Any) -> Preview:
    told = preview_import(get_client(), limit=MOST_TOLD, **options)
    return Preview(sections=list(_sections(told)), issues=told["issues"], error=told["error"])


def _sections(told: dict[str, Any]) -> Iterator[Section]:
    for (kind, action), heading in _HEADINGS.items():
        if count := told[kind]["counts"][action]:
            yield Section(str(heading), count, [_row(kind, each) for each in told[kind][action]])


def _row(kind: str, difference: dict[str, Any]) -> Row:
    used_on = difference["used_on"] or {"count": 0, "places": []}
    edit = f"wagtailsnippets_wagtail_bigcommerce_{_MODEL_NAMES[kind]}:edit"
    return Row(
        name=difference["name"],
        edit_url=reverse(edit, args=[difference["pk"]]) if difference["pk"] else None,
        fields=difference["fields"],
        places=[place["title"] for place in used_on["places"]],
        place_count=used_on["count"],
    )
