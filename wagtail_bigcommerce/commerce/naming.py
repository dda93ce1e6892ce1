"""Our own names for what is in a cart: BigCommerce answers in the store's language, rows may have been translated."""

from __future__ import annotations

from dataclasses import replace

from ..models import Product
from .cart import Cart, CartLine


def with_products(cart: Cart) -> Cart:
    """Return the cart with our rows of its products, and with our names of products and options. One query."""
    ids = {line.product_id for line in cart.lines if line.product_id}
    rows = Product.objects.filter(bigcommerce_id__in=ids).defer("payload", "description", "content", "search_keywords")
    products = {product.bigcommerce_id: product for product in rows}
    return replace(cart, lines=tuple(_named(line, products.get(line.product_id or 0)) for line in cart.lines))


def _named(line: CartLine, product: Product | None) -> CartLine:
    if product is None:
        return line
    choices = {choice["id"]: choice for choice in (*product.options, *product.modifiers)}
    options = []
    for option in line.options:
        choice = choices.get(option.option_id)
        if choice is not None:
            labels = {value["id"]: value["label"] for value in choice["values"]}
            option = replace(option, name=choice["name"], value=labels.get(option.value_id) or option.value)
        options.append(option)
    return replace(line, name=product.name, options=tuple(options), product=product)
