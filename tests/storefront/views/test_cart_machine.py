"""Any order of what a shopper can do with a cart, compared with a model that is a dictionary."""

from decimal import Decimal

from django.core.cache import cache
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from .visitors import JSON, Visitor

#: product, what is posted for it, price
MUG = (7, {}, Decimal(12))
SMALL = (8, {"option_801": "80101", "option_802": "80201"}, Decimal(25))
MEDIUM = (8, {"option_801": "80102", "option_802": "80201"}, Decimal(25))
BOX = (9, {"option_951": "For Ada"}, Decimal(20))
THINGS = {"mug": MUG, "small": SMALL, "medium": MEDIUM, "box": BOX}
NAMES = st.sampled_from(sorted(THINGS))
QUANTITIES = st.integers(1, 9)


def name_of(item):
    """Which of our things a line of the cart is."""
    values = {option["value"] for option in item["options"]}
    if item["product_id"] == 8:
        return "small" if "S" in values else "medium"
    return {7: "mug", 9: "box"}[item["product_id"]]


class Shopping(RuleBasedStateMachine):
    """`cart` is what has to be in the cart, `offers` what was in one that is no more."""

    store = None

    def __init__(self):
        super().__init__()
        cache.clear()
        self.store.state.carts.clear()
        self.visitor = Visitor(self.store)
        self.cart, self.offers, self.has_coupon = {}, {}, False

    @rule(name=NAMES, quantity=QUANTITIES)
    def add(self, name, quantity):
        product_id, fields, _price = THINGS[name]
        answer = self.visitor.add(product_id=product_id, quantity=quantity, **fields)
        assert answer["errors"] == []
        self.cart[name] = self.cart.get(name, 0) + quantity

    @rule(quantity=QUANTITIES)
    def add_too_many(self, quantity):
        self.store.state.products[7]["order_quantity_maximum"] = 1
        response = self.visitor.submit("/cart/add/", headers=JSON, product_id=7, quantity=quantity + 1)
        self.store.state.products[7]["order_quantity_maximum"] = 0
        assert response.status_code == 422

    @precondition(lambda self: self.cart)
    @rule(data=st.data(), quantity=st.integers(0, 9))
    def set_quantity(self, data, quantity):
        name = data.draw(st.sampled_from(sorted(self.cart)))
        self._post(f"/cart/items/{self._item(name)['item_id']}/", quantity=quantity)
        self._set(name, quantity)

    @precondition(lambda self: self.cart)
    @rule(data=st.data())
    def remove(self, data):
        name = data.draw(st.sampled_from(sorted(self.cart)))
        self._post(f"/cart/items/{self._item(name)['item_id']}/remove/")
        self._set(name, 0)

    @precondition(lambda self: "small" in self.cart)
    @rule(quantity=QUANTITIES)
    def change_size(self, quantity):
        self._post(
            f"/cart/items/{self._item('small')['item_id']}/change/", product_id=8, quantity=quantity, **MEDIUM[1]
        )
        self._set("small", 0)
        self.cart["medium"] = self.cart.get("medium", 0) + quantity

    @precondition(lambda self: self.cart)
    @rule()
    def apply_coupon(self):
        self._post("/cart/coupon/", code="WELCOME10")
        self.has_coupon = True

    @precondition(lambda self: self.cart)
    @rule()
    def remove_coupon(self):
        self._post("/cart/coupon/remove/", code="WELCOME10")
        self.has_coupon = False

    @precondition(lambda self: self.cart)
    @rule()
    def clear(self):
        self._post("/cart/clear/")
        self.offers, self.cart, self.has_coupon = self.cart, {}, False

    @precondition(lambda self: self.cart)
    @rule()
    def expire(self):
        self.store.state.carts.clear()
        self.visitor.get("/cart/")
        self.offers, self.cart, self.has_coupon = self.cart, {}, False

    @rule()
    def restore(self):
        self._post("/cart/restore/")
        for name, quantity in self.offers.items():
            self.cart[name] = self.cart.get(name, 0) + quantity
        self.offers = {}

    @invariant()
    def cart_is_as_it_should_be(self):
        answer = self.visitor.cart()
        subtotal = sum((THINGS[name][2] * quantity for name, quantity in self.cart.items()), Decimal(0))
        assert {name_of(item): item["quantity"] for item in answer["items"]} == self.cart
        assert (answer["count"], Decimal(answer["subtotal"])) == (sum(self.cart.values()), subtotal)
        assert bool(answer["coupons"]) == self.has_coupon
        assert len(self.store.state.carts) == bool(self.cart)

    def _post(self, url, **fields):
        response = self.visitor.submit(url, headers=JSON, **fields)
        assert (response.status_code, response.json()["errors"]) == (200, [])

    def _item(self, name):
        return next(item for item in self.visitor.cart()["items"] if name_of(item) == name)

    def _set(self, name, quantity):
        self.cart = {**self.cart, name: quantity}
        if not quantity:
            del self.cart[name]
        if not self.cart:
            self.has_coupon = False


def test_every_order_of_changes(visitor):
    machine = type("ShoppingHere", (Shopping,), {"store": visitor.store})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
