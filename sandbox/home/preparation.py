"""What stands before the site can open: tables, pages and an editor. Every step can be run again."""

from __future__ import annotations

import os

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from . import page_tree

EDITOR = "admin"
DEFAULT_PASSWORD = "admin"


def prepare(site_url: str) -> None:
    """Migrate, build the page tree and create the editor. Raises CommandError when the password is not allowed."""
    password = editor_password()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    page_tree.build(site_url)
    page_tree.furnish()
    _make_sure_of_editor(password)


def editor_password() -> str:
    """The editor's password, from SANDBOX_ADMIN_PASSWORD."""
    password = os.environ.get("SANDBOX_ADMIN_PASSWORD") or DEFAULT_PASSWORD
    if password == DEFAULT_PASSWORD and not settings.DEBUG:
        raise CommandError(
            "Set SANDBOX_ADMIN_PASSWORD to a password of your own: the default is known to everybody "
            "and refused when DEBUG is off."
        )
    return password


def _make_sure_of_editor(password: str) -> None:
    users = get_user_model()._default_manager
    editor = users.filter(username=EDITOR).first()
    if editor is None:
        users.create_superuser(EDITOR, "admin@example.com", password)
    elif not editor.check_password(password):
        editor.set_password(password)
        editor.save(update_fields=["password"])
