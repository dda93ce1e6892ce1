"""Soak tests take minutes and need servers, so they run only when they are asked for: `-m soak`."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    mine = [item for item in items if here in item.path.parents]
    for item in mine:
        item.add_marker(pytest.mark.soak)
    if "soak" not in config.option.markexpr:
        items[:] = [item for item in items if item not in mine]
