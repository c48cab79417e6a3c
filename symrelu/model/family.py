# pyright: basic
"""Families of laws: a law in symbols, and the domain of its parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.law import Law
from symrelu.model.scalar import Variable
from symrelu.model.vector_law import VectorLaw


def _relations(given: Any) -> tuple[Any, ...]:
    if isinstance(given, (list, tuple, set, frozenset, sp.Tuple)):
        listed = tuple(given)
    elif isinstance(given, (bool, sp.Basic)):
        listed = (given,)
    else:
        raise InputError("given", repr(given)[:80], "relations such as sigma > 0", "given=(sigma > 0,)")
    flat: list[Any] = []
    for relation in listed:
        if relation is True or relation is sp.true:
            continue
        if isinstance(relation, sp.And):
            flat += _relations(relation.args)
        elif isinstance(relation, sp.core.relational.Relational):
            flat.append(relation)
        else:
            raise InputError("given", repr(relation), "relations such as sigma > 0", "given=(sigma > 0,)")
    return tuple(flat)


@dataclass(frozen=True, init=False)
class Family:
    """The laws that `law` gives as its parameters run through the points that satisfy `given`.

    Raises: InputError where the free symbols of the law are not the parameters.

    >>> from symrelu.laws.base import normal
    >>> mu, sigma = sp.Symbol("mu", real=True), sp.Symbol("sigma", positive=True)
    >>> Family(normal(mu, sigma), (mu, sigma))
    Family(normal(mu, sigma), (mu, sigma))
    """

    law: Law | VectorLaw
    parameters: tuple[Variable, ...]
    given: tuple[Any, ...]

    def __init__(self, law: Law, parameters: Iterable[Any] | Any, given: Any = ()) -> None:
        if not isinstance(law, (Law, VectorLaw)):
            raise InputError(
                "Family", repr(law), "a law in its parameters", "Family(normal(mu, sigma), (mu, sigma))"
            )
        listed = (parameters,) if isinstance(parameters, sp.Symbol) else tuple(parameters)
        for p in listed:
            if not isinstance(p, sp.Symbol):
                raise InputError("parameters", repr(p), "symbols with a declared domain", 'mu = reals("mu")')
        if len(set(listed)) < len(listed) or len({str(p) for p in listed}) < len(listed):
            raise InputError("parameters", ", ".join(map(str, listed)), "distinct names")
        missing = sorted(map(str, law.parameters - set(listed)))
        if missing:
            raise InputError(
                "parameters",
                f"the law also has {', '.join(missing)}",
                "all free symbols of the law",
                "name them as parameters",
            )
        unused = sorted(map(str, set(listed) - law.parameters))
        if unused:
            raise InputError(
                "parameters", f"{', '.join(unused)}, not in the law", "symbols of the law", "leave it out"
            )
        relations = _relations(given)
        for relation in relations:
            foreign = sorted(map(str, relation.free_symbols - set(listed)))
            if foreign:
                raise InputError(
                    "given", f"{relation} with {', '.join(foreign)}", "relations between the parameters"
                )
        object.__setattr__(self, "law", law)
        object.__setattr__(self, "parameters", listed)
        object.__setattr__(self, "given", relations)

    def required(self) -> tuple[Any, ...]:
        """The conditions of the law that `given` does not list word for word."""
        return tuple(
            c
            for c in self.law.conditions
            if c not in self.given and c.canonical not in [g.canonical for g in self.given]
        )

    def __repr__(self) -> str:
        given = f", given={self.given}" if self.given else ""
        return f"Family({self.law!r}, ({', '.join(map(str, self.parameters))}){given})"

    def _repr_latex_(self) -> str:
        domain = ", ".join(sp.latex(g) for g in self.given)
        names = ", ".join(map(sp.latex, self.parameters))
        where = f" : {domain}" if domain else ""
        return f"$\\left\\{{ {self.law._repr_latex_().strip('$')} : {names}{where} \\right\\}}$"
