"""Where each category stands in its tree. Pure; survives orphans, loops and trees of any depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: what `Category.id_path` takes
_MAX_PATH_LENGTH = 255


@dataclass(frozen=True)
class Node:
    """A category as its store sent it."""

    id: int
    parent_id: int | None
    is_visible: bool


@dataclass(frozen=True)
class Place:
    """`parent_id` is None at the top; `id_path` holds the ids from the top ("/18/39/"); `depth` begins with 1."""

    id: int
    parent_id: int | None
    id_path: str
    depth: int
    ancestors_visible: bool


def places(nodes: Iterable[Node]) -> Iterator[Place]:
    """Yield the place of each node, parents before children.

    A node whose parent is missing, or that stands below itself, comes to the top, and so does one whose path would be
    longer than its column.
    """
    by_id = {node.id: node for node in nodes}
    placed: dict[int, Place] = {}
    for node in by_id.values():
        for waiting in reversed(_unplaced_line(node, by_id, placed)):
            place = placed[waiting.id] = _below(waiting, by_id, placed)
            yield place


def _unplaced_line(node: Node, by_id: dict[int, Node], placed: dict[int, Place]) -> list[Node]:
    """The node and its ancestors up to the first that has a place, is missing, or comes round again."""
    line: dict[int, Node] = {}
    current: Node | None = node
    while current is not None and current.id not in placed and current.id not in line:
        line[current.id] = current
        current = by_id.get(current.parent_id) if current.parent_id else None
    return list(line.values())


def _below(node: Node, by_id: dict[int, Node], placed: dict[int, Place]) -> Place:
    parent = placed.get(node.parent_id) if node.parent_id else None
    if parent is not None:
        path = f"{parent.id_path}{node.id}/"
        if len(path) <= _MAX_PATH_LENGTH:
            visible = parent.ancestors_visible and by_id[parent.id].is_visible
            return Place(node.id, parent.id, path, parent.depth + 1, visible)
    return Place(node.id, None, f"/{node.id}/", 1, True)
