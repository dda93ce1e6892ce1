"""Pictures that the store serves."""

import xml.etree.ElementTree as ET

import pytest

from wagtail_bigcommerce.demostore import DemoStore

from .sessions import StoreSession


@pytest.fixture(scope="module")
def session():
    return StoreSession(DemoStore())


def picture(session, url):
    answer = session.get(url.removeprefix(session.store.base_url))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml"), url
    return ET.fromstring(answer.content)


def test_every_picture_of_the_demo_catalog_is_served(session):
    state = session.store.state
    urls = {image["url_standard"] for product in state.products.values() for image in product["images"]}
    urls |= {variant["image_url"] for product in state.products.values() for variant in product["variants"]}
    urls |= {row["image_url"] for row in [*state.categories.values(), *state.brands.values()]}
    for url in sorted(urls - {""}):
        picture(session, url)


def test_sizes_differ_in_pixels_only(session):
    image = next(image for product in session.store.state.products.values() for image in product["images"])
    zoom, tiny = picture(session, image["url_zoom"]), picture(session, image["url_tiny"])
    assert int(zoom.get("width")) > int(tiny.get("width"))
    assert zoom.get("viewBox") == tiny.get("viewBox")


def test_pictures_may_be_cached(session):
    answer = session.get("/images/stand-in/mug.svg")
    assert "max-age" in answer.headers["Cache-Control"]
    assert answer.content == session.get("/images/stand-in/mug.svg").content
    assert answer.content != session.get("/images/stand-in/bowl.svg").content


@pytest.mark.parametrize("path", ["/images/unknown.svg", "/images/product/nothing/plain/000000/front.svg", "/images/"])
def test_what_cannot_be_drawn_is_not_found(session, path):
    assert session.get(path).status_code == 404


def test_an_unknown_size_is_not_found(session):
    image = next(image for product in session.store.state.products.values() for image in product["images"])
    url = image["url_zoom"].partition("?")[0].removeprefix(session.store.base_url)
    assert session.get(f"{url}?size=huge").status_code == 404
