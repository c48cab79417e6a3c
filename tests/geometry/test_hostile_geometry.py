"""Polyhedra and cells that are too large, of another dimension, or of another network."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import InputError, NoClosedForm, TooManyVertices
from symrelu.methods.linear_regions import prove_cells
from symrelu.model.affine import Affine
from symrelu.model.network import Layer, Network
from symrelu.model.polyhedron import Polyhedron
from symrelu.terms.symbols import reals

NET = Network([Layer([[1, 1], [1, -1]], [0, 0]), Layer([[1, 1]], [-1])])
x = reals("x")


def test_polyhedra_of_different_dimension_are_not_compared():
    for one, two in ((1, 2), (2, 1)):
        with pytest.raises(InputError):
            Polyhedron.whole(one).same_set(Polyhedron.whole(two))
    with pytest.raises(InputError):
        Polyhedron.whole(1).includes(3)  # type: ignore[arg-type]


def test_volumes_in_many_dimensions_have_a_limit():
    assert Polyhedron.box([(0, 2)] * 6).volume() == 64
    with pytest.raises(NoClosedForm, match="simplices"):
        Polyhedron.box([(0, 1)] * 11).volume()


def test_relations_between_truth_values_are_refused():
    with pytest.raises(InputError, match="between numbers"):
        Polyhedron.where([sp.Eq(x > 0, True)], [x])


@pytest.mark.parametrize("limit", [-1, "x", 2.5, True])
def test_limits_are_natural_numbers(limit):
    with pytest.raises(InputError, match="limit"):
        list(NET.cells(limit=limit))


def test_cells_of_another_network_or_space_are_refused():
    cells = list(NET.cells())
    other = Network([NET.layers[0], Layer([[1, 1]], [-1], activation="identity")])
    for network, domain, given in (
        (other, None, cells), (NET, Polyhedron.box([(0, 1)]), cells), (NET, None, [1, 2]),
    ):  # fmt: skip
        with pytest.raises(InputError):
            prove_cells(network, domain, given)  # type: ignore[arg-type]


SQUARE = Polyhedron.box([(0, 1), (0, 1)])
WRONG = {
    "box": lambda: Polyhedron.box(3),
    "box of texts": lambda: Polyhedron.box("ab"),
    "box of numbers": lambda: Polyhedron.box([3]),
    "image": lambda: SQUARE.image(3),
    "image of another space": lambda: SQUARE.image(Affine([[1]])),
    "preimage": lambda: SQUARE.preimage(3),
    "preimage of another space": lambda: SQUARE.preimage(Affine([[1]])),
    "product": lambda: SQUARE.product(3),
    "intersection": lambda: SQUARE.intersection(3),
    "intersection of other spaces": lambda: SQUARE.intersection(Polyhedron.whole(1)),
    "includes": lambda: SQUARE.includes([(0, 1), (0, 1)]),
    "hull": lambda: Polyhedron.hull([(0, 0)], 3),
    "where": lambda: Polyhedron.where(3, [x]),
    "where of symbols": lambda: Polyhedron.where([x > 0], 3),
    "integral": lambda: SQUARE.integral(1, 3),
    "compose": lambda: Affine(3).compose(3),
    "cells": lambda: NET.cells(3),
    "cells on a text": lambda: NET.cells("0,1"),
    "cells on an interval": lambda: NET.cells([(0, 1)]),
    "cells on no list": lambda: NET.cells([0, 1]),
    "cells for a text of seconds": lambda: NET.cells(seconds="1"),
    "polygon": lambda: NET.on_polygon(3),
    "network": lambda: Network(3),
    "network of numbers": lambda: NET.compose(3),
    "proof of a number": lambda: prove_cells(3),
    "proof on a number": lambda: prove_cells(NET, 3),
    "proof of no cells": lambda: prove_cells(NET, None, 3),
}


@pytest.mark.parametrize("question", WRONG.values(), ids=WRONG)
def test_what_is_no_polyhedron_map_or_network_is_refused(question):
    with pytest.raises(InputError):
        question()


def test_bounds_stand_for_a_box():
    bounds = [(0, 1), (-1, None)]
    cells = list(NET.cells(bounds))
    assert cells == list(NET.cells(Polyhedron.box(bounds)))
    assert len(cells) > 1
    assert prove_cells(NET, bounds).cells == tuple(cells)


def test_too_many_vertices_say_how_many_there_were():
    with pytest.raises(TooManyVertices, match=r"vertices are too many.*of 41 rows") as caught:
        Polyhedron.box([(0, 1)] * 20).vertices()
    assert caught.value.found > 1000
    assert Polyhedron.box([(0, 1)] * 20).bounding_box() == ((0, 1),) * 20
    assert len(Polyhedron.box([(0, 1)] * 11).vertices()) == 2**11


def test_too_many_facets():
    points = [[k**i for i in range(1, 9)] for k in range(40)]
    with pytest.raises(TooManyVertices, match=r"facets are too many.*of 40 points.*fewer points"):
        Polyhedron.hull(points)
