"""A BigCommerce store in a box, for demos and for tests of code that talks to BigCommerce.

store = DemoStore(products=[product(id=7, name="Mug", options={"Size": ["S", "L"]})])
store.client().products.get(7, include=["variants"])
assert store.requests[0].path == "/v3/catalog/products/7"
"""

from .builders import brand, category, product
from .store import DemoStore

__all__ = ["DemoStore", "brand", "category", "product"]
