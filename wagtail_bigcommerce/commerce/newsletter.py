"""Whether a customer gets the shop's news. Source: REST Management, Customers v3, "Subscribers"."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from .errors import AccountError, try_later
from .own_cache import forget_own, own

_KEPT = "newsletter"
CONSENT = "marketing_newsletter"


@try_later()
def gets_news(client: BigCommerceClient, email: str, *, channel_id: int, customer_id: int) -> bool:
    """Whether the shop's news go to this address. One call; then none for a minute."""
    return own(client, customer_id, _KEPT, lambda: _subscriber_id(client, email, channel_id) is not None)


@try_later()
def set_news(
    client: BigCommerceClient, email: str, *, wanted: bool, channel_id: int, customer_id: int, name: tuple[str, str]
) -> None:
    """Put the customer's own address onto the list of subscribers, or take it off. Two calls. Raises AccountError."""
    try:
        subscriber_id = _subscriber_id(client, email, channel_id)
        if wanted and subscriber_id is None:
            client.subscribers.create(
                {
                    "email": email,
                    "first_name": name[0],
                    "last_name": name[1],
                    "source": "storefront",
                    "channel_id": channel_id,
                    "consents": [CONSENT],
                }
            )
        elif not wanted and subscriber_id is not None:
            client.subscribers.delete(subscriber_id)
    except (Conflict, NotFound):
        return  # somebody was quicker, and it is as it should be
    except ValidationFailed as error:
        message = _("The shop cannot send its news to your address.")
        raise AccountError(message, fields={"news": message}) from error
    finally:
        forget_own(client, customer_id, _KEPT)


def _subscriber_id(client: BigCommerceClient, email: str, channel_id: int) -> int | None:
    row = client.subscribers.find(email, channel_id=channel_id)
    return int(row["id"]) if row else None
