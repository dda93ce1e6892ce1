"""`manage.py bigcommerce_doctor`: what is wrong, and how to mend it."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from ...diagnostics.doctor import examine, is_healthy
from ...diagnostics.findings import Finding, Level


class Command(BaseCommand):
    help = "Checks the connection to BigCommerce and what the shop needs here; exits with 1 when something is wrong."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = []
        for finding in examine():
            findings.append(finding)
            if not options["json"]:
                self._print(finding)
        if options["json"]:
            rows = [{**vars(finding), "level": finding.level.value} for finding in findings]
            self.stdout.write(json.dumps({"ok": is_healthy(findings), "findings": rows}))
        if not is_healthy(findings):
            count = sum(finding.level is Level.ERROR for finding in findings)
            raise CommandError(
                ngettext("%(count)d thing is wrong.", "%(count)d things are wrong.", count) % {"count": count}
            )

    def _print(self, finding: Finding) -> None:
        style = {Level.OK: self.style.SUCCESS, Level.WARNING: self.style.WARNING, Level.ERROR: self.style.ERROR}
        word = style.get(finding.level, str)(f"{finding.level.value:<8}")
        fix = f" → {finding.fix}" if finding.fix else ""
        self.stdout.write(f"{word} {finding.probe}: {finding.message}{fix}")
