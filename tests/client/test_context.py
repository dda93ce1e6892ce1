import threading
import uuid

import pytest

from wagtail_bigcommerce.client.context import current_operation, operation

from .conftest import API


def correlation_ids(wire):
    return [call.request.headers["X-Correlation-Id"] for call in wire.calls]


def test_calls_of_one_operation_share_an_id_and_others_do_not(wire, client):
    wire.get(f"{API}/v2/store", json={})
    with client.operation() as current:
        client.store.get()
        client.store.get()
    client.store.get()
    client.store.get()
    ids = correlation_ids(wire)
    assert ids[:2] == [current.correlation_id] * 2
    assert len(set(ids)) == 3


def test_an_id_may_be_given(wire, client):
    wire.get(f"{API}/v2/store", json={})
    given = uuid.uuid4()
    with client.operation(correlation_id=given):
        client.store.get()
    assert correlation_ids(wire) == [str(given)]


def test_an_id_must_be_a_uuid():
    with pytest.raises(ValueError), operation(correlation_id="x\r\nEvil: header"):
        pass


@pytest.mark.parametrize(
    ("address", "sent"), [("203.0.113.7", "203.0.113.7"), ("2001:DB8::1", "2001:db8::1"), ("unix:", None), ("", None)]
)
def test_only_addresses_count_as_addresses(address, sent):
    with operation(client_ip=address) as current:
        assert current.client_ip == sent


def test_operations_nest_and_end():
    with operation() as outer:
        with operation() as inner:
            assert current_operation() is inner
        assert current_operation() is outer
    assert current_operation() is not outer


def test_threads_have_operations_of_their_own():
    seen = []
    with operation() as current:
        thread = threading.Thread(target=lambda: seen.append(current_operation()))
        thread.start()
        thread.join()
    assert seen[0].correlation_id != current.correlation_id
