"""Reading carts. Numbers in brackets are rows of the list of odd payloads."""

from decimal import Decimal

import pytest

from wagtail_bigcommerce.commerce.cart import cart_from_payload
from wagtail_bigcommerce.commerce.naming import with_products
from wagtail_bigcommerce.models import Product


def payload(**fields):
    return {"id": "secret-id", "currency": {"code": "USD"}, "line_items": {}, **fields}


def item(**fields):
    return {"id": "a", "name": "Mug", "product_id": 7, "variant_id": 71, "quantity": 2, "list_price": 12, **fields}


def first_line(**fields):
    return cart_from_payload(payload(line_items={"physical_items": [item(**fields)]})).lines[0]


def test_sums_and_lines():
    cart = cart_from_payload(
        payload(
            base_amount=Decimal("30.00"),
            cart_amount=27,
            coupons=[{"code": "TEN", "display_name": "Ten off", "discounted_amount": 3}],
            line_items={
                "physical_items": [item(sale_price=Decimal("10.5"), extended_sale_price=21, original_price=12)],
                "digital_items": [item(id="b", quantity=1)],
            },
        )
    )

    assert (cart.subtotal, cart.total, cart.count) == (Decimal("30.00"), Decimal(27), 3)
    assert [coupon.amount for coupon in cart.coupons] == [Decimal(3)]
    mug = cart.lines[0]
    assert (mug.price, mug.total, mug.original_price) == (Decimal("10.5"), Decimal(21), Decimal(12))


def test_cart_of_custom_items_and_gift_certificates_only():  # (81)
    cart = cart_from_payload(
        payload(
            line_items={
                "custom_items": [{"id": "c", "name": "Engraving", "quantity": 2, "list_price": 5}],
                "gift_certificates": [{"id": "g", "name": "Voucher", "amount": 50, "quantity": 1}],
            }
        )
    )

    assert [line.total for line in cart.lines] == [Decimal(10), Decimal(50)]
    assert not any(line.is_editable for line in cart.lines)
    assert all(line.is_removable for line in cart.lines)


@pytest.mark.parametrize("parent_id", [None, {}, ""])
def test_line_without_parent_is_its_own(parent_id):
    assert first_line(parent_id=parent_id).is_editable


def test_part_of_a_bundle_is_not_editable_alone_and_not_counted():  # (89)
    cart = cart_from_payload(
        payload(line_items={"physical_items": [item(), item(id="b", parent_id="a", is_bundled_product=True)]})
    )

    assert not cart.lines[1].is_editable
    assert not cart.lines[1].is_removable
    assert cart.count == 2


@pytest.mark.parametrize("fields", [{"is_mutable": False}, {"added_by_promotion": True}])
def test_gift_of_a_promotion_is_not_editable(fields):
    assert not first_line(**fields).is_editable


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"name": "Size", "nameId": 1, "value": "M", "valueId": 2}, (1, 2)),
        ({"name": "Size", "name_id": "1", "value": "M", "value_id": "2"}, (1, 2)),
        ({"name": "Note", "nameId": 1, "value": "For Ada", "valueId": None}, (1, None)),
    ],
)
def test_options_in_both_key_styles(row, expected):  # (80)
    option = first_line(options=[row]).options[0]

    assert (option.option_id, option.value_id) == expected


@pytest.mark.parametrize("missing", [{}, {"currency": None, "coupons": None}, {"line_items": None}])
def test_missing_parts_do_not_matter(missing):
    cart = cart_from_payload({"id": "x", **missing})

    assert (cart.lines, cart.total) == ((), Decimal(0))


def test_id_does_not_show():
    assert "secret-id" not in repr(cart_from_payload(payload()))


@pytest.mark.django_db
def test_names_come_from_our_rows(django_assert_num_queries):
    choice = {"id": 1, "name": "Grösse", "type": "rectangles", "values": [{"id": 2, "label": "Mittel"}]}
    Product.objects.create(bigcommerce_id=7, name="Becher", slug="becher", options=[choice])
    options = [{"name": "Size", "nameId": 1, "value": "M", "valueId": 2}]
    lines = [item(options=options), item(id="b", product_id=99, name="Unknown here")]
    cart = cart_from_payload(payload(line_items={"physical_items": lines}))

    with django_assert_num_queries(1):
        named = with_products(cart)

    assert (named.lines[0].name, named.lines[0].product.slug) == ("Becher", "becher")
    assert [(option.name, option.value) for option in named.lines[0].options] == [("Grösse", "Mittel")]
    assert (named.lines[1].name, named.lines[1].product) == ("Unknown here", None)


def gift(**fields):
    return item(
        id="g", name="Tote bag", list_price=8, sale_price=0, is_mutable=False, added_by_promotion=True, **fields
    )


def test_gift_of_a_promotion_is_shown_as_such_and_left_alone():
    line = cart_from_payload(payload(line_items={"physical_items": [gift(quantity=1)]})).lines[0]

    assert (line.is_gift, line.is_editable, line.is_removable, line.price) == (True, False, False, 0)


def test_gifts_count_and_parts_of_bundles_do_not():
    lines = [item(), gift(quantity=1), item(id="p", parent_id="a", quantity=2)]

    assert cart_from_payload(payload(line_items={"physical_items": lines})).count == 3


def test_savings_are_what_sales_coupons_and_promotions_take_off():
    lines = [item(original_price=15, list_price=12, sale_price=10, discount_amount=4, coupon_amount=4)]
    coupons = [{"code": "TWO", "discounted_amount": 4}]
    cart = cart_from_payload(payload(line_items={"physical_items": lines}, coupons=coupons, discount_amount=1))

    assert (cart.lines[0].saving, cart.lines[0].discount) == (10, 4)
    assert cart.saving == 11


@pytest.mark.parametrize("discount", [{"discount_amount": 0, "coupon_amount": 3}, {"discount_amount": 3}])
def test_discount_of_a_line_in_both_forms(discount):
    assert first_line(**discount).discount == 3


@pytest.mark.parametrize("wrap", [lambda banner: banner, lambda banner: [banner]])
def test_banners_in_both_forms_and_safe(wrap):
    banner = {"id": "3", "type": "applied", "page": ["homepage", "cartpage"]}
    banner["text"] = '<b onclick="steal()">Free</b> delivery<script>steal()</script>'

    assert cart_from_payload(payload(promotions={"banners": wrap(banner)})).banners == ("<b>Free</b> delivery",)


@pytest.mark.parametrize("promotions", [None, {}, {"banners": None}, {"banners": []}])
def test_no_banners(promotions):
    assert cart_from_payload(payload(promotions=promotions)).banners == ()


def test_banner_of_another_page_is_not_shown():
    banner = {"page": ["homepage"], "text": "Hello"}

    assert cart_from_payload(payload(promotions={"banners": [banner]})).banners == ()


def test_wrapping_is_shown():
    line = first_line(gift_wrapping={"name": "Red paper", "message": "Enjoy", "amount": Decimal("1.99")})

    assert (line.wrapping, line.wrapping_price) == ("Red paper", Decimal("1.99"))


def test_certificates_keep_what_puts_them_into_another_cart():
    ada = {"name": "Ada", "email": "ada@example.com"}
    row = {"id": "g", "name": "Voucher", "theme": "Girl", "amount": 50, "sender": ada, "recipient": ada, "message": "x"}
    line = cart_from_payload(payload(line_items={"gift_certificates": [row]})).lines[0]

    assert line.request.payload() == {**{key: row[key] for key in row if key != "id"}, "quantity": 1}
    assert "ada@example.com" not in repr(line)
