"""What content editors meet: the catalog in Wagtail's admin, choosers, and blocks."""
