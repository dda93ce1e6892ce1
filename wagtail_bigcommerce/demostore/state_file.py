"""A store's state in a file, so that carts, orders, customers, hooks and changes of products survive a restart.

The catalog itself is not in it, only what differs from the one the store started with.
"""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .demo import ProductsOnDemand
from .demo.on_demand import digest
from .state import Assignments, State
from .state_codec import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .state import Payload
    from .store import DemoStore

VERSION = 1
#: A change is in the file after this time at the latest.
SECONDS_BETWEEN_WRITES = 1.0
#: Kept as differences (the first two), or over before a restart is.
_LEFT_OUT = frozenset(
    {"products", "channel_assignments", "profile", "checkout_sessions", "login_failures", "used_jwt_ids"}
)


class StateFileError(Exception):
    """The file cannot be used; the message says in one line why, and what to do."""


class StateFile:
    """Reads the file into a fresh store, and as a context manager keeps it up to date until the block ends.

    A cut of the power during a write leaves the file as it was before. It is readable by its owner only.
    """

    def __init__(self, path: Path, store: DemoStore) -> None:
        self.path, self.store = path, store
        self._products = {key: digest(row) for key, row in _held(store.state.products).items()}
        self._assignments = set(store.state.channel_assignments)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demostore-state", daemon=True)

    def __enter__(self) -> StateFile:
        self.save()
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stop.set()
        self._thread.join()
        self.save()

    def load(self) -> None:
        """Bring the store to the state in the file, if there is one. Raises StateFileError."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            raise self._unusable("it cannot be read") from error
        try:
            document = json.loads(text)
            version = document["version"]
        except (ValueError, TypeError, LookupError) as error:
            raise self._unusable("it is not the state of a store") from error
        if version != VERSION:
            raise self._unusable(f"it is of version {version!r}, not {VERSION}")
        try:
            # Links in it lead to where the store was then.
            moved = json.loads(text.replace(json.dumps(document["base_url"])[1:-1], self.store.base_url))
            state, changes = decoded(moved["state"]), decoded(moved["changes"])
            with self.store.lock:
                self._restore(state, changes)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise self._unusable("it is damaged") from error

    def save(self) -> None:
        """Write the file anew. Raises StateFileError."""
        with self.store.lock:
            self.store.is_touched = False
            document = {
                "version": VERSION,
                "base_url": self.store.base_url,
                "state": encoded({name: getattr(self.store.state, name) for name in _names()}),
                "changes": encoded(self._changes()),
            }
        draft = self.path.with_name(f"{self.path.name}.new")
        try:
            draft.touch(mode=0o600)
            with draft.open("w", encoding="utf-8") as stream:
                json.dump(document, stream, ensure_ascii=False)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(self.path)
        except OSError as error:
            raise StateFileError(f"{self.path} cannot be written: {error.strerror}.") from error

    def _run(self) -> None:
        while not self._stop.wait(SECONDS_BETWEEN_WRITES):
            if self.store.is_touched:
                self.save()

    def _changes(self) -> dict[str, Any]:
        state, known = self.store.state, self._products
        rows = _held(state.products)
        return {
            "added": [row for key, row in rows.items() if key not in known],
            "changed": [row for key, row in rows.items() if key in known and digest(row) != known[key]],
            "deleted": [key for key in known if key not in state.products],
            "assigned": sorted(state.channel_assignments - self._assignments),
            "unassigned": sorted(self._assignments - state.channel_assignments),
        }

    def _restore(self, saved: dict[str, Any], changes: dict[str, Any]) -> None:
        state = self.store.state
        added, changed, deleted = changes["added"], changes["changed"], changes["deleted"]
        pairs = (self._assignments | set(changes["assigned"])) - set(changes["unassigned"])
        # A collection that the file does not know yet stays as the store starts with it.
        for name in _names():
            if name in saved:
                setattr(state, name, Counter(saved[name]) if name == "_last_ids" else saved[name])
        for row in [*added, *(row for row in changed if row["id"] in state.products)]:
            state.products[row["id"]] = row
        for key in deleted:
            state.products.pop(key, None)
        state.channel_assignments = Assignments(pair for pair in pairs if pair[0] in state.products)

    def _unusable(self, reason: str) -> StateFileError:
        return StateFileError(f"{self.path} cannot be used: {reason}. Move it away to begin anew.")


def _names() -> list[str]:
    return [field.name for field in fields(State) if field.name not in _LEFT_OUT]


def _held(products: Mapping[int, Payload]) -> Mapping[int, Payload]:
    return products.altered() if isinstance(products, ProductsOnDemand) else products
