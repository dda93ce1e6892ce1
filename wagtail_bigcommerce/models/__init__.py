"""Rows and querysets. Nothing in here talks to BigCommerce."""

from .catalog import Brand, Category, Product, ProductCategory, ProductFacet, ProductTag, Variant
from .channels import Channel, ChannelAssignment
from .customers import Customer, SavedCart
from .sync import SyncIssue, SyncRun
from .webhooks import WebhookEvent, WebhookSubscription

__all__ = [
    "Brand",
    "Category",
    "Channel",
    "ChannelAssignment",
    "Customer",
    "Product",
    "ProductCategory",
    "ProductFacet",
    "ProductTag",
    "SavedCart",
    "SyncIssue",
    "SyncRun",
    "Variant",
    "WebhookEvent",
    "WebhookSubscription",
]
