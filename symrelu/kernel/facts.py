"""The closed table of elementary facts: each row is true for all arguments of its sorts, with its proof.

Nothing can be added from outside. Bound variables of a row are private, so no argument can name them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from symrelu.errors import Refused
from symrelu.terms.sorts import SEQ, N, R, Sort, fun, show_sort
from symrelu.terms.term import Term, add, fits, has_private, lam, num, op, private

PATH: Sort = fun(N, N)
pi = op("pi")
_HALF = num(Fraction(1, 2))


@dataclass(frozen=True)
class Fact:
    """A formula that is true for all arguments that fit the sorts."""

    name: str
    sorts: tuple[Sort, ...]
    build: Callable[..., Term]
    proof: str


def _eq(a: Term, b: Term | int) -> Term:
    return op("eq", a, num(b) if isinstance(b, int) else b)


def _sine(x: Term) -> Term:
    return op("sin", x)


def _cosine(x: Term) -> Term:
    return op("cos", x)


def _root(value: int) -> Term:
    return op("sqrt", num(value))


def _all(*formulas: Term) -> Term:
    return op("and", *formulas)


def _when(condition: Term, claim: Term) -> Term:
    return op("imp", condition, claim)


def _increasing(head: str) -> Callable[[Term, Term], Term]:
    return lambda x, y: _when(x < y, op(head, x) < op(head, y))


def _turn(part: int, sine: Term, cosine: Term) -> Callable[[], Term]:
    angle = op("*", num(Fraction(1, part)), pi)
    return lambda: _all(_eq(_sine(angle), sine), _eq(_cosine(angle), cosine))


_ARITHMETIC = (
    Fact("inverse", (R,), lambda t: _when(op("not", _eq(t, 0)), _eq(t * op("inv", t), 1)), "meaning of inv"),
    Fact("nat", (N,), lambda n: n >= 0, "naturals are >= 0"),
    Fact("nat_step", (N, N), lambda n, m: op("or", m <= n, n + 1 <= m), "no natural between n and n + 1"),
    Fact("pow_next", (R, N), lambda t, n: _eq(t ** (n + 1), (t**n) * t), "meaning of pow; t^0 = 1"),
    Fact("pow_sum", (R, N, N), lambda t, n, m: _eq(t ** (n + m), (t**n) * (t**m)), "induction on m"),
)

_EXPONENTIAL = (
    Fact(
        "exp",
        (R,),
        lambda x: _all(op("exp", x) > 0, x + 1 <= op("exp", x)),
        "exp is convex with tangent 1 + x at 0; exp x = exp(x/2)^2 is no zero, since exp x exp(-x) = 1",
    ),
    Fact(
        "exp_sum",
        (R, R),
        lambda x, y: _eq(op("exp", x + y), op("exp", x) * op("exp", y)),
        "Cauchy product of the series",
    ),
    Fact("exp_zero", (), lambda: _eq(op("exp", num(0)), 1), "constant term of the series"),
    Fact("exp_increasing", (R, R), _increasing("exp"), "its derivative exp is positive"),
    Fact(
        "log",
        (R,),
        lambda x: _when(x > 0, _eq(op("exp", op("log", x)), x)),
        "log is the inverse of exp on x > 0",
    ),
    Fact("log_exp", (R,), lambda x: _eq(op("log", op("exp", x)), x), "exp x > 0, and log is its inverse"),
    Fact(
        "sqrt",
        (R,),
        lambda x: _when(x >= 0, _all(_eq(op("sqrt", x) ** 2, x), op("sqrt", x) >= 0)),
        "the root of x >= 0 is the y >= 0 with y^2 = x",
    ),
)

_CIRCLE = (
    Fact("circle", (R,), lambda x: _eq(_sine(x) ** 2 + _cosine(x) ** 2, 1), "(cos x, sin x) on the circle"),
    Fact(
        "sin_sum",
        (R, R),
        lambda x, y: _eq(_sine(x + y), _sine(x) * _cosine(y) + _cosine(x) * _sine(y)),
        "product of two rotations",
    ),
    Fact(
        "cos_sum",
        (R, R),
        lambda x, y: _eq(_cosine(x + y), _cosine(x) * _cosine(y) - _sine(x) * _sine(y)),
        "product of two rotations",
    ),
    Fact("half_turn", (), lambda: _all(_eq(_sine(pi), 0), _eq(_cosine(pi), -1)), "meaning of pi"),
    Fact("quarter", (), _turn(2, num(1), num(0)), "half of a half turn"),
    Fact("third", (), _turn(3, _root(3) * _HALF, _HALF), "equilateral triangle"),
    Fact("fourth", (), _turn(4, _root(2) * _HALF, _root(2) * _HALF), "diagonal of the square"),
    Fact("sixth", (), _turn(6, _HALF, _root(3) * _HALF), "equilateral triangle, halved"),
    Fact(
        "sin_arch",
        (R,),
        lambda x: _all(_when(_all(x >= 0, x <= pi), _sine(x) >= 0), _when(_all(x > 0, x < pi), _sine(x) > 0)),
        "pi is the first positive zero of sin",
    ),
    Fact(
        "cos_decreasing",
        (R, R),
        lambda x, y: _when(_all(x >= 0, x < y, y <= pi), _cosine(y) < _cosine(x)),
        "cos' = -sin < 0 on (0, pi)",
    ),
    Fact("sin_below", (R,), lambda x: _when(x >= 0, _sine(x) <= x), "sin 0 = 0 and sin' = cos <= 1"),
    Fact(
        "pi_bounds",
        (),
        lambda: _all(pi > Fraction(333, 106), pi < Fraction(22, 7)),
        "3.14150.. < 3.14159.. < 3.14285..",
    ),
    Fact(
        "arctan",
        (R,),
        lambda x: _all(
            op("arctan", x) > -(pi * _HALF),
            op("arctan", x) < pi * _HALF,
            _eq(_sine(op("arctan", x)), x * _cosine(op("arctan", x))),
            _cosine(op("arctan", x)) > 0,
        ),
        "arctan is the inverse of tan = sin/cos on (-pi/2, pi/2), where cos > 0",
    ),
    Fact("arctan_increasing", (R, R), _increasing("arctan"), "its derivative 1/(1 + x^2) is positive"),
    Fact(
        "arccos",
        (R,),
        lambda x: _when(
            _all(x >= -1, x <= 1),
            _all(op("arccos", x) >= 0, op("arccos", x) <= pi, _eq(_cosine(op("arccos", x)), x)),
        ),
        "arccos is the inverse of cos: [0, pi] -> [-1, 1]",
    ),
    Fact(
        "arccos_cos",
        (R,),
        lambda x: _when(_all(x >= 0, x <= pi), _eq(op("arccos", _cosine(x)), x)),
        "the same inverse",
    ),
)

_FUNCTIONS = (
    Fact("erf", (R,), lambda x: _all(op("erf", x) > -1, op("erf", x) < 1), "increasing, limits -1, 1"),
    Fact("erf_increasing", (R, R), _increasing("erf"), "its derivative 2 exp(-x^2)/sqrt(pi) is positive"),
    Fact(
        "betainc_range",
        (R, R, R),
        lambda a, b, x: _when(
            _all(a > 0, b > 0),
            _all(
                _eq(op("betainc", a, b, num(0)), 0),
                _eq(op("betainc", a, b, num(1)), 1),
                _when(_all(x > 0, x < 1), _all(op("betainc", a, b, x) > 0, op("betainc", a, b, x) < 1)),
            ),
        ),
        "distribution function of a positive density on (0,1)",
    ),
    Fact(
        "lowergamma_range",
        (R, R),
        lambda a, x: _when(
            a > 0,
            _all(
                _eq(op("lowergamma", a, num(0)), 0),
                _when(x > 0, _all(op("lowergamma", a, x) > 0, op("lowergamma", a, x) < 1)),
            ),
        ),
        "distribution function of a positive density on (0,oo)",
    ),
    Fact(
        "gamma_step",
        (R,),
        lambda x: _when(x > 0, _eq(op("gamma", x + 1), x * op("gamma", x))),
        "integration by parts of t^x exp(-t) on t > 0",
    ),
)


def _last(head: str, join: Callable[[Term, Term], Term]) -> Callable[[Term, Term, Term], Term]:
    return lambda a, b, f: _when(a <= b + 1, _eq(op(head, a, b + 1, f), join(op(head, a, b, f), f(b + 1))))


def _sumseq_empty(a: Term, b: Term, w: Term, f: Term) -> Term:
    return _when(b < a, _eq(op("sumseq", a, b, w, f), f(lam(private(0, N), num(0)))))


def _sumseq_last(a: Term, b: Term, w: Term, f: Term) -> Term:
    k, i, v = private(0, N), private(1, N), private(2, PATH)
    extended = lam(k, op("ite", _eq(k, b + 1), i, v(k)))
    inner = op("sum", num(1), w(b + 1), lam(i, f(extended)))
    return _when(a <= b + 1, _eq(op("sumseq", a, b + 1, w, f), op("sumseq", a, b, w, lam(v, inner))))


def _dist_ge(d: Term, x: Term, y: Term, i: Term) -> Term:
    return _when(_all(num(1) <= i, i <= d), op("abs", x(i) - y(i)) <= op("dist", d, x, y))


_SUMS = (
    Fact(
        "sum_empty",
        (N, N, SEQ),
        lambda a, b, f: _when(b < a, _eq(op("sum", a, b, f), 0)),
        "no k with a <= k <= b",
    ),
    Fact("sum_last", (N, N, SEQ), _last("sum", add), "the index b + 1 is the last, if a <= b + 1"),
    Fact(
        "prod_empty",
        (N, N, SEQ),
        lambda a, b, f: _when(b < a, _eq(op("prod", a, b, f), 1)),
        "no k with a <= k <= b",
    ),
    Fact("prod_last", (N, N, SEQ), _last("prod", lambda p, q: p * q), "as for sums"),
    Fact("sumseq_empty", (N, N, PATH, fun(PATH, R)), _sumseq_empty, "the one v is 0 everywhere"),
    Fact(
        "sumseq_last",
        (N, N, PATH, fun(PATH, R)),
        _sumseq_last,
        "v on a..b+1 is v on a..b, 0 elsewhere, with a value i in 1..w(b+1) put in at b + 1",
    ),
    Fact("dist_ge", (N, SEQ, SEQ, N), _dist_ge, "a maximum is at least each of its terms"),
    Fact(
        "dist_nonneg",
        (N, SEQ, SEQ),
        lambda d, x, y: num(0) <= op("dist", d, x, y),
        "0 for d = 0, else a maximum of absolute values",
    ),
)

FACTS: MappingProxyType[str, Fact] = MappingProxyType(
    {row.name: row for row in (*_ARITHMETIC, *_EXPONENTIAL, *_CIRCLE, *_FUNCTIONS, *_SUMS)}
)


def fact(name: object, args: tuple[object, ...]) -> Term:
    """The row of that name at the arguments: a formula that holds in every valuation.

    Raises: Refused if there is no such row, or an argument is no closed term or does not fit its sort.

    >>> from symrelu.terms.term import var
    >>> fact("inverse", (var("x", "R"),))
    not x = 0 -> x*inv(x) = 1
    >>> fact("nat_step", (var("x", "R"), num(1)))
    Traceback (most recent call last):
    symrelu.errors.Refused: nat_step: R does not fit N
    """
    row = FACTS.get(name) if type(name) is str else None
    if row is None:
        raise Refused(f"unknown fact {name[:60]!r}" if type(name) is str else "the name of a fact is a text")
    if type(args) is not tuple or len(args) != len(row.sorts):
        raise Refused(f"{row.name}: expected {len(row.sorts)} arguments")
    for arg, sort in zip(args, row.sorts, strict=True):
        if type(arg) is not Term or arg.loose or has_private(arg):
            raise Refused(f"{row.name}: an argument is no closed term")
        if not fits(arg, sort):
            raise Refused(f"{row.name}: {show_sort(arg.sort)} does not fit {show_sort(sort)}")
    return row.build(*args)
