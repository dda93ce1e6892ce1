"""Reviews of a product (Catalog V3, "Product reviews"). The filter is a number, the field a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...state import Payload
from ...wsgi import ApiProblem, Request, Response, data, problem, route
from ..paging import chosen_fields, page_of
from .products import require_product

if TYPE_CHECKING:
    from ...store import DemoStore

_STATUSES = ("approved", "disapproved", "pending")
_WRITABLE = ("title", "text", "status", "rating", "email", "name", "date_reviewed")


@route("GET", "/v3/catalog/products/{product_id:int}/reviews")
def list_reviews(store: DemoStore, request: Request, product_id: int) -> Response:
    rows = require_product(store, product_id).get("reviews", [])
    status = request.integer("status")
    if status is not None:
        rows = [row for row in rows if row["status"] == ("approved" if status == 1 else "pending")]
    if not rows:
        return Response(204)
    found, meta = page_of(request, rows)
    return data([chosen_fields(request, row) for row in found], meta)


@route("GET", "/v3/catalog/products/{product_id:int}/reviews/{review_id:int}")
def get_review(store: DemoStore, request: Request, product_id: int, review_id: int) -> Response:
    for row in require_product(store, product_id).get("reviews", []):
        if row["id"] == review_id:
            return data(chosen_fields(request, row))
    raise ApiProblem(404, f"A review was not found with an id of {review_id}")


@route("POST", "/v3/catalog/products/{product_id:int}/reviews")
def create_review(store: DemoStore, request: Request, product_id: int) -> Response:
    product = require_product(store, product_id)
    posted = request.json_object
    errors = _faults(posted)
    if errors:
        problem(422, "The review is invalid", errors)
    review: Payload = {
        "id": store.state.next_id("reviews"),
        "product_id": product_id,
        "text": "",
        "status": "pending",
        "rating": 0,
        "email": "",
        "name": "",
        "date_created": store.now_iso(),
        "date_modified": store.now_iso(),
        **{name: posted[name] for name in _WRITABLE if name in posted},
    }
    product.setdefault("reviews", []).append(review)
    if review["status"] == "approved":
        store.update_product(
            product_id,
            reviews_count=product["reviews_count"] + 1,
            reviews_rating_sum=product["reviews_rating_sum"] + review["rating"],
        )
    return data(review)


def _faults(posted: Payload) -> dict[str, str]:
    errors = {name: "error.path.missing" for name in ("title", "date_reviewed") if not posted.get(name)}
    if len(str(posted.get("title", ""))) > 255:
        errors["title"] = "must be at most 255 characters"
    if posted.get("status", "pending") not in _STATUSES:
        errors["status"] = f"must be one of {', '.join(_STATUSES)}"
    rating = posted.get("rating", 0)
    if not isinstance(rating, int) or not 0 <= rating <= 5:
        errors["rating"] = "must be between 0 and 5"
    return errors
