"""Places in a tree, for whatever a store calls a tree."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_bigcommerce.sync.tree import Node, places

ids = st.integers(min_value=1, max_value=12)
forests = st.dictionaries(ids, st.tuples(st.none() | ids, st.booleans()), max_size=12).map(
    lambda nodes: [Node(key, parent_id, is_visible) for key, (parent_id, is_visible) in nodes.items()]
)


def by_id(nodes):
    return {place.id: place for place in places(nodes)}


def test_paths_and_depths():
    found = by_id([Node(39, 18, True), Node(18, None, True), Node(40, 39, True)])
    assert [(found[key].id_path, found[key].depth) for key in (18, 39, 40)] == [
        ("/18/", 1),
        ("/18/39/", 2),
        ("/18/39/40/", 3),
    ]


def test_hidden_ancestors_hide_everything_below():
    found = by_id([Node(1, None, True), Node(2, 1, False), Node(3, 2, True), Node(4, 3, True)])
    assert [found[key].ancestors_visible for key in (1, 2, 3, 4)] == [True, True, False, False]


def test_a_tree_too_deep_for_its_column_is_cut():
    found = by_id([Node(key, key - 1 or None, True) for key in range(1, 2000)])
    assert len(found) == 1999
    assert max(len(place.id_path) for place in found.values()) <= 255


@given(forests)
def test_every_node_gets_one_place_below_a_parent_that_came_before(nodes):
    seen = {}
    for place in places(nodes):
        assert place.id not in seen
        if place.parent_id is None:
            assert (place.id_path, place.depth) == (f"/{place.id}/", 1)
        else:
            parent = seen[place.parent_id]
            assert (place.id_path, place.depth) == (f"{parent.id_path}{place.id}/", parent.depth + 1)
        seen[place.id] = place
    assert seen.keys() == {node.id for node in nodes}


@given(forests)
def test_parents_that_make_sense_are_kept(nodes):
    parents = {node.id: node.parent_id for node in nodes}

    def is_in_a_loop(key):
        line = []
        while key is not None and key not in line:
            line.append(key)
            key = parents.get(key)
        return key is not None

    for place in places(nodes):
        if parents[place.id] in parents and not is_in_a_loop(place.id):
            assert place.parent_id == parents[place.id]
