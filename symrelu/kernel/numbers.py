"""Closed numbers by balls, matrices and finite laws by exact rationals, finite ranges (7.5, 7.7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from flint import acb, arb, ctx

from symrelu.errors import Refused
from symrelu.kernel.arguments import (
    Conclusion,
    Premises,
    digits,
    entries,
    formula,
    function,
    integer,
    proves,
    rational,
    real_variable,
    united,
)
from symrelu.kernel.matrices import MATRICES, exact
from symrelu.terms.sorts import fun
from symrelu.terms.substitution import subterms
from symrelu.terms.term import Term, binder, bound, instantiate, num, op

MAX_BITS = 4096
MAX_BOXES = 100_000
MAX_WORK = 1_000_000
MAX_TERMS = 4_000
MAX_ARGUMENT = 2_000
MAX_CUTS = 100


# ---- balls ----------------------------------------------------------------------------------------


def _owens_t(h: arb, a: arb) -> arb:
    """T(h, a) = a/(2 pi) int_0^1 exp(-h^2 (1 + a^2 s^2)/2)/(1 + a^2 s^2) ds, meromorphic in s."""
    slope, height = acb(a) * a, acb(h) * h / 2

    def integrand(s: acb, _: bool) -> acb:
        growth = 1 + slope * s * s
        return (-height * growth).exp() / growth

    with ctx.workprec(min(ctx.prec, 512)):
        value = acb.integral(integrand, 0, 1, eval_limit=4_000)
    return value.real * a / (2 * arb.pi())


def _series(ratio: Callable[[int], arb], most: Callable[[int], arb]) -> arb:
    """1 + r(0) + r(0) r(1) + .. for ratios r(k) >= 0 that are at most most(n) for all k >= n."""
    term = value = arb(1)
    negligible, n = arb(2) ** -ctx.prec, 0
    while n < MAX_TERMS and not term < negligible * value:
        term = term * ratio(n)
        value, n = value + term, n + 1
    rest = most(n)
    return value + arb(0).union(term * rest / (1 - rest)) if rest < 1 else arb("nan")


def _corners(f: Callable[..., arb], falling: tuple[arb, ...], rising: tuple[arb, ...]) -> arb:
    """f on a box of positive numbers, falling in some arguments and rising in the others."""
    with ctx.workprec(ctx.prec + 64):  # what the logarithms in f lose
        low = f(*(u.upper() for u in falling), *(u.lower() for u in rising))
        return low.union(f(*(u.lower() for u in falling), *(u.upper() for u in rising)))


def _lowergamma(a: arb, x: arb) -> arb:
    """P(a, x) = x^a exp(-x)/gamma(a + 1) (1 + x/(a + 1) + ..), falling in a, rising in x."""

    def at(a: arb, x: arb) -> arb:
        if x > MAX_ARGUMENT:
            return at(a, arb(MAX_ARGUMENT)).union(arb(1))
        if x == 0:
            return arb(0)
        ratio: Callable[[int], arb] = lambda n: x / (a + (n + 1))  # noqa: E731
        return (a * x.log() - x - (a + 1).lgamma()).exp() * _series(ratio, ratio)

    return _corners(at, (a,), (x,))


def _betainc(a: arb, b: arb, x: arb) -> arb:
    """I_x(a, b) = x^a (1-x)^b gamma(a+b)/(gamma(a+1) gamma(b)) (1 + (a+b) x/(a+1) + ..) = 1 - I_(1-x)(b, a),
    falling in a, rising in b and x."""

    def below(a: arb, b: arb, x: arb, y: arb) -> arb:
        if x == 0:
            return arb(0)
        ratio: Callable[[int], arb] = lambda n: x * (a + b + n) / (a + (n + 1))  # noqa: E731
        factor = (a * x.log() + b * y.log() + (a + b).lgamma() - (a + 1).lgamma() - b.lgamma()).exp()
        return factor * _series(ratio, lambda n: ratio(n).max(x))

    def at(a: arb, b: arb, x: arb) -> arb:
        y = 1 - x
        return 1 - below(b, a, y, x) if x * (a + b) > a else below(a, b, x, y)

    return _corners(at, (a,), (b, x))


_FUNCTIONS: MappingProxyType[str, Callable[..., arb]] = MappingProxyType(
    {
        "inv": lambda u: 1 / u,
        "relu": lambda u: u.max(arb(0)),
        "abs": abs,
        "max": lambda u, v: u.max(v),
        "min": lambda u, v: u.min(v),
        "clip": lambda z, low, high: low.max(z).min(high),
        "exp": lambda u: u.exp(),
        "sin": lambda u: u.sin(),
        "cos": lambda u: u.cos(),
        "arctan": lambda u: u.atan(),
        "erf": lambda u: u.erf(),
        "pi": arb.pi,
        "log": lambda u: u.log(),
        "sqrt": lambda u: u.sqrt(),
        "arcsin": lambda u: u.asin(),
        "arccos": lambda u: u.acos(),
        "gamma": lambda u: u.gamma(),
        # FLINT's own take minutes where a parameter is near an integer.
        "lowergamma": _lowergamma,
        "betainc": _betainc,
        "owens_t": _owens_t,
    }
)
_DOMAINS: MappingProxyType[str, Callable[..., bool]] = MappingProxyType(
    {
        "inv": lambda u: u > 0 or u < 0,
        "log": lambda u: u > 0,
        "gamma": lambda u: u > 0,
        "sqrt": lambda u: u >= 0,
        "arcsin": lambda u: u >= -1 and u <= 1,
        "arccos": lambda u: u >= -1 and u <= 1,
        "lowergamma": lambda a, x: a > 0 and x >= 0,
        "betainc": lambda a, b, x: a > 0 and b > 0 and x >= 0 and x <= 1,
    }
)


_SERIES = frozenset({"lowergamma", "betainc", "owens_t"})


def _enclosure(term: Term, box: Mapping[Term, arb], memo: dict[Term, arb]) -> arb:
    """A finite ball that contains the value of the term at every point of the box."""
    known = memo.get(term)
    if known is not None:
        return known
    head = term.head
    if head == "num":
        ball = arb(exact(term.data))
    elif head == "var" and term in box:
        ball = box[term]
    elif head == "pow":
        exponent = term.args[1]
        if exponent.head != "num" or exponent.data > 10**6:
            raise Refused(f"ball: the exponent {exponent} is no numeral up to 10^6")
        ball = _enclosure(term.args[0], box, memo) ** int(exponent.data)
    elif head in ("+", "*"):
        ball = arb(0 if head == "+" else 1)
        for arg in term.args:
            value = _enclosure(arg, box, memo)
            ball = ball + value if head == "+" else ball * value
    elif head in _FUNCTIONS:
        values = [_enclosure(a, box, memo) for a in term.args]
        if head in _DOMAINS and not _DOMAINS[head](*values):
            raise Refused(f"ball: {term} is not certainly inside the domain of {head}")
        ball = _FUNCTIONS[head](*values)
    else:
        raise Refused(f"ball: {term} is no closed elementary number")
    if not ball.is_finite():
        raise Refused(f"ball: no finite enclosure of {term}")
    memo[term] = ball
    return ball


def _work(claim: Term, bits: int) -> int:
    """A measure of the time that one comparison takes: its distinct subterms, some of them series."""
    return sum(2_000 if t.head in _SERIES else 1 for t in subterms(claim)) * (1 + bits // 512)


def _less(claim: Term, box: Mapping[Term, arb]) -> bool:
    memo: dict[Term, arb] = {}
    return bool(_enclosure(claim.args[0], box, memo) < _enclosure(claim.args[1], box, memo))


def _comparison(rule: str, value: object) -> Term:
    claim = formula(rule, value)
    if claim.head != "lt":
        raise Refused(f"{rule}: expected s < t, found {claim}")
    return claim


def ball(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """|- s < t for closed elementary numbers whose balls at the given precision lie apart.

    Args: (s < t, bits). Sound: each ball contains the value of its term; every term on the way is finite
    and certainly inside the domain of its head.

    >>> ball((), (op("pi") < num(Fraction(22, 7)), 64))[1]
    pi < 22/7
    >>> ball((), (op("log", num(0)) < num(1), 64))
    Traceback (most recent call last):
    symrelu.errors.Refused: ball: log(0) is not certainly inside the domain of log
    """
    entries("ball", premises, 0)
    value, bits = entries("ball", args, 2)
    claim = _comparison("ball", value)
    with ctx.workprec(integer("ball", bits, 2, MAX_BITS)):
        if _work(claim, bits) > MAX_WORK:
            raise Refused("ball: the comparison takes too much work")
        if not _less(claim, {}):
            raise Refused(f"ball: {claim} is not certain at {bits} bits")
    return frozenset(), claim


def ball_range(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """|- (l_1 <= x_1 and x_1 <= h_1 and ..) -> s < t on a box of rational sides, by bisection.

    Args: (s < t, (x_1, ..), ((l_1, h_1), ..), tree, bits); tree is None (compare on this box) or (k, c, left,
    right): cut at x_k = c, k from 1. The leaves of such a tree cover the box by construction.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> ball_range((), (op("sin", x) < num(1), (x,), ((0, 1),), None, 64))[1]
    0 <= x and x <= 1 -> sin(x) < 1
    >>> ball_range((), (op("sin", x) < num(1), (x,), ((0, 2),), None, 64))
    Traceback (most recent call last):
    symrelu.errors.Refused: ball_range: sin(x) < 1 is not certain on 0 <= x and x <= 2
    """
    rule = "ball_range"
    entries(rule, premises, 0)
    value, names, sides, tree, bits = entries(rule, args, 5)
    claim = _comparison(rule, value)
    xs = tuple(real_variable(rule, x) for x in entries(rule, names))
    pairs = [entries(rule, side, 2) for side in entries(rule, sides)]
    box = [(rational(rule, low), rational(rule, high)) for low, high in pairs]
    if not xs or len(set(xs)) != len(xs) or len(box) != len(xs) or any(low > high for low, high in box):
        raise Refused(f"{rule}: expected distinct variables and one interval each")
    one, left = _work(claim, integer(rule, bits, 2, MAX_BITS)), [0]

    def visit(tree: object, box: list[tuple[Fraction, Fraction]], cuts: int) -> None:
        left[0] += 1
        if left[0] > MAX_BOXES or cuts > MAX_CUTS or left[0] * one > MAX_WORK:
            raise Refused(f"{rule}: more than {MAX_BOXES} boxes or {MAX_CUTS} cuts of one, or too much work")
        if tree is None:
            balls = [arb(exact(low)).union(arb(exact(high))) for low, high in box]
            if not _less(claim, dict(zip(xs, balls, strict=True))):
                raise Refused(f"{rule}: {claim} is not certain on {_within(xs, box)}")
            return
        axis, cut, below, above = entries(rule, tree, 4)
        k, c = integer(rule, axis, 1, len(xs)) - 1, rational(rule, cut)
        if not box[k][0] < c < box[k][1]:
            raise Refused(f"{rule}: the cut {digits(c)} is not inside the box")
        visit(below, [*box[:k], (box[k][0], c), *box[k + 1 :]], cuts + 1)
        visit(above, [*box[:k], (c, box[k][1]), *box[k + 1 :]], cuts + 1)

    with ctx.workprec(bits):
        visit(tree, box, 0)
    return frozenset(), op("imp", _within(xs, box), claim)


def _within(xs: tuple[Term, ...], box: list[tuple[Fraction, Fraction]]) -> Term:
    rows = [row for x, (low, high) in zip(xs, box, strict=True) for row in (num(low) <= x, x <= num(high))]
    return op("and", *rows)


# ---- finite ranges --------------------------------------------------------------------------------


def finite(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """G_a |- A(a), .., G_b |- A(b)   =>   G |- forall k:N. a <= k and k <= b -> A(k).

    Args: (lam k:N. A, a, b) with a, b >= 0; premises: exactly max(0, b - a + 1), in order. Sound: the
    naturals from a to b are these; over the reals it would be false.

    >>> from symrelu.terms.term import lam, var
    >>> k, x = var("k", "N"), var("x", "R")
    >>> finite((), (lam(k, k < 0), 1, 0))[1]
    forall k:N. 1 <= k and k <= 0 -> k < 0
    >>> finite((), (lam(x, op("eq", x, num(0))), 0, 0))
    Traceback (most recent call last):
    symrelu.errors.Refused: finite: expected N -> B, found lam x:R. x = 0
    """
    value, low, high = entries("finite", args, 3)
    family = function("finite", value, fun("N", "B"))
    a, b = (integer("finite", end, 0, 10**9) for end in (low, high))
    if family.head != "lam" or len(premises) != max(0, b - a + 1):
        raise Refused(f"finite: expected a lam and {max(0, b - a + 1)} premises")
    hyps = [proves("finite", p, instantiate(family.args[0], num(a + i))) for i, p in enumerate(premises)]
    k = bound(0, "N")
    body = op("imp", op("and", num(a) <= k, k <= num(b)), family.args[0])
    return united(*hyps), op("forall", binder("N", body, family.hint))


NUMBERS = MappingProxyType({"ball": ball, "ball_range": ball_range, "finite": finite, **MATRICES})
