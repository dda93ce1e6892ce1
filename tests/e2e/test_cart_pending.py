"""What happens while a change of the cart is under way."""

from playwright.sync_api import expect

from .shopping import JUG, add_to_cart, cart_count


def test_double_click_adds_once(visit):
    page = visit(JUG)
    page.get_by_role("button", name="Add to cart").dblclick()
    expect(cart_count(page)).to_have_text("1 item")
    page.wait_for_load_state("networkidle")
    page.goto("/cart/")
    expect(cart_count(page)).to_have_text("1 item")


def test_two_tabs_of_a_new_visitor_fill_one_cart(visitor):
    first = visitor()
    second = first.context.new_page()
    for page in (first, second):
        page.goto(JUG)
    with first.expect_response("**/cart/add/"), second.expect_response("**/cart/add/"):
        for page in (first, second):  # pressed before either has been answered
            page.get_by_role("button", name="Add to cart").click(no_wait_after=True)
    first.goto("/cart/")
    expect(cart_count(first)).to_have_text("2 items")


def test_leaving_meanwhile_asks_first(visit):
    page = visit(JUG)
    page.wait_for_load_state("networkidle")
    held = []
    page.route("**/cart/add/", lambda route: held.append(route))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("button", name="Add to cart").click()
    expect(page.locator("form[aria-busy=true]")).to_have_count(1)
    page.evaluate("location.href = '/cart/'")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    held[0].continue_()
    expect(cart_count(page)).to_have_text("1 item")
    expect(page.locator("form[aria-busy=true]")).to_have_count(0)


def test_answer_that_is_lost_is_told_and_nothing_is_sent_again(visit, watch):
    watch.expect("ERR_FAILED")
    page = visit(JUG)
    page.wait_for_load_state("networkidle")
    sent = []
    page.route("**/cart/add/", lambda route: (sent.append(route), route.abort()))
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("alert")).to_contain_text("Please look at your cart before you try again.")
    assert len(sent) == 1


def test_notice_about_a_price_is_read_out(visit):
    page = visit(JUG)
    page.wait_for_load_state("networkidle")

    def with_notice(route):
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "notices": ["The price has changed."]})

    page.route("**/cart/add/", with_notice)
    add_to_cart(page, JUG)
    expect(page.get_by_role("status").first).to_contain_text("The price has changed.")
