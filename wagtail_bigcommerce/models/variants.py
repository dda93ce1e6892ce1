"""What hangs on a product: the variants that are bought, and the values that listings filter by."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import MONEY, RemoteIdField
from .products import Product


class Variant(models.Model):
    """What is bought. A product without options has exactly one, with no `option_values`.

    Null prices inherit the product's; `calculated_price` is BigCommerce's own resolution of that. Only sync writes
    here, so it is no snippet.
    """

    bigcommerce_id = RemoteIdField()
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants")
    sku = models.CharField(max_length=255, blank=True, db_index=True)
    #: BigCommerce's older key, which webhooks about SKUs carry; None on a base variant
    sku_id = models.PositiveIntegerField(null=True, db_index=True)
    upc = models.CharField(max_length=64, blank=True)
    gtin = models.CharField(max_length=64, blank=True)
    mpn = models.CharField(max_length=255, blank=True)
    price = models.DecimalField(null=True, **MONEY)
    sale_price = models.DecimalField(null=True, **MONEY)
    retail_price = models.DecimalField(null=True, **MONEY)
    calculated_price = models.DecimalField(default=Decimal(0), **MONEY)
    weight = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    inventory_level = models.IntegerField(default=0)
    inventory_warning_level = models.IntegerField(default=0)
    purchasing_disabled = models.BooleanField(default=False)
    purchasing_disabled_message = models.CharField(max_length=255, blank=True)
    image_url = models.TextField(blank=True)
    #: [{"option_id", "option_display_name", "id", "label"}], in the product's option order
    option_values = models.JSONField(default=list)
    #: position among the product's variants as BigCommerce lists them
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["product", "position"]

    def __str__(self) -> str:
        return self.sku or str(self.bigcommerce_id)

    @property
    def label(self) -> str:
        """ "Blue, L" for people; empty for the only variant of a simple product."""
        return ", ".join(value["label"] for value in self.option_values if value.get("label"))


class ProductFacet(models.Model):
    """One filterable value of a product: an option's value or a custom field, as text."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=255)
    value = models.CharField(max_length=255)

    class Meta:
        indexes = [models.Index(fields=["name", "value"], name="bigcommerce_facet")]
        constraints = [
            models.UniqueConstraint(fields=["product", "name", "value"], name="bigcommerce_facet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
