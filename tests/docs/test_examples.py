"""What the documentation tells people to type: it parses, and every name of ours that it uses is there."""

import ast
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

#: a module, or something in one, by its dotted path in a string
OURS = re.compile(r"wagtail_bigcommerce(?:\.\w+)+")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{re.escape(language)}\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)


def exists(dotted: str) -> bool:
    """Whether it names a module, or an attribute of one."""
    module, _dot, attribute = dotted.rpartition(".")
    if not module:
        return find_spec(dotted) is not None
    try:
        return hasattr(import_module(module), attribute) or find_spec(dotted) is not None
    except ModuleNotFoundError:
        return False


def names_of_ours(source: str) -> set[str]:
    """Dotted paths that are imported from this package, or stand in a string."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wagtail_bigcommerce"):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and OURS.fullmatch(node.value):
            found.add(node.value)
    return found


@pytest.mark.parametrize(
    ("dotted", "expected"),
    [
        ("wagtail_bigcommerce.signals", True),
        ("wagtail_bigcommerce.signals.cart_changed", True),
        ("wagtail_bigcommerce.signals.cart_sold", False),
        ("wagtail_bigcommerce.sockets", False),
    ],
)
def test_names_are_looked_up(dotted, expected):
    assert exists(dotted) is expected


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_python(page):
    missing = {name for source in blocks(page, "python") for name in names_of_ours(source) if not exists(name)}
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_templates(page):
    for source in blocks(page, "html+django"):
        engines["django"].from_string(source)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_paths_in_the_text(page):
    """Dotted paths in running text, such as `wagtail_bigcommerce.signals`."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    named = {code for code in re.findall(r"`([\w.]+)`", text) if OURS.fullmatch(code)}
    # system checks are named like modules
    missing = {name for name in named if not re.search(r"\.[WE]\d{3}$", name) and not exists(name)}
    assert not missing


def test_links_of_the_readme():
    targets = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text())
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_commands_that_are_named_exist():
    text = "\n".join(page.read_text() for page in PAGES)
    commands = ROOT / "wagtail_bigcommerce" / "management" / "commands"
    named = set(re.findall(r"manage\.py (bigcommerce_\w+)", text))
    assert named
    assert [name for name in sorted(named) if not (commands / f"{name}.py").is_file()] == []
