"""Image URLs. A path says all that `draw` has to know, so that no picture is ever stored."""

from typing import Any

from .draw import SIZES
from .reader import cloths, palette


class Pictures:
    """Makes the URLs of drawings below one base URL, e.g. `http://localhost:8001/images`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")

    def product(self, motif: str, look: str, colour: str, view: str) -> str:
        """Return the URL of a product's drawing. `colour` is a name of the palette or of a cloth."""
        if colour in cloths():
            look, *inks = cloths()[colour].split("-")
        else:
            inks = [ink for part in palette()[colour] for ink in part.replace("#", "").split(", ")]
        return f"{self.base_url}/product/{motif}/{look}/{'-'.join(inks)}/{view}.svg"

    def cloth(self, name: str) -> str:
        """Return the URL of the swatch picture of a printed cloth."""
        return f"{self.base_url}/cloth/{cloths()[name]}.svg"

    def hero(self, drawing: str) -> str:
        """Return the URL of a category's header picture from `motif/look/colour`."""
        motif, look, colour = drawing.split("/")
        return self.product(motif, look, colour, "hero")

    def brand(self, slug: str) -> str:
        """Return the URL of a brand's wordmark."""
        return f"{self.base_url}/brand/{slug}.svg"


def image_urls(url: str) -> dict[str, str]:
    """Return the four ready-made sizes that every V3 image carries."""
    return {f"url_{size}": f"{url}?size={size}" for size in SIZES}


def image(product_id: int, position: int, url: str, description: str, *, modified: str) -> dict[str, Any]:
    """Return one image of a product; the first in the list is its thumbnail."""
    return {
        "id": product_id * 100 + position,
        "product_id": product_id,
        "is_thumbnail": position == 1,
        "sort_order": position - 1,
        "description": description,
        "image_file": "/".join(url.split("/")[-4:]),
        **image_urls(url),
        "date_modified": modified,
    }
