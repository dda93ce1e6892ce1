"""`manage.py bigcommerce_demostore`: run the store in a box."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...demostore import command


class Command(BaseCommand):
    help = "Runs a BigCommerce store in a box: its API, hosted checkout and images, on this machine."

    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        command.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            command.run(argparse.Namespace(**options), say=self._say)
        except command.CannotRun as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
