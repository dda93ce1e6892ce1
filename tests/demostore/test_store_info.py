"""Store profile, currencies and settings."""


def test_the_profile_names_the_store_by_its_hash(api, store):
    profile = api.get("/v2/store").json()
    assert profile["id"] == store.hash == "demo"
    assert profile["secure_url"] == store.base_url
    assert profile["currency"] == "USD"
    # What the platform sends for a store without a logo (edge case 7).
    assert profile["logo"] == []


def test_currencies_are_a_bare_list_with_204_behind_its_end(api):
    rows = api.get("/v2/currencies").json()
    assert [(row["currency_code"], row["is_default"], row["is_transactional"]) for row in rows] == [
        ("USD", True, True),
        ("EUR", False, True),
        ("JPY", False, False),
    ]
    assert isinstance(rows[0]["currency_exchange_rate"], str)
    behind = api.get("/v2/currencies?page=2")
    assert (behind.status_code, behind.content) == (204, b"")
    assert api.get("/v2/currencies/2").json()["currency_code"] == "EUR"
    assert api.get("/v2/currencies/9").json() == [{"status": 404, "message": "The requested resource was not found."}]


def test_settings_of_a_channel_are_null_until_overridden(api):
    url = "/v3/settings/storefront/product"
    assert api.rows(url)["hide_price_from_guests"] is False
    assert api.rows(f"{url}?channel_id=1")["hide_price_from_guests"] is None
    assert api.put(f"{url}?channel_id=1", json={"hide_price_from_guests": True}).status_code == 200
    assert api.rows(f"{url}?channel_id=1")["hide_price_from_guests"] is True
    assert api.rows(url)["hide_price_from_guests"] is False


def test_unknown_settings_and_channels_are_refused(api):
    assert api.put("/v3/settings/inventory", json={"colour": "red"}).status_code == 422
    assert api.get("/v3/settings/inventory?channel_id=77").status_code == 404


def test_tax_settings(api):
    assert api.rows("/v3/tax/settings")["tax_entered_with_prices"] is False
