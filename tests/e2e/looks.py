"""What every page must be, whatever is on it: accessible, never too wide, steady; and a picture of it to look at."""

from __future__ import annotations

from collections.abc import Collection

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .site import ROOT

SCREENSHOTS = ROOT / "artefacts" / "screenshots"
WIDTHS = {360: 780, 1440: 900}
#: what Google calls good is 0.1
MOST_LAYOUT_SHIFT = 0.05

#: sums up the layout shifts that no key or click explains
WATCH_LAYOUT = """
window.layoutShift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.layoutShift += entry.value;
  }
}).observe({ type: "layout-shift", buffered: true });
"""

#: goes through the page as a reader does, so that lazy pictures come, and back to the top
READ = """
async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const pictures = [...document.images].filter((picture) => picture.checkVisibility());
  for (const picture of pictures) picture.loading = "eager";  // those beside the screen in a gallery, too
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => null)));
  scrollTo({ top: 0, behavior: "instant" });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
"""

BROKEN_PICTURES = "[...document.images].filter((p) => p.complete && !p.naturalWidth).map((p) => p.src)"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def picture(page: Page, name: str) -> None:
    """Keep a screenshot of the whole page as a build artefact."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def settle(page: Page) -> None:
    """Wait for everything that comes by itself, and read to the end."""
    page.wait_for_load_state("networkidle")
    page.evaluate(READ)
    page.wait_for_load_state("networkidle")


def examine(page: Page, name: str) -> None:
    """Hold a page against everything that every page of the shop must be, and keep a picture of it."""
    settle(page)
    picture(page, name)
    assert page.evaluate(TOO_WIDE) <= 0, f"{name} scrolls sideways"
    assert page.evaluate(BROKEN_PICTURES) == []
    assert page.evaluate("window.layoutShift") < MOST_LAYOUT_SHIFT
    assert barriers(page) == []


def barriers(page: Page, *, within: str | None = None, of_others: Collection[tuple[str, str]] = ()) -> list[str]:
    """What axe finds on the page or `within` a selector, but for what is not ours to mend.

    `of_others` names that: pairs of axe's rule and a selector of the element meant.
    """
    return [
        f"{violation['id']}: {violation['help']}: {node['target']}"
        for violation in Axe().run(page, context=within).response["violations"]
        for node in violation["nodes"]
        if not any((violation["id"], target) in of_others for target in node["target"])
    ]
