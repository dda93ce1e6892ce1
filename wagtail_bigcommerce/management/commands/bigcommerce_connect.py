"""`manage.py bigcommerce_connect`: make a channel of the store this site's."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...client import BigCommerceError, ConfigurationError
from ...connection.connect import ConnectionRefused, connect
from ...connection.record import Connection
from ...store import get_client
from ...sync.refusals import explain


class Command(BaseCommand):
    help = (
        "Connects this site to the channel that BIGCOMMERCE_CHANNEL_ID names, or to one made for it when none is set: "
        "addresses of site and checkout, routes, settings of the checkout, currencies, webhooks. A second run changes "
        "nothing."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--adopt", action="store_true", help="take over channel 1, or a channel whose site has another host"
        )
        parser.add_argument("--dry-run", action="store_true", help="print what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            connection = connect(get_client(), adopt=options["adopt"], dry_run=options["dry_run"])
        except ConnectionRefused as error:
            raise CommandError(str(error)) from error
        except (ConfigurationError, BigCommerceError) as error:
            raise CommandError(explain(error)) from error
        for change in connection.changes:
            before, after = change.before or _("none"), change.after or _("none")
            self.stdout.write(f"{change.what}: {before} → {after}")
        for what, reason in connection.refused.items():
            self.stderr.write(_("%(what)s was refused: %(reason)s") % {"what": what, "reason": reason})
        self.stdout.write(_summary(connection, dry_run=options["dry_run"]))


def _summary(connection: Connection, *, dry_run: bool) -> str:
    if connection.channel_id is None:
        return _("A channel would be created. Nothing was changed.")
    names = {"id": connection.channel_id, "name": connection.channel_name}
    if dry_run:
        return _("Nothing was changed in channel %(id)d (%(name)s).") % names
    if connection.is_new:
        return _("Channel %(id)d (%(name)s) was created. Set BIGCOMMERCE_CHANNEL_ID=%(id)d.") % names
    if not connection.changes:
        return _("Channel %(id)d (%(name)s) is connected already; nothing to change.") % names
    return _("Channel %(id)d (%(name)s) is connected.") % names
