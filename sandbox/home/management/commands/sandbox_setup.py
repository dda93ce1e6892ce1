from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from sandbox.home.preparation import EDITOR, prepare


class Command(BaseCommand):
    help = (
        "Prepares the demonstration site: tables, pages with the shop at /shop/, and the editor 'admin' "
        "(password: SANDBOX_ADMIN_PASSWORD). Starts nothing and can be run again at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(settings.SITE_URL)
        self.stdout.write(f"The site is ready: {settings.SITE_URL}/ with the shop at /shop/, editor login '{EDITOR}'.")
