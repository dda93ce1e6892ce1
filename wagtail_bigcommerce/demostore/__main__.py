"""Run the store in a box: `python -m wagtail_bigcommerce.demostore --port 8001`."""

import sys

from .command import main

sys.exit(main())
