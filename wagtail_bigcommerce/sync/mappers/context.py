"""What mapping a payload needs to know besides the payload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MappingContext:
    """Primary keys by BigCommerce id, and the store's own address ("https://…", no slash at the end; "" unknown)."""

    store_url: str = ""
    brands: Mapping[int, int] = field(default_factory=dict)
    categories: Mapping[int, int] = field(default_factory=dict)
    channels: Mapping[int, int] = field(default_factory=dict)
