"""The algebra of clips with one sign, bound or hypothesis changed: refuted, the witness checked again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from symrelu import AtMost, Equal, abs_, clip, decide, max_, min_, reals, relu
from symrelu.terms.symbols import PiecewiseLinear

z, l, h, w, b = reals("z l h w b")
z2, l2, h2, L, H, u, v, e = reals("z2 l2 h2 L H u v e")
LAYER = relu(w * clip(z, l, h) + b)
LOW, HIGH = relu(min_(w * l + b, w * h + b)), relu(max_(w * l + b, w * h + b))
CLOSE = [abs_(z - z2) <= e, abs_(l - l2) <= e, abs_(h - h2) <= e]
GAP = abs_(clip(z, l, h) - clip(z2, l2, h2))
GROWTH = clip(u, l, h) - clip(v, l, h)

# name: what is given, the relation, its two sides
MUTATIONS: dict[str, tuple[list[Any], str, Any, Any]] = {
    "C1: lower bound not rectified": ([l <= h], "=", relu(clip(z, l, h)), clip(z, l, relu(h))),
    "C1: upper bound not rectified": ([l <= h], "=", relu(clip(z, l, h)), clip(z, relu(l), h)),
    "C1: argument turned": ([l <= h], "=", relu(clip(z, l, h)), clip(-z, relu(l), relu(h))),
    "C2: falling": ([w < 0, l <= h], "=", w * clip(z, l, h) + b, clip(w * z + b, w * l + b, w * h + b)),
    "C2: any weight": ([l <= h], "=", w * clip(z, l, h) + b, clip(w * z + b, w * l + b, w * h + b)),
    "C2: bias dropped": ([w > 0, l <= h], "=", w * clip(z, l, h) + b, clip(w * z + b, w * l, w * h)),
    "C2: swapped": ([w > 0, l <= h], "=", w * clip(z, l, h) + b, clip(w * z + b, w * h + b, w * l + b)),
    "C3: rising": ([w > 0, l <= h], "=", w * clip(z, l, h) + b, clip(w * z + b, w * h + b, w * l + b)),
    "C3: bounds kept": ([w < 0, l <= h], "=", w * clip(z, l, h) + b, clip(w * z + b, w * l + b, w * h + b)),
    "C3: order dropped": ([w < 0], "=", w * clip(z, l, h) + b, clip(w * z + b, w * h + b, w * l + b)),
    "C4: lower bound not rectified": ([], "=", relu(b), clip(b, b, relu(b))),
    "C4: rectified from above": ([], "=", relu(b), clip(b, relu(b), b)),
    "C5: order dropped": ([], "=", LAYER, clip(w * z + b, LOW, HIGH)),
    "C5: bounds swapped": ([l <= h], "=", LAYER, clip(w * z + b, HIGH, LOW)),
    "C5: maximum below": ([l <= h], "=", LAYER, clip(w * z + b, HIGH, HIGH)),
    "C5: bias turned": ([l <= h], "=", LAYER, clip(w * z - b, LOW, HIGH)),
    "C6: falling": ([w < 0], "=", relu(w * max_(l, z) + b), max_(relu(w * l + b), w * z + b)),
    "C6: bound not rectified": ([w > 0], "=", relu(w * max_(l, z) + b), max_(w * l + b, w * z + b)),
    "C6: no lower bound": ([w < 0], "=", relu(w * max_(l, z) + b), min_(relu(w * l + b), w * z + b)),
    "C6: rising, closed": ([w > 0], "=", relu(w * max_(l, z) + b), clip(w * z + b, 0, relu(w * l + b))),
    "C7: lower end free": ([l <= h, h <= H], "=", clip(clip(z, L, H), l, h), clip(z, l, h)),
    "C7: upper end free": ([L <= l, l <= h], "=", clip(clip(z, L, H), l, h), clip(z, l, h)),
    "C7: nested the other way": (
        [l <= L, L <= H, H <= h],
        "=",
        clip(clip(z, L, H), l, h),
        clip(z, l, h),
    ),
    "C8: arguments free": ([l <= h, l2 <= h2, *CLOSE[1:]], "<=", GAP, e),
    "C8: lower bounds free": ([l <= h, l2 <= h2, CLOSE[0], CLOSE[2]], "<=", GAP, e),
    "C8: upper bounds free": ([l <= h, l2 <= h2, *CLOSE[:2]], "<=", GAP, e),
    "C8: half the bound": ([l <= h, l2 <= h2, *CLOSE], "<=", GAP, e / 2),
    "C9: order dropped": ([l <= h], "<=", 0, GROWTH),
    "C9: half the slope": ([l <= h, v <= u], "<=", GROWTH, (u - v) / 2),
    "C9: turned": ([l <= h, v <= u], "<=", GROWTH, 0),
}


def evaluated(expression: Any, values: dict[sp.Symbol, sp.Rational]) -> Any:
    """The expression at the values, by SymPy's own Max, Min and Abs."""
    at = sp.sympify(expression).xreplace(values)
    return at.replace(lambda t: isinstance(t, PiecewiseLinear), lambda t: t.value()).doit()


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutation_is_refuted(name: str) -> None:
    given, relation, left, right = MUTATIONS[name]
    claim = Equal(left, right) if relation == "=" else AtMost(left, right)
    verdict = decide(claim, given=given, seconds=15)
    assert verdict.status == "refuted", verdict
    symbols = {s.name: s for s in (z, l, h, w, b, z2, l2, h2, L, H, u, v, e)}
    witness = {symbols[n]: sp.Rational(Fraction(q)) for n, q in verdict.witness.items()}
    assert all(evaluated(condition, witness) == sp.true for condition in given)
    first, second = evaluated(left, witness), evaluated(right, witness)
    assert first != second if relation == "=" else first > second


TRUE = {
    "C1 without order": ([], relu(clip(z, l, h)), clip(z, relu(l), relu(h))),
    "C2 without order": ([w > 0], w * clip(z, l, h) + b, clip(w * z + b, w * l + b, w * h + b)),
    "C5": ([l <= h], LAYER, clip(w * z + b, LOW, HIGH)),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_holds_is_not_refuted(name: str) -> None:
    given, left, right = TRUE[name]
    assert decide(Equal(left, right), given=given, seconds=15).status != "refuted"
