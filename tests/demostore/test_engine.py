"""Transport rules of the store: tokens, paths, formats, quota, faults, sockets."""

import socket
import threading
import time

import pytest
import requests

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.routing import API_ROUTES, RouteTable
from wagtail_bigcommerce.demostore.wsgi import ApiProblem, Response

from .sessions import StoreSession


def test_time_is_the_stores_clock(api):
    assert api.get("/v2/time").json() == {"time": 1772366400}


def test_requests_are_recorded_in_order(api, store):
    api.get("/v3/channels?type:in=storefront&page=2")
    api.post("/v3/hooks", json={"scope": "store/cart/*"})
    first, second = store.requests
    assert (first.method, first.path, first.params) == (
        "GET",
        "/v3/channels",
        {"type:in": "storefront", "page": "2"},
    )
    assert first.headers["x-auth-token"] == store.access_token
    assert second.json == {"scope": "store/cart/*"}


@pytest.mark.parametrize("token", ["", "someone-elses"])
def test_a_wrong_token_is_a_401(api, token):
    answer = api.get("/v2/time", headers={"X-Auth-Token": token})
    assert answer.status_code == 401


def test_v2_and_v3_word_their_errors_differently(api):
    v2, v3 = api.get("/v2/nothing"), api.get("/v3/nothing")
    assert (v2.status_code, v3.status_code) == (404, 404)
    assert v2.json() == [{"status": 404, "message": "The requested resource was not found."}]
    assert v3.json()["status"] == 404
    assert v3.json()["title"] == "The requested resource was not found."


def test_another_store_is_not_found(store, api):
    answer = requests.Session.request(api, "GET", f"{store.base_url}/stores/another/v2/time")
    assert answer.status_code == 404


def test_another_method_is_a_405_that_names_the_allowed_ones(api):
    answer = api.delete("/v2/time")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"


def test_formats_other_than_json_are_refused(api):
    assert api.get("/v2/time", headers={"Accept": "application/xml"}).status_code == 406
    assert api.post("/v3/hooks", data="a=b", headers={"Content-Type": "text/plain"}).status_code == 415
    assert api.post("/v3/hooks", data="{", headers={"Content-Type": "application/json"}).status_code == 400
    assert api.post("/v3/hooks", json=[]).status_code == 422


def test_a_missing_scope_is_a_403():
    session = StoreSession(DemoStore(products=[], scopes=["store_cart"]))
    assert session.get("/v2/store").status_code == 403
    assert session.get("/v2/time").status_code == 200
    read_only = StoreSession(DemoStore(products=[], scopes=["store_v2_information_read_only"]))
    assert read_only.get("/v2/store").status_code == 200


def test_quota_runs_out_and_comes_back_with_the_next_window(clock):
    session = StoreSession(DemoStore(products=[], clock=clock, rate_limit=2))
    first = session.get("/v2/time")
    assert first.headers["X-Rate-Limit-Requests-Quota"] == "2"
    assert first.headers["X-Rate-Limit-Requests-Left"] == "1"
    assert first.headers["X-Rate-Limit-Time-Window-Ms"] == "30000"
    clock.advance(seconds=10)
    session.get("/v2/time")
    refused = session.get("/v2/time")
    assert refused.status_code == 429
    assert refused.headers["X-Retry-After"] == "20"
    assert refused.headers["X-Rate-Limit-Time-Reset-Ms"] == "20000"
    clock.advance(seconds=20)
    assert session.get("/v2/time").status_code == 200


def test_a_fault_spoils_only_the_requests_it_was_made_for(api, store):
    store.faults.next(status=503, path="/v2/t*", times=2)
    assert api.get("/v2/store").status_code == 200
    assert [api.get("/v2/time").status_code for _ in range(3)] == [503, 503, 200]


def test_a_fault_may_hide_the_rate_headers_and_bring_its_own_body(api, store):
    store.faults.next(status=429, rate_headers=False)
    store.faults.next(status=502, body="<html>Bad gateway</html>", headers={"X-Cache": "miss"})
    overloaded, gateway = api.get("/v2/time"), api.get("/v2/time")
    assert not [name for name in overloaded.headers if name.lower().startswith("x-r")]
    assert gateway.headers["Content-Type"].startswith("text/html")
    assert gateway.headers["X-Cache"] == "miss"
    assert gateway.text == "<html>Bad gateway</html>"


def test_a_fault_may_only_slow_down(api, store):
    store.faults.next(latency_seconds=0.05)
    started = time.monotonic()
    assert api.get("/v2/time").status_code == 200
    assert time.monotonic() - started >= 0.05


def test_a_path_that_is_no_utf_8_is_not_found(api):
    assert api.get("/v2/%ff%fe").status_code == 404


def test_more_literal_routes_win():
    table = RouteTable()
    table.add("GET", "/images/{path:path}", lambda: Response())
    table.add("GET", "/images/standin/{name}.svg", lambda: Response(204))
    found, arguments = table.find("GET", "/images/standin/mug.svg")
    assert found.template == "/images/standin/{name}.svg"
    assert arguments == {"name": "mug"}
    with pytest.raises(ApiProblem, match="404"):
        table.find("GET", "/other")


def test_more_at_a_time_than_an_operation_allows_is_a_429(store, api):
    url = "/v3/catalog/trees/1/categories"
    running, _ = API_ROUTES.find("GET", url)
    with store.wsgi.slot(running):
        assert api.get(url).status_code == 429
    assert api.get(url).status_code == 200


def test_only_so_many_requests_are_remembered(store, api, monkeypatch):
    monkeypatch.setattr("wagtail_bigcommerce.demostore.store.RECORDED_REQUESTS", 2)
    for number in range(4):
        api.get(f"/v2/time?number={number}")
    assert [request.params["number"] for request in store.requests] == ["2", "3"]


class TestServer:
    def test_one_connection_carries_many_requests_quickly(self, store):
        with store.serve() as server:
            session = requests.Session()
            session.headers["X-Auth-Token"] = store.access_token
            url = f"{server.url}/stores/demo/v2/time"
            session.get(url)
            started = time.monotonic()
            for _ in range(20):
                assert session.get(url).status_code == 200
            # Nagle's algorithm alone would take 20 times 40 ms.
            assert time.monotonic() - started < 0.6

    def test_keep_alive_survives_a_body_and_an_error(self, store):
        with store.serve() as server, socket.create_connection(server.server_address) as connection:
            for _ in range(2):
                connection.sendall(
                    b"POST /stores/demo/v3/hooks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    b"Content-Length: 2\r\n\r\n{}"
                )
                assert connection.recv(65536).startswith(b"HTTP/1.1 401 ")

    def test_many_threads_are_served_at_once(self, store):
        store.latency_seconds = 0.1
        with store.serve() as server:
            results = []

            def call():
                headers = {"X-Auth-Token": store.access_token}
                results.append(
                    requests.get(f"{server.url}/stores/demo/v2/time", headers=headers, timeout=5).status_code
                )

            threads = [threading.Thread(target=call) for _ in range(6)]
            started = time.monotonic()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert results == [200] * 6
            assert time.monotonic() - started < 0.5

    def test_a_caller_that_gives_up_times_out(self, store):
        store.faults.next(latency_seconds=1)
        with store.serve() as server, pytest.raises(requests.ReadTimeout):
            requests.get(f"{server.url}/stores/demo/v2/time", timeout=0.1)

    def test_a_bug_of_the_store_is_a_500_and_a_traceback(self, store, capsys):
        with store.serve() as server:
            store.state.profile = {"name": object()}
            headers = {"X-Auth-Token": store.access_token}
            answer = requests.get(f"{server.url}/stores/demo/v2/store", headers=headers, timeout=5)
        assert answer.status_code == 500
        assert "Traceback" in capsys.readouterr().err

    def test_head_is_answered_without_a_body(self, store):
        with store.serve() as server:
            headers = {"X-Auth-Token": store.access_token}
            answer = requests.head(f"{server.url}/stores/demo/v2/time", headers=headers, timeout=5)
        assert (answer.status_code, answer.content) == (200, b"")
        assert int(answer.headers["Content-Length"]) > 0
