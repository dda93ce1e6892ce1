"""What a visitor allows: asked once, kept in a cookie that scripts may read, and never asked where nothing needs it.

Categories are BigCommerce's; what is essential needs no consent. A site asks for those that its settings name, and for
"analytics" when it measures. Pages stay the same for everybody: the question comes with the visitor's fragment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import conf

COOKIE = "bigcommerce_consent"
#: asked again after half a year
SECONDS = 180 * 24 * 3600
#: the cookie of somebody who allows nothing
_NOTHING = "none"


@dataclass(frozen=True)
class Category:
    name: str
    label: str | Promise
    purpose: str | Promise


CATEGORIES = (
    Category("functional", _("Comfort"), _("remembers what you chose, for a visit that fits you better")),
    Category("analytics", _("Statistics"), _("counts visits and purchases, so that the shop gets better")),
    Category("targeting", _("Advertising"), _("lets others show you offers of this shop elsewhere")),
)


def asked() -> tuple[Category, ...]:
    """What this site asks for; empty when nothing needs consent."""
    wanted = set(conf.get("CONSENT_CATEGORIES"))
    if conf.get("GA4_MEASUREMENT_ID"):
        wanted.add("analytics")
    return tuple(category for category in CATEGORIES if category.name in wanted)


def given(request: HttpRequest) -> frozenset[str] | None:
    """The names of what the visitor allowed, as far as this site asks; None as long as they have not chosen."""
    value = request.COOKIES.get(COOKIE)
    if value is None:
        return None
    return frozenset(value.split(".")) & {category.name for category in asked()}


def remember(response: HttpResponseBase, names: Iterable[str]) -> None:
    """Keep the choice in the visitor's browser."""
    allowed = [category.name for category in asked() if category.name in set(names)]
    response.set_cookie(  # scripts read it, or pages could not be the same for everybody
        COOKIE,
        ".".join(allowed) or _NOTHING,
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
