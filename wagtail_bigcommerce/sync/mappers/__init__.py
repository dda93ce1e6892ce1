"""Payload -> values of columns. Nothing in here reads a database or a network.

A mapper survives every shape that real stores send (`values` names them) and raises MappingError, with a reason that
staff can read, only for what cannot be shown at all.
"""

from .context import MappingContext
from .values import MappingError

__all__ = ["MappingContext", "MappingError"]
