import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("BIGCOMMERCE_", "DJANGO_", "SANDBOX_", "DATABASE_URL", "REDIS_URL", "CACHE_URL", "SITE_URL", "DEBUG")


def run_command(folder, *arguments, **variables):
    """Run a command of the demonstration site as a newcomer would: with nothing set, its data in `folder`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [sys.executable, ROOT / "sandbox" / "manage.py", *arguments],
        env={**clean, "SANDBOX_VAR_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def first_setup(tmp_path_factory):
    """`sandbox_setup` in an empty folder: the folder, and the finished process."""
    folder = tmp_path_factory.mktemp("sandbox")
    return folder, run_command(folder, "sandbox_setup")


@pytest.fixture
def folder(first_setup, tmp_path):
    """A site that has been set up, to do with as one likes."""
    return shutil.copytree(first_setup[0], tmp_path / "var")


@pytest.fixture
def manage(folder):
    """`manage("check", DEBUG="0")` runs a command on that site."""
    return lambda *arguments, **variables: run_command(folder, *arguments, **variables)
