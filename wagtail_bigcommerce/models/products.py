"""Products: the row that a product page is made from."""

from __future__ import annotations

from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any

import nh3
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.search import index

from .categories import Category, ProductCategory
from .channels import Channel, ChannelAssignment
from .fields import MONEY, ContentField
from .snippets import EditorialSnippet

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise


def _price(label: str | _StrPromise) -> models.DecimalField:
    return models.DecimalField(label, null=True, editable=False, **MONEY)


class ProductTag(TaggedItemBase):
    content_object = ParentalKey("wagtail_bigcommerce.Product", on_delete=models.CASCADE, related_name="tagged_items")


class ProductQuerySet(models.QuerySet["Product"]):
    def shown(self, channel: Channel) -> ProductQuerySet:
        """Products a visitor of `channel` can see.

        That is: live for the editor, visible in the store, not vanished, and assigned to the channel.
        """
        return self.filter(
            models.Exists(ChannelAssignment.objects.filter(product=models.OuterRef("pk"), channel=channel)),
            live=True,
            is_visible=True,
            vanished_at__isnull=True,
        )

    def in_category(self, category: Category) -> ProductQuerySet:
        """Products of the category and of everything below it."""
        return self.filter(
            models.Exists(
                ProductCategory.objects.filter(
                    product=models.OuterRef("pk"), category__id_path__startswith=category.id_path
                )
            )
        )

    def in_stock(self) -> ProductQuerySet:
        return self.filter(in_stock=True)


class Product(index.Indexed, EditorialSnippet, ClusterableModel):  # type: ignore[django-manager-missing]
    """A product with all that its page needs, so that a page costs one row and its variants.

    Prices are in the store's default currency and come as BigCommerce's catalog states them: customer groups, price
    lists and channel prices are not in them. `price_min`/`price_max` span the variants' calculated prices. JSON
    columns hold the lists that are only rendered; `sync.mappers.product` says what each entry has.
    """

    class Availability(models.TextChoices):
        AVAILABLE = "available", _("available")
        PREORDER = "preorder", _("pre-order")
        DISABLED = "disabled", _("not purchasable")

    class InventoryTracking(models.TextChoices):
        NONE = "none", _("not tracked")
        PRODUCT = "product", _("per product")
        VARIANT = "variant", _("per variant")

    # What BigCommerce owns
    slug = models.CharField(max_length=300, db_index=True, editable=False)
    custom_url = models.CharField(max_length=255, blank=True, db_index=True, editable=False)
    type = models.CharField(max_length=16, default="physical", editable=False)
    sku = models.CharField(_("SKU"), max_length=255, blank=True, db_index=True, editable=False)
    upc = models.CharField(max_length=64, blank=True, editable=False)
    gtin = models.CharField(max_length=64, blank=True, editable=False)
    mpn = models.CharField(max_length=255, blank=True, editable=False)
    description = models.TextField(_("description"), blank=True, editable=False)
    warranty = models.TextField(blank=True, editable=False)
    brand = models.ForeignKey(
        "wagtail_bigcommerce.Brand",
        verbose_name=_("brand"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="products",
    )
    brand.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    price = models.DecimalField(_("price"), default=Decimal(0), editable=False, **MONEY)
    sale_price = _price(_("sale price"))
    retail_price = _price(_("retail price"))
    map_price = _price(_("minimum advertised price"))
    calculated_price = models.DecimalField(default=Decimal(0), editable=False, **MONEY)
    price_min = models.DecimalField(_("lowest price"), default=Decimal(0), editable=False, db_index=True, **MONEY)
    price_max = models.DecimalField(_("highest price"), default=Decimal(0), editable=False, **MONEY)
    on_sale = models.BooleanField(_("on sale"), default=False, editable=False)
    availability = models.CharField(
        _("availability"),
        max_length=16,
        choices=Availability.choices,
        default=Availability.AVAILABLE,
        editable=False,
    )
    availability_description = models.CharField(max_length=255, blank=True, editable=False)
    is_visible = models.BooleanField(_("visible in the store"), default=True, editable=False)
    is_featured = models.BooleanField(_("featured"), default=False, editable=False)
    is_price_hidden = models.BooleanField(default=False, editable=False)
    price_hidden_label = models.CharField(max_length=255, blank=True, editable=False)
    preorder_release_date = models.DateTimeField(null=True, editable=False)
    preorder_message = models.CharField(max_length=255, blank=True, editable=False)
    inventory_tracking = models.CharField(
        max_length=16, choices=InventoryTracking.choices, default=InventoryTracking.NONE, editable=False
    )
    inventory_level = models.IntegerField(_("stock"), default=0, editable=False)
    inventory_warning_level = models.IntegerField(default=0, editable=False)
    #: whether anything of it can be had now: not tracked, or some in stock (of any purchasable variant)
    in_stock = models.BooleanField(_("in stock"), default=True, editable=False)
    order_quantity_minimum = models.PositiveIntegerField(default=0, editable=False)
    #: 0 = no limit
    order_quantity_maximum = models.PositiveIntegerField(default=0, editable=False)
    condition = models.CharField(max_length=16, blank=True, editable=False)
    is_condition_shown = models.BooleanField(default=False, editable=False)
    #: in the store's units (`Channel.settings`)
    weight = models.DecimalField(max_digits=20, decimal_places=4, null=True, editable=False)
    width = models.DecimalField(max_digits=20, decimal_places=4, null=True, editable=False)
    height = models.DecimalField(max_digits=20, decimal_places=4, null=True, editable=False)
    depth = models.DecimalField(max_digits=20, decimal_places=4, null=True, editable=False)
    sort_order = models.IntegerField(default=0, editable=False)
    total_sold = models.IntegerField(default=0, editable=False)
    reviews_count = models.PositiveIntegerField(default=0, editable=False)
    #: average of approved reviews, 0 to 5; None without any
    rating = models.DecimalField(max_digits=3, decimal_places=2, null=True, editable=False)
    date_created = models.DateTimeField(null=True, editable=False)
    date_modified = models.DateTimeField(null=True, editable=False)
    images = models.JSONField(default=list, editable=False)
    videos = models.JSONField(default=list, editable=False)
    options = models.JSONField(default=list, editable=False)
    modifiers = models.JSONField(default=list, editable=False)
    custom_fields = models.JSONField(default=list, editable=False)
    bulk_prices = models.JSONField(default=list, editable=False)
    #: BigCommerce ids; empty means "choose for me"
    related_ids = models.JSONField(default=list, editable=False)
    #: SKUs of all variants, for search
    variant_skus = models.TextField(blank=True, editable=False)
    #: when options and modifiers were read (pass two); None: not yet
    details_synced_at = models.DateTimeField(null=True, editable=False)
    details_digest = models.CharField(max_length=32, default="", editable=False)
    #: digest of the columns that search reads, so that a price change costs no re-indexing
    search_digest = models.CharField(max_length=32, default="", editable=False)
    vanished_at = models.DateTimeField(_("vanished"), null=True, editable=False, db_index=True)
    categories = models.ManyToManyField(Category, through="ProductCategory", related_name="products", editable=False)

    # What editors own
    content = ContentField(
        verbose_name=_("content"),
        blank=True,
        help_text=_("Shown on the product page below the store's description."),
    )
    tags = ClusterTaggableManager(through=ProductTag, blank=True)

    objects = ProductQuerySet.as_manager()

    synced_fields = (
        *EditorialSnippet.synced_fields,
        "slug", "custom_url", "type", "sku", "upc", "gtin", "mpn", "description", "warranty", "brand",
        "price", "sale_price", "retail_price", "map_price", "calculated_price", "price_min", "price_max", "on_sale",
        "availability", "availability_description", "is_visible", "is_featured", "is_price_hidden",
        "price_hidden_label", "preorder_release_date", "preorder_message",
        "inventory_tracking", "inventory_level", "inventory_warning_level", "in_stock",
        "order_quantity_minimum", "order_quantity_maximum", "condition", "is_condition_shown",
        "weight", "width", "height", "depth", "sort_order", "total_sold", "reviews_count", "rating",
        "date_created", "date_modified",
        "images", "videos", "options", "modifiers", "custom_fields", "bulk_prices", "related_ids", "variant_skus",
        "details_synced_at", "details_digest", "search_digest", "vanished_at",
    )  # fmt: skip

    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("sku", boost=3),
        index.AutocompleteField("sku"),
        index.SearchField("variant_skus"),
        index.SearchField("search_keywords", boost=2),
        index.SearchField("description_text"),
        index.FilterField("live"),
        index.FilterField("is_visible"),
        index.FilterField("vanished_at"),
        index.FilterField("brand"),
    ]

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["live", "is_visible", "sort_order", "name"], name="bigcommerce_product_listing"),
        ]

    @cached_property
    def description_text(self) -> str:
        """The description without tags, which nobody searches for; words in neighbouring elements stay apart."""
        return unescape(nh3.clean(self.description.replace("<", " <"), tags=set()))

    @property
    def is_purchasable(self) -> bool:
        """Whether the store sells it at all; stock and single variants are another matter."""
        return self.availability != self.Availability.DISABLED and not self.is_price_hidden

    @property
    def thumbnail(self) -> dict[str, Any] | None:
        """The image that stands for the product: mappers put it first."""
        return self.images[0] if self.images else None

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "wagtail_bigcommerce/catalog/product_preview.html"
