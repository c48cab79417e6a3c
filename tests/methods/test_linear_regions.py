"""Lists of cells as theorems of the kernel; lists that are wrong are refused."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from flint import fmpq

from symrelu.errors import ProofFailed, TooManyCells
from symrelu.geometry.cell import Cell
from symrelu.kernel.certificate import dump, load
from symrelu.kernel.definedness import publish
from symrelu.methods.linear_regions import prove_cells
from symrelu.model.integer_layer import value_at
from symrelu.model.network import Layer, Network
from symrelu.model.polyhedron import Polyhedron
from symrelu.terms.term import Term, var
from tests.geometry.test_cells import random_domain, random_network
from tests.kernel.test_cells import value

NET = Network([Layer([[1, 2], [1, -1], [2, 0]], [0, 1, -1]), Layer([[1, -1, 1]], [0])])
BOX = Polyhedron.box([(-2, 2)] * 2)


def at(point: Any) -> dict[Term, Fraction]:
    return {var(f"x{i}", "R"): Fraction(int(c.p), int(c.q)) for i, c in enumerate(point, start=1)}


def test_the_partition_and_the_maps_of_a_network() -> None:
    proved = prove_cells(NET, BOX)
    assert len(proved.maps) == len(proved.cells) == len(proved.partition.claim.args[0].args)
    assert not proved.partition.hyps and not proved.partition.axioms
    rng = random.Random(1)
    for _ in range(50):
        point = tuple(fmpq(rng.randint(-8, 8), 4) for _ in "xy")
        assert value(proved.partition.claim, at(point))
        holders = [
            i for i, (theorem,) in enumerate(proved.maps) if all(value(h, at(point)) for h in theorem.hyps)
        ]
        assert [cell.polyhedron.contains(point) for cell in proved.cells].index(True) == holders[0]
        assert len(holders) == 1
        claim = proved.maps[holders[0]][0].claim
        (wanted,) = value_at(NET, point)
        assert (
            value(claim.args[0], at(point)) == value(claim.args[1], at(point)) == at([wanted])[var("x1", "R")]
        )


@pytest.mark.parametrize("seed", range(25))
def test_random_networks(seed: int) -> None:
    """All activations; dead and repeated units; domains of all kinds."""
    rng = random.Random(seed)
    dim = rng.randint(1, 3)
    net = random_network(rng, [dim, rng.randint(1, 3), rng.randint(1, 3), rng.randint(1, 2)])
    domain = random_domain(rng, dim)
    cells = tuple(net.cells(domain))
    if not cells:
        with pytest.raises(ProofFailed, match="not empty"):
            prove_cells(net, domain)
        return
    proved = prove_cells(net, domain, cells)
    for cell, theorems in zip(cells, proved.maps, strict=True):
        inside = at(cell.interior_point)
        assert all(value(h, inside) for theorem in theorems for h in theorem.hyps)
        assert all(value(theorem.claim, inside) for theorem in theorems)


def test_certificates() -> None:
    proved = prove_cells(NET, BOX)
    for theorem in (proved.partition, proved.maps[0][0]):
        text = dump(publish("cells", theorem.claim, theorem.given, theorem, ()))
        assert load(text).theorem.claim == theorem.claim


def changed(cell: Cell, **fields: Any) -> Cell:
    return replace(cell, **fields)


def other_pattern(cells: list[Cell]) -> list[Cell]:
    (first, last) = cells[0].pattern
    return [changed(cells[0], pattern=((1 - first[0], *first[1:]), last)), *cells[1:]]


def other_map(cells: list[Cell]) -> list[Cell]:
    return [changed(cells[0], values=cells[1].values), *cells[1:]]


@pytest.mark.parametrize(
    "mutation",
    [
        lambda cells: cells[1:],
        lambda cells: cells[:-1],
        lambda cells: [*cells[:2], *cells[3:]],
        lambda cells: [cells[0], *cells],
        lambda cells: [*cells, cells[-1]],
        lambda cells: cells[::-1],
        lambda cells: [cells[1], cells[0], *cells[2:]],
        lambda cells: [changed(cells[0], region=cells[1].region), *cells[1:]],
        lambda cells: [changed(cells[0], given=cells[0].given - 1), *cells[1:]],
        lambda cells: cells[:1],
        lambda cells: [],
        other_pattern,
        other_map,
    ],
)
def test_lists_that_are_wrong(mutation: Any) -> None:
    cells = list(NET.cells(BOX))
    assert len(cells) > 4
    with pytest.raises(ProofFailed):
        prove_cells(NET, BOX, mutation(cells))


def test_cells_of_another_network_or_of_a_smaller_domain() -> None:
    other = Network([Layer([[1, 2], [1, -1], [2, 0]], [0, 1, 1]), Layer([[1, -1, 1]], [0])])
    with pytest.raises(ProofFailed):
        prove_cells(NET, BOX, other.cells(BOX))
    with pytest.raises(ProofFailed):
        prove_cells(NET, BOX, NET.cells(Polyhedron.box([(0, 1)] * 2)))


def test_a_limit() -> None:
    with pytest.raises(TooManyCells):
        prove_cells(NET, BOX, limit=2)
