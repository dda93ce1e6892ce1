#!/usr/bin/env python
"""Commands of the demonstration site."""

import os
import sys
from pathlib import Path


def main() -> None:
    # The modules are `sandbox.settings`, `sandbox.home` …: what must be importable is the folder above this one.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
