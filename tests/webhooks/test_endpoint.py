"""What is let in, and what is not: through the whole stack, with CSRF checks on."""

import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from wagtail_bigcommerce.client import sign_webhook
from wagtail_bigcommerce.models import WebhookEvent
from wagtail_bigcommerce.webhooks.secrets import HEADER, accepted_secrets

pytestmark = pytest.mark.django_db

EVENT = {
    "scope": "store/product/updated",
    "store_id": "1000042",
    "producer": "stores/demo",
    "created_at": 1767225600,
    "hash": "0123456789abcdef0123456789abcdef01234567",
    "data": {"type": "product", "id": 77},
}


def body_of(**changes):
    return json.dumps({**EVENT, **changes}).encode()


@pytest.fixture
def secret(bigcommerce):
    return accepted_secrets()[0]


@pytest.fixture
def send(mail, secret, store):
    """Posts an event with our secret; signed when it gets a message id."""

    def post(body, *, message_id=None, at=None, key=None, **headers):
        sent = {HEADER: secret}
        if message_id:
            timestamp = int((at or datetime.now(UTC)).timestamp())
            sent["webhook-id"] = message_id
            sent["webhook-timestamp"] = str(timestamp)
            sent["webhook-signature"] = sign_webhook(key or store.client_secret, message_id, timestamp, body)
        sent.update(headers)
        return mail.post({name: value for name, value in sent.items() if value is not None}, body)

    return post


def test_a_real_event_is_stored_and_answered_with_an_empty_200(mail, store):
    product_id = min(store.state.products)
    store.update_product(product_id, price=11)
    assert mail.deliver() == [200]
    event = WebhookEvent.objects.get()
    assert (event.scope, event.subject, event.state) == (
        "store/product/updated",
        f"product:{product_id}",
        WebhookEvent.State.WAITING,
    )
    assert event.data == {"type": "product", "id": product_id}
    assert abs(event.created_at - event.received_at) < timedelta(seconds=5)
    headers, body = mail.sent[0]
    answer = mail.post(headers, body)
    assert (answer.status_code, answer.content) == (200, b"")
    assert "Set-Cookie" not in answer.headers


def test_what_we_accept_is_what_the_standards_own_library_signs(send, store, secret, mail):
    now, body = datetime.now(UTC), body_of()
    signature = Webhook(store.client_secret.encode()).sign("msg_1", now, body.decode())
    stamp = str(int(now.timestamp()))
    headers = {HEADER: secret, "webhook-id": "msg_1", "webhook-timestamp": stamp, "webhook-signature": signature}
    assert mail.post(headers, body).status_code == 200
    assert WebhookEvent.objects.get().key == "msg_1"


class TestRefusals:
    @pytest.mark.parametrize("sent", [None, "", "wrong", "ünïcode", "x" * 9000])
    def test_edge_107_without_our_secret_nothing_is_let_in(self, send, sent):
        header = sent if sent is None or sent.isascii() else sent.encode().decode("latin-1")
        assert send(body_of(), message_id="msg_1", **{HEADER: header}).status_code == 401
        assert not WebhookEvent.objects.exists()

    def test_a_signature_that_is_there_must_be_right(self, send):
        assert send(body_of(), message_id="msg_1", key="another client secret").status_code == 401
        assert send(body_of(), message_id="msg_1", **{"webhook-signature": "v1,bm9uc2Vuc2U="}).status_code == 401
        assert send(body_of(), message_id="msg_1", **{"webhook-timestamp": "soon"}).status_code == 401
        assert not WebhookEvent.objects.exists()

    def test_a_body_that_was_changed_on_the_way_does_not_match_its_signature(self, mail, store):
        store.update_product(min(store.state.products), price=11)
        mail.deliver()
        WebhookEvent.objects.all().delete()
        headers, body = mail.sent[0]
        assert mail.post(headers, body.replace(b"updated", b"deleted")).status_code == 401
        assert not WebhookEvent.objects.exists()

    @pytest.mark.parametrize("off", [timedelta(minutes=-6), timedelta(minutes=6)])
    def test_a_signature_from_another_time_has_expired(self, send, off):
        assert send(body_of(), message_id="msg_1", at=datetime.now(UTC) + off).status_code == 401

    def test_how_old_a_signature_may_be_is_a_setting(self, send, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_TOLERANCE_SECONDS": 3600}
        assert send(body_of(), message_id="msg_1", at=datetime.now(UTC) - timedelta(minutes=6)).status_code == 200

    def test_a_signature_can_be_demanded(self, send, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_REQUIRE_SIGNATURE": True}
        assert send(body_of()).status_code == 401
        assert send(body_of(), message_id="msg_1").status_code == 200

    def test_a_signature_that_is_demanded_cannot_be_checked_without_the_client_secret(self, send, settings, caplog):
        settings.WAGTAIL_BIGCOMMERCE = {
            **settings.WAGTAIL_BIGCOMMERCE,
            "WEBHOOK_REQUIRE_SIGNATURE": True,
            "CLIENT_SECRET": "",
        }
        assert send(body_of(), message_id="msg_1").status_code == 401
        assert "BIGCOMMERCE_CLIENT_SECRET" in caplog.text

    def test_events_of_another_store_are_refused(self, send):
        assert send(body_of(producer="stores/another"), message_id="msg_1").status_code == 401
        assert not WebhookEvent.objects.exists()

    def test_a_body_larger_than_any_event_is_not_read(self, send):
        assert send(b" " * 300_000).status_code == 413

    def test_only_posts_are_taken(self, client, bigcommerce):
        assert client.get("/bigcommerce/webhook/").status_code == 405

    def test_no_secret_is_logged(self, send, secret, store, caplog):
        with caplog.at_level(logging.DEBUG):
            send(body_of(), **{HEADER: "a-wrong-secret"})
            send(body_of(), message_id="msg_1", key="another client secret")
        assert "refused" in caplog.text
        assert not any(word in caplog.text for word in (secret, "a-wrong-secret", store.client_secret))


class TestSecrets:
    def test_a_secret_can_be_set_and_rotated(self, send, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_SECRET": "new-secret, old-secret"}
        assert accepted_secrets() == ["new-secret", "old-secret"]
        assert send(body_of(), **{HEADER: "old-secret"}).status_code == 200
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_SECRET": "new-secret"}
        assert send(body_of(), **{HEADER: "old-secret"}).status_code == 401

    def test_without_one_it_is_derived_for_this_store_alone(self, bigcommerce, settings):
        (before,) = accepted_secrets()
        assert len(before) == 64
        assert settings.SECRET_KEY not in before
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "a new key, as long as Django likes its keys to be"
        assert accepted_secrets()[1] == before
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "STORE_HASH": "another"}
        assert before not in accepted_secrets()


class TestDuplicates:
    def test_edge_105_the_same_event_twice_is_one(self, mail, store):
        store.update_product(min(store.state.products), price=11)
        mail.deliver()
        headers, body = mail.sent[0]
        assert mail.post(headers, body).status_code == 200
        assert WebhookEvent.objects.count() == 1

    def test_a_replayed_event_changes_nothing_even_after_it_was_handled(self, mail, store, work, imported):
        product_id = min(store.state.products)
        store.update_product(product_id, price=11)
        with work():
            mail.deliver()
        requests = len(store.requests)
        with work():
            assert mail.post(*mail.sent[0]).status_code == 200
        assert len(store.requests) == requests
        assert WebhookEvent.objects.get().state == WebhookEvent.State.DONE

    def test_unsigned_events_that_look_the_same_are_one_while_they_wait(self, send):
        send(body_of())
        send(body_of())
        assert WebhookEvent.objects.count() == 1

    def test_an_unsigned_event_that_looks_like_a_handled_one_is_handled_again(self, send, work, imported, store):
        with work():
            send(body_of())
        requests = len(store.requests)
        with work():
            send(body_of())
        assert len(store.requests) > requests
        assert WebhookEvent.objects.get().state == WebhookEvent.State.DONE


class TestOddEvents:
    @pytest.mark.parametrize(
        "body",
        [b"", b"{}", b"null", b"[]", b"not json", b"\xff\xfe", b"[" * 100_000, b'{"scope": 7}', body_of(scope="")],
    )
    def test_edge_108_what_says_nothing_is_accepted_and_forgotten(self, send, body):
        assert send(body).status_code == 200
        assert not WebhookEvent.objects.exists()

    @pytest.mark.parametrize(
        ("scope", "data"),
        [
            ("store/app/uninstalled", None),
            ("store/priceList/records/updated", [{"price_list_id": 1}, {"price_list_id": 2}]),
            ("store/cart/lineItem/created", {"type": "cart_line_item", "id": "0-1", "cartId": "0-2"}),
            ("store/something/new", {"id": {"nested": True}, "text": "a\x00b", "number": 1.5}),
            ("store/product/updated", {"type": "product"}),
            ("store/product/updated", {"type": "product", "id": "seven"}),
            ("store/sku/updated", {"type": "sku", "id": 99, "sku": None}),
        ],
    )
    def test_edge_108_unknown_scopes_and_ids_are_accepted_and_done_with(self, send, work, scope, data):
        with work():
            assert send(body_of(scope=scope, data=data)).status_code == 200
        assert WebhookEvent.objects.get().state == WebhookEvent.State.DONE

    def test_scopes_are_known_with_a_slash_at_their_end_too(self, send):
        send(body_of(scope="store/product/updated/"))
        assert WebhookEvent.objects.get().subject == "product:77"

    @pytest.mark.parametrize("created_at", [None, "yesterday", 10**30, -(10**20), True, 1.5, float("nan")])
    def test_a_time_that_is_none_is_left_out(self, send, created_at):
        assert send(body_of(created_at=created_at), message_id="msg_1").status_code == 200
        assert WebhookEvent.objects.get().created_at is None


def test_edge_106_the_answer_does_not_wait_for_the_work(mail, store, imported):
    requests = len(store.requests)
    store.update_product(min(store.state.products), price=11)
    assert mail.deliver() == [200]
    assert len(store.requests) == requests


def test_few_statements_before_the_answer(mail, store, django_assert_max_num_queries):
    store.update_product(min(store.state.products), price=11)
    with django_assert_max_num_queries(4):
        mail.deliver()
