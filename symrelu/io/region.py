# pyright: basic
"""Domains from text, and the linear regions of a network as an answer."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.errors import OutOfTime, TooManyCells
from symrelu.io.answer import DONE, UNKNOWN, Answer
from symrelu.io.deadline import deadline
from symrelu.io.expression import REALS, build
from symrelu.io.lexer import Source
from symrelu.io.syntax import Group, Name, Negative, Node, Relation, parse

if TYPE_CHECKING:
    from symrelu.geometry.cell import Cell
    from symrelu.model.network import Network
    from symrelu.model.polyhedron import Polyhedron

SHOWN = 40  # cells in the text; --json gives all
_EXAMPLE = "[(0,1), (-1,1)], or 0,1 for all coordinates, or x1 + x2 <= 1, x1 >= 0"
_RELATIONS: Mapping[str, Any] = MappingProxyType(
    {"==": sp.Eq, "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge}
)


def domain(text: str, dim: int) -> Polyhedron:
    """The polyhedron in R^dim that a text stands for: a box, an interval for all coordinates, or relations.

    Raises: InputError, with the place.

    >>> domain("[(0,1), (-oo,1/2)]", 2)
    Polyhedron(x1 <= 1, -x1 <= 0, x2 <= 1/2)
    >>> domain("0, 1", 2) == domain("[(0,1), (0,1)]", 2)
    True
    >>> domain("x1 + x2 < 1, 0 <= x1", 2)
    Polyhedron(x1 + x2 < 1, -x1 <= 0)
    """
    from symrelu.model.polyhedron import Polyhedron

    source = Source("domain", text)
    values = parse(source)
    if any(isinstance(value, Relation) for value in values):
        symbols = REALS.symbol("x1"), *(REALS.symbol(f"x{i}") for i in range(2, dim + 1))
        links = [link for value in values for link in _links(value, source, symbols)]
        return Polyhedron.where(links, symbols)
    if len(values) == 1 and isinstance(values[0], Group) and _is_list(values[0]):
        values = values[0].values
    if len(values) == 2 and not any(isinstance(value, Group) for value in values):
        return Polyhedron.box([_ends(values, source)] * dim)
    pairs = [_pair(value, source) for value in values]
    if len(pairs) != dim:
        raise source.refuse(f"{len(pairs)} intervals", f"{dim}, one for each input", _EXAMPLE)
    return Polyhedron.box(pairs)


def _is_list(group: Group) -> bool:
    return group.bracket == "[" or any(isinstance(value, Group) for value in group.values)


def _pair(value: Node, source: Source) -> tuple[Any, Any]:
    if not isinstance(value, Group) or len(value.values) != 2:
        raise source.refuse("no interval", "pairs (lo, hi)", _EXAMPLE, value.at)
    return _ends(value.values, source)


def _ends(values: tuple[Node, ...], source: Source) -> tuple[Any, Any]:
    low, high = (_end(value, source) for value in values)
    if low is not None and high is not None and low > high:
        raise source.refuse(f"the ends {low} > {high}", "lo <= hi", at=values[0].at)
    return low, high


def _end(value: Node, source: Source) -> Any:
    """An end of an interval; None is an infinite one."""
    inner = value.value if isinstance(value, Negative) else value
    if isinstance(inner, Name) and inner.name == "oo":
        return None
    found = build(value, source, REALS)
    if not isinstance(found, sp.Rational):
        raise source.refuse(str(found), "a rational number, or oo", _EXAMPLE, value.at)
    return found


def _links(value: Node, source: Source, symbols: tuple[Any, ...]) -> list[Any]:
    if not isinstance(value, Relation) or "!=" in value.signs:
        raise source.refuse("no linear inequality", "relations such as x1 <= 1", _EXAMPLE, value.at)
    sides = [build(term, source, REALS) for term in value.terms]
    for side in sides:
        for symbol in sorted(side.free_symbols - set(symbols), key=str):
            wanted = f"the coordinates {', '.join(map(str, symbols))}"
            raise source.refuse(f"the symbol {symbol}", wanted, _EXAMPLE, value.at)
    return [
        _RELATIONS[sign](left, right, evaluate=False)
        for (left, right), sign in zip(pairwise(sides), value.signs, strict=True)
    ]


def regions(network: Network, space: Polyhedron, limit: int, seconds: float) -> tuple[list[Cell], str]:
    """The linear regions of a network on a polyhedron, and why there are more, or an empty text."""
    found: list[Cell] = []
    try:
        with deadline("regions", seconds):
            for cell in network.cells(space, limit=limit, seconds=seconds):
                found.append(cell)
    except (TooManyCells, OutOfTime) as error:
        return found, str(error)
    return found, ""


def regions_answer(network: Network, found: list[Cell], stopped: str, picture: str | None) -> Answer:
    """What is said of the regions that were found."""
    fields: dict[str, Any] = {"regions": len(found), "complete": not stopped}
    fields["cells"] = [cell.to_json() for cell in found]
    if picture is not None:
        fields["picture"] = picture
    return Answer(fields, _text(network, fields, stopped), UNKNOWN if stopped else DONE)


def _text(network: Network, fields: Mapping[str, Any], stopped: str) -> str:
    count = fields["regions"]
    least = "at least " if stopped else ""
    lines = [f"{network!r}: {least}{count:,} linear region{'s' * (count != 1)}"]
    lines += [_line(number, cell) for number, cell in enumerate(fields["cells"][:SHOWN], start=1)]
    if count > SHOWN:
        lines.append(f"  ... and {count - SHOWN:,} more; --json gives all")
    if fields.get("picture"):
        lines.append(f"  picture: {fields['picture']}")
    return "\n".join([*lines, *([f"  {stopped}"] if stopped else [])])


def _line(number: int, cell: Mapping[str, Any]) -> str:
    pattern = " ".join("".join(map(str, layer)) for layer in cell["pattern"])
    where = ", ".join(cell["inequalities"]) or "everywhere"
    rows = zip(cell["map"]["matrix"], cell["map"]["offset"], strict=True)
    values = ", ".join(_form(row, constant) for row, constant in rows)
    return f"  {number}. [{pattern}] {where}\n       x -> ({values})"


def _form(row: list[str], constant: str) -> str:
    symbols = sp.symbols(f"x1:{len(row) + 1}", real=True)
    products = (sp.Rational(a) * x for a, x in zip(row, symbols, strict=True))
    return str(sp.Add(*products, sp.Rational(constant)))
