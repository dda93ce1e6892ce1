"""The demonstration site: a Wagtail site that sells, on a store in a box or on a real store."""
