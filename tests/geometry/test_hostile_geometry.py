"""Polyhedra and cells that are too large, of another dimension, or of another network."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import InputError, NoClosedForm
from symrelu.methods.linear_regions import prove_cells
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
