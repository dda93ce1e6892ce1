"""A merchant's old addresses live on: a path that is not found here, but is a `custom_url` of the channel's catalog,
leads to the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from ..models import Brand, Category, Channel, Product
from . import links


class MerchantAddressMiddleware:
    """Redirects (301, query kept). Costs nothing unless the answer is a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        channel = Channel.objects.for_request(request)
        url = page_for(request.path, channel) if channel and channel.is_open else ""
        if not url or url == request.path:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)


def page_for(path: str, channel: Channel) -> str:
    """Where the thing is shown whose address at BigCommerce is `path`, with or without its last slash; "" if none."""
    if "\0" in path:
        return ""
    bare = path.rstrip("/")
    paths = {written for form in (bare, f"{bare}/") for written in (form, quote(form))} - {""}
    product = Product.objects.shown(channel).filter(custom_url__in=paths).only("slug").first()
    if product:
        return links.product_url(product, channel)
    category = Category.objects.shown(channel).filter(custom_url__in=paths).only("slug").first()
    if category:
        return links.category_url(category, channel)
    brand = Brand.objects.shown(channel).filter(custom_url__in=paths).only("slug").first()
    return links.brand_url(brand, channel) if brand else ""
