"""A store in one process and an import in another, so that the memory of one is not that of the other."""

import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served_store(products, *options):
    """The demo store on a socket; yields the environment that an import of it needs."""
    command = [sys.executable, "-m", "wagtail_bigcommerce.demostore", "--host", "127.0.0.1", "--port", "0"]
    command += ["--products", str(products), "--rate-limit", "1000000", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            greeting = []
            while not (greeting and greeting[-1].endswith("Stop it with Ctrl-C.\n")):
                line = process.stdout.readline()
                if not line:
                    raise RuntimeError("The store did not start")
                greeting.append(line)
            yield dict(re.findall(r"(BIGCOMMERCE_\w+)=(\S+)", "".join(greeting)))
        finally:
            process.terminate()


def import_apart(environment, folder, **more):
    """Import into a new SQLite file; returns what `importer` prints."""
    environment = {
        **os.environ,
        "BIGCOMMERCE_CHANNEL_ID": "1",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'catalog.sqlite3'}",
        **environment,
        **more,
    }
    run = partial(subprocess.run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"])
    return json.loads(run([sys.executable, "-m", "tests.benchmarks.importer"]).stdout)
