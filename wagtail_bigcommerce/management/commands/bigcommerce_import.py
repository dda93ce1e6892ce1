"""`manage.py bigcommerce_import`: bring the catalog up to date."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...client import BigCommerceError, ConfigurationError
from ...models import SyncRun
from ...store import get_client
from ...sync.preview import preview_import
from ...sync.refusals import ImportRefused, explain
from ...sync.relink import relink
from ...sync.runner import run_import
from ...sync.runs import request_abort
from ..preview_lines import preview_lines
from ..progress import Bar, Lines
from ..relink_lines import relink_lines


class Command(BaseCommand):
    help = "Imports the BigCommerce catalog: what changed since the last import, or everything the first time."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="read everything, and mark what is gone")
        parser.add_argument("--products", type=_product_id, nargs="+", metavar="ID", help="read these products only")
        parser.add_argument("--channel", type=_product_id, metavar="ID", help="read this channel's products only")
        parser.add_argument("--dry-run", action="store_true", help="tell what would change, and write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object of counts, and nothing else")
        parser.add_argument("--no-progress", action="store_true", help="say nothing until the end")
        parser.add_argument(
            "--allow-mass-removal", action="store_true", help="let this run take away a large part of the catalog"
        )
        parser.add_argument(
            "--relink",
            action="store_true",
            help="the shop has moved to another store: find the ids there for the rows that are here, then import",
        )
        parser.add_argument("--abort", action="store_true", help="stop the import that is under way, wherever it runs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["abort"]:
            self._abort()
            return
        if options["relink"]:
            self._relink(options)
            if options["dry_run"]:
                return
            options["full"] = True
        progress = self._progress(options)
        if options["dry_run"]:
            self._preview(options, progress)
            return
        try:
            run = run_import(
                client=get_client(background=True),
                kind=SyncRun.Kind.FULL if options["full"] else SyncRun.Kind.INCREMENTAL,
                product_ids=options["products"],
                channel_id=options["channel"],
                allow_mass_removal=options["allow_mass_removal"],
                progress=progress,
            )
        except (BigCommerceError, ConfigurationError, ImportRefused, KeyboardInterrupt) as error:
            raise CommandError(explain(error)) from error
        finally:
            if progress is not None:
                progress.close()
        if options["json"]:
            self.stdout.write(json.dumps({"status": run.status, "kind": run.kind, **run.counts}))
        elif run.status == SyncRun.Status.FINISHED:
            self.stdout.write(_summary(run))
        if run.status != SyncRun.Status.FINISHED:
            raise CommandError(run.error or run.get_status_display())

    def _abort(self) -> None:
        run = SyncRun.objects.filter(status=SyncRun.Status.RUNNING).first()
        if run is None or not request_abort(run):
            raise CommandError(_("No import is under way."))
        self.stdout.write(_("The import stops after the page that it is at."))

    def _relink(self, options: dict[str, Any]) -> None:
        if options["products"] or options["channel"]:
            raise CommandError(
                _("--relink is about the whole catalog: leave --products and --channel out."), returncode=2
            )
        try:
            report = relink(get_client(background=True), dry_run=options["dry_run"])
        except (BigCommerceError, ConfigurationError, ImportRefused, KeyboardInterrupt) as error:
            raise CommandError(explain(error)) from error
        if not options["json"]:
            self.stdout.write("\n".join(relink_lines(report)))
        elif options["dry_run"]:
            self.stdout.write(json.dumps(report))

    def _preview(self, options: dict[str, Any], progress: Bar | Lines | None) -> None:
        try:
            preview = preview_import(
                get_client(background=True),
                kind=SyncRun.Kind.FULL if options["full"] else SyncRun.Kind.INCREMENTAL,
                product_ids=options["products"],
                channel_id=options["channel"],
                allow_mass_removal=options["allow_mass_removal"],
                progress=progress,
            )
        except (BigCommerceError, ConfigurationError, ImportRefused, KeyboardInterrupt) as error:
            raise CommandError(explain(error)) from error
        finally:
            if progress is not None:
                progress.close()
        counts = preview.pop("counts")
        if options["json"]:
            facts = {name: preview.pop(name) for name in ("status", "kind")}
            self.stdout.write(json.dumps({**facts, **counts, "preview": preview}))
        else:
            for line in preview_lines(preview):
                self.stdout.write(line)
            self.stdout.write(_("Nothing was written."))
        if preview["error"]:
            raise CommandError(preview["error"])

    def _progress(self, options: dict[str, Any]) -> Bar | Lines | None:
        if options["no_progress"] or options["json"]:
            return None
        return Bar(self.stdout) if sys.stdout.isatty() else Lines(self.stdout)


def _product_id(text: str) -> int:
    number = int(text)
    if number <= 0:
        raise argparse.ArgumentTypeError("must be an id from BigCommerce, a positive number")
    return number


def _summary(run: SyncRun) -> str:
    counts = run.counts
    products = counts.get("products", {})
    return _(
        "%(created)d products created, %(changed)d changed, %(unchanged)d unchanged, %(vanished)d vanished; "
        "%(issues)d issues; %(requests)d requests in %(seconds)d s."
    ) % {
        "created": products.get("created", 0),
        "changed": products.get("changed", 0),
        "unchanged": products.get("unchanged", 0),
        "vanished": products.get("vanished", 0),
        "issues": counts.get("issues", 0),
        "requests": counts.get("requests", 0),
        "seconds": round((run.finished_at - run.started_at).total_seconds()) if run.finished_at else 0,
    }
