"""What only happens on sockets: time-outs, resets, truncated bodies, connections kept alive, threads and forks."""

import multiprocessing
import socket
import threading

import pytest

from wagtail_bigcommerce.client import (
    BigCommerceClient,
    ConnectionFailed,
    LocalRateBudget,
    NotFound,
    UnexpectedResponse,
)

from .conftest import TOKEN
from .sockets import answer, half, hang_up, reset, serving, silence

STORE = answer(b'{"id": "abc123"}')
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + b'{"id"'
TRUNCATED = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + b'{"id": "abc123"}'
LINE = {"product_id": 7, "quantity": 1}


def client_of(server, clock, **options):
    options = {"timeout_seconds": (1, 0.3), "sleep": clock.sleep, "budget": LocalRateBudget(clock.time), **options}
    return BigCommerceClient("abc123", TOKEN, api_url=server.url, **options)


@pytest.mark.parametrize(
    "failure", [silence, reset, hang_up, half(b""), half(b"HTTP/1.1 2"), half(CHUNKED), half(TRUNCATED)]
)
def test_a_read_is_repeated_after_a_broken_connection(clock, failure):
    with serving(failure, STORE) as server:
        assert client_of(server, clock).store.get() == {"id": "abc123"}
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "failure", [silence, reset, hang_up, half(b""), half(b"HTTP/1.1 2"), half(CHUNKED), half(TRUNCATED)]
)
def test_a_post_is_sent_once_and_may_have_had_an_effect(clock, failure):
    with serving(failure) as server:
        with pytest.raises(ConnectionFailed) as raised:
            client_of(server, clock).carts.add_items("c-1", [LINE])
        assert raised.value.sent
        assert len(server.requests) == 1
        assert clock.slept == []


def test_a_post_that_found_nobody_listening_never_left(clock):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = BigCommerceClient("abc123", TOKEN, api_url=f"http://127.0.0.1:{port}", sleep=clock.sleep, max_attempts=3)
    with pytest.raises(ConnectionFailed) as raised:
        client.carts.add_items("c-1", [LINE])
    assert not raised.value.sent
    assert len(clock.slept) == 2


def test_a_host_that_does_not_exist_is_never_reached(clock):
    client = BigCommerceClient(
        "abc123", TOKEN, api_url="http://no-such-host.invalid", sleep=clock.sleep, max_attempts=1
    )
    with pytest.raises(ConnectionFailed) as raised:
        client.store.get()
    assert not raised.value.sent
    assert "abc123" not in str(raised.value)


def test_a_slow_store_costs_a_shopper_no_more_than_their_patience(clock):
    with serving(silence) as server:
        with pytest.raises(ConnectionFailed, match="ReadTimeout"):
            client_of(server, clock, timeout_seconds=(1, 0.6), max_wait_seconds=1.05).store.get()
        assert len(server.requests) == 1
        assert clock.slept == []


def test_an_error_keeps_its_status_when_its_body_breaks_off(clock):
    with serving(half(b"HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n{")) as server:
        with pytest.raises(NotFound):
            client_of(server, clock).store.get()
        assert len(server.requests) == 1


def test_an_answer_that_only_claims_to_be_gzip(clock):
    with (
        serving(answer(b'{"id": "abc123"}', Content_Encoding="gzip")) as server,
        pytest.raises(UnexpectedResponse, match="decompressed"),
    ):
        client_of(server, clock).store.get()


def test_an_answer_that_is_no_http(clock):
    with serving(half(b"SSH-2.0-OpenSSH_9.2\r\n")) as server, pytest.raises(ConnectionFailed):
        client_of(server, clock, max_attempts=1).store.get()


def test_connections_are_kept_and_shared_by_threads(clock):
    """One call after the other needs one connection, from whichever threads the calls come."""
    with serving(STORE) as server:
        client = client_of(server, clock, timeout_seconds=(1, 5))
        for _ in range(5):
            thread = threading.Thread(target=client.store.get)
            thread.start()
            thread.join()
        assert len(server.requests) == 5
        assert len(server.peers) == 1


def test_sessions_keep_no_cookies(clock):
    with serving(answer(b"{}", Set_Cookie="visitor=1; Path=/")) as server:
        client = client_of(server, clock)
        client.store.get()
        assert len(client.transport.session.get().cookies) == 0
        client.store.get()
        assert b"cookie" not in server.requests[1].lower()


def test_connections_are_given_back_after_errors(clock):
    with serving(answer(b"<html>gone</html>", status="404 Not Found")) as server:
        client = client_of(server, clock)
        for _ in range(5):
            with pytest.raises(NotFound):
                client.store.get()
        assert len(server.peers) == 1


def test_threads_get_their_own_answers(clock):
    def echo(server, connection):
        while head := connection.recv(65_536):
            content = b'{"data": {"id": "%s"}}' % head.split(b"/carts/")[1].split(b"?")[0]
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content)

    mixed_up, ids = [], set()
    with serving(echo) as server:
        client = client_of(server, clock, timeout_seconds=(5, 10))

        def shop(name):
            for number in range(25):
                with client.operation() as operation:
                    ids.add(operation.correlation_id)
                    if client.carts.get(f"{name}-{number}") != {"id": f"{name}-{number}"}:
                        mixed_up.append((name, number))

        threads = [threading.Thread(target=shop, args=(name,)) for name in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert mixed_up == []
    assert len(ids) == 500


def test_a_forked_process_opens_connections_of_its_own(clock):
    with serving(STORE) as server:
        client = client_of(server, clock, timeout_seconds=(1, 5))
        client.store.get()
        child = multiprocessing.get_context("fork").Process(target=client.store.get)
        child.start()
        child.join(10)
        client.store.get()
        assert child.exitcode == 0
        assert len(server.requests) == 3
        assert len(server.peers) == 2
