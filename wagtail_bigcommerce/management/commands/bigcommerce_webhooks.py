"""`manage.py bigcommerce_webhooks`: what BigCommerce is asked to tell this site."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...client import BigCommerceError, ConfigurationError
from ...client.payloads import Hook
from ...store import get_client
from ...sync.refusals import explain
from ...tasks import replay_webhooks
from ...webhooks import subscriptions
from ...webhooks.subscriptions import Comparison


class Command(BaseCommand):
    help = (
        "Shows, creates, repairs or removes the webhooks that BigCommerce sends to this site (others' are left alone), "
        "or tries events again that were given up."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        actions.add_parser("list", help="show them; exits with 1 when something is not in order")
        actions.add_parser("sync", help="create what is missing, switch on what was switched off, correct the rest")
        actions.add_parser("repair", help="sync, and delete what goes to an address that this site had before")
        actions.add_parser("remove", help="delete all of this site's")
        actions.add_parser("replay", help="try events again that were given up; needs a worker")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")()
        except (ConfigurationError, BigCommerceError) as error:
            raise CommandError(explain(error)) from error

    def _list(self) -> None:
        found = subscriptions.look(get_client())
        self.stdout.write(_("Webhooks to %(address)s:") % {"address": subscriptions.destination()})
        self._say(found.right, _("in order"))
        self._say_unsettled(found)
        if not found.is_complete:
            raise CommandError(_("Not in order. Run: manage.py bigcommerce_webhooks sync"))

    def _sync(self, *, with_leftovers: bool = False) -> None:
        before = subscriptions.sync(get_client(), with_leftovers=with_leftovers)
        self._say_unsettled(before, with_leftovers=with_leftovers)
        for scope, reason in before.refused.items():
            self.stderr.write(f"  {scope}: {reason}")
        if before.refused:
            raise CommandError(_("BigCommerce refused %(count)d webhooks.") % {"count": len(before.refused)})
        summary = _("In order already; nothing was changed.") if before.is_complete else _("In order now.")
        self.stdout.write(summary)

    def _repair(self) -> None:
        self._sync(with_leftovers=True)

    def _remove(self) -> None:
        removed = subscriptions.remove(get_client())
        self._say(removed, _("removed"))
        self.stdout.write(_("%(count)d webhooks were removed.") % {"count": len(removed)})

    def _replay(self) -> None:
        self.stdout.write(_("Events about %(count)d objects are tried again.") % {"count": replay_webhooks()})

    def _say_unsettled(self, found: Comparison, *, with_leftovers: bool = False) -> None:
        for scope in found.missing:
            self.stdout.write(f"  {scope}: {_('missing')}")
        self._say(found.inactive, _("switched off"))
        self._say(found.outdated, _("has an old secret"))
        self._say(found.surplus, _("no longer needed"))
        for hook in found.leftovers:
            what = _("deleted") if with_leftovers else _("left over; repair deletes it")
            self.stdout.write(f"  {hook['scope']} → {hook['destination']}: {what}")

    def _say(self, hooks: Iterable[Hook], state: str) -> None:
        for hook in hooks:
            self.stdout.write(f"  {hook['scope']}: {state}")
