"""Elementary facts: no row is false at random points and corners, and rows that are false are caught."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import pytest
from flint import arb

from symrelu.errors import Refused
from symrelu.kernel.facts import FACTS, PATH, fact
from symrelu.terms.sorts import SEQ, fun
from symrelu.terms.term import Term, bound, lam, num, op, private, var

JUNK = 7
x, y = var("x", "R"), var("y", "R")
n, m = var("n", "N"), var("m", "N")
s = var("s", SEQ)


@pytest.fixture(autouse=True)
def _precision() -> Any:
    before, flint.ctx.prec = flint.ctx.prec, 200
    yield
    flint.ctx.prec = before


# ---- valuations over balls: True, False, or None where the balls overlap --------------------------------


def _ball(value: Any) -> arb:
    return value if isinstance(value, arb) else arb(value.numerator) / value.denominator


def _less(a: arb, b: arb, strict: bool) -> bool | None:
    if a < b or (not strict and a <= b):
        return True
    if b < a or (strict and b <= a):
        return False
    return None


def _equal(a: arb, b: arb) -> bool | None:
    if a.is_exact() and b.is_exact() and a == b:
        return True
    return False if not (a - b).contains(0) else None


def _not(a: bool | None) -> bool | None:
    return None if a is None else not a


def _and(*parts: bool | None) -> bool | None:
    return False if False in parts else None if None in parts else True


def _or(*parts: bool | None) -> bool | None:
    return _not(_and(*[_not(part) for part in parts]))


def _partial(inside: Callable[[arb], bool], function: Callable[[arb], arb]) -> Callable[[arb], arb]:
    return lambda a: function(a) if inside(a) else arb(JUNK)


REAL: dict[str, Callable[..., arb]] = {
    "exp": arb.exp,
    "sin": arb.sin,
    "cos": arb.cos,
    "arctan": arb.atan,
    "erf": arb.erf,
    "abs": abs,
    "pi": arb.pi,
    "inv": _partial(lambda a: a != 0, lambda a: 1 / a),
    "log": _partial(lambda a: a > 0, arb.log),
    "sqrt": _partial(lambda a: a >= 0, arb.sqrt),
    "betainc": lambda a, b, x: (
        x.beta_lower(a, b, 1)
        if a > 0 and b > 0 and 0 <= x <= 1
        else arb(JUNK)  # python-flint names the point first
    ),
    "lowergamma": lambda a, x: x.gamma_lower(a, 1) if a > 0 and x >= 0 else arb(JUNK),
    "gamma": _partial(lambda a: a > 0, arb.gamma),
    "arccos": _partial(lambda a: a >= -1 and a <= 1, arb.acos),
    "+": lambda *a: sum(a, arb(0)),
    "*": lambda *a: _product(a),
    "max": arb.max,
    "min": arb.min,
}
TRUTH: dict[str, Callable[..., bool | None]] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "imp": lambda a, b: _or(_not(a), b),
    "iff": lambda a, b: None if None in (a, b) else a == b,
    "le": lambda a, b: _less(a, b, False),
    "lt": lambda a, b: _less(a, b, True),
    "eq": _equal,
}


def _product(factors: Any) -> Any:
    out: Any = 1
    for factor in factors:
        out = out * factor
    return out


def value(t: Term, env: dict[str, Any], points: tuple[Any, ...] = ()) -> Any:
    """Naturals are integers, reals balls, functions Python functions, formulas truth values."""
    head = t.head
    if head == "num":
        return int(t.data) if t.sort == "N" else _ball(t.data)
    if head in ("var", "bound"):
        return env[t.data] if head == "var" else points[-1 - t.data]
    if head == "lam":
        return lambda v: value(t.args[0], env, (*points, v))
    args = [value(arg, env, points) for arg in t.args]
    if head == "ite":
        assert args[0] is not None
        return args[1] if args[0] else args[2]
    if head in ("app", "pow", "sum", "prod", "sumseq", "dist"):
        return _structured(head, args, env)
    if t.sort == "N":
        return _product(args) if head == "*" else sum(args)
    balls = [_ball(a) if isinstance(a, (int, Fraction)) and not isinstance(a, bool) else a for a in args]
    return (TRUTH if head in TRUTH else REAL)[head](*balls)


def _structured(head: str, args: list[Any], env: dict[str, Any]) -> Any:
    if head == "app":
        return args[0](args[1])
    if head == "pow":
        return _product([args[0]] * args[1])
    if head == "sum":
        return sum((_ball(args[2](k)) for k in range(args[0], args[1] + 1)), arb(0))
    if head == "prod":
        return _product([arb(1), *[_ball(args[2](k)) for k in range(args[0], args[1] + 1)]])
    if head == "dist":
        gaps = [abs(_ball(args[1](i)) - _ball(args[2](i))) for i in range(1, args[0] + 1)]
        return max(gaps, key=lambda g: g.mid(), default=arb(0))
    a, b, width, function = args
    ranges = [range(1, width(k) + 1) for k in range(a, b + 1)]
    paths = [dict(zip(range(a, b + 1), choice, strict=True)) for choice in itertools.product(*ranges)]
    return sum((_ball(function(lambda k, path=path: path.get(k, 0))) for path in paths), arb(0))


CORNERS = tuple(Fraction(q) for q in (0, 1, -1, 2, -2, "1/2", "-1/2", "1/1000000", 30, -30))


def _real(rng: random.Random) -> Any:
    if rng.random() < 0.35:
        return _ball(rng.choice(CORNERS))
    if rng.random() < 0.3:
        return arb.pi() * rng.choice((-2, -1, 1, 2)) / rng.choice((1, 2, 3, 6))
    return _ball(Fraction(rng.randint(-4000, 4000), 997))


def _sample(rng: random.Random, sort: Any) -> Any:
    if sort == "R":
        return _real(rng)
    if sort == "N":
        return rng.randint(0, 4)
    table = [_ball(Fraction(rng.randint(-9, 9), 2)) for _ in range(12)]
    if sort == SEQ:
        return lambda k: table[k]
    if sort == PATH:
        widths = [rng.randint(0, 3) for _ in range(12)]
        return lambda k: widths[k]
    return lambda path: sum((table[k] * _ball(path(k)) ** 2 for k in range(8)), arb(1))


def falsified(sorts: tuple[Any, ...], build: Callable[..., Term], tries: int = 300) -> bool:
    rng = random.Random(11)
    names = [var(f"a{i}", sort) for i, sort in enumerate(sorts)]
    formula = build(*names)
    for _ in range(tries if sorts else 1):
        env = {f"a{i}": _sample(rng, sort) for i, sort in enumerate(sorts)}
        if rng.random() < 0.3 and len(sorts) > 1 and sorts[0] == sorts[1]:
            env["a1"] = env["a0"]
        if value(formula, env) is False:
            return True
    return False


@pytest.mark.parametrize("name", FACTS)
def test_no_row_is_false_at_random_points(name: str) -> None:
    assert not falsified(FACTS[name].sorts, FACTS[name].build)
    assert FACTS[name].proof


def _eq(a: Term, b: Term) -> Term:
    return op("eq", a, b)


def _sin(t: Term) -> Term:
    return op("sin", t)


FALSE_ROWS: dict[str, tuple[tuple[Any, ...], Callable[..., Term]]] = {
    "9 x/x = 1": (("R",), lambda t: _eq(t * op("inv", t), num(1))),
    "11 sqrt(x^2) = x": (("R",), lambda t: _eq(op("sqrt", t * t), t)),
    "12 exp(log x) = x": (("R",), lambda t: _eq(op("exp", op("log", t)), t)),
    "15, 136 step on reals": (("R", "R"), lambda a, b: op("or", b <= a, a + 1 <= b)),
    "step the wrong way": (("N", "N"), lambda a, b: op("or", b <= a, b + 1 <= a)),
    "sine of a sum, one sign": (
        ("R", "R"),
        lambda a, b: _eq(_sin(a + b), _sin(a) * op("cos", b) - op("cos", a) * _sin(b)),
    ),
    "sin x <= x everywhere": (("R",), lambda t: _sin(t) <= t),
    "sine arch on the whole line": (("R",), lambda t: _sin(t) >= 0),
    "strict tangent of exp": (("R",), lambda t: t + 1 < op("exp", t)),
    "erf below 0": (("R",), lambda t: op("erf", t) < 0),
    "cosine decreasing beyond pi": (("R", "R"), lambda a, b: op("imp", a < b, op("cos", b) < op("cos", a))),
    "weakly increasing as strictly": (
        ("R", "R"),
        lambda a, b: op("imp", a <= b, op("exp", a) < op("exp", b)),
    ),
    "arccos of cos beyond pi": (("R",), lambda t: _eq(op("arccos", op("cos", t)), t)),
    "betainc beyond (0,1)": (("R", "R", "R"), lambda a, b, t: op("betainc", a, b, t) < 1),
    "lowergamma at 0": (
        ("R", "R"),
        lambda a, t: op("imp", op("and", a > 0, t >= 0), op("lowergamma", a, t) > 0),
    ),
    "gamma step at x <= 0": (("R",), lambda t: _eq(op("gamma", t + 1), t * op("gamma", t))),
    "43 an empty sum as its first term": (
        ("N", "N", SEQ),
        lambda a, b, f: op("imp", b < a, _eq(op("sum", a, b, f), f(a))),
    ),
    "44 last term without a <= b + 1": (
        ("N", "N", SEQ),
        lambda a, b, f: _eq(op("sum", a, b + 1, f), op("sum", a, b, f) + f(b + 1)),
    ),
    "empty product 0": (("N", "N", SEQ), lambda a, b, f: op("imp", b < a, _eq(op("prod", a, b, f), num(0)))),
    "last factor without a <= b + 1": (
        ("N", "N", SEQ),
        lambda a, b, f: _eq(op("prod", a, b + 1, f), op("prod", a, b, f) * f(b + 1)),
    ),
    "134 empty sum over paths 0": (
        FACTS["sumseq_empty"].sorts,
        lambda a, b, w, f: op("imp", b < a, _eq(op("sumseq", a, b, w, f), num(0))),
    ),
    "last step of paths without a <= b + 1": (
        FACTS["sumseq_last"].sorts,
        lambda a, b, w, f: FACTS["sumseq_last"].build(a, b, w, f).args[1],
    ),
    "dist at an index beyond d": (
        FACTS["dist_ge"].sorts,
        lambda d, p, q, i: op("abs", p(i) - q(i)) <= op("dist", d, p, q),
    ),
    "dist from below": (
        FACTS["dist_ge"].sorts,
        lambda d, p, q, i: op(
            "imp", op("and", num(1) <= i, i <= d), op("dist", d, p, q) <= op("abs", p(i) - q(i))
        ),
    ),
    "pow at n for n + 1": (("R", "N"), lambda t, k: _eq(t ** (k + 1), t**k)),
    "0^0 = 0": (("R", "N"), lambda t, k: op("imp", _eq(t, num(0)), _eq(t**k, num(0)))),
    "pi below 333/106": ((), lambda: op("pi") < Fraction(333, 106)),
    "half turn to 1": ((), lambda: _eq(op("cos", op("pi")), num(1))),
}


@pytest.mark.parametrize("name", FALSE_ROWS)
def test_false_rows_are_caught(name: str) -> None:
    assert falsified(*FALSE_ROWS[name])


# ---- arguments ---------------------------------------------------------------------------------------


def _honest(sort: Any, i: int) -> Term:
    return var(f"a{i}", sort)


@pytest.mark.parametrize("name", FACTS)
def test_arguments_are_checked(name: str) -> None:
    sorts = FACTS[name].sorts
    honest = tuple(_honest(sort, i) for i, sort in enumerate(sorts))
    assert fact(name, honest).sort == "B"
    for args in ((*honest, x), honest[:-1] if honest else (x,), list(honest) or None):
        with pytest.raises(Refused):
            fact(name, args)  # type: ignore[arg-type]
    wrong_ones: tuple[Any, ...] = (
        x < y,
        bound(0, "R"),
        private(3, "R"),
        private(3, "N"),
        lam(x, x),
        None,
        3,
        0.5,
        True,
        "x",
        var("mu", ("law", "R")),
    )
    for i, sort in enumerate(sorts):
        for wrong in (*wrong_ones, x if sort != "R" else x < y):
            with pytest.raises(Refused):
                fact(name, (*honest[:i], wrong, *honest[i + 1 :]))


@pytest.mark.parametrize("wrong", [None, 3, ("exp",), ["exp"], "Exp", "", "exp ", b"exp", float("nan")])
def test_unknown_names(wrong: Any) -> None:
    with pytest.raises(Refused):
        fact(wrong, (x,))


def test_a_name_beyond_what_python_writes() -> None:
    with pytest.raises(Refused):
        fact(10**5000, (x,))


def test_reals_are_no_indices() -> None:
    for name, args in (
        ("sum_last", (x, n, s)),
        ("sum_last", (n, n - 1, s)),
        ("nat", (x,)),
        ("pow_next", (x, y)),
        ("sum_empty", (n, m, var("f", fun("R", "R")))),
        ("dist_ge", (n, s, s, x)),
        ("sumseq_empty", (n, m, s, var("g", fun(PATH, "R")))),
    ):
        with pytest.raises(Refused):
            fact(name, args)


def test_bound_variables_capture_nothing() -> None:
    """Arguments that use the hints of the row, or functions with a binder of their own, stay apart."""
    k = var("k", "N")
    width = lam(k, k + n)
    path = var("v", PATH)
    weight = lam(path, s(path(k)))
    row = fact("sumseq_last", (k, n, width, weight))
    assert {name for name, _ in row.free} == {"k", "n", "s"}
    env = {"k": 1, "n": 2, "s": lambda i: _ball(Fraction(i * i + 1))}
    assert value(row, env) is not False


def test_the_table_is_closed() -> None:
    with pytest.raises(TypeError):
        FACTS["free"] = FACTS["exp"]  # type: ignore[index]
    assert all(row.name == name for name, row in FACTS.items())
