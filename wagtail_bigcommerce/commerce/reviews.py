"""Reviews that shoppers write. They wait at BigCommerce until staff approve them: the API holds nobody to the store's
own rules, so each is sent as pending.

Source: REST Management, Catalog v3, "Product reviews".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from .errors import AccountError, TryLater, try_later
from .throttle import Throttle

#: what one visitor writes within an hour, and what a product can get from all of them
BY_VISITOR = Throttle("review", limit=5, seconds=3600)
BY_PRODUCT = Throttle("review-product", limit=30, seconds=3600)


@dataclass(frozen=True)
class NewReview:
    """`rating` is 1 to 5; `email` is for the shop and is not shown."""

    rating: int
    title: str
    text: str
    name: str
    email: str = field(repr=False)


@try_later()
def write_review(client: BigCommerceClient, product_id: int, review: NewReview, *, visitor: str) -> None:
    """Send a review to be approved. One call. `visitor` is whose reviews are counted together, an address say.

    Raises TryLater after too many of them, and AccountError when the store does not take it.
    """
    if not BY_VISITOR.allows(visitor) or not BY_PRODUCT.allows(str(product_id)):
        raise TryLater(_("Too many reviews were written. Please wait an hour and try again."))
    body = {
        "title": review.title,
        "text": review.text,
        "rating": review.rating,
        "name": review.name,
        "email": review.email,
        "status": "pending",
        "date_reviewed": timezone.now().isoformat(timespec="seconds"),
    }
    try:
        client.products.create_review(product_id, body)
    except NotFound as error:
        raise AccountError(_("This product is not sold any more.")) from error
    except (Conflict, ValidationFailed) as error:
        raise AccountError(_("The shop does not accept this review. Please check it.")) from error
