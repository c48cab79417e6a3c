# pyright: basic
"""Lists of linear regions as theorems: the cells part the space, and on each the network is its affine map.

The search that found the cells is not trusted: its cuts are the tree that the kernel checks, and for each
unit on each cell a linear program gives multipliers that show on which side of its kinks it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq

from symrelu.errors import InputError, ProofFailed, Refused
from symrelu.geometry.cell import Cell
from symrelu.geometry.linear_program import Optimum, maximise
from symrelu.kernel.rules import apply
from symrelu.kernel.theorem import Theorem
from symrelu.methods.unit_terms import Form, Gate, Units
from symrelu.model.domain import Domain
from symrelu.model.domain import domain as domain_of
from symrelu.model.network import Network
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.row import Row
from symrelu.terms.term import Term, num, op, var

_ZERO = fmpq(0)


@dataclass(frozen=True)
class ProvedCells:
    """Theorems on the linear regions of a network.

    `partition` says of the cuts that made the cells: each point of R^d is in exactly one of the cells, in
    their order. maps[i][j] says: on the domain and cell i, output j is the affine form of the cell.
    """

    cells: tuple[Cell, ...]
    partition: Theorem
    maps: tuple[tuple[Theorem, ...], ...]


def prove_cells(
    network: Network, domain: Domain = None, cells: Iterable[Cell] | None = None, limit: int = 500
) -> ProvedCells:
    """The theorems that a list of cells is complete and right; without a list, of all cells on the domain.

    Raises: ProofFailed if a cell is missing, counted twice or wrong; TooManyCells, InputError.

    >>> from symrelu.model.network import Layer
    >>> proved = prove_cells(Network([Layer([[1], [-1]], [0, 1]), Layer([[1, 1]], [0], "identity")]))
    >>> proved.maps[1][0]
    1 <= x1, -x1 < 0 |- relu(x1) + relu(-x1 + 1) = x1
    """
    if not isinstance(network, Network):
        raise InputError("network", repr(network)[:80], "a network", "Network([Layer([[1, 1]], [0])])")
    space = domain_of(domain, network.widths[0])
    if cells is not None and not isinstance(cells, Iterable):
        raise InputError("cells", repr(cells)[:80], "a list of cells", "network.cells(domain)")
    listed = tuple(network.cells(space, limit=limit) if cells is None else cells)
    if any(not _fits(cell, network) for cell in listed):
        raise InputError("cells", "the cells of another network", "network.cells(domain)")
    coordinates = tuple(var(f"x{i}", "R") for i in range(1, space.dim + 1))
    if not listed:
        raise ProofFailed(f"the cells of {network!r} on {space!r}", advice="a domain that is not empty")
    tree = _tree(listed, 0, coordinates)
    partition = apply("partition", (), (tree,))
    ways = [*_paths(tree, ())]
    given = tuple(row_term(row, coordinates) for row in space.rows)
    maps = tuple(
        _maps(network, cell, (*given, *way), (*space.rows, *cell.cuts), coordinates)
        for cell, way in zip(listed, ways, strict=True)
    )
    return ProvedCells(listed, partition, maps)


def linear(normal: Sequence[fmpq], constant: fmpq, coordinates: Sequence[Term]) -> Term:
    """normal . x + constant.

    >>> linear([fmpq(2), fmpq(0)], fmpq(-1), [var("x1", "R"), var("x2", "R")])
    2*x1 - 1
    """
    parts = [x if a == 1 else op("*", number(a), x) for a, x in zip(normal, coordinates, strict=True) if a]
    if constant or not parts:
        parts.append(number(constant))
    return parts[0] if len(parts) == 1 else op("+", *parts)


def number(value: fmpq) -> Term:
    """The numeral of a rational number."""
    return num(Fraction(int(value.p), int(value.q)))


def row_term(row: Row, coordinates: Sequence[Term]) -> Term:
    """The row as a formula."""
    head = {"<=": "le", "<": "lt", "==": "eq"}[row.relation]
    return op(head, linear(row.normal, _ZERO, coordinates), number(row.bound))


# ---- the tree of cuts ---------------------------------------------------------------------------------


def _fits(cell: Cell, network: Network) -> bool:
    """Whether the pattern has a piece of the activation for each unit of each layer."""
    layers = network.layers
    return (
        isinstance(cell, Cell)
        and len(cell.pattern) == len(layers)
        and all(
            len(row) == layer.widths[1] and all(0 <= piece < len(layer.activation.pieces) for piece in row)
            for row, layer in zip(cell.pattern, layers, strict=True)
        )
    )


def _tree(cells: Sequence[Cell], depth: int, coordinates: Sequence[Term]) -> Any:
    """The cuts from a depth on: cells on the strict side first.

    Raises: ProofFailed if the cells are not the leaves of a tree.
    """
    if len(cells) == 1 and len(cells[0].cuts) == depth:
        return None
    if any(len(cell.cuts) <= depth for cell in cells):
        raise ProofFailed("the cells part the domain", advice="a list without a cell twice")
    row = cells[0].cuts[depth]
    count = next((i for i, cell in enumerate(cells) if cell.cuts[depth] != row), len(cells))
    rest = cells[count:]
    if not row.strict or not rest or any((cell.cuts[depth],) != row.negated() for cell in rest):
        raise ProofFailed("the cells part the domain", advice="all cells, in the order of the search")
    left, right = (_tree(part, depth + 1, coordinates) for part in (cells[:count], rest))
    return linear(row.normal, _ZERO, coordinates), number(row.bound), left, right


def _paths(tree: Any, rows: tuple[Term, ...]) -> Iterable[tuple[Term, ...]]:
    """The conditions of the leaves, as the kernel writes them, from left to right."""
    if tree is None:
        yield rows
        return
    g, h, left, right = tree
    yield from _paths(left, (*rows, g < h))
    yield from _paths(right, (*rows, h <= g))


# ---- the map of a cell --------------------------------------------------------------------------------


def _maps(
    network: Network,
    cell: Cell,
    terms: tuple[Term, ...],
    rows: tuple[Row, ...],
    coordinates: tuple[Term, ...],
) -> tuple[Theorem, ...]:
    """For each output the theorem that on the rows it is the affine form of the cell."""
    units = Units(network, cell.pattern, coordinates)
    closed = Polyhedron(rows, len(coordinates))
    proofs: dict[Gate, Any] = {}
    found: list[Theorem] = []
    for output, (normal, constant) in enumerate(zip(cell.map.matrix, cell.map.offset, strict=True)):
        term, gates = units.output(output)
        for gate in gates:
            if gate not in proofs:
                proofs[gate] = (gate.side, _multipliers(gate.gap, closed, term))
        evidence = tuple(proofs[gate] for gate in gates)
        wanted = op("eq", term, linear(normal, constant, coordinates))
        try:
            theorem = apply("affine", (), (term, terms, (), evidence))
        except Refused as error:
            raise ProofFailed(str(wanted), advice=str(error)) from None
        if coefficients(theorem.claim.args[1], coordinates) != (*normal, constant):
            raise ProofFailed(str(wanted), (str(theorem.claim),), "the affine map that the network has there")
        found.append(theorem)
    return tuple(found)


def _multipliers(gap: Form, rows: Polyhedron, goal: Term) -> tuple[tuple[int, Fraction], ...]:
    """Factors with which slacks of the rows, and a constant >= 0, sum to the gap.

    Raises: ProofFailed if the gap is negative somewhere.
    """
    *normal, constant = gap
    if not any(normal):
        return ()
    found = maximise([-a for a in normal], rows)
    if not isinstance(found, Optimum) or constant - found.value < 0:
        raise ProofFailed(str(goal), advice="a cell on which no unit bends")
    return tuple((i, Fraction(int(v.p), int(v.q))) for i, v in found.multipliers.items() if v)


def coefficients(term: Term, coordinates: Sequence[Term]) -> tuple[fmpq, ...]:
    """The coefficients of a linear term as the kernel writes it, the constant last.

    >>> x = var("x1", "R")
    >>> coefficients(2 * x + num(3), (x,))
    (2, 3)
    """
    places = {x: i for i, x in enumerate(coordinates)}
    found = [_ZERO] * (len(coordinates) + 1)
    for part in term.args if term.head == "+" else (term,):
        factor = part.args[0].data if part.head == "*" else part.data if part.head == "num" else Fraction(1)
        atom = part.args[-1] if part.head == "*" else part
        found[places.get(atom, len(coordinates))] += fmpq(factor.numerator, factor.denominator)
    return tuple(found)
