"""Who may do what with rows that BigCommerce owns: editors change their half, only imports add and delete."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from wagtail import VERSION
from wagtail.permission_policies import ModelPermissionPolicy

#: what a group can be allowed besides editing
SEE_RUNS = "wagtail_bigcommerce.view_syncrun"
RUN_IMPORTS = "wagtail_bigcommerce.run_syncrun"
RETRY_EVENTS = "wagtail_bigcommerce.retry_webhookevent"

#: Wagtail 8 keeps policies in a registry and warns about views that bring their own
HAS_REGISTRY = VERSION >= (8, 0)


class SyncedPermissionPolicy(ModelPermissionPolicy):
    """Django's model permissions, less those that would break the tie to BigCommerce; superusers included."""

    withheld = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.withheld and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet:
        allowed = set(actions) - self.withheld
        users = super().users_with_any_permission(allowed)
        return users if allowed else users.none()


class ReadOnlyPermissionPolicy(SyncedPermissionPolicy):
    withheld = frozenset({"add", "change", "delete", "publish", "lock", "unlock"})


class OwnPolicyMixin:
    """For viewsets: the policy of the model, registered in Wagtail's way of the day. Stands before the viewset."""

    model: type[Model]
    policy_class: type[SyncedPermissionPolicy] = SyncedPermissionPolicy

    @classmethod
    def register_policy(cls) -> None:
        """To be called before anything asks for the model's policy, that is at the top of `wagtail_hooks`."""
        if HAS_REGISTRY:
            from wagtail.permissions import register_permission_policy

            register_permission_policy(cls.model, cls.policy_class(cls.model))

    if not HAS_REGISTRY:

        @cached_property
        def permission_policy(self) -> SyncedPermissionPolicy:
            return self.policy_class(self.model)

    def get_permissions_to_register(self) -> QuerySet:
        """What can be ticked for a group: not what the policy withholds from everybody."""
        codenames = [f"{action}_{self.model._meta.model_name}" for action in self.policy_class.withheld]
        return super().get_permissions_to_register().exclude(codename__in=codenames)  # type: ignore[misc]
