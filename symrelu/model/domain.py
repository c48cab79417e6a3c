# pyright: basic
"""Polyhedra as users give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symrelu.errors import InputError
from symrelu.model.polyhedron import Polyhedron

Domain = Polyhedron | Sequence[tuple[Any, Any]] | None
_EXAMPLE = "Polyhedron.box([(0, 1), (0, 1)])"


def polyhedron(given: Any, name: str, dim: int | None = None) -> Polyhedron:
    """A polyhedron, in R^dim where this is asked for.

    Raises: InputError for everything else.
    """
    if not isinstance(given, Polyhedron):
        raise InputError(name, f"an object of type {type(given).__name__}", "a polyhedron", _EXAMPLE)
    if dim is not None and given.dim != dim:
        raise InputError(name, f"a polyhedron in R^{given.dim}", f"one in R^{dim}")
    return given


def domain(given: Any, dim: int) -> Polyhedron:
    """The polyhedron in R^dim that a user means by itself, by a list of bounds, or by None for R^dim.

    Raises: InputError for everything else.

    >>> domain([(0, 1), (None, 2)], 2)
    Polyhedron(x1 <= 1, -x1 <= 0, x2 <= 2)
    """
    if given is None:
        return Polyhedron.whole(dim)
    if isinstance(given, list | tuple) and given:
        return polyhedron(Polyhedron.box(given), "domain", dim)
    return polyhedron(given, "domain", dim)
