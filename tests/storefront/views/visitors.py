"""A visitor's browser for tests: Django's client with CSRF checks on, and the headers that browsers send."""

import re

import requests
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from wagtail_bigcommerce.demostore.adapter import InProcessAdapter

OWN = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
JSON = {"accept": "application/json"}

EMAIL, PASSWORD = "sam@example.com", "demo-shopper-1"


class Visitor(Client):
    """Goes through the real WSGI stack. Knows the hosted store too, where it pays."""

    def __init__(self, store, **kwargs):
        super().__init__(enforce_csrf_checks=True, **kwargs)
        self.store = store

    def submit(self, url, *, headers=(), follow=False, **fields):
        """Post a form of our own page that carries no token."""
        return self.post(url, fields, headers={**OWN, **dict(headers)}, follow=follow)

    def submit_with_token(self, page_url, url=None, *, headers=(), **fields):
        """Open a page, and post a form with the token found there."""
        token = self.page(page_url).find("input", {"name": "csrfmiddlewaretoken"})["value"]
        fields = {"csrfmiddlewaretoken": token, **fields}
        return self.post(url or page_url, fields, headers={**OWN, **dict(headers)})

    def page(self, url):
        return BeautifulSoup(self.get(url, headers={"accept": "text/html"}).content, "html.parser")

    def add(self, product_id=7, quantity=1, **fields):
        """Put something into the cart and return the cart as JSON."""
        return self.submit("/cart/add/", headers=JSON, product_id=product_id, quantity=quantity, **fields).json()

    def cart(self):
        return self.get("/cart/", headers=JSON).json()

    def log_in(self, email=EMAIL, password=PASSWORD, **fields):
        return self.submit_with_token("/account/login/", email=email, password=password, **fields)

    def cart_id(self):
        """What no page may show."""
        return self.session["bigcommerce"]["1"].get("cart_id")

    def pay(self, url, payment="approved"):
        """Go through the hosted checkout as a browser would, and return its last page."""
        browser = requests.Session()
        browser.mount(self.store.base_url, InProcessAdapter(self.store.wsgi))
        form = BeautifulSoup(browser.get(url).text, "html.parser").find("form", {"class": "step"})
        fields = {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("name")}
        fields |= {"payment": payment, "country_code": "US"}
        return browser.post(self.store.base_url + form["action"], data=fields)

    def end_outage(self):
        """BigCommerce answers again, and the rate limit that was used up has a new window."""
        self.store.faults.clear()
        cache.clear()

    def calls(self):
        """The API requests since the last look: ["POST /v3/carts"]; ids are left out."""
        requests_made, self.store.requests[:] = list(self.store.requests), []
        paths = [(request.method, request.path) for request in requests_made if request.path.startswith(("/v2", "/v3"))]
        return [f"{method} {re.sub(r'/[0-9a-f-]{36}', '/…', path)}" for method, path in paths]


def text_of(response):
    """The page, its white space normalised."""
    return " ".join(response.content.decode().split())
