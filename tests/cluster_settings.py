"""Settings of the tests, for workers that are processes of their own: tasks are queued, not run in place.

The store comes from the environment, database and cache are those of the test that starts them.
"""

from tests.settings import *  # noqa: F403
from tests.settings import Q_CLUSTER as IN_PLACE

#: A worker that died is given up after seconds instead of minutes; the proportions are those that we recommend.
Q_CLUSTER = {
    **IN_PLACE,
    "sync": False,
    "workers": 2,
    "queue_limit": 2,
    "timeout": 8,
    "retry": 17,
    "poll": 0.1,
    "catch_up": False,
}
