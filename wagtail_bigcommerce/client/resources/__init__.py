"""One file per area of the API: a class of tiny methods over endpoints that it declares."""

from .abandoned_carts import AbandonedCarts
from .addresses import Addresses
from .base import Resource
from .carts import CART_INCLUDES, Carts
from .categories import Brands, Categories, Trees
from .channels import Channels, Sites
from .checkout_settings import CheckoutSettings
from .checkouts import CHECKOUT_INCLUDES, SHIPPING_OPTIONS, Checkouts
from .currencies import Currencies
from .customer_groups import CustomerGroups
from .customers import CredentialCheck, Customers
from .geography import Geography
from .gift_certificates import GiftCertificates
from .hooks import Hooks
from .orders import Orders
from .payments import Payments, StoredInstrument
from .price_lists import PriceLists
from .pricing import Pricing
from .products import Products, Variants
from .redirects import Redirects
from .settings import Settings
from .store import Store
from .storefront_tokens import StorefrontTokens
from .subscribers import Subscribers
from .wishlists import Wishlists

__all__ = [
    "CART_INCLUDES",
    "CHECKOUT_INCLUDES",
    "SHIPPING_OPTIONS",
    "AbandonedCarts",
    "Addresses",
    "Brands",
    "Carts",
    "Categories",
    "Channels",
    "CheckoutSettings",
    "Checkouts",
    "CredentialCheck",
    "Currencies",
    "CustomerGroups",
    "Customers",
    "Geography",
    "GiftCertificates",
    "Hooks",
    "Orders",
    "Payments",
    "PriceLists",
    "Pricing",
    "Products",
    "Redirects",
    "Resource",
    "Settings",
    "Sites",
    "Store",
    "StoredInstrument",
    "StorefrontTokens",
    "Subscribers",
    "Trees",
    "Variants",
    "Wishlists",
]
