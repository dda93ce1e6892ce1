"""Run a BigCommerce shop on a Wagtail site."""

__version__ = "0.1.0"
