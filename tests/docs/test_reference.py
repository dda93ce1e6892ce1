"""The reference says what the code has: names are compared in both directions, so that a page cannot drift."""

import inspect
import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.dispatch import Signal

from wagtail_bigcommerce import client, conf, signals, urls
from wagtail_bigcommerce.client import BigCommerceClient, BigCommerceError, ConfigurationError
from wagtail_bigcommerce.client.resources import Resource
from wagtail_bigcommerce.commerce import errors as shopper_errors
from wagtail_bigcommerce.diagnostics import configuration, deployment
from wagtail_bigcommerce.editor import blocks
from wagtail_bigcommerce.templatetags import bigcommerce as tags
from wagtail_bigcommerce.templatetags import bigcommerce_events as event_tags

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
TEMPLATES = ROOT / "wagtail_bigcommerce" / "templates" / "wagtail_bigcommerce"

#: options that every command of Django has
DJANGO_OPTIONS = {
    "--help",
    "--version",
    "--verbosity",
    "--settings",
    "--pythonpath",
    "--traceback",
    "--no-color",
    "--force-color",
    "--skip-checks",
}

Row = list[str]


def text_of(page: str) -> str:
    return (REFERENCE / f"{page}.md").read_text()


def section(page: str, heading: str) -> str:
    """A page from one heading to the next."""
    return re.split(r"^## ", text_of(page).split(f"## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def rows(markdown: str) -> list[Row]:
    """The cells of tables, without code marks; heads and rules left out."""
    lines = [line.strip() for line in markdown.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines]
    rules = {number for number, row in enumerate(cells) if set(row[0]) == {"-"}}
    return [row for number, row in enumerate(cells) if number not in rules and number + 1 not in rules]


def code_in(markdown: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", markdown))


def test_credentials_and_addresses():
    documented = {row[0]: (f"BIGCOMMERCE_{row[0]}", row[1]) for row in rows(section("settings", "The store"))}
    assert documented == conf.ENVIRONMENT


def test_behaviour():
    documented = {row[0]: row[1] for row in rows(section("settings", "Behaviour"))}
    assert documented == {name: repr(default).replace("'", '"') for name, default in conf.DEFAULTS.items()}


def test_ids_of_system_checks():
    documented = {row[0] for row in rows(section("settings", "System checks"))}
    source = inspect.getsource(configuration) + inspect.getsource(deployment)
    assert documented == {f"wagtail_bigcommerce.{number}" for number in re.findall(r'"([WE]\d{3})"', source)}


def our_commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app == "wagtail_bigcommerce")


def test_commands():
    assert sorted(re.findall(r"^## `(\w+)`$", text_of("commands"), re.MULTILINE)) == our_commands()


@pytest.mark.parametrize("name", our_commands())
def test_options_of_commands(name):
    parser = load_command_class("wagtail_bigcommerce", name).create_parser("manage.py", name)
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    actions = {choice for action in parser._actions for choice in action.choices or () if isinstance(choice, str)}
    documented = {row[0].split("`")[0] for row in rows(section("commands", f"`{name}`"))}
    assert documented == (options - DJANGO_OPTIONS) | actions


def test_addresses():
    documented = {row[0]: row[1] for row in rows(section("urls", "The shop's own views"))}
    assert documented == {pattern.name: str(pattern.pattern) for pattern in urls.urlpatterns}


def test_signals():
    documented = {row[0] for row in rows(text_of("signals"))}
    assert documented == {name for name, value in vars(signals).items() if isinstance(value, Signal)}


def test_template_tags():
    used = {name for code in code_in(section("templates", "Template tags")) for name in re.findall(r"{% (\w+)", code)}
    filters = {
        code.split("|")[1].split(":")[0] for code in code_in(section("templates", "Template tags")) if "\\|" in code
    }
    assert used - {"load"} == {*tags.register.tags, *event_tags.register.tags}
    assert filters == set(tags.register.filters)


def test_templates():
    """Every template that is named exists, and every folder has its place; small parts come and go."""
    named = {name for name in code_in(text_of("templates")) if name.endswith(".html") and "<" not in name}
    assert [name for name in sorted(named) if not (TEMPLATES / name).is_file()] == []
    folders = {path.name for path in TEMPLATES.iterdir() if path.is_dir()} - {"editor"}
    assert folders <= {name.partition("/")[0] for name in named}


def test_templates_of_choices():
    existing = {path.stem for path in (TEMPLATES / "catalog" / "choices").glob("[!_]*.html")}
    assert existing <= code_in(section("templates", "Parts of the catalog"))


def test_blocks():
    documented = {name for row in rows(section("editor", "Blocks")) for name in re.findall(r"\w+Block\b", row[0])}
    assert documented == {name for name in blocks.__all__ if name.endswith("Block")}


def test_errors_of_the_client():
    documented = {row[0] for row in rows(section("errors", "Of the client"))}
    exceptions = (BigCommerceError, ConfigurationError)
    assert documented == {
        name
        for name in client.__all__
        if inspect.isclass(getattr(client, name)) and issubclass(getattr(client, name), exceptions)
    }


def test_errors_for_shoppers():
    documented = {row[0] for row in rows(section("errors", "For shoppers"))}
    assert documented == {
        name
        for name, value in vars(shopper_errors).items()
        if inspect.isclass(value) and issubclass(value, shopper_errors.ShopperError)
    }


def test_areas_of_the_client():
    areas = {
        attribute: {
            name for name, _method in inspect.getmembers(type(value), inspect.isfunction) if not name.startswith("_")
        }
        for attribute, value in vars(BigCommerceClient("abc123", "token")).items()
        if isinstance(value, Resource)
    }
    documented = {row[0]: code_in(f"`{row[1]}`") for row in rows(section("client", "Areas"))}
    assert documented == areas


def test_options_of_the_client():
    documented = {name for row in rows(section("client", "Options")) for name in code_in(f"`{row[0]}`")}
    assert documented == set(inspect.signature(BigCommerceClient).parameters)


def test_environment_of_the_sandbox():
    documented = {name for row in rows(section("sandbox", "Environment")) for name in re.findall(r"[A-Z_]{5,}", row[0])}
    sources = [ROOT / "sandbox" / "settings.py", ROOT / "sandbox" / "home" / "preparation.py"]
    read = {
        name
        for source in sources
        for name in re.findall(r'(?:environ\.get|flag|words)\("([A-Z_]+)"', source.read_text())
    }
    assert documented - {"BIGCOMMERCE_", "DATABASE_URL"} == read - set(conf_variables())


def conf_variables() -> list[str]:
    return [variable for variable, _default in conf.ENVIRONMENT.values()]
