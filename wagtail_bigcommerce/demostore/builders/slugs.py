"""Addresses made from names, as the platform makes them."""

import re


def url_path(*names: str) -> str:
    """`/garden/bath/` for "Garden" and "Bath"; letters of every script stay."""
    slugs = (re.sub(r"\W+", "-", name.lower()).strip("-") for name in names)
    return "/" + "".join(f"{slug}/" for slug in slugs)
