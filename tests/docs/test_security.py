"""The threat model names the tests that hold its measures; they have to be there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = sorted(set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "explanation" / "security.md").read_text())))


@pytest.fixture(scope="module")
def our_tests():
    """Names of all test functions."""
    trees = (ast.parse(path.read_text()) for path in (ROOT / "tests").rglob("test_*.py"))
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("name", NAMED)
def test_measure_has_its_test(our_tests, name):
    assert name in our_tests


def test_every_measure_names_one():
    page = (ROOT / "docs" / "explanation" / "security.md").read_text()
    rows = [
        line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| attack", "| where"))
    ]

    assert rows
    assert [row for row in rows if "`test_" not in row] == []
