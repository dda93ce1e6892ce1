import pytest

from wagtail_bigcommerce import store as store_module
from wagtail_bigcommerce.client import ConfigurationError, RateLimited
from wagtail_bigcommerce.client.rate_limit import SHOPPER_RESERVE
from wagtail_bigcommerce.rate_budget import CacheRateBudget
from wagtail_bigcommerce.store import default_channel_id, get_client


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


def quota(left, reset_ms=30_000, of=10):
    return {
        "X-Rate-Limit-Requests-Left": str(left),
        "X-Rate-Limit-Requests-Quota": str(of),
        "X-Rate-Limit-Time-Reset-Ms": str(reset_ms),
    }


def test_client_talks_to_the_configured_store(bigcommerce):
    assert get_client().store.get()["id"] == bigcommerce.hash


def test_one_client_per_process_and_purpose(bigcommerce):
    assert get_client() is get_client()
    assert get_client(background=True) is get_client(background=True)
    assert get_client() is not get_client(background=True)


def test_changed_settings_make_a_new_client(bigcommerce, settings):
    before = get_client()
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "ACCESS_TOKEN": "another"}
    assert get_client() is not before


@pytest.mark.parametrize("missing", ["STORE_HASH", "ACCESS_TOKEN"])
def test_missing_credentials_are_named(bigcommerce, settings, missing):
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, missing: ""}
    with pytest.raises(ConfigurationError, match=f"BIGCOMMERCE_{missing}"):
        get_client()


def test_credentials_may_come_from_the_environment(bigcommerce, settings, monkeypatch):
    configured = {**settings.WAGTAIL_BIGCOMMERCE}
    monkeypatch.setenv("BIGCOMMERCE_ACCESS_TOKEN", configured.pop("ACCESS_TOKEN"))
    settings.WAGTAIL_BIGCOMMERCE = configured
    assert get_client().store.get()["id"] == bigcommerce.hash


def test_channel_falls_back_to_the_default_one(settings):
    settings.WAGTAIL_BIGCOMMERCE = {}
    assert default_channel_id() == 1
    settings.WAGTAIL_BIGCOMMERCE = {"CHANNEL_ID": "7"}
    assert default_channel_id() == 7


def test_channel_that_is_no_number_says_so(settings):
    settings.WAGTAIL_BIGCOMMERCE = {"CHANNEL_ID": "shop"}
    with pytest.raises(ConfigurationError, match="BIGCOMMERCE_CHANNEL_ID"):
        default_channel_id()


class TestCacheRateBudget:
    """The budget that all processes share; each instance here stands for a process."""

    @pytest.fixture
    def clock(self):
        return Clock()

    @pytest.fixture
    def processes(self, clock):
        return CacheRateBudget("demo", clock), CacheRateBudget("demo", clock)

    def test_goes_ahead_while_nothing_is_known(self, processes):
        assert processes[0].acquire(SHOPPER_RESERVE) == 0.0

    def test_counts_what_the_other_process_spends(self, processes):
        one, other = processes
        one.observe(quota(left=2), 200)
        assert [one.acquire(), other.acquire()] == [0.0, 0.0]
        assert one.acquire() == other.acquire() == 30.0

    def test_background_work_leaves_a_reserve_to_shoppers(self, processes):
        one, other = processes
        one.observe(quota(left=3, of=10), 200)
        assert one.acquire(SHOPPER_RESERVE) == 0.0
        assert one.acquire(SHOPPER_RESERVE) == 30.0
        assert other.acquire() == 0.0

    def test_waiting_spends_nothing(self, processes):
        one, other = processes
        one.observe(quota(left=2, of=10), 200)
        for _attempt in range(5):
            assert one.acquire(SHOPPER_RESERVE) > 0
        assert [other.acquire(), other.acquire()] == [0.0, 0.0]

    def test_a_429_stops_everyone_until_the_window_ends(self, processes, clock):
        one, other = processes
        one.observe(quota(left=5), 200)
        other.observe({"X-Retry-After": "12"}, 429)
        assert one.acquire() == 12.0
        clock.now += 12
        assert one.acquire() == 0.0

    def test_an_answer_that_was_overtaken_does_not_raise_the_count(self, processes):
        one, other = processes
        one.observe(quota(left=1, reset_ms=29_000), 200)
        other.observe(quota(left=9, reset_ms=29_000), 200)
        one.acquire()
        assert other.acquire() == 29.0

    def test_the_quota_of_another_store_is_another_budget(self, processes, clock):
        processes[0].observe(quota(left=0), 200)
        assert CacheRateBudget("other", clock).acquire() == 0.0


def test_shoppers_wait_less_for_the_rate_limit_than_imports(bigcommerce, monkeypatch):
    bigcommerce.rate_limit.quota = 1
    monkeypatch.setattr(store_module, "SHOPPER_WAIT_SECONDS", 0.0)
    get_client().store.get()
    with pytest.raises(RateLimited):
        get_client().store.get()
