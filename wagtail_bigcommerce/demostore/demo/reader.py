"""Read the TOML files in `content/`, and refuse what the builder would silently ignore."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

#: The shelves in the order of their products' ids. A new file has to be named here.
SHELVES = (
    "tableware",
    "cooking",
    "pantry",
    "light",
    "textiles",
    "clothing",
    "rooms",
    "washstand",
    "garden",
    "desk",
    "outdoors",
    "gifts",
)


@cache
def read(name: str) -> dict[str, Any]:
    """Return the parsed `content/<name>.toml`. It is read once; callers must not change it."""
    text = resources.files(__package__).joinpath("content", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def product_entries() -> tuple[dict[str, Any], ...]:
    """Return every written product as it stands in the files."""
    return tuple(entry for shelf in SHELVES for entry in read(shelf)["product"])


def palette() -> dict[str, list[str]]:
    """Map a colour's name, as shoppers read it on a swatch, to one to three hex colours."""
    colours: dict[str, list[str]] = read("palette")["colours"]
    return colours


def cloths() -> dict[str, str]:
    """Map a printed cloth's name to the pattern that is drawn for it in place of a plain colour."""
    patterns: dict[str, str] = read("palette")["cloths"]
    return patterns
