"""A large import from a store that fails now and then, and the memory that it takes: `make soak`."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.processes import import_apart, served_store

#: of 50,000 products over 1,000, and above the process before the import
GROWTH, MEGABYTES = 1.2, 60


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=50_000)
    parser.add_argument("--faults", default="0.02", help="share of requests that go wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served_store(1_000) as store:
        small = import_apart(store, Path(folder))
    failing = served_store(options.products, "--faults", options.faults)
    with tempfile.TemporaryDirectory() as folder, failing as store:
        large = import_apart(store, Path(folder), FAILURES_ALLOWED="1000")
    sys.stdout.write(json.dumps({"small": small, "large": large}, indent=2) + "\n")
    wrong = []
    if (large["products"], large["without_details"]) != (options.products, 0):
        wrong.append("products are missing, or lack their options")
    if large["megabytes"] > GROWTH * small["megabytes"]:
        wrong.append(f"memory grows with the catalog by more than {GROWTH}")
    if large["megabytes"] - large["megabytes_before"] > MEGABYTES:
        wrong.append(f"the import takes more than {MEGABYTES} MB")
    return "; ".join(wrong) or 0


if __name__ == "__main__":
    sys.exit(main())
