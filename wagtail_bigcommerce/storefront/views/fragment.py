"""The part of every page that is this visitor's own: cart, login state, messages. Costs no API call."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from ...commerce.cart import picture
from ...models import Product
from .. import consent
from ..links import product_url
from .base import ShopView
from .consent import page_asked_from


class FragmentView(ShopView):
    """Fetched by script after a page that is the same for everybody."""

    template_name = "wagtail_bigcommerce/fragment/visitor.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        summary = self.shop_session.summary
        ids = {line.product_id for line in summary.lines if line.product_id}
        rows = Product.objects.filter(bigcommerce_id__in=ids).only("bigcommerce_id", "slug") if ids else ()
        urls = {product.bigcommerce_id: product_url(product, self.channel) for product in rows}
        lines = [
            {"line": line, "picture": picture(line.image_url), "url": urls.get(line.product_id or 0, "")}
            for line in summary.lines
        ]
        asks = consent.given(request) is None
        return self.render(
            summary=summary,
            lines=lines,
            consent_categories=consent.asked() if asks else (),
            page_path=page_asked_from(request),
        )
