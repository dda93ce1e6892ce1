"""Shoppers who all shop at once, over HTTP, each knowing what has to be in their own cart."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import requests

#: what a browser sends with a form of our own pages
SECONDS_TO_ANSWER = 30


@dataclass
class Figures:
    """What came of it; shared by all shoppers."""

    answers: int = 0
    slowest_seconds: float = 0.0
    total_seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, seconds: float) -> None:
        with self.lock:
            self.answers += 1
            self.total_seconds += seconds
            self.slowest_seconds = max(self.slowest_seconds, seconds)

    def complain(self, problem: str) -> None:
        with self.lock:
            self.problems.append(problem)

    def __str__(self) -> str:
        mean = self.total_seconds / max(self.answers, 1)
        return f"{self.answers} answers, {mean:.3f} s on average, {self.slowest_seconds:.2f} s at most"


class Shopper:
    """One visitor: adds, changes, takes out, looks, and compares the answer with what they have done."""

    def __init__(self, number: int, url: str, product_ids: Sequence[int], figures: Figures) -> None:
        self.name = f"shopper {number}"
        self.url, self.product_ids, self.figures = url, product_ids, figures
        self.random = random.Random(number)
        self.session = requests.Session()
        self.session.headers.update({"Accept": "application/json", "Origin": url})
        self.cart: dict[int, int] = {}

    def shop(self, until: float, think_seconds: Callable[[random.Random], float]) -> None:
        """Go on until the clock says so; whatever is wrong is noted, and ends this shopper's visit."""
        try:
            while time.monotonic() < until:
                self.compare(self.step())
                time.sleep(think_seconds(self.random))
        except Exception as error:
            self.figures.complain(f"{self.name}: {error!r}")
        finally:
            self.session.close()

    def step(self) -> dict[str, object]:
        held = sorted(self.cart)
        action = self.random.choice(["add", "add", "change", "remove", "look"]) if held else "add"
        if action == "add":
            product_id, quantity = self.random.choice(self.product_ids), self.random.randint(1, 3)
            self.cart[product_id] = self.cart.get(product_id, 0) + quantity
            return self.send("POST", "/cart/add/", product_id=product_id, quantity=quantity)
        if action == "look":
            return self.send("GET", "/cart/")
        product_id = self.random.choice(held)
        item = next(row for row in self.send("GET", "/cart/")["items"] if row["product_id"] == product_id)
        if action == "remove":
            del self.cart[product_id]
            return self.send("POST", f"/cart/items/{item['item_id']}/remove/")
        self.cart[product_id] = self.random.randint(1, 5)
        return self.send("POST", f"/cart/items/{item['item_id']}/", quantity=self.cart[product_id])

    def send(self, method: str, path: str, **fields: object) -> dict[str, object]:
        began = time.monotonic()
        response = self.session.request(method, self.url + path, data=fields or None, timeout=SECONDS_TO_ANSWER)
        self.figures.note(time.monotonic() - began)
        if response.status_code != 200:
            raise AssertionError(f"{method} {path} answered {response.status_code}: {response.text[:200]}")
        return response.json()

    def compare(self, answer: dict[str, object]) -> None:
        """Nobody else's things may be in the cart, and nothing of one's own may be missing."""
        found = {row["product_id"]: row["quantity"] for row in answer["items"]}
        if found != self.cart:
            raise AssertionError(f"the cart holds {found} and should hold {self.cart}")


def all_at_once(
    url: str,
    *,
    shoppers: int,
    seconds: float,
    product_ids: Sequence[int],
    think_seconds: Callable[[random.Random], float],
) -> Figures:
    """Let so many shop for so long, each in a thread of their own."""
    figures, until = Figures(), time.monotonic() + seconds
    visits = [
        threading.Thread(target=Shopper(number, url, product_ids, figures).shop, args=(until, think_seconds))
        for number in range(shoppers)
    ]
    for visit in visits:
        visit.start()
    for visit in visits:
        visit.join()
    return figures
