"""Which store this database is of: remembered by the first import, and compared by everything that writes the catalog.

Two stores use the same ids for different things, so a database that has been filled from one must not be fed from
another. Whoever means to change stores says so: `relink`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from ..client import BigCommerceClient
from ..models import ConnectedStore
from .refusals import ImportRefused


def environment_of(client: BigCommerceClient) -> str:
    """The host of the client's API. All addresses of this machine are one environment: ports change all the time."""
    host = (urlsplit(client.api_url).hostname or "").lower()
    is_local = host in {"localhost", "::1"} or host.startswith("127.") or host.endswith(".localhost")
    return "localhost" if is_local else host


def remember_store(client: BigCommerceClient) -> None:
    """Bind this database to the client's store, if it is not bound to any. Raises ImportRefused as `require_store`."""
    fields = {"store_hash": client.store_hash, "environment": environment_of(client), "since": timezone.now()}
    ConnectedStore.objects.get_or_create(pk=ConnectedStore.ONLY, defaults=fields)
    require_store(client)


def require_store(client: BigCommerceClient) -> None:
    """Raise ImportRefused when this database holds the catalog of another store than the client's. One query."""
    store = ConnectedStore.objects.first()
    if store is None or is_of(store, client):
        return
    raise ImportRefused(
        _(
            "This database holds the catalog of store %(held)s, and the settings name store %(named)s. Correct "
            "BIGCOMMERCE_STORE_HASH and BIGCOMMERCE_API_URL, or use another database. If the shop has moved to that "
            "store, run bigcommerce_import --relink --dry-run, and then without --dry-run."
        )
        % {"held": store, "named": ConnectedStore(store_hash=client.store_hash, environment=environment_of(client))}
    )


def is_of(store: ConnectedStore, client: BigCommerceClient) -> bool:
    return (store.store_hash, store.environment) == (client.store_hash, environment_of(client))
