"""Rows and querysets. Nothing in here talks to BigCommerce."""

from .brands import Brand
from .categories import Category, ProductCategory
from .channels import Channel, ChannelAssignment
from .checkouts import CheckoutCount, CompletedOrder
from .customers import Customer, SavedCart
from .identity import ConnectedStore
from .products import Product, ProductTag
from .redirects import CatalogRedirect
from .security import SecurityEvent
from .sync import SyncIssue, SyncRun
from .variants import ProductFacet, Variant
from .webhooks import WebhookEvent, WebhookSubscription

__all__ = [
    "Brand",
    "CatalogRedirect",
    "Category",
    "Channel",
    "ChannelAssignment",
    "CheckoutCount",
    "CompletedOrder",
    "ConnectedStore",
    "Customer",
    "Product",
    "ProductCategory",
    "ProductFacet",
    "ProductTag",
    "SavedCart",
    "SecurityEvent",
    "SyncIssue",
    "SyncRun",
    "Variant",
    "WebhookEvent",
    "WebhookSubscription",
]
