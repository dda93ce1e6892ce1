"""The catalog as a page: mix it into a page type, and the shop lives below that page.

Everything shown is what the channel of the request's site sells; a site without a channel has no shop. Pages are the
same for every guest, so that anyone may cache them; customers, and who chose a currency, get theirs (see `shopper`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageViewRestriction

from .. import conf
from ..models import Brand, Category, Channel, Product
from ..models.products import ProductQuerySet
from . import caching, csp, json_ld, links, seo, sitemap
from .cards import CARD_COLUMNS
from .details import request_details
from .listing import Listing
from .listing_query import ListingQuery
from .navigation import Link
from .price_book import price_book
from .product_context import product_context
from .product_page import ProductPage, shown_product
from .seo import Meta

# what neither a category's page nor a brand's page shows
_HEAVY_COLUMNS = ("payload", "search_keywords")


class CatalogPageMixin(RoutablePageMixin):
    """Landing page, products, categories, brands and search as subpages of one Wagtail page.

    A page type that mixes it in may set these attributes and override any of the views.
    """

    landing_template = "wagtail_bigcommerce/catalog/landing.html"
    product_template = "wagtail_bigcommerce/catalog/product.html"
    category_template = "wagtail_bigcommerce/catalog/category.html"
    brands_template = "wagtail_bigcommerce/catalog/brands.html"
    brand_template = "wagtail_bigcommerce/catalog/brand.html"
    search_template = "wagtail_bigcommerce/catalog/search.html"

    #: products on a page of a listing
    products_per_page = 24
    #: products in each row of the landing page
    products_per_row = 8

    @path("")
    def landing(self, request: HttpRequest) -> TemplateResponse:
        channel = self.get_channel(request)
        products = _cards(Product.objects.shown(channel))
        featured = products.filter(is_featured=True).order_by("sort_order", "name")[: self.products_per_row]
        # what has no picture yet is hardly ready to be shown off
        newest = products.exclude(images=[]).order_by(F("date_created").desc(nulls_last=True), "-pk")
        newest = newest[: self.products_per_row]
        price_book(request, channel).prepare([*featured, *newest])
        context = {
            "categories": Category.objects.shown(channel).filter(depth=1).order_by("sort_order", "name"),
            "featured": featured,
            "newest": newest,
            "meta": Meta(
                # a site's own base page model may have neither of Wagtail's promote fields
                title=getattr(self, "seo_title", "") or self.title,
                description=getattr(self, "search_description", ""),
                canonical=links.catalog_url(channel, absolute=True),
            ),
        }
        return self.render_shop(request, self.landing_template, context)

    @path(f"{links.PRODUCTS}/<path:slug>/", name="product")
    def product(self, request: HttpRequest, slug: str) -> TemplateResponse:
        channel = self.get_channel(request)
        product = shown_product(channel, slug)
        if product is None:
            raise Http404
        if product.details_synced_at is None:
            request_details(product)
        view = ProductPage(product, channel, request.GET, price_book(request, channel))
        response = self.render_shop(request, self.product_template, product_context(view))
        if product.videos:
            csp.allow(response, {"frame-src": ["https://www.youtube-nocookie.com"]})
        return response

    @path(f"{links.CATEGORIES}/<path:slug>/", name="category")
    def category(self, request: HttpRequest, slug: str) -> TemplateResponse:
        channel = self.get_channel(request)
        category = (
            Category.objects.shown(channel)
            .filter(slug=slug)
            .select_related("parent__parent__parent__parent", "social_image")
            .defer(*_HEAVY_COLUMNS)
            .first()
        )
        if category is None:
            raise Http404
        listing = self._listing(request, Product.objects.shown(channel).in_category(category), category)
        subcategories = Category.objects.shown(channel).filter(parent=category).order_by("sort_order", "name")
        context = {
            "category": category,
            "subcategories": subcategories.only("name", "slug", "image_url"),
            "breadcrumbs": _category_trail(category, channel),
            "meta": seo.category_meta(
                category, channel, page_number=listing.page.number, filtered=listing.query.is_filtered
            ),
        }
        return self.render_shop(request, self.category_template, context | self._listing_context(listing))

    @path(f"{links.BRANDS}/", name="brands")
    def brands(self, request: HttpRequest) -> TemplateResponse:
        channel = self.get_channel(request)
        url = links.catalog_url(channel, f"{links.BRANDS}/")
        context = {
            "brands": Brand.objects.shown(channel).only("name", "slug", "image_url"),
            "breadcrumbs": [_shop_link(channel), Link(_("Brands"), url)],
            "meta": Meta(title=_("Brands"), canonical=links.catalog_url(channel, f"{links.BRANDS}/", absolute=True)),
        }
        return self.render_shop(request, self.brands_template, context)

    @path(f"{links.BRANDS}/<path:slug>/", name="brand")
    def brand(self, request: HttpRequest, slug: str) -> TemplateResponse:
        channel = self.get_channel(request)
        brand = (
            Brand.objects.filter(slug=slug, live=True, vanished_at__isnull=True)
            .select_related("social_image")
            .defer(*_HEAVY_COLUMNS)
            .first()
        )
        if brand is None:
            raise Http404
        listing = self._listing(request, Product.objects.shown(channel).filter(brand=brand))
        if not listing.count and not listing.query.is_filtered:
            raise Http404  # sold in another channel only
        brands_url = links.catalog_url(channel, f"{links.BRANDS}/")
        context = {
            "brand": brand,
            "breadcrumbs": [
                _shop_link(channel),
                Link(_("Brands"), brands_url),
                Link(brand.name, links.brand_url(brand, channel)),
            ],
            "meta": seo.brand_meta(brand, channel, page_number=listing.page.number, filtered=listing.query.is_filtered),
        }
        return self.render_shop(request, self.brand_template, context | self._listing_context(listing))

    @path(f"{links.SEARCH}/", name="search")
    def search(self, request: HttpRequest) -> TemplateResponse:
        channel = self.get_channel(request)
        listing = self._listing(request, Product.objects.shown(channel))
        url = links.catalog_url(channel, f"{links.SEARCH}/")
        context = {
            "breadcrumbs": [_shop_link(channel), Link(_("Search"), url)],
            "meta": Meta(title=_("Search"), indexed=False),
        }
        return self.render_shop(request, self.search_template, context | self._listing_context(listing))

    def get_channel(self, request: HttpRequest) -> Channel:
        """The channel whose catalog this page shows. Raises Http404 where there is no open shop."""
        channel = Channel.objects.for_request(request)
        if channel is None or not channel.is_open:
            raise Http404("This site has no shop.")
        if channel.catalog_page_id in {None, self.pk}:
            links.remember_catalog_page(channel, self)
        return channel

    def render_shop(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        """Render a page of the catalog, and offer it to caches."""
        context = {"channel": self.get_channel(request), **context}
        response = self.render(request, template=template, context_overrides=context)
        return caching.offer(response, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["base_template"] = conf.get("BASE_TEMPLATE")
        return context

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """As Wagtail answers it, with one query instead of two for a page that is open to everybody."""
        way_up = self.get_ancestors(inclusive=True)
        if way_up.filter(Q(view_restrictions__isnull=False) | Q(alias_of__isnull=False)).exists():
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """This page and everything below it that is sold in its channel."""
        return [*super().get_sitemap_urls(request), *self._catalog_sitemap_urls()]

    def _catalog_sitemap_urls(self) -> Iterator[dict[str, Any]]:
        for channel in Channel.objects.filter(catalog_page=self.pk).select_related("site"):
            links.remember_catalog_page(channel, self)
            yield from sitemap.entries(channel)

    def _listing(self, request: HttpRequest, products: ProductQuerySet, category: Category | None = None) -> Listing:
        channel = self.get_channel(request)
        return Listing(
            products,
            ListingQuery.read(request.GET),
            channel,
            category,
            per_page=self.products_per_page,
            prices=price_book(request, channel),
        )

    def _listing_context(self, listing: Listing) -> dict[str, Any]:
        page = listing.page
        return {
            "listing": listing,
            "item_list": json_ld.item_list(page.object_list, listing.channel, start=page.start_index()),
        }


def _cards(products: QuerySet[Product]) -> QuerySet[Product]:
    return products.select_related("brand").only(*CARD_COLUMNS)


def _shop_link(channel: Channel) -> Link:
    return Link(_("Shop"), links.catalog_url(channel))


def _category_trail(category: Category, channel: Channel) -> list[Link]:
    trail: list[Link] = []
    ancestor: Category | None = category
    while ancestor is not None:
        trail.insert(0, Link(ancestor.name, links.category_url(ancestor, channel)))
        ancestor = ancestor.parent
    return [_shop_link(channel), *trail]
