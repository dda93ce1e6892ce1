"""Answers at no cost: what a store said once is said again, so that only the importing side is measured."""

import io
import time

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from wagtail_bigcommerce.demostore.adapter import InProcessAdapter

_HEADERS = {"Content-Type": "application/json"}


class ReplayAdapter(BaseAdapter):
    """Asks the store about each address once. `forget()` when the store changed; `latency_seconds` for each answer."""

    def __init__(self, store):
        super().__init__()
        self._store = InProcessAdapter(store.wsgi)
        self._answers = {}
        self.latency_seconds = 0.0
        self.requests = []

    def forget(self):
        self._answers.clear()

    def send(self, request, **options):
        self.requests.append(request.url)
        if self.latency_seconds:
            time.sleep(self.latency_seconds)
        # the time of day is the one answer that may not be old
        if request.url not in self._answers or request.url.endswith("/time"):
            answer = self._store.send(request)
            self._answers[request.url] = (answer.status_code, answer.content)
        status, content = self._answers[request.url]
        response = requests.Response()
        response.status_code, response.url, response.request = status, request.url, request
        response.headers = CaseInsensitiveDict(_HEADERS)
        response.raw = HTTPResponse(body=io.BytesIO(content), headers=_HEADERS, status=status, preload_content=False)
        return response

    def close(self):
        """Nothing is held open."""
