"""An import in a process of its own: prints, as JSON, what it took. Database and store come from the environment."""

import json
import os
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def megabytes():
    """The most memory this process has had so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main():
    django.setup()
    from wagtail_bigcommerce.models import Product
    from wagtail_bigcommerce.store import get_client
    from wagtail_bigcommerce.sync.runner import run_import

    before, start = megabytes(), time.perf_counter()
    run, failures = None, 0
    while run is None:
        try:
            run = run_import(client=get_client(background=True))
        except Exception as error:  # what a run cannot get over, the next one goes on from
            failures += 1
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            if failures > int(os.environ.get("FAILURES_ALLOWED", "0")):
                raise
    sys.stdout.write(
        json.dumps(
            {
                "status": run.status,
                "products": Product.objects.count(),
                "without_details": Product.objects.filter(details_digest="").count(),
                "requests": run.counts["requests"],
                "seconds": round(time.perf_counter() - start, 2),
                "failed_runs": failures,
                "megabytes_before": round(before, 1),
                "megabytes": round(megabytes(), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
