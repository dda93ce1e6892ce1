"""Why an import does not start or cannot go on, in one line that tells an operator what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..client import (
    APIError,
    BigCommerceError,
    ConfigurationError,
    ConnectionFailed,
    Forbidden,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
    UnexpectedResponse,
)

#: beginnings of paths, the name of the scope they need and its parameter, the most special first.
#: Source: REST Management, "OAuth scopes"
_SCOPES = (
    ("/v3/catalog", "Products", "store_v2_products"),
    ("/v3/channels/{channel_id}/site", "Sites & Routes", "store_sites"),
    ("/v3/channels", "Channel Settings", "store_channel_settings"),
    ("/v3/sites", "Sites & Routes", "store_sites"),
    ("/v3/checkouts", "Checkouts", "store_checkout"),
    ("", "Information & Settings", "store_v2_information"),
)


class ImportRefused(Exception):  # noqa: N818 - it reads as what it says
    """The import will not run like this. The message is one line for an operator."""


class ImportAlreadyRunning(ImportRefused):
    """Another process is importing; nothing was done."""


def explain(error: BaseException) -> str:
    """Return one line for staff: what happened and what to set or do. Without secrets and personal data."""
    if isinstance(error, ImportRefused | ConfigurationError):
        return str(error)
    if isinstance(error, BigCommerceError):
        return _explain_api(error)
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return _("The import was interrupted. Run it again: it goes on where it stopped.")
    return _("The import failed: %(kind)s. The log has the details.") % {"kind": type(error).__name__}


def _explain_api(error: BigCommerceError) -> str:
    details = {"error": str(error)}
    match error:
        case ConnectionFailed():
            return _("BigCommerce cannot be reached (%(error)s). Check the network and BIGCOMMERCE_API_URL.") % details
        case Unauthorized():
            return (
                _(
                    "BigCommerce refused the access token. Set BIGCOMMERCE_ACCESS_TOKEN to that of an API account of "
                    "this store. (%(error)s)"
                )
                % details
            )
        case Forbidden():
            return _(
                'The API account lacks the scope "%(scope)s". Make one that has it and set BIGCOMMERCE_ACCESS_TOKEN '
                "to its token. (%(error)s)"
            ) % {**details, "scope": _scope(error)}
        case NotFound():
            return (
                _(
                    "There is no such store, or it has moved. Set BIGCOMMERCE_STORE_HASH to the code in the API path, "
                    "and check BIGCOMMERCE_API_URL. (%(error)s)"
                )
                % details
            )
        case RateLimited():
            return _("The store's rate limit is used up. Try again in a minute. (%(error)s)") % details
        case ServerError():
            return _("BigCommerce has a fault. Try again later. (%(error)s)") % details
        case UnexpectedResponse():
            return _("The answer is not BigCommerce's. Check BIGCOMMERCE_API_URL. (%(error)s)") % details
    return _("BigCommerce refused a request: %(error)s") % details


def _scope(error: APIError) -> str:
    name, scope = next((name, scope) for beginning, name, scope in _SCOPES if error.path.startswith(beginning))
    return f"{name}, read-only ({scope}_read_only)" if error.method == "GET" else f"{name}, modify ({scope})"
