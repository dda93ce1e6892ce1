"""Imports go one way: a room may use those before it in the list, never those after it.

The source is read, not run, so that an import within a function counts as well. Only `if TYPE_CHECKING` blocks are left
out: they are notes to the type checker, and import nothing.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import wagtail_bigcommerce

PACKAGE = Path(wagtail_bigcommerce.__file__).parent

#: from the ground floor up; the reasons stand in docs/explanation/architecture.md
ROOMS = [
    "client",
    "demostore",
    "conf",
    "signals",
    "compat",
    "models",
    "auth",
    "token_cache",
    "rate_budget",
    "store",
    "sites",
    "staff",
    "mail",
    "background",
    "schedules",
    "sync",
    "commerce",
    "webhooks",
    "connection",
    "tasks",
    "customer_tasks",
    "webhook_views",
    "diagnostics",
    "health_views",
    "checks",
    "storefront",
    "editor",
    "pages",
    "templatetags",
    "urls",
    "wagtail_hooks",
    "apps",
    "management",
]

#: the package's own name in `wagtail_bigcommerce/__init__.py`, which imports nothing and which anyone may read
FACTS = {"__version__"}

Import = tuple[str, str, str]


def room_of(path: Path) -> str:
    """The room that a file is in: its folder below the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py" or path.parent != PACKAGE]


def run_time_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker sees."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for other in node.orelse:
                yield from (other, *run_time_nodes(other))
        else:
            yield from (node, *run_time_nodes(node))


def imports_of(path: Path) -> Iterator[Import]:
    """The imports of other rooms: (room that imports, room that is imported, where)."""
    package = ("wagtail_bigcommerce", *path.relative_to(PACKAGE).parts[:-1])
    for node in run_time_nodes(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            target = [*base, *(node.module.split(".") if node.module else [])]
            names = [[*target, alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        else:
            continue
        for name in names:
            if name[0] == "wagtail_bigcommerce" and len(name) > 1 and name[1] not in FACTS:
                yield room_of(path), name[1], f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"


def test_every_module_has_its_place():
    homeless = {room_of(path) for path in modules()} - set(ROOMS) - {"migrations"}
    assert not homeless, f"add to ROOMS, where their imports allow it: {sorted(homeless)}"


def test_every_place_is_taken():
    assert not set(ROOMS) - {room_of(path) for path in modules()}


def test_rooms_import_only_from_rooms_before_them():
    upwards = [
        f"{where}: {room} imports {used}"
        for path in modules()
        if room_of(path) != "migrations"
        for room, used, where in imports_of(path)
        if used not in ROOMS[: ROOMS.index(room) + 1]
    ]
    assert not upwards, "\n".join(upwards)


def test_the_client_and_the_demo_store_need_no_django():
    users = [
        f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"
        for path in modules()
        if room_of(path) in {"client", "demostore"}
        for node in ast.walk(ast.parse(path.read_text()))
        for name in imported_names(node)
        if name.split(".")[0] in {"django", "wagtail", "django_q"}
    ]
    assert not users


def test_migrations_use_the_names_that_hold_for_every_page_model_only():
    used = {
        used
        for path in modules()
        if "migrations" in path.parts
        for _room, used, _where in imports_of(path)
        if used not in {"migrations", room_of(path)}
    }
    assert used <= {"compat", "models"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from ..storefront import links", ["storefront"]),
        ("from .. import conf", ["conf"]),
        ("import wagtail_bigcommerce.editor.blocks", ["editor"]),
        ("def late():\n    from ..tasks import import_catalog", ["tasks"]),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..editor import blocks", []),
        ("from .. import __version__", []),
    ],
)
def test_imports_are_found_wherever_they_stand(tmp_path, monkeypatch, source, expected):
    package = tmp_path / "wagtail_bigcommerce"
    (package / "sync").mkdir(parents=True)
    module = package / "sync" / "runner.py"
    module.write_text(source)
    monkeypatch.setattr("tests.test_architecture.PACKAGE", package)
    assert [used for _room, used, _where in imports_of(module)] == expected


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    return []
