"""The identity on which invariance in dimension one rests: a layer carries a clip to a clip."""

from __future__ import annotations

from functools import cache

from symrelu.kernel.rules import discharge, generalise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.search import Hints
from symrelu.terms.term import Term, num, op, var


def layer_bounds(w: Term, b: Term, low: Term, high: Term) -> tuple[Term, Term]:
    """The bounds of relu(w clip(z; low, high) + b)."""
    one, two = w * low + b, w * high + b
    return op("relu", op("min", one, two)), op("relu", op("max", one, two))


@cache
def layer_of_clip() -> Theorem:
    """forall z l h w b. l <= h -> relu(w clip(z; l, h) + b) = clip(w z + b; l', h'), by the sign of w."""
    z, l, h, w, b = (var(name, "R") for name in "zlhwb")
    claim = op(
        "eq", op("relu", w * op("clip", z, l, h) + b), op("clip", w * z + b, *layer_bounds(w, b, l, h))
    )
    rising = establish(
        op("eq", w * op("clip", z, l, h) + b, op("clip", w * z + b, w * l + b, w * h + b)),
        given=(w > 0, l <= h),
        hints=Hints(signs=(w,)),
    )
    falling = establish(
        op("eq", w * op("clip", z, l, h) + b, op("clip", w * z + b, w * h + b, w * l + b)),
        given=(w < 0, l <= h),
        hints=Hints(signs=(w,)),
    )
    parts = (
        establish(claim, given=(w > 0, l <= h), premises=(rising,), hints=Hints(signs=(w,))),
        establish(claim, given=(w < 0, l <= h), premises=(falling,), hints=Hints(signs=(w,))),
        establish(claim, given=(op("eq", w, num(0)), l <= h)),
    )
    signs = (w > 0, w < 0, op("eq", w, num(0)))
    cases = tuple(discharge(part, sign) for part, sign in zip(parts, signs, strict=True))
    return generalise(discharge(establish(claim, given=(l <= h,), premises=cases), l <= h), z, l, h, w, b)


@cache
def same_input() -> Theorem:
    """forall w b u v. u = v -> relu(w u + b) = relu(w v + b)."""
    w, b, u, v = (var(name, "R") for name in "wbuv")
    given = op("eq", u, v)
    claim = op("eq", op("relu", w * u + b), op("relu", w * v + b))
    return generalise(discharge(establish(claim, given=(given,)), given), w, b, u, v)
