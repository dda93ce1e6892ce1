"""Where the official files are wrong or silent, and why we hold to something else. Each entry names its reason."""

from __future__ import annotations

import re
from typing import NamedTuple


class Waiver(NamedTuple):
    operation: str
    side: str
    error: str
    reason: str


_NULL = r"None (is not of type|for not nullable|is not one of)"

#: patterns; `side` is "request" or "answer <status>"
WAIVERS: tuple[Waiver, ...] = (
    Waiver(
        r".+",
        r"answer 4\d\d",
        r"^ResponseNotFound",
        "Files list few refusals; the status-codes page says that every operation can answer them.",
    ),
    Waiver(
        r"GET /v3/catalog/products(/.+)?",
        r"answer 200",
        rf"/(option_set_id|base_variant_id): {_NULL}",
        "Null on stores' products without a legacy option set, or with options (recorded).",
    ),
    Waiver(
        r"GET /v3/catalog/(products.*|variants)",
        r"answer 200",
        rf"/(\w*price|weight|width|height|depth|sku_id): {_NULL}",
        "Null on a variant means that it inherits from its product (recorded; the field texts say so).",
    ),
    Waiver(
        r"GET /v3/catalog/products(/.+)?",
        r"answer 200",
        r"/config: \[\] is not of type 'object'",
        "Options without settings have an empty list for them (recorded).",
    ),
    Waiver(
        r"(GET|POST|PUT) /v3/customers",
        r"answer 200",
        rf"/channel_ids: {_NULL}",
        "Null is a customer of every channel (the field's text).",
    ),
    Waiver(
        r"(GET|PUT) /v3/(settings|abandoned-carts/settings)/.+",
        r"answer 200",
        _NULL,
        "With a channel, null means inherited from the store (the operation's text).",
    ),
    Waiver(
        r".+ /v3/(carts|checkouts).*",
        r"answer 20[01]",
        rf"/parent_id: {_NULL}",
        "Null on every line that is no part of a bundle (the file's examples).",
    ),
    Waiver(
        r".+ /v3/(carts|checkouts).*",
        r"answer 20[01]",
        r"/promotions/banners: \[.*\] is not of type 'object'",
        "A list in the Checkouts file and in the guides.",
    ),
    Waiver(
        r".+ /v3/(carts|checkouts).*",
        r"answer 20[01]",
        r"/custom_items/\d+/(quantity|list_price): .+ is not of type 'string'",
        "Numbers in every example of the file.",
    ),
    Waiver(
        r".+ /v3/checkouts.*",
        r"answer 20[01]",
        r"/phone: '.*' does not match",
        "The pattern refuses an empty phone and most local numbers, and the file's own examples.",
    ),
    Waiver(
        r"GET /v2/orders",
        r"request",
        r"^: '\w+:(asc|desc)' is not one of",
        "The parameter's text gives the direction after a colon; its list has the bare names only.",
    ),
    Waiver(
        r"GET /v3/customers/subscribers",
        r"request",
        r"^MissingRequiredParameter: Missing required query parameter: id",
        "One of the filters that the operation's text calls optional.",
    ),
    Waiver(
        r"GET /v2/.+",
        r"answer 204",
        r"^(ResponseNotFound|MissingData)",
        "Empty V2 collections answer 204 (documented for shipments, with a body; recorded for others).",
    ),
    Waiver(
        r"GET /v3/inventory/.+",
        r"answer 404",
        r"mimetype not found: application/json\. Valid mimetypes: \['application/problem\+json'\]",
        "The same error object under another media type; every other file has it as plain JSON.",
    ),
    Waiver(
        r".+ /v3/catalog/products/\{product_id\}/variants/\{variant_id\}/metafields.*",
        r"answer 200",
        r"/description: '' should be non-empty",
        "Optional where a metafield is made, and empty where it was not given; so in the files of other resources.",
    ),
    Waiver(
        r".+",
        r"answer 204",
        r"^MissingData",
        "Several files describe a 204 with a body, which 204 cannot have.",
    ),
    Waiver(
        r"GET /v2/.+",
        r"answer 200",
        r" is not a 'date-time'",
        "V2 dates are RFC 2822, as the examples show.",
    ),
    Waiver(
        r"GET /v3/catalog/products.*",
        r"answer 200",
        rf"(value_data|/config/date_(earliest|latest)_value): {_NULL}",
        "Null where there is nothing to say of a value, or no limit to a date (recorded).",
    ),
    Waiver(
        r".+ /v3/sites/\{site_id\}/routes.*",
        r"(request|answer 200)",
        r"type: '(recover_abandoned_cart|create_account|forgot_password|account_\w+|logout)'",
        "In the operation's table of types, though not in its list.",
    ),
    Waiver(
        r".+",
        r"answer 4\d\d",
        r"^status: \d+ is not of type 'string'",
        "A number in every other file and in every recording.",
    ),
    Waiver(
        r"GET /v3/hooks",
        r"answer 200",
        r"^data: \[\] should be non-empty",
        "A store without hooks has none to list.",
    ),
    Waiver(
        r"GET /v3/catalog/products/\{product_id\}/bulk-pricing-rules",
        r"answer 200",
        r"^data: \[.*\] is not of type 'object'",
        "A collection; the file's schema names one rule.",
    ),
    Waiver(
        r".+ /v3/checkouts/\{checkoutId\}.*",
        r"answer 200",
        r"/parent_id: '[0-9a-f-]{36}' is not of type 'number'",
        "The id of another line, which the carts file rightly calls a string.",
    ),
    Waiver(
        r"PUT /v3/checkouts/\{checkoutId\}/billing-address/\{addressId\}",
        r"request",
        r"Path parameter error: addressId",
        "An integer here, yet a string in every checkout, as the examples of the same file show.",
    ),
    Waiver(
        r"POST /payments",
        r"request",
        r"^SecurityValidationError.*BearerPAT",
        "The scheme is PAT, as its description says; the file can only declare Bearer.",
    ),
    Waiver(
        r".+ /v3/storefront/api-token.*",
        r"answer 4\d\d",
        r"^DataValidationError: .* mimetype not found",
        "Refusals are listed without a body; the status-codes page says what all of them have.",
    ),
    Waiver(
        r"DELETE /v3/storefront/api-token",
        r"answer 200",
        r"^MissingData",
        "Listed without a body, and has none.",
    ),
)


def waived(operation: str, side: str, error: str) -> bool:
    return any(
        re.fullmatch(waiver.operation, operation) and re.fullmatch(waiver.side, side) and re.search(waiver.error, error)
        for waiver in WAIVERS
    )
