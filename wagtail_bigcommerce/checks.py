"""System checks: what `manage.py check` can say without asking BigCommerce."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

from . import conf
from .auth import BACKEND
from .diagnostics.findings import Level
from .diagnostics.offline import offline_findings

#: ids of what the offline probes find
_PROBE_IDS = {"cache": "W010", "queue settings": "W011", "webhook secret": "W012"}


@register("bigcommerce")
def check_settings(**kwargs: Any) -> list[CheckMessage]:
    messages: list[CheckMessage] = []
    for name in conf.unknown_names():
        messages.append(
            Warning(
                f'WAGTAIL_BIGCOMMERCE has an unknown setting "{name}".',
                hint="Look it up in the settings reference; a typo here silently means the default.",
                id="wagtail_bigcommerce.W001",
            )
        )
    try:
        import_string(conf.get("PRODUCT_CONTENT_BLOCKS"))
    except ImportError as error:
        messages.append(
            Error(
                f"PRODUCT_CONTENT_BLOCKS cannot be imported: {error}",
                hint="Name a list of blocks, a StreamBlock, or a function that returns one, by dotted path.",
                id="wagtail_bigcommerce.E001",
            )
        )
    try:
        import_string(conf.get("CHECKOUT_PREPARATION"))
    except ImportError as error:
        messages.append(
            Error(
                f"CHECKOUT_PREPARATION cannot be imported: {error}",
                hint=f"Name a subclass of {conf.DEFAULTS['CHECKOUT_PREPARATION']} by dotted path, or leave it out.",
                id="wagtail_bigcommerce.E004",
            )
        )
    for name, choices in {
        "CHECKOUT_LOGIN": ("login-token", "session-sync"),
        "CHECKOUT_MODE": ("embedded", "redirect"),
        "PRICE_MODE": ("synced", "hybrid", "realtime"),
    }.items():
        if conf.get(name) not in choices:
            messages.append(
                Error(
                    f"{name} is {conf.get(name)!r}.",
                    hint=f"Use one of: {', '.join(choices)}.",
                    id="wagtail_bigcommerce.E002",
                )
            )
    return messages


@register("bigcommerce")
def check_shopper_backend(**kwargs: Any) -> list[CheckMessage]:
    """Only the first backend can deny a permission before another one grants it."""
    backends = list(settings.AUTHENTICATION_BACKENDS)
    if BACKEND not in backends:
        return [
            Warning(
                "Shoppers cannot sign in: AUTHENTICATION_BACKENDS lacks the shop's backend.",
                hint=f'Put "{BACKEND}" first in AUTHENTICATION_BACKENDS.',
                id="wagtail_bigcommerce.W002",
            )
        ]
    if backends[0] != BACKEND:
        return [
            Error(
                "Shoppers could be given permissions: the shop's backend is not the first in AUTHENTICATION_BACKENDS.",
                hint=f'Put "{BACKEND}" first, so that it can deny them before another backend grants them.',
                id="wagtail_bigcommerce.E003",
            )
        ]
    return []


@register("bigcommerce", deploy=True)
def check_deployment(**kwargs: Any) -> list[CheckMessage]:
    """What the doctor's probes of the settings find, in `check --deploy`: in development most of it does not matter."""
    return [
        Warning(finding.message, hint=finding.fix, id=f"wagtail_bigcommerce.{_PROBE_IDS[finding.probe]}")
        for finding in offline_findings()
        if finding.level is not Level.OK
    ]
