# pyright: basic
"""The parameters at which a family takes given slots: equations that are solved one unknown at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from symrelu.terms.symbols import clip, max_, min_, relu

_INERT = (relu, max_, min_, clip, sp.Max, sp.Min)


def _without_floor(e: Any) -> Any:
    """max(v, 0) as v: what layers make is never negative; the kernel checks what comes of it."""

    def touched(t: Any) -> bool:
        return isinstance(t, relu) or (isinstance(t, max_) and sp.S.Zero in t.args)

    return e.replace(touched, lambda t: next((a for a in t.args if a != 0), sp.S.Zero))


def solve_slots(
    parameters: Sequence[Any], slots: Sequence[Any], targets: Sequence[Any]
) -> dict[Any, Any] | None:
    """Values of the parameters at which the slots are the targets; a parameter that no slot fixes stays.

    >>> a, c, m, r = sp.symbols("a c m r", real=True)
    >>> A, C, L, H = sp.symbols("A C L H", real=True)
    >>> solve_slots((a, c, m, r), (-a, c, m - r, m + r), (A, C, L, H))
    {a: -A, c: C, m: H/2 + L/2, r: H/2 - L/2}
    """
    unknowns: dict[Any, Any] = {p: sp.Dummy(str(p), real=True) for p in parameters}
    names = [sp.Dummy(f"t{k}", real=True) for k in range(len(slots))]
    equations = [
        _without_floor(s).subs(list(unknowns.items())) - t for s, t in zip(slots, names, strict=True)
    ]
    found: dict[Any, Any] = {}
    open_unknowns = list(unknowns.values())
    while open_unknowns and equations:
        step = _next(equations, open_unknowns)
        if step is None:
            return None
        place, unknown, value = step
        equations = [
            sp.cancel(e.subs(unknown, value)) if k != place else sp.S.Zero for k, e in enumerate(equations)
        ]
        equations = [e for e in equations if e != 0]
        found = {u: sp.expand(v.subs(unknown, value)) for u, v in found.items()} | {unknown: value}
        open_unknowns.remove(unknown)
        if not any(e.free_symbols & set(open_unknowns) for e in equations):
            break
    real: dict[Any, Any] = dict(zip(names, targets, strict=True))
    if any(sp.expand(e.subs(real)) != 0 for e in equations):
        return None
    back: dict[Any, Any] = {u: p for p, u in unknowns.items()}
    return {p: found.get(u, u).subs(back).subs(real) for p, u in unknowns.items()}


def _next(equations: list[Any], unknowns: list[Any]) -> tuple[int, Any, Any] | None:
    """An equation that is linear in an unknown, the simplest first: (place, unknown, value)."""
    for most in (1, 2, len(unknowns)):
        for place, equation in enumerate(equations):
            present = [u for u in unknowns if u in equation.free_symbols]
            if not 0 < len(present) <= most:
                continue
            for unknown in present:
                value = _linear(equation, unknown)
                if value is not None and not (most == 1 and value.has(*_INERT)):
                    return place, unknown, value
    return None


def _linear(equation: Any, unknown: Any) -> Any:
    numerator = sp.numer(sp.together(equation))
    inert = [t for t in numerator.atoms(*_INERT) if unknown in t.free_symbols]
    if inert or not numerator.is_polynomial(unknown) or sp.degree(numerator, unknown) != 1:
        return None
    polynomial = sp.Poly(numerator, unknown)
    return sp.cancel(-polynomial.nth(0) / polynomial.nth(1))
