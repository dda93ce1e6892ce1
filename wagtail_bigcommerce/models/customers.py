"""Shoppers. No password, and nothing made from one, is ever kept here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Customer(models.Model):
    """A BigCommerce customer who has signed in here, tied to a Django user of its own.

    The user row carries a synthetic name and e-mail (`bigcommerce-<id>@customers.invalid`) and an unusable password:
    it is never matched to an existing user. The real e-mail stands here. E-mail is unique per channel at BigCommerce,
    so the id is the only key.
    """

    bigcommerce_id = models.PositiveIntegerField(_("BigCommerce ID"), unique=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bigcommerce_customer")
    email = models.EmailField(_("e-mail"), max_length=254)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    #: None: the store's default group
    group_id = models.PositiveIntegerField(null=True)
    #: BigCommerce's ids of the channels where they may sign in; None: wherever the store lets them
    channel_ids = models.JSONField(null=True)
    #: an address that they want and have yet to prove theirs
    pending_email = models.EmailField(max_length=254, blank=True)
    synced_at = models.DateTimeField(null=True)
    #: since when BigCommerce knows them no more; cleared when they come back
    vanished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")

    def __str__(self) -> str:
        # logs and error reports show str(); they get the number, never the person
        return f"customer {self.bigcommerce_id}"

    def may_shop_in(self, channel_id: int) -> bool:
        """Whether BigCommerce lets them sign in on a channel, as far as we know."""
        return self.vanished_at is None and (self.channel_ids is None or channel_id in self.channel_ids)


class SavedCart(models.Model):
    """The cart that a customer left in a channel, so that it is there on their next device.

    BigCommerce finds no cart by its customer. The id works like a password: it stands here, in the database, and
    nowhere that is shown.
    """

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="saved_carts")
    channel = models.ForeignKey("wagtail_bigcommerce.Channel", on_delete=models.CASCADE, related_name="+")
    cart_id = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "channel"], name="bigcommerce_one_saved_cart"),
        ]

    def __str__(self) -> str:
        return f"cart of {self.customer}"
