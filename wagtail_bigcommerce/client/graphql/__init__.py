"""The GraphQL Storefront API, asked from server to server: for what the REST API does not have."""

from .documents import CUSTOMER, UNAUTHENTICATED, Document
from .storefront import Storefront
from .tokens import MemoryTokenCache, StorefrontToken, TokenCache

__all__ = [
    "CUSTOMER",
    "UNAUTHENTICATED",
    "Document",
    "MemoryTokenCache",
    "Storefront",
    "StorefrontToken",
    "TokenCache",
]
