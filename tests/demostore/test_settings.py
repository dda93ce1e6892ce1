"""Settings that a storefront reads besides stock and prices: locale, status, analytics; and the world's countries."""


def test_the_locale_of_the_store(api):
    assert api.rows("/v3/settings/store/locale")["default_shopper_language"] == "en"
    api.put("/v3/settings/store/locale", json={"default_shopper_language": "de"})
    assert api.rows("/v3/settings/store/locale")["default_shopper_language"] == "de"


def test_what_a_closed_shop_says_may_differ_by_channel(api, store):
    store.add_channel("Second")
    url = "/v3/settings/storefront/status"
    api.put(f"{url}?channel_id=2", json={"down_for_maintenance_message": "Gone fishing"})
    assert api.rows(f"{url}?channel_id=2")["down_for_maintenance_message"] == "Gone fishing"
    assert api.rows(f"{url}?channel_id=2")["prelaunch_message"] is None
    assert api.rows(url)["down_for_maintenance_message"].startswith("We are putting")


def test_analytics_are_set_up_by_channel(api, store):
    store.add_channel("Second")
    url = "/v3/settings/analytics"
    assert [row["enabled"] for row in api.rows(url)] == [False, False]
    answer = api.put(f"{url}/1?channel_id=2", json={"code": "G-TEST", "enabled": True})
    assert (answer.json()["code"], answer.json()["channel_id"]) == ("G-TEST", 2)
    assert api.get(f"{url}/1?channel_id=2").json() == answer.json()
    assert api.get(f"{url}/1").json()["enabled"] is False
    assert api.get(f"{url}/9").status_code == 404
    assert api.get(f"{url}?channel_id=9").status_code == 404


class TestGeography:
    def test_countries_have_codes_of_both_lengths(self, api):
        (country,) = api.get("/v2/countries?country_iso2=CH").json()
        assert (country["country"], country["country_iso3"]) == ("Switzerland", "CHE")
        assert api.get(f"/v2/countries/{country['id']}").json() == country
        assert api.get("/v2/countries?country=switzerland").json() == [country]
        assert api.get("/v2/countries/9999").status_code == 404

    def test_they_are_paged_until_204(self, api):
        count, seen, page = api.get("/v2/countries/count").json()["count"], [], 1
        while (answer := api.get(f"/v2/countries?limit=100&page={page}")).status_code == 200:
            seen += [row["country_iso2"] for row in answer.json()]
            page += 1
        assert len(set(seen)) == len(seen) == count > 240

    def test_some_have_states(self, api):
        (country,) = api.get("/v2/countries?country_iso3=USA").json()
        url = f"/v2{country['states']['resource']}"
        assert api.get(f"{url}/count").json() == {"count": 51}
        (oregon,) = api.get(f"{url}?state_abbreviation=OR").json()
        assert (oregon["state"], oregon["country_id"]) == ("Oregon", country["id"])
        assert api.get(f"{url}/{oregon['id']}").json() == oregon
        assert api.get(f"{url}/1").status_code == 404
        (none,) = api.get("/v2/countries?country_iso2=CH").json()
        assert api.get(f"/v2{none['states']['resource']}").status_code == 204
        assert len(api.get("/v2/countries/states?limit=250").json()) == 51 + 13 + 8


class TestAbandonedCarts:
    URL = "/v3/abandoned-carts/settings"

    def test_a_channel_may_differ_from_the_store(self, api, store):
        store.add_channel("Second")
        api.put(self.URL, json={"enable_notification": False})
        assert api.rows(self.URL)["enable_notification"] is False
        of_channel = f"{self.URL}/channels/2"
        assert api.rows(of_channel)["enable_notification"] is None
        api.put(of_channel, json={"enable_notification": True})
        assert api.rows(of_channel)["enable_notification"] is True
        assert api.rows(f"{self.URL}/channels/1")["enable_notification"] is None

    def test_what_is_no_setting_is_named(self, api):
        assert "colour" in api.put(self.URL, json={"colour": "red"}).json()["errors"]
        assert api.get(f"{self.URL}/channels/9").status_code == 404
