"""Settings of a site under load: the tests', with workers of its own, as we recommend them."""

from tests.settings import *  # noqa: F403
from tests.settings import Q_CLUSTER as IN_PLACE

Q_CLUSTER = {
    **IN_PLACE,
    "sync": False,
    "workers": 2,
    "queue_limit": 2,
    "timeout": 60,
    "retry": 180,
    "poll": 0.2,
    "catch_up": False,
}
