"""The platform's own checkout SDK as the one script a shop's page loads, at exact versions.

It is somebody else's file, so it stays in an ignored folder: `python -m tests.e2e.sdk` fetches what is not there yet.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "build" / "checkout-sdk"
PACKAGE = "@bigcommerce/checkout-sdk"
#: the newest, and the one that a plain `npm install` picks on Node 20
VERSIONS = ("1.983.2", "1.234.0")
BUNDLER = "esbuild@0.28.2"
#: what the platform's loader offers; the loader itself is not in the package
LOADER = "\nwindow.checkoutKitLoader = { load: () => Promise.resolve(checkoutKit) };\n"
SECONDS_TO_INSTALL = 240


def loader(version: str) -> str:
    """Return a script that stands in for the platform's loader and carries the SDK. Installs it where it is missing.

    Uses npm and the network the first time. Raises RuntimeError with what npm or the bundler said.
    """
    built = FOLDER / version / "loader.js"
    if not built.exists():
        built.write_text(_sdk(FOLDER / version, version) + LOADER)
    return built.read_text()


def _sdk(folder: Path, version: str) -> str:
    """One classic script that sets the global `checkoutKit`."""
    if shutil.which("npm") is None:
        raise RuntimeError(f"The browser tests run the shop with {PACKAGE}: install Node.js with npm.")
    folder.mkdir(parents=True, exist_ok=True)
    quietly = ["--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--silent"]
    _run(["npm", "install", *quietly, "--prefix", str(folder), f"{PACKAGE}@{version}", BUNDLER])
    dist = folder / "node_modules" / PACKAGE / "dist"
    complete = dist / "embedded-checkout.umd.js"
    if complete.exists():
        return complete.read_text()
    bundler = folder / "node_modules" / ".bin" / "esbuild"
    modules = dist / "esm" / "embedded-checkout.js"
    return _run([str(bundler), str(modules), "--bundle", "--minify", "--format=iife", "--global-name=checkoutKit"])


def _run(command: list[str]) -> str:
    result = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS_TO_INSTALL)
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")
    return result.stdout


if __name__ == "__main__":
    for version in VERSIONS:
        print(f"{PACKAGE} {version}: {len(loader(version))} characters")  # noqa: T201
