import threading

import pytest
from requests.structures import CaseInsensitiveDict

from wagtail_bigcommerce.client import LocalRateBudget, RateHeaders, RateWindow, observed_window
from wagtail_bigcommerce.client.rate_limit import SHOPPER_RESERVE


def answer(left=None, reset_ms=None, quota=150, retry_after=None):
    values = {
        "X-Rate-Limit-Requests-Quota": quota,
        "X-Rate-Limit-Requests-Left": left,
        "X-Rate-Limit-Time-Reset-Ms": reset_ms,
        "X-Retry-After": retry_after,
    }
    return {name: str(value) for name, value in values.items() if value is not None}


@pytest.fixture
def budget(clock):
    return LocalRateBudget(clock.time)


@pytest.mark.parametrize("cased", [str.lower, str.upper, str.title, str])
def test_headers_count_in_any_casing(cased):
    headers = {cased(name): value for name, value in answer(35, 1500, retry_after=2).items()}
    assert RateHeaders.parse(headers) == RateHeaders(150, 35, 1.5, 2.0)
    assert RateHeaders.parse(CaseInsensitiveDict(headers)).left == 35


@pytest.mark.parametrize("nonsense", ["", "many", "-1", "NaN", "inf"])
def test_headers_that_make_no_sense_count_as_missing(nonsense):
    headers = answer(left=nonsense, reset_ms=nonsense, quota=nonsense, retry_after=nonsense)
    assert RateHeaders.parse(headers) == RateHeaders()


def test_the_longer_of_two_waits_counts():
    assert RateHeaders.parse(answer(0, 9_000, retry_after=4)).wait_seconds == 9
    assert RateHeaders.parse(answer(0, 1_000, retry_after=4)).wait_seconds == 4
    assert RateHeaders.parse({}).wait_seconds is None


def test_nothing_known_means_go(budget):
    assert [budget.acquire() for _ in range(1_000)] == [0.0] * 1_000


def test_requests_are_counted_down_to_the_end_of_the_window(budget, clock):
    budget.observe(answer(left=2, reset_ms=10_000), 200)
    assert [budget.acquire() for _ in range(3)] == [0.0, 0.0, 10.0]
    clock.now += 4
    assert budget.acquire() == 6.0
    clock.now += 6
    assert budget.acquire() == 0.0


def test_background_work_leaves_a_reserve_to_shoppers(budget):
    budget.observe(answer(left=31, reset_ms=10_000), 200)  # a fifth of 150 is 30
    assert budget.acquire(SHOPPER_RESERVE) == 0.0
    assert budget.acquire(SHOPPER_RESERVE) == 10.0
    assert [budget.acquire() for _ in range(31)] == [0.0] * 30 + [10.0]


def test_answers_that_overtake_each_other_do_not_give_requests_back(budget):
    budget.observe(answer(left=5, reset_ms=10_000), 200)
    for _ in range(5):
        budget.acquire()
    budget.observe(answer(left=4, reset_ms=9_990), 200)
    assert budget.acquire() > 0


def test_a_share_that_shrinks_is_believed_at_once(budget):
    budget.observe(answer(left=100, reset_ms=10_000), 200)
    budget.observe(answer(left=0, reset_ms=9_900, quota=50), 200)
    assert budget.acquire() == pytest.approx(10.0)


def test_a_new_window_replaces_the_old(budget, clock):
    budget.observe(answer(left=0, reset_ms=1_000), 200)
    clock.now += 1
    budget.observe(answer(left=149, reset_ms=29_000), 200)
    assert budget.acquire() == 0.0


def test_an_answer_after_the_end_of_a_window_begins_the_next():
    over = RateWindow(left=0, quota=150, resets_at=1_000.0)
    assert observed_window(over, answer(left=149, reset_ms=500), 200, now=1_000.0) == RateWindow(149, 150, 1_000.5)


def test_a_window_renewed_early_is_noticed(budget):
    budget.observe(answer(left=0, reset_ms=5_000), 200)
    budget.observe(answer(left=149, reset_ms=30_000), 200)
    assert budget.acquire() == 0.0


def test_the_status_is_trusted_over_the_count(budget):
    """Edge case 112: 429 with requests left."""
    budget.observe(answer(left=35, reset_ms=8_000), 429)
    assert budget.acquire() == 8.0


def test_an_overloaded_platform_says_nothing_about_the_quota(budget):
    """Edge case 99: 429 without headers."""
    budget.observe(answer(left=5, reset_ms=8_000), 200)
    budget.observe({}, 429)
    assert budget.acquire() == 0.0


def test_answers_without_headers_change_nothing(budget):
    budget.observe(answer(left=0, reset_ms=8_000), 200)
    budget.observe({"Content-Type": "application/json"}, 200)
    assert budget.acquire() == 8.0


def test_no_header_shuts_everyone_out_for_days(budget):
    budget.observe(answer(left=0, reset_ms=10**12), 200)
    assert budget.acquire() == 3_600
    budget.observe({"X-Retry-After": "999999"}, 429)
    assert budget.acquire() == 3_600


def test_threads_never_spend_more_than_there_is(budget):
    budget.observe(answer(left=500, reset_ms=10_000), 200)
    granted = []

    def shop():
        for _ in range(100):
            if budget.acquire() == 0.0:
                granted.append(1)

    threads = [threading.Thread(target=shop) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(granted) == 500
