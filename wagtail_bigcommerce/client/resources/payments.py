"""Payments of orders. Scopes: create payments, get payment methods, stored payment instruments (read-only).

The payment itself goes to a host of its own, which knows nothing but an access token for one order. There is no way to
send the number of a card through here: a new card goes from the shopper's browser to BigCommerce, or not at all.
"""

from __future__ import annotations

from typing import Literal, get_args

from ..endpoints import Endpoint
from ..payloads import Payload
from ..transport import Transport
from .base import Resource

#: Instruments that BigCommerce keeps and we only name. Left out on purpose: "card" and "tokenized_card".
StoredInstrument = Literal["stored_card", "stored_paypal_account", "stored_bank_account"]


class Payments(Resource):
    """Sources: Payments, "Methods", "Access tokens" and "Process payments"; Customers v3, "Stored instruments"."""

    METHODS = Endpoint("GET", "/v3/payments/methods")
    CREATE_ACCESS_TOKEN = Endpoint("POST", "/v3/payments/access_tokens")
    STORED_INSTRUMENTS = Endpoint("GET", "/v3/customers/{customer_id}/stored-instruments")
    #: on the payments host
    PROCESS = Endpoint("POST", "/payments")
    #: what the payments host wants to be asked for
    MEDIA_TYPE = "application/vnd.bc.v1+json"

    def __init__(self, transport: Transport, payments_url: str) -> None:
        super().__init__(transport)
        #: where payments go
        self.url = payments_url + self.PROCESS.path
        self._payments_host = transport.elsewhere(payments_url)

    def methods(self, *, order_id: int | None = None, checkout_id: str | None = None) -> list[Payload]:
        """Return how an order, or a checkout (one of the two), can be paid, with the customer's `stored_instruments`.

        Methods that need a page of their provider's, and wallets, are not among them.
        """
        return self._send(self.METHODS, query={"order_id": order_id, "checkout_id": checkout_id}).data_list()

    def create_access_token(self, order_id: int, *, is_recurring: bool = False) -> str:
        """Make the token for one payment of one Incomplete order. Good once; a secret until it is used."""
        order = {"id": order_id, "is_recurring": is_recurring}
        answer = self._send(self.CREATE_ACCESS_TOKEN, json={"order": order})
        token = answer.data().get("id")
        return token if isinstance(token, str) and token else answer.refuse("a token was promised")

    def stored_instruments(self, customer_id: int) -> list[Payload]:
        """Return the cards, PayPal and bank accounts that a customer has stored; `token` stands for one."""
        return self._send(self.STORED_INSTRUMENTS, path={"customer_id": customer_id}).bare_list()

    def process(
        self, access_token: str, *, payment_method_id: str, instrument_token: str, instrument_type: StoredInstrument
    ) -> Payload:
        """Pay with a stored instrument and return `{id, transaction_type, status}`; "pending" is not yet paid.

        Sent once, whatever happens. ConnectionFailed with `sent`, ServerError: the payment may have been made, so read
        the order before anything else. ValidationFailed: declined, or not possible for this order.
        """
        if instrument_type not in get_args(StoredInstrument):
            raise ValueError("Only stored instruments can be paid with here: cards are typed in at BigCommerce")
        instrument = {"type": instrument_type, "token": instrument_token}
        answer = self._payments_host.send(
            self.PROCESS,
            json={"payment": {"instrument": instrument, "payment_method_id": payment_method_id}},
            headers={"Authorization": f"PAT {access_token}", "Accept": self.MEDIA_TYPE},
            retry=False,
        )
        payment = answer.data()
        return payment if payment.get("status") in {"success", "pending"} else answer.refuse("a status was promised")
