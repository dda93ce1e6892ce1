"""Live prices of products, variants and choices in a channel's currency (`POST /v3/pricing/products`)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..pricing import Price, rounded
from ..shopper_prices import ShopperPrices, shopper_prices
from ..state import Payload
from ..wsgi import ApiProblem, Request, Response, data, problem, route

if TYPE_CHECKING:
    from ..store import DemoStore


@route("POST", "/v3/pricing/products", concurrency=50)
def quote_prices(store: DemoStore, request: Request) -> Response:
    posted = request.json_object
    required = ("channel_id", "currency_code", "items")
    missing = {name: "error.path.missing" for name in required if posted.get(name) is None}
    if missing:
        problem(422, "JSON data is missing or invalid", missing)
    if posted["channel_id"] not in store.state.channels:
        problem(422, "The channel is invalid", {"channel_id": "does not exist"})
    currency = _currency(store, posted["currency_code"])
    quoter = Quoter(store, currency, _shopper(store, posted, currency))
    quotes = [quoter.quote(number, item) for number, item in enumerate(posted["items"])]
    # What is not in the catalog has no price: it is missing from the answer.
    return data([quote for quote in quotes if quote is not None])


def _shopper(store: DemoStore, posted: Payload, currency: Payload) -> ShopperPrices:
    """The prices of the group that was named, of the customer's group, or of guests."""
    channel_id, code = posted["channel_id"], currency["currency_code"]
    if posted.get("customer_group_id") is not None:
        return ShopperPrices(store.state, channel_id, code, posted["customer_group_id"])
    customer_id = posted.get("customer_id") or 0
    if customer_id and customer_id not in store.state.customers:
        problem(422, "The customer is invalid", {"customer_id": "does not exist"})
    return shopper_prices(store.state, channel_id, code, customer_id)


def _currency(store: DemoStore, code: str) -> Payload:
    for currency in store.state.currencies.values():
        if currency["enabled"] and currency["currency_code"] == str(code).upper():
            return currency
    raise ApiProblem(422, "The currency is invalid", {"currency_code": f"{code} is not enabled"})


class Quoter:
    """Words the prices of one request: converted, rounded to the currency, with and without tax."""

    def __init__(self, store: DemoStore, currency: Payload, shopper: ShopperPrices) -> None:
        self.store = store
        self.shopper = shopper
        self.rate = Decimal(currency["currency_exchange_rate"])
        self.places = currency["decimal_places"]
        self.entered_inclusive = bool(store.state.settings["tax"]["tax_entered_with_prices"])

    def quote(self, number: int, item: Payload) -> Payload | None:
        product = self.store.state.products.get(item.get("product_id") or 0)
        if product is None:
            return None
        selections = _selections(number, item)
        variant = _variant(product, item, selections)
        if variant is None and item.get("variant_id"):
            return None
        price = self.store.price_of(product, variant, selections, shopper=self.shopper)
        quote: Payload = {
            "product_id": product["id"],
            "options": item.get("options", []),
            "reference_request": item,
            "price": self.amount(price.price),
            "calculated_price": self.amount(price.calculated_price),
            "bulk_pricing": [self._tier(rule) for rule in price.bulk_rules],
        }
        if variant is not None:
            quote["variant_id"] = variant["id"]
        quote.update(self._optional(price))
        if len(product["variants"]) > 1:
            quote.update(self._ranges(product))
        return quote

    def amount(self, value: Decimal) -> Payload:
        """One price in the four ways the endpoint tells it."""
        value *= self.rate
        factor = 1 + self.store.tax_rate
        inclusive = value if self.entered_inclusive else value * factor
        exclusive = value / factor if self.entered_inclusive else value
        return {
            "as_entered": rounded(value, self.places),
            "entered_inclusive": self.entered_inclusive,
            "tax_exclusive": rounded(exclusive, self.places),
            "tax_inclusive": rounded(inclusive, self.places),
        }

    def _optional(self, price: Price) -> Payload:
        named = {
            "sale_price": price.sale_price,
            "retail_price": price.retail_price,
            "minimum_advertised_price": price.map_price,
        }
        optional = {name: self.amount(value) for name, value in named.items() if value is not None}
        if price.retail_price is not None and price.retail_price > price.calculated_price:
            optional["saved"] = self.amount(price.retail_price - price.calculated_price)
        return optional

    def _ranges(self, product: Payload) -> Payload:
        prices = [self.store.price_of(product, variant, shopper=self.shopper) for variant in product["variants"]]
        calculated = [price.calculated_price for price in prices]
        ranges = {"price_range": self._range(calculated)}
        retail = [price.retail_price for price in prices if price.retail_price is not None]
        if retail:
            ranges["retail_price_range"] = self._range(retail)
        return ranges

    def _range(self, values: list[Decimal]) -> Payload:
        return {"minimum": self.amount(min(values)), "maximum": self.amount(max(values))}

    def _tier(self, rule: Payload) -> Payload:
        amount = Decimal(str(rule["amount"]))
        tier: Payload = {
            "minimum": rule["quantity_min"],
            "maximum": rule["quantity_max"] or 0,
            "discount_type": rule["type"],
            "discount_amount": amount if rule["type"] == "percent" else rounded(amount * self.rate, self.places),
        }
        if rule["type"] != "percent":
            tier["tax_discount_amount"] = [self.amount(amount)]
        return tier


def _selections(number: int, item: Payload) -> dict[int, Any]:
    selections = {}
    for position, option in enumerate(item.get("options") or ()):
        if not isinstance(option.get("value_id"), int):
            where = f"items.{number}.options.{position}.value_id"
            problem(422, "JSON data is missing or invalid", {where: "error.expected.jsnumber"})
        selections[option.get("option_id")] = option["value_id"]
    return selections


def _variant(product: Payload, item: Payload, selections: dict[int, Any]) -> Payload | None:
    """The variant that was named, the one the choices lead to, or the only one."""
    variants: list[Payload] = product["variants"]
    if item.get("variant_id"):
        return next((row for row in variants if row["id"] == item["variant_id"]), None)
    if len(variants) == 1:
        return variants[0]
    for variant in variants:
        if all(selections.get(value["option_id"]) == value["id"] for value in variant["option_values"]):
            return variant
    return None
