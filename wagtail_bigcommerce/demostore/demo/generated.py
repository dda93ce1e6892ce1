"""Plausible products without an author, for catalogs of a thousand or a hundred thousand.

Each follows from its number and the seed alone, so any of them can be made without the others.
"""

from random import Random
from typing import Any

FIRST_ID = 10_000

CHARACTERS = (
    "Breakwater", "Headland", "Longshore", "Mooring", "Spindrift", "Tideline", "Saltmarsh", "Boathouse",
    "Lookout", "Shingle", "Estuary", "Foghorn", "Rigger's", "Pilot's", "Ropewalk", "Sandbar",
)  # fmt: skip

#: noun, motif, category, brand, lowest price, sentence
WARES = (
    ("Mug", "mug", "mugs", "Kiln Lane Pottery", 12, "Thrown on a kick wheel and glazed inside and out."),
    ("Bowl", "bowl", "bowls-and-plates", "Kiln Lane Pottery", 16, "Deep enough for soup, wide enough for salad."),
    ("Lamp", "lamp", "lighting", "Driftyard", 68, "Turned from larch planking, wired by hand, switched at the flex."),
    ("Blanket", "blanket", "textiles", "Netloft Weavers", 84, "A mid-weight wool twill with a bound edge."),
    ("Planter", "pot", "pots", "Bramblegate", 18, "Frost-proof down to the sort of winter we get."),
    ("Notebook", "notebook", "notebooks", "Ledger & Gull", 9, "Sewn in sections, so that it lies flat at any page."),
    ("Candle", "candle", "lighting", "Tallow Row", 11, "Poured on a Thursday, cured for three weeks."),
    ("Bag", "bag", "bags", "Cairn & Cleat", 38, "Waxed cotton with a lining you can find your keys against."),
    ("Socks", "socks", "outdoors/clothing", "Netloft Weavers", 14, "Knitted with a turned heel and a long memory."),
    ("Bottle", "bottle", "bags", "Cairn & Cleat", 24, "Keeps tea hot over the headland and back."),
    ("Cushion", "cushion", "textiles", "Netloft Weavers", 32, "Filled with wool noil, closed with three horn buttons."),
    ("Soap", "soap", "home/bath", "Tallow Row", 7, "Cold-pressed, cut by wire and stamped by eye."),
)  # fmt: skip

COLOURS = ("Sea", "Buoy", "Moss", "Mustard", "Fog", "Heather", "Slate", "Coral", "Kelp", "Brick")
LOOKS = ("plain", "band", "stripes", "dots", "waves", "speckle")


def generated_entry(number: int, seed: int) -> dict[str, Any]:
    """Return the authored form of generated product `number` (0, 1, 2 …); see `products.py`."""
    dice = Random(f"{seed}/ware/{number}")  # noqa: S311  word lists, not secrets
    noun, motif, category, brand, lowest, sentence = dice.choice(WARES)
    character, look = dice.choice(CHARACTERS), dice.choice(LOOKS)
    colours = dice.sample(COLOURS, 3)
    name = f"{character} {noun} No. {number + 1}"
    entry: dict[str, Any] = {
        "id": FIRST_ID + number,
        "name": name,
        "sku": f"KG-{number + 1:06}",
        "brand": brand,
        "categories": [category],
        "price": lowest + dice.randint(0, 40) / 2,
        "weight": dice.randint(1, 40) / 10,
        "description": f"<p>{sentence} Number {number + 1} of the {character} series, in {colours[0].lower()}.</p>",
        "picture": {"motif": motif, "look": look, "colour": colours[0], "views": ["front", "detail"]},
        "sort_order": number % 50,
    }
    if number % 3 == 0:
        entry["options"] = [{"name": "Colour", "type": "swatch", "values": colours}]
    else:
        entry["stock"] = dice.randint(0, 80)
    if number % 7 == 0:
        entry["sale_price"] = round(entry["price"] * 0.8, 2)
    return entry
