"""Normal forms keep values, sorts and Borel conditions; they are fixed points; budgets hold."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from symrelu.errors import Refused
from symrelu.kernel import polynomial
from symrelu.kernel.normal import canon, decided, inequality, poly
from symrelu.terms.sorts import SEQ, below
from symrelu.terms.term import Term, binder, bound, lam, num, op, var

x, y, z = (var(name, "R") for name in "xyz")
n, m = var("n", "N"), var("m", "N")
f, s = var("f", ("fun", "R", "R")), var("s", SEQ)
JUNK = Fraction(7, 3)
_HEADS = ("+", "+", "*", "*", "pow", "inv", "relu", "abs", "max", "min", "clip", "ite", "app", "seq", "sum")

Values = dict[str, Any]


def value(t: Term, env: Values, bound_values: tuple[Any, ...] = ()) -> Any:
    """The exact value of a term of the piecewise-linear and polynomial heads; inv(0) is a fixed junk."""
    head = t.head
    if head == "num":
        return t.data
    if head == "var":
        return env[t.data]
    if head == "bound":
        return bound_values[-1 - t.data]
    if head == "lam":
        return lambda v: value(t.args[0], env, (*bound_values, v))
    args = [value(a, env, bound_values) for a in t.args]
    table: dict[str, Callable[..., Any]] = {
        "+": lambda *a: sum(a, Fraction(0)),
        "*": _product,
        "pow": lambda a, k: a ** int(k),
        "inv": lambda a: 1 / Fraction(a) if a else JUNK,
        "relu": lambda a: max(a, 0),
        "abs": abs,
        "max": max,
        "min": min,
        "clip": lambda a, lo, hi: min(hi, max(lo, a)),
        "ite": lambda c, a, b: a if c else b,
        "le": lambda a, b: a <= b,
        "lt": lambda a, b: a < b,
        "eq": lambda a, b: a == b,
        "not": lambda a: not a,
        "and": lambda *a: all(a),
        "or": lambda *a: any(a),
        "imp": lambda a, b: not a or b,
        "iff": lambda a, b: a == b,
        "app": lambda g, a: g(a),
        "sum": lambda a, b, g: sum((g(k) for k in range(int(a), int(b) + 1)), Fraction(0)),
    }
    return table[head](*args)


def _product(*factors: Any) -> Any:
    out: Any = Fraction(1)
    for factor in factors:
        out *= factor
    return out


def number(rng: random.Random, depth: int, points: tuple[Term, ...] = ()) -> Term:
    """A random number; `points` are the bound indices in scope, all of sort N."""
    if depth == 0 or rng.random() < 0.15:
        numerals = num(rng.randint(0, 3)), num(Fraction(rng.randint(-4, 4), 2))
        return rng.choice([x, y, z, n, m, *numerals, *points])
    go = lambda: number(rng, depth - 1, points)  # noqa: E731
    head = rng.choice(_HEADS)
    if head == "pow":
        return op("pow", go(), num(rng.randint(0, 3)))
    if head in ("inv", "relu", "abs"):
        return op(head, go())
    if head == "clip":
        return op(head, go(), go(), go())
    if head == "ite":
        return op(head, formula(rng, depth - 1, points), go(), go())
    if head == "app":
        return op("app", f, go())
    if head == "seq":
        return op("app", s, natural(rng, depth - 1, points))
    if head == "sum":
        lifted = tuple(bound(p.data + 1, "N") for p in points)
        body = number(rng, depth - 1, (*lifted, bound(0, "N")))
        return op("sum", num(rng.randint(0, 2)), num(rng.randint(0, 3)), binder("N", body))
    return op(head, *[go() for _ in range(2 if head in ("max", "min") else rng.randint(2, 3))])


def natural(rng: random.Random, depth: int, points: tuple[Term, ...]) -> Term:
    if depth == 0:
        return rng.choice([n, m, num(rng.randint(0, 3)), *points])
    parts = natural(rng, depth - 1, points), natural(rng, depth - 1, points)
    head = rng.choice(["+", "*", "ite"])
    return op("ite", formula(rng, depth - 1, points), *parts) if head == "ite" else op(head, *parts)


def formula(rng: random.Random, depth: int, points: tuple[Term, ...] = ()) -> Term:
    if depth <= 1 or rng.random() < 0.5:
        sides = number(rng, max(depth - 1, 0), points), number(rng, max(depth - 1, 0), points)
        return op(rng.choice(["le", "lt", "eq"]), *sides)
    head = rng.choice(["and", "or", "not", "imp", "iff"])
    return op(head, *[formula(rng, depth - 1, points) for _ in range(1 if head == "not" else 2)])


def valuation(rng: random.Random) -> Values:
    table = [Fraction(rng.randint(-6, 6), rng.randint(1, 3)) for _ in range(7)]
    return {
        "f": lambda a: table[0] * a * a + table[1] * a + 1,
        "s": lambda k: table[2] * k + table[3],
        "x": table[4],
        "y": table[5],
        "z": rng.choice([Fraction(0), table[6]]),
        "n": rng.randint(0, 4),
        "m": rng.randint(0, 4),
    }


@pytest.mark.parametrize("seed", range(40))
def test_values_sorts_and_fixed_point(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(6):
        term = number(rng, 4) if rng.random() < 0.6 else formula(rng, 4)
        normal_form = canon(term)
        assert canon(normal_form) == normal_form
        assert below(normal_form.sort, term.sort)
        for _ in range(3):
            env = valuation(rng)
            assert value(term, env) == value(normal_form, env)


def test_congruent_atoms_are_one() -> None:
    assert canon(f(x + x)) == canon(f(2 * x))
    assert canon(op("max", x - x + y, z * 1)) == op("max", y, z)
    k = var("k", "N")
    twice = op("sum", num(1), n, lam(k, s(k) + s(k)))
    assert canon(twice) == canon(op("sum", num(1), n, lam(k, 2 * s(k))))
    assert canon(op("sum", num(1), n, lam(k, s(k) * x))) != canon(op("sum", num(1), n, lam(k, s(k) * y)))


def test_nothing_is_simplified_that_needs_a_domain() -> None:
    for text in (
        x * op("inv", x),
        op("exp", op("log", x)),
        op("sqrt", x) ** 2,
        op("sqrt", x**2),
        op("inv", num(0)),
        op("relu", num(3)),
        op("inv", 2 * x),
    ):
        assert canon(text).head != "num"
        assert canon(text) == text
    assert canon(op("inv", num(4))) == num(Fraction(1, 4))
    assert canon(op("inv", 2 * x)) != canon(num(Fraction(1, 2)) * op("inv", x))  # junk at 0


def test_odd_and_even() -> None:
    for head in ("sin", "arctan", "erf"):
        assert canon(op(head, y - x) + op(head, x - y)) == num(0)
        assert canon(op(head, x - x)) == num(0)
    assert canon(op("cos", y - x)) == canon(op("cos", x - y))
    assert canon(op("cos", num(0))) == num(1)
    assert canon(op("exp", y - x) + op("exp", x - y)) != num(0)


def test_clip_is_min_of_max() -> None:
    assert canon(op("clip", x, y, z)) == op("min", z, op("max", y, x))
    assert value(op("clip", num(0), num(2), num(1)), {}) == 1  # bounds in the wrong order: the upper one wins


def test_conditions_decided_by_numerals() -> None:
    inside = op("and", num(1) <= num(2), num(2) <= num(3))
    assert canon(op("ite", inside, x, y)) == x
    assert canon(op("ite", op("or", num(3) < num(3), op("not", num(0) <= num(1))), x, y)) == y
    assert canon(op("ite", op("eq", x - x, num(0)), x, y)) == x
    assert canon(op("ite", op("eq", x * op("inv", x), num(1)), x, y)).head == "ite"
    assert decided(canon(op("and", num(1) <= num(0), x <= y))) is False
    assert decided(canon(op("or", num(1) <= num(0), x <= y))) is None
    assert decided(op("and")) is True
    assert decided(op("or")) is False


def test_comparisons_with_zero() -> None:
    assert canon(x <= y) == op("le", num(0), -x + y) == canon(op("le", num(0), y - x))
    assert canon(op("eq", x, y)) == canon(op("eq", y, x)) == canon(op("eq", -x, -y))
    assert canon(2 * x <= num(2)) != canon(x <= num(1))
    p, strict = inequality(x < 1)  # type: ignore[misc]
    assert strict is True
    assert p.monomials() == ((-1, ((x, 1),)), (1, ()))
    assert inequality(op("eq", f, f)) is None
    assert inequality(op("not", x < y)) is None


def test_naturals_stay_naturals() -> None:
    index = canon(n + n + 3 * (n + 1) + n * m)
    assert index.sort == "N"
    assert canon(s(n + 1 + n)) == canon(s(2 * n + 1))
    shifted = canon(x - x + n)
    assert shifted == n
    assert canon(f(x - x + n)) == f(n)
    assert canon(op("pow", x, op("+", num(1), num(1)))) == x**2
    assert canon(x ** (n + n)) == canon(x ** (2 * n))


def test_borel_functions_stay_borel() -> None:
    mu = var("mu", ("law", "R"))
    event = op("P", mu, lam(x, op("clip", x - x + x, y, z) <= op("ite", x < 0, x, y) * 2))
    assert canon(canon(event)) == canon(event)
    assert canon(op("push", lam(x, x - x + 1), mu)).sort == ("law", "R")


def test_polynomial_interface() -> None:
    p = poly((x + y) ** 2 - 2 * x * y + 1)
    assert p.monomials() == ((1, ((x, 2),)), (1, ((y, 2),)), (1, ()))
    assert (p.degree, p.constant(), p.is_zero()) == (2, None, False)
    assert (p - p).is_zero()
    assert (p - p).constant() == 0
    assert poly(num(Fraction(2, 3))).constant() == Fraction(2, 3)
    assert (poly(x) + poly(y)).term == x + y


def test_flint_and_dictionary_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    for _ in range(20):
        left, right = (poly((x * rng.randint(1, 3) - y + f(z) + rng.randint(-1, 1)) ** 2) for _ in range(2))
        monkeypatch.setattr(polynomial, "_FLINT_FROM", 1)
        in_flint = (left * right).coefficients
        monkeypatch.setattr(polynomial, "_FLINT_FROM", 10**9)
        assert in_flint == (left * right).coefficients


def test_powers_beyond_sixty_are_atoms() -> None:
    assert len(poly((x + 1) ** 60).coefficients) == 61
    assert canon((x + 1) ** 61).head == "pow"
    assert canon((x + 0 + 1) ** 61) == canon((1 + x) ** 61)


@pytest.mark.parametrize(
    "bomb",
    [
        (x + 1) ** 60 * x,
        ((x**30) ** 30),
        op("+", *[var(f"v{i}", "R") for i in range(40)]) ** 30,
        ((num(10**2000) ** 60) ** 60) ** 60,
        op("*", num(Fraction(1, 10**2000)) ** 60, *([num(10**2000) ** 60] * 2)) ** 60,
    ],
)
def test_budgets(bomb: Term) -> None:
    with pytest.raises(Refused):
        canon(bomb)


@pytest.mark.parametrize("wrong", [None, 3, 1.5, "x", True, ("x",), [x]])
def test_only_terms(wrong: Any) -> None:
    with pytest.raises(Refused):
        canon(wrong)
    with pytest.raises(Refused):
        poly(wrong)


def test_formulas_have_no_polynomial() -> None:
    with pytest.raises(Refused):
        poly(x < y)


def test_deep_terms() -> None:
    def below_frames(count: int, go: Callable[[], Term]) -> Term:
        return below_frames(count - 1, go) if count else go()

    term = x
    while term.depth < 236:
        term = op("relu", term + 1)
    assert below_frames(150, lambda: canon(term)).head == "relu"
    term = x
    while term.depth < 238:
        term = op("clip", term, y, z)
    with pytest.raises(Refused):  # the unfolded form is twice as deep
        canon(term)


def test_same_order_in_every_process() -> None:
    program = (
        "from symrelu.terms.term import var, op; from symrelu.kernel.normal import canon;"
        "a, b, c = (var(v, 'R') for v in 'abc');"
        "print(canon(op('eq', (a - b*c + op('relu', a - c))**3, op('sin', c - a))).key.hex())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1
