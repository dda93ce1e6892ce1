"""The wheel that people install: complete, and importable where nothing else is installed."""

import subprocess
import sys
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from wagtail_bigcommerce import __version__

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "wagtail_bigcommerce"
#: folders of the package that are not Python, and what their files end in
DATA = {"templates": ".html", "static": ".css", "locale": ".mo", "demostore/demo/content": ".toml"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build with the backend that is installed here, so that nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel):
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def metadata(wheel):
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(archive.read(name).decode())


@pytest.mark.parametrize(("folder", "ending"), DATA.items())
def test_data_files_are_in_it(names, folder, ending):
    in_the_tree = {
        str(path.relative_to(ROOT))
        for path in (PACKAGE / folder).rglob("*")
        if path.is_file() and path.suffix == ending
    }
    assert in_the_tree
    assert in_the_tree <= names


def test_code_migrations_and_licence_are_in_it(names):
    assert {
        "wagtail_bigcommerce/py.typed",
        "wagtail_bigcommerce/migrations/0001_initial.py",
        "wagtail_bigcommerce/pages/migrations/0001_initial.py",
        f"wagtail_bigcommerce-{__version__}.dist-info/licenses/LICENSE",
    } <= names
    modules = {str(path.relative_to(ROOT)) for path in PACKAGE.rglob("*.py")}
    assert modules <= names


def test_nothing_else_is_in_it(names):
    assert {name.split("/")[0] for name in names} == {
        "wagtail_bigcommerce",
        f"wagtail_bigcommerce-{__version__}.dist-info",
    }
    assert not [name for name in names if name.endswith((".pyc", ".sqlite3", ".po~"))]


def test_its_metadata(metadata):
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert set(metadata.get_all("Provides-Extra")) == {"sandbox", "test"}
    requirements = metadata.get_all("Requires-Dist")
    assert any(requirement.startswith("wagtail") and ">=7.4" in requirement for requirement in requirements)
    assert not [line for line in requirements if "@" in line], "a direct address cannot be published"


def test_it_installs_into_an_empty_environment(wheel, tmp_path):
    """Without its dependencies, which would need a network; CI installs it with them as well."""
    venv.create(tmp_path / "empty", with_pip=True)
    python = next(path for path in (tmp_path / "empty").glob("*/python*") if path.stem == "python")
    install = [python, "-m", "pip", "install", "--no-deps", "--no-index", "--disable-pip-version-check", wheel]
    subprocess.run(install, check=True, capture_output=True)
    code = (
        "from importlib.metadata import version; import wagtail_bigcommerce;"
        "print(wagtail_bigcommerce.__version__, version('wagtail-bigcommerce'))"
    )
    printed = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert printed.stdout.split() == [__version__, __version__]
