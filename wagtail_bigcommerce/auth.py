"""Shoppers among Django's users.

A shopper is a user with a `Customer` row. The backend below keeps them in their sessions and out of everything else,
so it has to stand first in AUTHENTICATION_BACKENDS (a system check says so).
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from .models import Customer

BACKEND = "wagtail_bigcommerce.auth.ShopperBackend"


def customer_of(user: AbstractBaseUser | AnonymousUser) -> Customer | None:
    """The customer that a user stands for; None for guests, staff and everyone else. At most one query per user."""
    return getattr(user, "bigcommerce_customer", None)


class ShopperBackend(BaseBackend):
    """Brings shoppers back from their sessions, and denies them every permission, whatever groups they are put in.

    It authenticates nobody: passwords are checked by BigCommerce alone, in `commerce.customers`.
    """

    def get_user(self, user_id: Any) -> Any:
        known = Customer.objects.select_related("user").filter(vanished_at=None, user__is_active=True)
        customer = known.filter(user_id=user_id).first()
        return customer.user if customer else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return self._deny_shoppers(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return self._deny_shoppers(user_obj)

    def _deny_shoppers(self, user: Any) -> bool:
        if customer_of(user) is not None:
            raise PermissionDenied  # ends the search: backends after this one are not asked
        return False
