"""Tests against recorded data of real stores, which lies beside the checkout and is not part of it."""

from pathlib import Path

import pytest

RECORDED = Path(__file__).parents[4] / "shared" / "recorded"

collect_ignore_glob = [] if RECORDED.is_dir() else ["test_*.py"]


@pytest.fixture(scope="session")
def recorded():
    return RECORDED
