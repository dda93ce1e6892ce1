"""Colours and the shades that belong to them."""

from dataclasses import dataclass

NAVY = "#1B2A3A"
WHITE = "#FFFFFF"
INK = "#2B3440"
WOOD = "#C79A6B"
DARK_WOOD = "#8A6242"
BRASS = "#D2A24C"
STEEL = "#C3CCD1"
DARK_STEEL = "#8C9AA3"
PAPER = "#F7F1E3"
LEAF = "#6E9160"
DARK_LEAF = "#4A6E4C"
CREAM = "#F5EAD2"
FLAME = "#F5B841"


def mix(one: str, other: str, share: float) -> str:
    """Return `one` with `share` (0 to 1) of `other` stirred in, both as `#RRGGBB`."""
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def lightness(colour: str) -> float:
    """Return how light `colour` looks, 0 to 1."""
    red, green, blue = bytes.fromhex(colour[1:])
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


@dataclass(frozen=True)
class Paint:
    """The colours of one product: its own, and one for what is printed or trimmed on it."""

    base: str
    trim: str
    third: str

    @classmethod
    def of(cls, inks: str) -> "Paint":
        """Make a paint of `RRGGBB` or of up to three joined by hyphens."""
        base, *others = [f"#{ink.upper()}" for ink in inks.split("-")]
        fallback = mix(base, NAVY, 0.55) if lightness(base) > 0.72 else mix(base, "#FFF6E3", 0.82)
        trim, third = [*others, fallback, others[0] if others else mix(base, fallback, 0.5)][:2]
        return cls(base, trim, third)

    @property
    def light(self) -> str:
        """A little lighter than the base."""
        return mix(self.base, WHITE, 0.3)

    @property
    def pale(self) -> str:
        """Nearly white with a breath of the base."""
        return mix(self.base, WHITE, 0.72)

    @property
    def dark(self) -> str:
        """The base in shade."""
        return mix(self.base, NAVY, 0.3)

    @property
    def deep(self) -> str:
        """The base in deep shade, for inner sides and openings."""
        return mix(self.base, NAVY, 0.55)

    def swapped(self) -> "Paint":
        """The same colours with base and trim exchanged, for a companion piece."""
        return Paint(self.trim, self.base, self.third)
