"""A store to measure with: 4.2 variants, three pictures and a kilobyte of text a product, brands and categories."""

from wagtail_bigcommerce.demostore import DemoStore, brand, category, product

BRANDS, CATEGORIES = 50, 100

_SENTENCE = "Thrown on a wheel, glazed inside &amp; out, and <em>checked</em> by hand. "
_OPTIONS = {"Size": ["S", "M", "L"], "Colour": ["Sea", "Moss", "Brick"]}


def store_of(count, base_url):
    """A store of `count` products: two in five come in three sizes and three colours."""
    return DemoStore(
        products=[product(number, **_fields(number)) for number in range(1, count + 1)],
        brands=[brand(number) for number in range(1, BRANDS + 1)],
        categories=[category(number) for number in range(1, CATEGORIES + 1)],
        base_url=base_url,
        rate_limit=10**9,
    )


def _fields(number):
    return {
        "sku": f"SKU-{number}",
        "price": 10 + number % 90,
        "brand_id": 1 + number % BRANDS,
        "categories": sorted({1 + number % CATEGORIES, 1 + number * 7 % CATEGORIES}),
        "description": f"<p>{_SENTENCE * 12}</p><ul><li>Number {number}</li></ul>",
        "search_keywords": f"keyword{number % 500}, another",
        "images": [f"https://cdn.example.com/{number}-{view}.jpg" for view in range(3)],
        "custom_fields": {"Material": f"M{number % 20}", "Origin": "Here"},
        "modifiers": [{"display_name": "Engraving"}],
        **({"options": _OPTIONS} if number % 5 < 2 else {}),
    }
