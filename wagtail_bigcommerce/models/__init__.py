"""Rows and querysets. Nothing in here talks to BigCommerce."""

from .brands import Brand
from .categories import Category, ProductCategory
from .channels import Channel, ChannelAssignment
from .checkouts import CheckoutCount, CompletedOrder
from .customers import Customer, SavedCart
from .products import Product, ProductTag
from .security import SecurityEvent
from .sync import SyncIssue, SyncRun
from .variants import ProductFacet, Variant
from .webhooks import WebhookEvent, WebhookSubscription

__all__ = [
    "Brand",
    "Category",
    "Channel",
    "ChannelAssignment",
    "CheckoutCount",
    "CompletedOrder",
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
