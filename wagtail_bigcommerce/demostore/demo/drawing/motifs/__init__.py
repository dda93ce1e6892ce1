"""What can be drawn. Each function draws one thing in the middle of a 1200 by 1200 sheet."""

from . import desk, garden, gifts, kitchen, light, outdoor, rooms, soft, table
from .base import MOTIFS, Motif

__all__ = ["MOTIFS", "Motif", "desk", "garden", "gifts", "kitchen", "light", "outdoor", "rooms", "soft", "table"]
