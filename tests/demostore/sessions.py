"""An API client of the tests' own, so that the store is not tested with the client that is tested with it."""

import requests

from wagtail_bigcommerce.demostore.adapter import InProcessAdapter


class StoreSession(requests.Session):
    """Calls `/v2/…` and `/v3/…` of one store in process, with its token."""

    def __init__(self, store):
        super().__init__()
        self.store = store
        self.headers.update({"X-Auth-Token": store.access_token, "Accept": "application/json"})
        self.mount(store.base_url, InProcessAdapter(store.wsgi))

    def request(self, method, url, **kwargs):
        if url.startswith(("/v2", "/v3")):
            url = f"/stores/{self.store.hash}{url}"
        return super().request(method, self.store.base_url + url, **kwargs)

    def rows(self, url):
        """The `data` of a list that must be there."""
        answer = self.get(url)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def ids(self, url, key="id"):
        return [row[key] for row in self.rows(url)]
