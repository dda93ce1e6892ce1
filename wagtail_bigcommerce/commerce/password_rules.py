"""What the store wants of new passwords, in words. BigCommerce judges; this only tells shoppers before they type.

Source: GraphQL Storefront API, "Customers settings".
"""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..client import BigCommerceClient
from ..client.graphql.customers import PasswordRules, password_rules

#: how long rules are believed, and how long nobody asks again after they were asked for
SECONDS, ASKED_SECONDS = 24 * 3600, 600

#: BigCommerce's own, unless the merchant has set others
USUAL = PasswordRules(7, 1, 0, False, False, True, False)


def known_rules(channel_id: int) -> PasswordRules:
    """Return the channel's rules if they were read within a day, else the usual ones. No call."""
    return cache.get(_key(channel_id)) or USUAL


def is_due(channel_id: int) -> bool:
    """Whether the rules should be read in the background. True once in a while."""
    return cache.get(_key(channel_id)) is None and cache.add(f"{_key(channel_id)}.asked", 1, ASKED_SECONDS)


def read_rules(client: BigCommerceClient, channel_id: int) -> None:
    """Ask for the rules and remember them. One call. Raises BigCommerceError."""
    cache.set(_key(channel_id), password_rules(client.storefront(channel_id)), SECONDS)


def describe(rules: PasswordRules) -> str:
    """The rules in a sentence each."""
    sentences = [
        ngettext("At least %(count)d character.", "At least %(count)d characters.", rules.minimum_length)
        % {"count": rules.minimum_length}
    ]
    if rules.require_lower_case:
        sentences.append(_("With a small letter."))
    if rules.require_upper_case:
        sentences.append(_("With a capital letter."))
    if not (rules.require_lower_case or rules.require_upper_case):
        sentences.append(_("With a letter."))
    if digits := max(rules.minimum_numbers, int(rules.require_numbers)):
        sentences.append(ngettext("With a digit.", "With %(count)d digits.", digits) % {"count": digits})
    if others := max(rules.minimum_special_characters, int(rules.require_special_characters)):
        sentences.append(
            ngettext("With a special character.", "With %(count)d special characters.", others) % {"count": others}
        )
    return " ".join(sentences)


def _key(channel_id: int) -> str:
    return f"bigcommerce.password_rules.{channel_id}"
