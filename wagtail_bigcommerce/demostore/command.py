"""The command line of the store in a box; `bigcommerce_demostore` takes its arguments and runs it too."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from .defaults import DEFAULT_CHANNEL_ID
from .demo import DemoCatalog, build_catalog, large_catalog
from .faults import KINDS, Fault
from .load import LoadError, load_path
from .second_channel import open_second_channel
from .state_file import StateFile, StateFileError
from .store import DemoStore

DEFAULT_PORT = 8001
DEFAULT_RATE_LIMIT = 3_750
#: Products of larger catalogs are made when they are asked for; holding them takes some 20 KB each.
PRODUCTS_HELD = 10_000
#: Share of failing requests where `--faults` names none.
DEFAULT_FAULTS = 0.1


class CannotRun(Exception):  # noqa: N818 - it reads as what it says
    """Nothing can be served; the message is one line for a person."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the store to any parser."""
    # Its links name this host too: a shop on localhost and a checkout on localhost are the same site to a browser.
    parser.add_argument("--host", default="localhost", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--products", type=_count, metavar="N", help="size of the demo catalog")
    parser.add_argument("--load", type=Path, metavar="PATH", help="V3 JSON or a control-panel CSV export, or a folder")
    parser.add_argument("--seed", type=int, default=1, help="varies stock and generated products")
    parser.add_argument("--site-url", default="", help="address of the shop that channel 1 belongs to")
    parser.add_argument(
        "--second-site-url", default="", help="open the demo's second channel, Lampholm, for the shop at this address"
    )
    parser.add_argument(
        "--state", type=Path, metavar="PATH", help="keep carts, orders, customers and changes in this file"
    )
    parser.add_argument("--latency-ms", type=_count, default=0, help="wait this long before each answer")
    parser.add_argument(
        "--rate-limit", type=_count, default=DEFAULT_RATE_LIMIT, help="API requests per 30 s (default: %(default)s)"
    )
    parser.add_argument(
        "--faults",
        type=_fault,
        nargs="*",
        metavar="FAULT",
        help=(
            f"go wrong: a share of API requests, 0 to 1 (default: {DEFAULT_FAULTS}), or a kind with what it strikes, "
            f"such as reset:path=/v3/carts*,method=POST,after=2,times=3 or error:status=500,rate=0.05,times=all; "
            f"kinds: {', '.join(KINDS)}"
        ),
    )


def make_store(options: argparse.Namespace) -> DemoStore:
    """The store that these options describe, as it starts. Raises CannotRun when the catalog cannot be read."""
    store = DemoStore(
        catalog=_catalog(options),
        seed=options.seed,
        rate_limit=options.rate_limit,
    )
    store.latency_seconds = options.latency_ms / 1000
    for fault in [DEFAULT_FAULTS] if options.faults == [] else options.faults or ():
        if isinstance(fault, Fault):
            store.faults.add(fault)
        else:
            store.faults.rate = fault
    return store


def resume(store: DemoStore, options: argparse.Namespace) -> AbstractContextManager[Any]:
    """Bring a store to the state it was left in, on the sites that are named now; keeps it while it is entered.

    Raises CannotRun for a file that cannot be used.
    """
    keeper: AbstractContextManager[Any] = nullcontext()
    try:
        if options.state is not None:
            keeper = StateFile(options.state, store)
            keeper.load()
        if options.site_url:
            store.move_site(DEFAULT_CHANNEL_ID, options.site_url)
        if options.second_site_url:
            open_second_channel(store, site_url=options.second_site_url, seed=options.seed)
    except (StateFileError, ValueError) as error:
        raise CannotRun(str(error)) from error
    return keeper


def run(options: argparse.Namespace, say: Callable[[str], object] = print) -> None:
    """Serve until interrupted with Ctrl-C. Raises CannotRun."""
    store = make_store(options)
    keeper = resume(store, options)
    try:
        server = store.serve(options.host, options.port)
    except OSError as error:
        raise CannotRun(f"Port {options.port} cannot be used: {error.strerror}. Choose another with --port.") from error
    try:
        with keeper, server:
            _introduce(store, server.url, say)
            threading.Event().wait()
    except KeyboardInterrupt:
        say("Stopped.")
    except StateFileError as error:
        raise CannotRun(str(error)) from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 when stopped, 1 when it could not start (one line on standard error)."""
    parser = argparse.ArgumentParser(prog="demostore", description="A BigCommerce store in a box.")
    add_arguments(parser)
    try:
        run(parser.parse_args(arguments), say=_say)
    except CannotRun as error:
        parser.exit(1, f"{error}\n")
    return 0


def _introduce(store: DemoStore, url: str, say: Callable[[str], object]) -> None:
    say(f"The store in a box is at {url}")
    say(f"  BIGCOMMERCE_API_URL={url}")
    say(f"  BIGCOMMERCE_PAYMENTS_URL={url}")
    say(f"  BIGCOMMERCE_GRAPHQL_URL={url}/graphql")
    say(f"  BIGCOMMERCE_CHECKOUT_SDK_URL={url}/v1/loader.js")
    say(f"  BIGCOMMERCE_STORE_HASH={store.hash}")
    say(f"  BIGCOMMERCE_ACCESS_TOKEN={store.access_token}")
    say(f"  BIGCOMMERCE_CLIENT_ID={store.client_id}")
    say(f"  BIGCOMMERCE_CLIENT_SECRET={store.client_secret}")
    say(f"{len(store.state.products)} products. Stop it with Ctrl-C.")


def _catalog(options: argparse.Namespace) -> DemoCatalog:
    if options.load is None:
        make = large_catalog if (options.products or 0) > PRODUCTS_HELD else build_catalog
        return make(options.products, options.seed, "http://demostore.localhost/images")
    try:
        return load_path(options.load)
    except LoadError as error:
        raise CannotRun(str(error)) from error


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a terminal is where it is read


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return value


def _fault(text: str) -> Fault | float:
    """A share of requests, or a kind of fault with its fields: `html:path=/v3/carts*,after=2`."""
    kind, _, fields = text.partition(":")
    if kind not in KINDS:
        return _share(text)
    given = dict(field.partition("=")[::2] for field in fields.split(",") if field)
    unknown = given.keys() - _FAULT_FIELDS.keys()
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: a fault has no such field")
    return Fault(kind=kind, **{name: _FAULT_FIELDS[name](value) for name, value in given.items()})


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("must be between 0 and 1")
    return value


#: What the fields of a fault on the command line are read with.
_FAULT_FIELDS: dict[str, Callable[[str], Any]] = {
    "path": str,
    "method": str.upper,
    "status": int,
    "after": _count,
    "times": lambda text: None if text == "all" else _count(text),
    "rate": _share,
    "seconds": float,
}
