"""Uniform laws under random networks, against the volumes of all activation patterns."""

from __future__ import annotations

import importlib
import itertools

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import TooManyCells
from symrelu.laws.push import push
from symrelu.laws.vectors import uniform_box, uniform_polytope
from symrelu.model.affine import Affine
from symrelu.model.network import Layer, Network
from symrelu.model.polyhedron import Polyhedron
from symrelu.terms.symbols import relu

Q = sp.Rational
y1, y2 = sp.symbols("y1 y2", real=True)
entry = st.integers(-3, 3).map(lambda k: Q(k, 2))


def layers(n: int, m: int) -> st.SearchStrategy[Layer]:
    rows = st.lists(st.lists(entry, min_size=n, max_size=n), min_size=m, max_size=m)
    return st.builds(Layer, rows, st.lists(entry, min_size=m, max_size=m))


def patterns(network: Network, domain: Polyhedron) -> list[tuple[Polyhedron, Affine]]:
    """Every activation pattern with its polyhedron: a unit is on where its pre-activation is positive."""
    found = []
    counts = [layer.widths[1] for layer in network.layers]
    for signs in itertools.product((0, 1), repeat=sum(counts)):
        region, map_, start = domain, Affine.identity(domain.dim), 0
        for layer, m in zip(network.layers, counts, strict=True):
            inner = Affine([list(row) for row in layer.weights], list(layer.bias)).compose(map_)
            on = signs[start : start + m]
            rows = [
                (row, ">" if active else "<=", -c)
                for row, c, active in zip(inner.matrix, inner.offset, on, strict=True)
            ]
            region = region.intersection(Polyhedron(rows, domain.dim))
            rows_of_map = [
                [a if active else 0 for a in row] for row, active in zip(inner.matrix, on, strict=True)
            ]
            map_ = Affine(
                rows_of_map, [c if active else 0 for c, active in zip(inner.offset, on, strict=True)]
            )
            start += m
        found.append((region, map_))
    return found


def probability(network: Network, domain: Polyhedron, event: Polyhedron) -> sp.Rational:
    """The share of the volume that goes into the event."""
    total = sp.S.Zero
    for region, map_ in patterns(network, domain):
        inside = region.intersection(event.preimage(map_))
        if not inside.is_empty():
            total += inside.volume()
    return total / domain.volume()


EVENTS = [
    Polyhedron([([1, 0], ">", 0), ([0, 1], ">", 0)]),
    Polyhedron([([1, -1], "<=", "1/2")]),
    Polyhedron([([1, 0], "<=", 0), ([1, 2], "<", 1)]),
    Polyhedron([([1, 0], "==", 0)]),
    Polyhedron([([1, -1], "==", 0), ([1, 0], ">=", "1/4")]),
]


@settings(max_examples=25, deadline=None)
@given(st.tuples(layers(2, 2), layers(2, 2)).map(Network), st.sampled_from(range(len(EVENTS))))
def test_the_plane(network: Network, number: int) -> None:
    law = push(network, uniform_box([(-1, 1), (-1, 2)]))
    domain = Polyhedron.box([(-1, 1), (-1, 2)])
    assert law.prob(EVENTS[number]) == probability(network, domain, EVENTS[number])
    assert law.mass() == 1


@settings(max_examples=12, deadline=None)
@given(st.tuples(layers(3, 2), layers(2, 2)).map(Network), st.sampled_from(range(len(EVENTS))))
def test_a_simplex_in_space(network: Network, number: int) -> None:
    domain = Polyhedron.simplex([(-1, -1, -1), (2, 0, 0), (0, 1, 0), (0, 0, 1)])
    law = push(network, uniform_polytope(domain))
    assert law.prob(EVENTS[number]) == probability(network, domain, EVENTS[number])


@settings(max_examples=15, deadline=None)
@given(st.tuples(layers(2, 3), layers(3, 2)).map(Network))
def test_means_are_integrals_over_the_patterns(network: Network) -> None:
    domain = Polyhedron.box([(-1, 1), (-1, 1)])
    law = push(network, uniform_box([(-1, 1), (-1, 1)]))
    x = sp.symbols("x1 x2", real=True)
    total = [sp.S.Zero, sp.S.Zero, sp.S.Zero]
    for region, map_ in patterns(network, domain):
        if region.is_empty() or region.volume() == 0:
            continue
        forms = [
            sum(Q(int(a.p), int(a.q)) * v for a, v in zip(row, x, strict=True)) + Q(int(c.p), int(c.q))
            for row, c in zip(map_.matrix, map_.offset, strict=True)
        ]
        for i, integrand in enumerate((forms[0], forms[1], forms[0] * forms[1])):
            total[i] += region.integral(sp.expand(integrand), list(x)) / 4
    assert [*law.mean(), law.moment((1, 1))] == total


@settings(max_examples=15, deadline=None)
@given(st.tuples(layers(2, 3), layers(3, 2)).map(Network))
def test_the_parts_are_those_of_the_law(network: Network) -> None:
    """Masses of parts are probabilities of their supports; a second ReLU changes nothing."""
    law = push(network, uniform_box([(-1, 1), (-1, 1)]))
    for part in law.parts():
        if part.dim > 0:
            assert law.prob(part.support) == part.mass
    assert sum(part.mass for part in law.parts()) == 1
    assert push(relu, law).same_as(law)


def test_a_network_with_too_many_cells_is_refused_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    images = importlib.import_module("symrelu.laws.uniform_images")
    layer = Layer([[1, 0], [0, 1], [1, 1]], [0, 0, 0])
    for name, bound in (("MOST_CELLS", 3), ("MOST_CORNERS", 12)):
        with monkeypatch.context() as patched:
            patched.setattr(images, name, bound)
            with pytest.raises(TooManyCells, match="3 were found"):
                push(layer, uniform_box([(-1, 1), (-1, 1)])).mass()
    assert push(layer, uniform_box([(-1, 1), (-1, 1)])).mass() == 1
