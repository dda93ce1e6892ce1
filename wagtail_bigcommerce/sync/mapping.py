"""Which mappers are used: the package's own, or those that a site names in its settings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar, cast

from django.utils.module_loading import import_string

from .. import conf
from ..models import Product
from ..signals import LeaveOut, product_syncing
from .mappers import MappingContext, MappingError
from .mappers.product import MappedProduct
from .mappers.values import Payload
from .outcome import Issue, Outcome

logger = logging.getLogger(__name__)

Mapped = TypeVar("Mapped")


class ProductMapper(Protocol):
    """What PRODUCT_MAPPER names."""

    def __call__(
        self, payload: Payload, context: MappingContext, *, known_options: Sequence[Payload] = ()
    ) -> MappedProduct: ...


class CategoryMapper(Protocol):
    """What CATEGORY_MAPPER names."""

    def __call__(self, payload: Payload, context: MappingContext) -> dict[str, Any]: ...


class BrandMapper(Protocol):
    """What BRAND_MAPPER names."""

    def __call__(self, payload: Payload) -> dict[str, Any]: ...


def product_mapper() -> ProductMapper:
    return cast(ProductMapper, import_string(conf.get("PRODUCT_MAPPER")))


def category_mapper() -> CategoryMapper:
    return cast(CategoryMapper, import_string(conf.get("CATEGORY_MAPPER")))


def brand_mapper() -> BrandMapper:
    return cast(BrandMapper, import_string(conf.get("BRAND_MAPPER")))


def attempt(mapping: Callable[[], Mapped], kind: str, bigcommerce_id: int | None, outcome: Outcome) -> Mapped | None:
    """Return what `mapping` makes of one object, or None when that object becomes an issue and the others go on."""
    try:
        return mapping()
    except MappingError as error:
        reason = str(error)
    except Exception as error:  # a shape that nobody has seen, or a mapper of the site's: the others must go on
        logger.exception("%s %s could not be mapped", kind.capitalize(), bigcommerce_id)
        reason = f"its data could not be read ({type(error).__name__})"
    outcome.issues.append(Issue(kind, bigcommerce_id, reason))
    return None


def mark_of(mapper: object) -> str:
    """Stand for a mapper in digests, so that rows are written anew when another one, or another `version`, is used."""
    return f"{getattr(mapper, '__module__', '')}.{getattr(mapper, '__qualname__', '')}:{getattr(mapper, 'version', 1)}"


def offer_values(mapped: MappedProduct, payload: Payload, *, created: bool) -> None:
    """Let receivers of `product_syncing` change what is about to be written.

    Raises MappingError when one of them leaves the product out, or fails: neither may end the import.
    """
    if not product_syncing.has_listeners(Product):
        return
    try:
        product_syncing.send(sender=Product, values=mapped, payload=payload, created=created)
    except LeaveOut as reason:
        raise MappingError(str(reason) or "a receiver of product_syncing left it out") from reason
    except Exception as error:  # the site's code must not stop the other products
        logger.exception("A receiver of product_syncing failed for product %s", mapped.fields.get("bigcommerce_id"))
        raise MappingError(f"a receiver of product_syncing failed ({type(error).__name__})") from error
