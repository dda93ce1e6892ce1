"""Names for the page model, which a site can swap from Wagtail 8 on and which is always `wagtailcore.Page` before.

Migrations use them too, so that one set of migrations runs on every supported Wagtail and with a swapped base page
model.
"""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import migrations, models

#: the last migration of wagtailcore that every supported Wagtail has
WAGTAILCORE_MIGRATION = "0097_baselogentry_uuid_action_timestamp_indexes"


def page_model_string() -> str:
    return getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")


def get_page_model() -> type[models.Model]:
    """The page model class; usable while models are still being loaded, whatever the order of INSTALLED_APPS."""
    return apps.get_model(page_model_string(), require_ready=False)


def page_pointer_name() -> str:
    """Name of the link from a page type's row to its page row ("page_ptr")."""
    return page_model_string().split(".")[-1].lower() + "_ptr"


def page_migration_dependency() -> tuple[str, str]:
    """What a migration that refers to the page model depends on."""
    if page_model_string() == "wagtailcore.Page":
        return ("wagtailcore", WAGTAILCORE_MIGRATION)
    return migrations.swappable_dependency(page_model_string())
