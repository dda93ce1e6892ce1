"""The demo catalog: Kittiwick, a general store in a harbour town that does not exist.

Words live in `content/*.toml`, one file a shelf; `build_catalog` expands them into full V3 payloads,
and `draw` makes every picture their image URLs point at. Nothing here talks to the network or keeps
state: the same arguments give the same bytes on every machine. `sister_shop` is Lampholm, a second and smaller
shop over the same catalog.
"""

from .build import DemoCatalog, build_catalog, large_catalog
from .draw import UnknownDrawingError, draw
from .on_demand import ProductsOnDemand
from .sister import NAME as SISTER_NAME
from .sister import SisterShop, sister_shop

__all__ = [
    "SISTER_NAME",
    "DemoCatalog",
    "ProductsOnDemand",
    "SisterShop",
    "UnknownDrawingError",
    "build_catalog",
    "draw",
    "large_catalog",
    "sister_shop",
]
