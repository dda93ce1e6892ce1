"""An import in a process of its own: memory that does not grow with the catalog, and time that grows with it evenly."""

import math
import os

import pytest

from tests.benchmarks.processes import import_apart, served_store

pytestmark = pytest.mark.skipif("BENCH_PRODUCTS" not in os.environ, reason="make bench: it starts several processes")


def measured(products, folder):
    folder.mkdir()
    with served_store(products) as environment:
        result = import_apart(environment, folder)
    assert (result["status"], result["products"], result["without_details"]) == ("finished", products, 0)
    return result


def test_memory_and_time(tmp_path, size, judge):
    small, large = measured(1_000, tmp_path / "small"), measured(size, tmp_path / "large")
    judge("memory of an import above its process", large["megabytes"] - large["megabytes_before"], 60, "MB")
    judge(f"memory at {size} products, against 1,000", large["megabytes"] / small["megabytes"], 1.2)
    exponent = math.log(large["seconds"] / small["seconds"]) / math.log(size / 1_000)
    judge("exponent of time over products", exponent, 1.1, "")
