"""Settings of a channel's hosted checkout (Checkouts V3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .channels import require_channel

if TYPE_CHECKING:
    from ..store import DemoStore

_PATH = "/v3/checkouts/settings/channels/{channel_id:int}"
_TEXTS = (
    *("checkout_type", "guest_checkout_type", "guest_checkout_for_existing_accounts", "policy_consent"),
    *("order_confirmation_contact_email", "order_terms_and_conditions_type", "order_terms_and_conditions_link"),
    *("order_terms_and_conditions_textarea", "custom_checkout_script_url", "custom_order_confirmation_script_url"),
    *("custom_checkout_sri_hash", "custom_order_confirmation_sri_hash"),
)
_FLAGS = (
    *("is_order_terms_and_conditions_enabled", "should_redirect_to_storefront_for_auth"),
    *("order_confirmation_use_custom_checkout_script", "custom_checkout_supports_uco_settings"),
)
_DEFAULTS: Payload = {**dict.fromkeys(_TEXTS, ""), **dict.fromkeys(_FLAGS, False), "checkout_type": "Single"}


@route("GET", _PATH)
def get_checkout_settings(store: DemoStore, request: Request, channel_id: int) -> Response:
    require_channel(store, channel_id)
    return data({**_DEFAULTS, **store.state.channel_settings.get(("checkout", channel_id), {})})


@route("PUT", _PATH)
def update_checkout_settings(store: DemoStore, request: Request, channel_id: int) -> Response:
    require_channel(store, channel_id)
    changes = request.json_object
    wrong = [name for name, value in changes.items() if type(value) is not type(_DEFAULTS.get(name))]
    if wrong:
        problem(422, "The settings are invalid", dict.fromkeys(wrong, "is no setting, or of another type"))
    store.state.channel_settings.setdefault(("checkout", channel_id), {}).update(changes)
    return get_checkout_settings(store, request, channel_id)
