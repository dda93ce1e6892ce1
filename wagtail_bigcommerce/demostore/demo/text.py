"""Slugs and short codes made from names."""

import re
import unicodedata
from collections.abc import Iterable


def slugify(name: str) -> str:
    """Return `name` in lower case with hyphens, without accents: `Ledger & Gull` gives `ledger-and-gull`.

    Letters that have no Latin base, as in an Arabic name, stay as they are.
    """
    decomposed = unicodedata.normalize("NFKD", name.lower().replace("&", " and "))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[^\w]+", "-", plain.replace("'", "").replace("_", " ")).strip("-")


def sku_codes(labels: Iterable[str]) -> list[str]:
    """Return a short upper-case code for each label, different from each other.

    >>> sku_codes(["Small", "Smaller", "Rock Pool"])
    ['SMA', 'SMA2', 'RP']
    """
    codes: list[str] = []
    for label in labels:
        words = re.findall(r"[A-Za-z0-9]+", label) or ["X"]
        code = words[0][:3] if len(words) == 1 else "".join(word[0] for word in words)
        code = code.upper()
        same = sum(1 for other in codes if other.rstrip("0123456789") == code.rstrip("0123456789"))
        codes.append(f"{code}{same + 1}" if code in codes else code)
    return codes
