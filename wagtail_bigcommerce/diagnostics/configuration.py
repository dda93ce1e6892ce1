"""Probes of settings that matter wherever the site runs: no database, no network. `manage.py check` runs these."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from .. import conf
from ..auth import BACKEND
from .findings import Finding, error, ok, warning

#: by name, since the storefront stands above this room
PUBLIC_PAGES = "wagtail_bigcommerce.storefront.caching.PublicPagesMiddleware"
#: settings that name something by dotted path: what it may be, and the id of the check
_PATHS = {
    "PRODUCT_CONTENT_BLOCKS": ("a list of blocks, a StreamBlock, or a function that returns one", "E001"),
    "CHECKOUT_PREPARATION": (f"a subclass of {conf.DEFAULTS['CHECKOUT_PREPARATION']}", "E004"),
    "REGISTRATION_FORM": (f"a subclass of {conf.DEFAULTS['REGISTRATION_FORM']}", "E005"),
    "PRODUCT_MAPPER": (f"a function that is called as {conf.DEFAULTS['PRODUCT_MAPPER']}", "E006"),
    "CATEGORY_MAPPER": (f"a function that is called as {conf.DEFAULTS['CATEGORY_MAPPER']}", "E007"),
    "BRAND_MAPPER": (f"a function that is called as {conf.DEFAULTS['BRAND_MAPPER']}", "E008"),
}
_CHOICES = {
    "CHECKOUT_LOGIN": ("login-token", "session-sync"),
    "CHECKOUT_MODE": ("embedded", "redirect"),
    "PRICE_MODE": ("synced", "hybrid", "realtime"),
}


def configuration_findings() -> Iterator[Finding]:
    wrong = [*_unknown_names(), *_paths(), *_choices(), *_middleware()]
    yield from wrong or [ok("settings", _("The settings are known and have values that mean something."))]
    yield _backend()


def _unknown_names() -> Iterator[Finding]:
    for name in conf.unknown_names():
        yield warning(
            "settings",
            _('WAGTAIL_BIGCOMMERCE has an unknown setting "%(name)s".') % {"name": name},
            _("Look it up in the settings reference; a typo here silently means the default."),
        ).as_check("W001")


def _paths() -> Iterator[Finding]:
    for name, (kind, check) in _PATHS.items():
        try:
            import_string(conf.get(name))
        except ImportError as reason:
            yield error(
                "settings",
                _("%(name)s cannot be imported: %(reason)s") % {"name": name, "reason": reason},
                _("Name %(kind)s by dotted path, or leave it out.") % {"kind": kind},
            ).as_check(check)


def _choices() -> Iterator[Finding]:
    for name, choices in _CHOICES.items():
        if conf.get(name) not in choices:
            yield error(
                "settings",
                _("%(name)s is %(value)r.") % {"name": name, "value": conf.get(name)},
                _("Use one of: %(choices)s.") % {"choices": ", ".join(choices)},
            ).as_check("E002")


def _middleware() -> Iterator[Finding]:
    """Without it nothing keeps a page with somebody's own prices out of shared caches, so there are none."""
    if conf.get("PRICE_MODE") != "synced" and PUBLIC_PAGES not in settings.MIDDLEWARE:
        yield warning(
            "settings",
            _("Customers see the prices of guests: MIDDLEWARE lacks PublicPagesMiddleware."),
            _('Put "%(middleware)s" first in MIDDLEWARE, or set PRICE_MODE to "synced".')
            % {"middleware": PUBLIC_PAGES},
        ).as_check("W003")


def _backend() -> Finding:
    """Only the first backend can deny a permission before another one grants it."""
    backends = list(settings.AUTHENTICATION_BACKENDS)
    if BACKEND not in backends:
        return warning(
            "backend",
            _("Shoppers cannot sign in: AUTHENTICATION_BACKENDS lacks the shop's backend."),
            _('Put "%(backend)s" first in AUTHENTICATION_BACKENDS.') % {"backend": BACKEND},
        ).as_check("W002")
    if backends[0] != BACKEND:
        return error(
            "backend",
            _("Shoppers could be given permissions: the shop's backend is not the first in AUTHENTICATION_BACKENDS."),
            _('Put "%(backend)s" first, so that it can deny them before another backend grants them.')
            % {"backend": BACKEND},
        ).as_check("E003")
    return ok("backend", _("Shoppers can sign in, and have no permissions."))
