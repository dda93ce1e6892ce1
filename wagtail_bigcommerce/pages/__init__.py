"""Ready-made page types for sites that write none of their own. Optional: install it beside `wagtail_bigcommerce`."""
