# pyright: basic
"""The invariant family that a law generates under layers of width one."""

from __future__ import annotations

import sympy as sp

from symrelu.errors import InputError
from symrelu.laws.base import discrete
from symrelu.laws.push import push
from symrelu.model.family import Family
from symrelu.model.law import Law
from symrelu.model.source import Mixture, Point
from symrelu.terms.symbols import clip

MOST_POSITIONS = 8


def closure(law: Law) -> Family:
    """The invariant family of all clips clip(a X + c; l, h) of a law, or of all positions of a finite law.

    It contains the law itself if that is bounded, and of an unbounded law all that is cut off at both sides.

    Raises: InputError for a law in symbols.

    >>> from symrelu.laws.base import uniform
    >>> closure(uniform(0, 1))
    Family(push((clip(a*x + c, l, h), x), uniform(0, 1)), (a, c, l, h), given=(l <= h,))
    """
    if not isinstance(law, Law):
        raise InputError("closure", repr(law)[:80], "a law on R", "closure(uniform(0, 1))")
    if law.parameters:
        names = ", ".join(sorted(map(str, law.parameters)))
        raise InputError(
            "closure", f"a law in the symbols {names}", "a law without symbols", "law.at({symbol: value})"
        )
    atoms = law.atoms() if isinstance(law.source, (Mixture, Point)) and _finite(law) else {}
    if 0 < len(atoms) <= MOST_POSITIONS:
        names = sp.symbols(" ".join(f"x{k}" for k in range(1, len(atoms) + 1)) + ",", real=True)
        return Family(discrete(dict(zip(names, atoms.values(), strict=True))), names)
    a, c, l, h, x = sp.symbols("a c l h x", real=True)
    return Family(push((clip(a * x + c, l, h), x), law), (a, c, l, h), (l <= h,))


def _finite(law: Law) -> bool:
    if isinstance(law.source, Point):
        return True
    return isinstance(law.source, Mixture) and all(_finite(part) for _, part in law.source.parts)
