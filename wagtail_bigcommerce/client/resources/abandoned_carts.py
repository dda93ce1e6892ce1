"""Carts that BigCommerce reminds their shoppers of. Scope: information and settings, read-only."""

from __future__ import annotations

from ..endpoints import Endpoint
from .base import Resource


class AbandonedCarts(Resource):
    """Source: REST Management, Abandoned carts v3."""

    GET = Endpoint("GET", "/v3/abandoned-carts/{token}")

    def cart_id(self, token: str) -> str:
        """Return the id of the cart that the token of an e-mail stands for.

        NotFound or ValidationFailed: nobody's. A cart of a customer's is not for whoever holds the link.
        """
        answer = self._send(self.GET, path={"token": token})
        cart_id = answer.data().get("cart_id")
        return cart_id if isinstance(cart_id, str) and cart_id else answer.refuse("a cart id was promised")
