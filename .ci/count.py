"""Print how many tests passed and failed, from pytest's reports; the exit code says whether all is well.

A step that failed without a failing test (a linter, an installation) counts as one failure.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree

reports, failed_steps = Path(sys.argv[1]), int(sys.argv[2])
total = failed = skipped = reports_with_failures = 0
for report in reports.glob("*.xml"):
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314 - we have just written it
        failures = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        total += int(suite.get("tests", 0))
        failed += failures
        skipped += int(suite.get("skipped", 0))
        reports_with_failures += failures > 0
failed_without_tests = max(0, failed_steps - reports_with_failures)
print(f"{total - failed - skipped} passed, {failed + failed_without_tests} failed")  # noqa: T201
sys.exit(1 if failed_steps or failed else 0)
