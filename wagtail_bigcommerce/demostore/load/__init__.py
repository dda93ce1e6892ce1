"""Catalogs from files: V3 JSON as the API answers it, and the control panel's CSV export."""

from .reader import LoadError, load_path

__all__ = ["LoadError", "load_path"]
