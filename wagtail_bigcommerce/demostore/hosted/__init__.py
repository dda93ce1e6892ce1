"""What a browser meets: hosted cart, checkout, login, images. Importing a module registers its pages."""

from . import assets, cart_page, checkout_page, login, session_sync

__all__ = ["assets", "cart_page", "checkout_page", "login", "session_sync"]
