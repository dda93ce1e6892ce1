import json
import logging
import pickle
from datetime import UTC, datetime, timedelta

import pytest

from wagtail_bigcommerce.client import (
    BigCommerceClient,
    ConfigurationError,
    GraphQLError,
    InsufficientAccessScope,
    Unauthorized,
    UnexpectedResponse,
)
from wagtail_bigcommerce.client.graphql import CUSTOMER, Document, MemoryTokenCache, StorefrontToken
from wagtail_bigcommerce.client.graphql.tokens import TokenKind, TokenSource

from ..conftest import API, TOKEN, envelope, make_client

GRAPHQL = "https://store-abc123-3.mybigcommerce.com/graphql"
PRIVATE = f"{API}/v3/storefront/api-token-private"
IMPERSONATION = f"{API}/v3/storefront/api-token-customer-impersonation"
QUERY = Document("query Rules { site { settings { url { vanityUrl } } } }")


@pytest.fixture
def storefront(client):
    return client.storefront(3)


def mint(wire, *tokens, url=PRIVATE):
    for token in tokens:
        wire.post(url, json=envelope({"token": token}))


def sent(wire, url):
    return [call.request for call in wire.calls if call.request.url == url]


def test_an_operation_goes_to_the_channels_own_host(wire, storefront):
    mint(wire, "private-1")
    wire.post(GRAPHQL, json={"data": {"site": {}}})
    assert storefront.execute(QUERY, {"a": 1}) == {"site": {}}
    (request,) = sent(wire, GRAPHQL)
    assert json.loads(request.body) == {"query": QUERY.query, "variables": {"a": 1}, "operationName": "Rules"}
    assert request.headers["Authorization"] == "Bearer private-1"
    assert TOKEN not in str(request.headers)


def test_a_token_is_made_for_one_channel_with_the_scopes_that_are_needed(wire, storefront):
    mint(wire, "private-1")
    wire.post(GRAPHQL, json={"data": {}})
    storefront.execute(QUERY)
    storefront.execute(QUERY)
    (request,) = sent(wire, PRIVATE)
    body = json.loads(request.body)
    assert (body["channel_ids"], body["scopes"]) == ([3], ["Unauthenticated"])
    hours = (datetime.fromtimestamp(body["expires_at"], UTC) - datetime.now(UTC)).total_seconds() / 3600
    assert 5.9 < hours <= 6


def test_a_refused_token_is_replaced_once(wire, storefront):
    mint(wire, "revoked", "private-2")
    wire.post(GRAPHQL, status=401, body="Unauthorized")
    wire.post(GRAPHQL, json={"data": {"ok": True}})
    assert storefront.execute(QUERY) == {"ok": True}
    assert [request.headers["Authorization"] for request in sent(wire, GRAPHQL)] == [
        "Bearer revoked",
        "Bearer private-2",
    ]


def test_a_second_refusal_is_final(wire, storefront):
    mint(wire, "a", "b")
    wire.post(GRAPHQL, status=401, body="Unauthorized")
    with pytest.raises(Unauthorized):
        storefront.execute(QUERY)
    assert len(sent(wire, GRAPHQL)) == 2


def test_an_account_that_may_make_no_tokens(wire, storefront):
    wire.post(PRIVATE, status=401, json={"title": "Unauthorized"})
    with pytest.raises(Unauthorized):
        storefront.execute(QUERY)
    assert len(wire.calls) == 1


def test_errors_of_status_200(wire, storefront):
    mint(wire, "private-1")
    wire.post(GRAPHQL, json={"data": None, "errors": [{"message": "No ada@example.com"}, {"message": "Nor this"}]})
    with pytest.raises(GraphQLError) as caught:
        storefront.execute(QUERY)
    assert caught.value.messages == ("No ada@example.com", "Nor this")
    assert str(caught.value) == f"GraphQL Rules: refused (request {caught.value.request_id})"


def test_a_missing_scope_names_itself(wire, storefront):
    mint(wire, "private-1")
    extensions = {"code": "INSUFFICIENT_ACCESS_SCOPE", "requiredScopes": ["Customer"]}
    wire.post(GRAPHQL, json={"errors": [{"message": "No", "extensions": extensions}]})
    with pytest.raises(InsufficientAccessScope) as caught:
        storefront.execute(QUERY)
    assert caught.value.required_scopes == ("Customer",)
    assert str(caught.value).startswith("GraphQL Rules: INSUFFICIENT_ACCESS_SCOPE")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": []}, {"data": None, "errors": []}])
def test_neither_data_nor_errors(wire, storefront, answer):
    mint(wire, "private-1")
    wire.post(GRAPHQL, json=answer)
    with pytest.raises(UnexpectedResponse):
        storefront.execute(QUERY)


@pytest.mark.parametrize("errors", ["oops", [None], [{}], {"message": "oops"}])
def test_odd_errors_are_errors(wire, storefront, errors):
    mint(wire, "private-1")
    wire.post(GRAPHQL, json={"data": {}, "errors": errors})
    with pytest.raises(GraphQLError):
        storefront.execute(QUERY)


def test_as_a_customer(wire, storefront):
    mint(wire, "private-1")
    wire.post(GRAPHQL, json={"data": {}})
    storefront.execute(QUERY, customer_access_token="access-1")
    (request,) = sent(wire, GRAPHQL)
    assert request.headers["X-Bc-Customer-Access-Token"] == "access-1"
    assert request.headers["X-Bc-Error-On-Invalid-Customer-Access-Token"] == "true"
    assert json.loads(sent(wire, PRIVATE)[0].body)["scopes"] == ["Customer", "Unauthenticated"]


def test_as_any_customer(wire, storefront):
    mint(wire, "impersonation-1", url=IMPERSONATION)
    wire.post(GRAPHQL, json={"data": {}})
    storefront.execute(QUERY, customer_id=5)
    (request,) = sent(wire, GRAPHQL)
    assert request.headers["X-Bc-Customer-Id"] == "5"
    assert request.headers["Authorization"] == "Bearer impersonation-1"
    with pytest.raises(ValueError, match="not by both"):
        storefront.execute(QUERY, customer_id=5, customer_access_token="access-1")


def test_visitors_behind_a_trusted_proxy(wire, clock):
    client = make_client(clock, trusted_proxy_secret="proxy-secret")
    mint(wire, "private-1")
    wire.post(GRAPHQL, json={"data": {}})
    with client.operation(client_ip="203.0.113.9"):
        client.storefront(3).execute(QUERY)
    (request,) = sent(wire, GRAPHQL)
    assert request.headers["True-Client-IP"] == "203.0.113.9"
    assert request.headers["X-BC-Trusted-Proxy-Secret"] == "proxy-secret"


def test_complexity_is_added_up(wire, client):
    mint(wire, "private-1")
    wire.post(GRAPHQL, json={"data": {}}, headers={"X-Bc-Graphql-Complexity": "120"})
    with client.operation() as operation:
        client.storefront(3).execute(QUERY)
        client.storefront(3).execute(QUERY)
    assert (operation.complexity, operation.requests) == (240, 3)


def test_no_secret_is_logged(wire, storefront, caplog):
    caplog.set_level(logging.DEBUG)
    mint(wire, "secret-token-1", "secret-token-2")
    wire.post(GRAPHQL, status=401, body="Unauthorized")
    with pytest.raises(Unauthorized):
        storefront.execute(QUERY, {"email": "ada@example.com"}, customer_access_token="secret-access")
    assert caplog.records
    assert "secret" not in caplog.text
    assert "ada@" not in caplog.text


def test_the_host_can_be_set(wire, clock):
    client = make_client(clock, graphql_url="https://proxy.example.com/{store_hash}/{channel_id}/graphql")
    mint(wire, "private-1")
    wire.post("https://proxy.example.com/abc123/3/graphql", json={"data": {}})
    assert client.storefront(3).execute(QUERY) == {}


@pytest.mark.parametrize("url", ["https://shop.example.com/", "ftp://a/graphql", "https://{shop}.example.com/graphql"])
def test_hosts_that_are_none(url):
    with pytest.raises(ConfigurationError, match="graphql_url"):
        BigCommerceClient("abc123", TOKEN, graphql_url=url)


def test_a_document_has_a_name():
    assert Document("\n mutation Apply($a: Int) { b }").name == "Apply"
    with pytest.raises(ValueError, match="name"):
        Document("{ site { name } }")


class Minting:
    """Counts the tokens that are made."""

    def __init__(self):
        self.made = 0

    def create_private(self, channel_ids, *, scopes, expires_at):
        self.made += 1
        return f"token-{self.made}"


def test_tokens_are_renewed_before_they_run_out():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    minting, cache = Minting(), MemoryTokenCache()
    source = TokenSource("abc123", minting, cache, now=lambda: now)
    kind = TokenKind(1, frozenset({CUSTOMER}))
    assert source.get(kind) == "token-1"
    now += timedelta(hours=5, minutes=29)
    assert source.get(kind) == "token-1"
    now += timedelta(minutes=2)
    assert source.get(kind) == "token-2"
    assert source.get(TokenKind(2, frozenset({CUSTOMER}))) == "token-3"
    assert TokenSource("other", minting, cache, now=lambda: now).get(kind) == "token-4"


def test_a_tokens_repr_hides_it():
    assert "secret" not in repr(StorefrontToken("secret", datetime.now(UTC)))
