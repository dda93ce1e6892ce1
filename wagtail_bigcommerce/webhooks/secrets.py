"""The secret that BigCommerce sends back with every event, in a header of our own.

Besides the signature it is the second proof that an event comes from a subscription of ours.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac

from .. import conf

#: name of the header; with the address it also tells our subscriptions from those of others
HEADER = "X-Wagtail-BigCommerce-Secret"

_SALT = "wagtail_bigcommerce.webhooks"


def accepted_secrets() -> list[str]:
    """Return the secrets that events may carry; new subscriptions get the first.

    BIGCOMMERCE_WEBHOOK_SECRET holds one, or several with commas between them while they are being rotated. Without it
    they are derived from SECRET_KEY and its fallbacks, so that nothing has to be set up.
    """
    configured = [secret.strip() for secret in conf.get("WEBHOOK_SECRET").split(",")]
    if secrets := [secret for secret in configured if secret]:
        return secrets
    store_hash = conf.credentials().store_hash
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_SALT, store_hash, secret=key, algorithm="sha256").hexdigest() for key in keys]
