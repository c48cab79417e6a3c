"""Derivatives, integrals, limits, monotonicity: random instances against mpmath, and the near misses."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from symrelu.errors import Refused
from symrelu.kernel.calculus import (
    CALCULUS,
    differentiate,
    ftc,
    ftc_ends,
    improper,
    limit,
    mono_ends,
    monotone,
)
from symrelu.kernel.continuity import continuity
from symrelu.terms.term import Term, lam, num, op, private, var

x, y, a, b, r, s = (var(name, "R") for name in "xyabrs")
n = var("n", "N")
ZERO, ONE, TWO = num(0), num(1), num(2)
PI = op("pi")
TRUE = op("and")


@dataclass(frozen=True)
class Sequent:
    """A stand-in for a theorem: the rules look at nothing else."""

    claim: Term
    hyps: frozenset[Term] = frozenset()


def given(claim: Term, *hyps: Term) -> Sequent:
    return Sequent(claim, frozenset(hyps))


def exp(t: Term) -> Term:
    return op("exp", t)


def slope(F: Term, f: Term, *hyps: Term) -> Sequent:
    return given(op("hasderiv", F, x, f(x)), *hyps)


def closed(low: Term, high: Term) -> tuple[Term, Term]:
    return (low <= x, x <= high)


def interior(low: Term, high: Term) -> tuple[Term, Term]:
    return (low < x, x < high)


# ---- the value of a term, by mpmath ---------------------------------------------------------------


def moderate(u: Any) -> Any:
    if abs(u) > 10**20:
        raise OverflowError
    return u


UNARY: dict[str, Callable[[Any], Any]] = {
    "inv": lambda u: 1 / u,
    "exp": lambda u: mpmath.exp(moderate(u)),
    "log": mpmath.log,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "arctan": mpmath.atan,
    "arcsin": mpmath.asin,
    "arccos": mpmath.acos,
    "sqrt": mpmath.sqrt,
    "erf": mpmath.erf,
    "abs": abs,
    "relu": lambda u: max(u, mpmath.mpf(0)),
    "not": lambda c: not c,
}


def value(t: Term, at: dict[Term, Any]) -> Any:
    if t in at:
        return at[t]
    if t.head == "num":
        return mpmath.mpf(t.data.numerator) / t.data.denominator
    if t.head == "pi":
        return +mpmath.pi
    args = [value(arg, at) for arg in t.args]
    match t.head:
        case "+":
            return sum(args)
        case "*":
            return mpmath.fprod(args)
        case "pow":
            return args[0] ** int(args[1])
        case "lt":
            return args[0] < args[1]
        case "le":
            return args[0] <= args[1]
        case "eq":
            return abs(args[0] - args[1]) < mpmath.mpf(10) ** -20
        case "and":
            return all(args)
        case _:
            return UNARY[t.head](*args)


def real_value(t: Term, at: dict[Term, Any]) -> Any:
    """The value, or None where the term is undefined, complex or huge."""
    try:
        found = value(t, at)
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    if isinstance(found, mpmath.mpc) or not mpmath.isfinite(found) or abs(found) > 10**6:
        return None
    return found


def random_term(rng: random.Random, depth: int, heads: str) -> Term:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([x, x, x, num(Fraction(rng.randint(-6, 6), rng.randint(1, 4))), PI, r])
    head = rng.choice(heads.split())
    if head in ("+", "*"):
        return op(head, *(random_term(rng, depth - 1, heads) for _ in range(rng.randint(2, 3))))
    if head == "pow":
        return op("pow", random_term(rng, depth - 1, heads), num(rng.randint(0, 4)))
    return op(head, random_term(rng, depth - 1, heads))


SMOOTH = "+ * pow exp sin cos arctan erf"
ALL = f"+ + * * pow inv log arcsin arccos sqrt {SMOOTH}"


# ---- differentiate --------------------------------------------------------------------------------


def parts(claim: Term) -> tuple[Term, Term]:
    """The side condition and the conclusion of a claim."""
    return (claim.args[0], claim.args[1]) if claim.head == "imp" else (TRUE, claim)


def test_random_derivatives_agree_with_mpmath() -> None:
    rng, agreed = random.Random(7), 0
    with mpmath.workdps(60):
        for _ in range(500):
            f = lam(x, random_term(rng, 4, ALL))
            side, claim = parts(differentiate((), (f, x))[1])
            at = {r: mpmath.mpf(rng.randint(-9, 9)) / 7}
            here = mpmath.mpf(rng.randint(-300, 300)) / 101
            step = mpmath.mpf(10) ** -15
            near = [real_value(f(x), {**at, x: here + h}) for h in (step, -step, 0)]
            if None in near or real_value(claim.args[2], {**at, x: here}) is None:
                continue
            if not value(side, {**at, x: here}):
                continue
            found = value(claim.args[2], {**at, x: here})
            wanted = (near[0] - near[1]) / (2 * step)
            assert abs(found - wanted) < mpmath.mpf(10) ** -12 * (1 + abs(wanted)), f
            agreed += 1
    assert agreed > 200


def test_side_conditions_are_asked_for() -> None:
    for head, side in (
        ("log", x > ZERO),
        ("sqrt", x > ZERO),
        ("inv", op("not", op("eq", x, ZERO))),
        ("arccos", op("and", num(-1) < x, x < ONE)),  # near miss 103: not at 1
        ("arcsin", op("and", num(-1) < x, x < ONE)),
    ):
        assert parts(differentiate((), (lam(x, op(head, x)), x))[1])[0] == side


def test_powers_with_a_natural_exponent() -> None:
    claim = differentiate((), (lam(x, op("pow", op("sin", x), n + 1)), x))[1]
    assert claim.args[2] == op("*", n + 1, op("pow", op("sin", x), n), op("cos", x))
    with pytest.raises(Refused):
        differentiate((), (lam(x, op("pow", x, n)), x))
    with pytest.raises(Refused):  # an exponent that varies with x
        differentiate((), (lam(x, op("pow", x, op("ite", x < 0, ONE, TWO) + 1)), x))


def test_known_derivatives_serve_by_the_chain_rule() -> None:
    J = var("J", ("fun", "N", ("fun", "R", "R")))
    known = given(op("hasderiv", J(n + 1), x, y), y < 1)
    hyps, claim = differentiate((known,), (lam(x, x * J(op("+", ONE, n))(x)), x))
    assert hyps == {y < 1}
    assert claim.args[2] == op("+", J(op("+", ONE, n))(x), x * y)
    inner = given(op("hasderiv", J(n), op("sin", x), y))
    claim = differentiate((inner,), (lam(x, J(n)(op("sin", x))), x))[1]
    assert claim.args[2] == y * op("cos", x)


@pytest.mark.parametrize("head", ["relu", "abs"])
def test_kinks_are_refused(head: str) -> None:  # 49
    with pytest.raises(Refused):
        differentiate((), (lam(x, op(head, x)), x))


def test_derivative_at_one_point_is_no_function() -> None:  # 51
    f = var("f", ("fun", "R", "R"))
    with pytest.raises(Refused):
        differentiate((given(op("hasderiv", f, ZERO, ONE)),), (lam(x, f(x)), x))
    with pytest.raises(Refused):  # the known function itself moves with x
        differentiate((given(op("hasderiv", lam(y, x * y), x, x)),), (lam(x, x * x), x))
    with pytest.raises(Refused):  # lam y. x y at x: its derivative is x, not 2 x
        differentiate((), (lam(y, x * y), x))


@pytest.mark.parametrize("bad", [ZERO, n, lam(x, x), x + 0, private(3, "R"), "x", None])
def test_only_a_real_variable_varies(bad: object) -> None:  # 99, 100
    F, order = lam(x, x * x), given(ZERO <= ONE)
    premise = given(op("hasderiv", F, ZERO, ZERO))
    for rule, premises, args in (
        (differentiate, (), (F, bad)),
        (ftc, (premise, order), (F, lam(x, 2 * x), bad, ZERO, ONE)),
        (monotone, (premise, order, order), (F, bad, ZERO, ONE, False)),
        (improper, (order, premise, order, order, order), (F, lam(x, 2 * x), bad, ZERO, ONE, ZERO, ONE)),
    ):
        with pytest.raises(Refused):
            rule(premises, args)


# ---- ftc ------------------------------------------------------------------------------------------


def test_random_integrals_agree_with_quadrature() -> None:
    rng, agreed = random.Random(11), 0
    with mpmath.workdps(25):
        while agreed < 40:
            F = lam(x, random_term(rng, 3, SMOOTH))
            f = lam(x, differentiate((), (F, x))[1].args[2])
            low, high = sorted(Fraction(rng.randint(-20, 20), 10) for _ in range(2))
            ends = num(low), num(high)
            order = given(ends[0] <= ends[1])
            sides = [given(side, *closed(*ends)) for side in continuity(f(x), x)]  # 1 + u^2 != 0, from arctan
            hyps, claim = ftc((slope(F, f, *closed(*ends)), order, *sides), (F, f, x, *ends))
            assert not hyps
            at = {r: mpmath.mpf(1) / 3}
            nodes = mpmath.linspace(value(ends[0], {}), value(ends[1], {}), 6)
            wanted = mpmath.quad(lambda u, f=f, at=at: value(f(x), {**at, x: u}), nodes)
            found = value(claim.args[1], at)
            if not mpmath.isfinite(wanted) or abs(wanted) > 10**4:
                continue
            assert abs(found - wanted) < mpmath.mpf(10) ** -10 * (1 + abs(wanted)), F
            agreed += 1


F1, f1 = lam(x, op("inv", x) * -1), lam(x, op("pow", op("inv", x), TWO))


def test_integral_with_a_side_condition() -> None:
    side = given(op("not", op("eq", x, ZERO)), x >= ONE, y < 0)
    premises = (slope(F1, f1, *closed(ONE, TWO)), given(ONE <= TWO), side)
    hyps, claim = ftc(premises, (F1, f1, x, ONE, TWO))
    assert hyps == {y < 0}
    assert claim.args[0] == op("int", ONE, TWO, f1)
    with pytest.raises(Refused):
        ftc(premises[:2], (F1, f1, x, ONE, TWO))


def test_wrong_primitives_and_ranges_are_refused() -> None:
    F, f = lam(x, x * x), lam(x, 2 * x)
    order = given(ZERO <= ONE)
    good = (F, f, x, ZERO, ONE)
    assert ftc((slope(F, f), order), good)[1].head == "eq"
    bad: list[tuple[tuple[Sequent, ...], tuple[Any, ...]]] = [
        ((slope(F, f), order), (F, lam(x, 3 * x), x, ZERO, ONE)),  # 46
        ((slope(F, f), order), (lam(x, x * x + x), f, x, ZERO, ONE)),  # 46
        (
            (slope(F1, f1, op("not", op("eq", x, ZERO))), given(num(-1) <= ONE)),
            (F1, f1, x, num(-1), ONE),
        ),  # 47
        ((slope(F, f), order), (F, f, x, ONE, ZERO)),  # 50
        ((slope(F, f, *interior(ZERO, ONE)), order), good),  # 107: the derivative inside only
        ((slope(F, f, *closed(ZERO, num(Fraction(1, 2)))), order), good),
        ((given(op("hasderiv", F, y, 2 * y)), order), good),  # 51
        ((slope(F, f), given(ZERO <= ONE, x >= ZERO)), good),  # x in D
        ((slope(F, f), given(x >= ZERO)), (F, f, x, ZERO, x)),  # 101: x in an end
        ((slope(lam(y, x * y), lam(y, x)), order), (lam(y, x * y), lam(y, x), x, ZERO, ONE)),  # 101: x in F
        ((slope(F, f), order, given(TRUE, x < 5)), good),  # x in a further premise
        ((slope(F, f),), good),
        ((slope(F, f), order), good[:4]),
    ]
    for premises, args in bad:
        with pytest.raises(Refused):
            ftc(premises, args)


def test_square_root_from_zero_needs_ends() -> None:  # 107
    F, f = lam(x, op("sqrt", x) * x * num(Fraction(2, 3))), lam(x, op("sqrt", x))
    args = (F, f, x, ZERO, ONE)
    inside, root = slope(F, f, *interior(ZERO, ONE)), given(x >= 0, *closed(ZERO, ONE))
    ends = (given(op("tends_right", F, ZERO, F(ZERO))), given(op("tends_left", F, ONE, F(ONE))))
    with pytest.raises(Refused):
        ftc((inside, given(ZERO <= ONE), root), args)
    assert ftc_ends((inside, given(ZERO < ONE), *ends, root), args)[0] == frozenset()
    for premises in (
        (inside, given(ZERO <= ONE), *ends, root),
        (inside, given(ZERO < ONE), ends[1], ends[0], root),
        (inside, given(ZERO < ONE), given(op("tends_right", F, ZERO, ONE)), ends[1], root),
        (inside, given(ZERO < ONE), *ends),
        (inside, given(ZERO < ONE), *ends, given(x >= 0, *interior(ZERO, ONE))),
    ):
        with pytest.raises(Refused):
            ftc_ends(premises, args)


def test_continuity_is_syntactic() -> None:
    g = var("g", ("fun", "R", "R"))
    for body in (op("ite", x <= 0, ZERO, ONE), op("sum", ONE, TWO, lam(n, x * n)), g(x)):
        with pytest.raises(Refused):
            continuity(body, x)
    assert continuity(op("ite", y <= 0, ZERO, ONE) * op("relu", x), x) == ()
    assert continuity(op("arccos", x), x) == (num(-1) <= x, x <= ONE)
    assert continuity(op("log", op("inv", x)), x) == (op("inv", x) > 0, op("not", op("eq", x, ZERO)))


def test_a_function_with_a_derivative_is_continuous() -> None:
    G, g = var("G", ("borel", "R", "R")), var("g", ("borel", "R", "R"))
    premises = (slope(G, g), given(a <= b), given(op("hasderiv", g, x, y), *closed(a, b)))
    assert ftc(premises, (G, lam(x, g(x)), x, a, b))[0] == frozenset()
    with pytest.raises(Refused):
        ftc(premises[:2], (G, lam(x, g(x)), x, a, b))
    with pytest.raises(Refused):  # a derivative at y says nothing about the range of x
        ftc((*premises[:2], given(op("hasderiv", g, y, ONE))), (G, lam(x, g(x)), x, a, b))


# ---- limit ----------------------------------------------------------------------------------------

HALF = num(Fraction(1, 2))
NORMAL = HALF + HALF * op("erf", x * op("inv", op("sqrt", TWO)))


@pytest.mark.parametrize(
    ("body", "args", "wanted"),
    [
        (op("inv", x), ("oo", ()), 0),
        (op("inv", 3 - x), ("minus_oo", ()), 0),
        (exp(x), ("minus_oo", ()), 0),
        (op("pow", x, num(5)) * exp(-x), ("oo", ()), 0),
        (op("pow", x, num(4)) * exp(-(x * x)), ("minus_oo", ()), 0),
        (-(x * x * exp(-1 * x)) + 4, ("oo", ()), 4),
        (op("erf", 2 * x - 7), ("minus_oo", ()), -1),
        (op("arctan", -x), ("oo", ()), -mpmath.pi / 2),
        (op("inv", 1 + exp(-x)), ("minus_oo", ()), 0),
        (op("inv", 1 + exp(-x)), ("oo", ()), 1),
        (op("inv", 1 + x * x) * op("arctan", x), ("oo", ()), 0),
        ((x + 1) * exp(2 - x) * op("inv", x), ("oo", ()), 0),
        (op("relu", x), ("minus_oo", ()), 0),
        (op("inv", op("sqrt", op("log", x))), ("oo", ()), 0),
        (op("sqrt", x), ("right", ZERO, ()), 0),
        (op("arccos", x), ("left", ONE, ()), 0),
        (op("arccos", x), ("right", num(-1), ()), mpmath.pi),
        (op("arcsin", x), ("left", ONE, ()), mpmath.pi / 2),
        (op("sqrt", 1 - x * x), ("left", ONE, ()), 0),
        (op("sqrt", 1 - x * x), ("right", num(-1), ()), 0),
        (op("inv", x) + op("log", x), ("left", TWO, ()), 0.5 + mpmath.log(2)),
        (op("relu", x) * op("cos", x), ("right", ZERO, ()), 0),
        (num(5) + 0 * x, ("oo", ()), 5),
    ],
)
def test_limits(body: Term, args: tuple[Any, ...], wanted: Any) -> None:
    hyps, claim = limit((), (lam(x, body), *args))
    assert not hyps
    assert claim.head == f"tends_{args[0]}"
    assert abs(value(claim.args[-1], {}) - wanted) < 1e-12
    where = {"oo": 10**4, "minus_oo": -(10**4), "right": 1, "left": -1}[args[0]]
    near = where if len(args) == 2 else value(args[1], {}) + where * mpmath.mpf(10) ** -12
    with mpmath.workdps(30):
        slow = 0.4 if "log" in repr(body) and len(args) == 2 else 2e-4
        assert abs(value(body, {x: mpmath.mpf(near)}) - wanted) < slow


@pytest.mark.parametrize(
    ("body", "args"),
    [
        (exp(0 * x), ("minus_oo", ())),  # c = 0: the limit is 1, which is computed, never 0
        (op("inv", 0 * x), ("oo", ())),
        (x * exp(-x), ("minus_oo", ())),  # 105
        (op("pow", x, TWO) + 1, ("oo", ())),  # 105
        (exp(x), ("oo", ())),
        (exp(-x), ("minus_oo", ())),  # 104
        (exp(r * x), ("minus_oo", ())),
        (exp(r * x), ("minus_oo", (r >= ZERO,))),
        (x - x * x + x * x * exp(x), ("oo", ())),
        (x * op("inv", x), ("oo", ())),
        (op("sin", x), ("oo", ())),
        (op("log", x), ("right", ZERO, ())),
        (op("inv", x), ("right", ZERO, ())),
        (op("sqrt", x), ("left", ZERO, ())),
        (op("sqrt", -x), ("right", ZERO, ())),  # 104
        (op("arccos", x), ("right", ONE, ())),
        (op("arccos", x), ("left", num(-1), ())),
        (op("arccos", 2 - x), ("left", ONE, ())),
        (op("arccos", x), ("left", TWO, ())),
        (op("log", x), ("left", num(-1), ())),
        (op("ite", x <= 0, ZERO, ONE), ("right", ZERO, ())),
        (op("intR", lam(y, exp(-(x * y)))), ("oo", ())),
        (op("sqrt", x), ("oo", ())),
        (op("sqrt", op("inv", x)), ("oo", ())),
        (exp(-x), ("right", ())),
        (exp(-x), ("oo", ZERO, ())),
        (exp(-x), ("up", ())),
        (exp(-x), ("oo", (x,))),
        (op("pow", x, op("ite", x < 0, ONE, TWO)), ("right", ONE, ())),
    ],
)
def test_refused_limits(body: Term, args: tuple[Any, ...]) -> None:
    if body == exp(0 * x):
        assert limit((), (lam(x, body), *args))[1].args[-1] == exp(ZERO)
    else:
        with pytest.raises(Refused):
            limit((), (lam(x, body), *args))


def test_signs_of_coefficients_become_side_conditions() -> None:
    claim = limit((), (lam(x, exp(-r * x)), "oo", (-r < 0, s > ZERO)))[1]
    assert parts(claim) == (-r < 0, op("tends_oo", lam(x, exp(-r * x)), ZERO))
    claim = limit((), (lam(x, op("inv", x + s)), "right", r, ()))[1]
    assert parts(claim)[0] == op("not", op("eq", op("+", r, s), ZERO))
    claim = limit((), (lam(x, op("sqrt", (x - r) * s)), "right", r, (s > ZERO,)))[1]
    assert parts(claim)[0] == (s > 0)
    with pytest.raises(Refused):
        limit((), (lam(x, exp(x * s)), "oo", (s > ZERO,)))


def test_limits_of_unknown_functions_come_from_premises() -> None:
    g = var("g", ("fun", "R", "R"))
    known = given(op("tends_oo", g, y), y < 0)
    hyps, claim = limit((known,), (lam(x, 2 * g(x) + exp(-x)), "oo", ()))
    assert hyps == {y < 0}
    assert claim.args[1] == 2 * y
    for premise, args in (
        (given(op("tends_minus_oo", g, y)), ("oo", ())),
        (given(op("tends_right", g, ONE, y)), ("right", ZERO, ())),
        (given(op("eq", g(ZERO), y)), ("oo", ())),
    ):
        with pytest.raises(Refused):
            limit((premise,), (lam(x, g(x)), *args))
    with pytest.raises(Refused):  # g(2x) at a point is another function of x
        limit((given(op("tends_right", g, ONE, y)),), (lam(x, g(2 * x)), "right", ONE, ()))


def test_random_limits_at_a_point_agree_with_values() -> None:
    rng, agreed = random.Random(5), 0
    with mpmath.workdps(40):
        for _ in range(300):
            f = lam(x, random_term(rng, 4, ALL))
            at, way = num(Fraction(rng.randint(-4, 4), 2)), rng.choice(["right", "left"])
            try:
                side, claim = parts(limit((), (f, way, at, ()))[1])
            except Refused:
                continue
            env = {r: mpmath.mpf(2) / 3}
            step = mpmath.mpf(10) ** -30 * (1 if way == "right" else -1)
            near = real_value(f(x), {**env, x: value(at, {}) + step})
            if near is None or not value(side, env):
                continue
            assert abs(near - value(claim.args[-1], env)) < mpmath.mpf(10) ** -9 * (1 + abs(near)), f
            agreed += 1
    assert agreed > 120


def test_random_limits_at_infinity_agree_with_values() -> None:
    rng, agreed = random.Random(6), 0
    with mpmath.workdps(30):
        for _ in range(2000):
            body = random_term(rng, 3, "+ * * inv exp erf arctan pow abs relu")
            f, way = lam(x, body), rng.choice(["oo", "minus_oo"])
            if r_free(body):
                continue
            try:
                side, claim = parts(limit((), (f, way, ()))[1])
            except Refused:
                continue
            far = mpmath.mpf(10) ** 9 * (1 if way == "oo" else -1)
            try:
                near = value(f(x), {x: far})
            except (OverflowError, ZeroDivisionError):
                continue
            if not value(side, {}):
                continue
            assert abs(near - value(claim.args[-1], {})) < 1e-4 * (1 + abs(near)), f
            agreed += 1
    assert agreed > 100


def r_free(body: Term) -> bool:
    """Whether r occurs: its sign is not known."""
    return ("r", "R") in body.free or not body.free


# ---- improper -------------------------------------------------------------------------------------


def test_exponential_density_has_mass_one() -> None:
    F, f = lam(x, -exp(-r * x)), lam(x, r * exp(-r * x))
    premises = (
        slope(F, f, x > ZERO),
        given(op("tends_right", F, ZERO, num(-1))),
        given(op("tends_oo", F, ZERO), r > ZERO),
        given(f(x) >= 0, x > ZERO, r > ZERO),
    )
    hyps, claim = improper(premises, (F, f, x, ZERO, None, num(-1), ZERO))
    assert hyps == {r > ZERO}
    assert claim.args[0] == op("intR", lam(x, op("ite", x > ZERO, f(x), ZERO)))
    assert value(claim.args[1], {}) == 1


def test_normal_density_has_mass_one() -> None:
    F, f = lam(x, NORMAL), lam(x, op("inv", op("sqrt", 2 * PI)) * exp(-(x * x) * HALF))
    premises = (
        slope(F, f),
        given(op("tends_minus_oo", F, ZERO)),
        given(op("tends_oo", F, ONE)),
        given(f(x) >= 0),
    )
    claim = improper(premises, (F, f, x, None, None, ZERO, ONE))[1]
    assert claim == op("eq", op("intR", f), ONE - ZERO)
    with pytest.raises(Refused):  # 52
        improper((premises[0], premises[3]), (F, f, x, None, None, ZERO, ONE))
    with pytest.raises(Refused):  # the limit is another number
        improper(
            (*premises[:2], given(op("tends_oo", F, TWO)), premises[3]), (F, f, x, None, None, ZERO, ONE)
        )
    with pytest.raises(Refused):  # the sign on half of the line
        improper((*premises[:3], given(f(x) >= 0, x > ZERO)), (F, f, x, None, None, ZERO, ONE))


def test_inverse_square_root_up_to_one() -> None:
    F, f = lam(x, 2 * op("sqrt", x)), lam(x, op("inv", op("sqrt", x)))
    inside = interior(ZERO, ONE)
    premises = (
        given(ZERO < ONE),
        slope(F, f, *inside),
        given(op("tends_right", F, ZERO, ZERO)),
        given(op("tends_left", F, ONE, TWO)),
        given(f(x) >= 0, *inside),
        given(op("and", op("not", op("eq", op("sqrt", x), ZERO)), x >= 0), *inside),
    )
    args = (F, f, x, ZERO, ONE, ZERO, TWO)
    assert improper(premises, args) == (frozenset(), op("eq", op("int", ZERO, ONE, f), TWO - 0))
    with pytest.raises(Refused):  # continuity is missing
        improper(premises[:5], args)
    for i in range(5):
        with pytest.raises(Refused):
            improper(premises[:i] + premises[i + 1 :], args)
    with pytest.raises(Refused):  # 102: weak order of the ends
        improper((given(ZERO <= ONE), *premises[1:]), args)
    with pytest.raises(Refused):  # 101
        improper(premises, (F, f, x, ZERO, ONE, x, TWO))


def test_improper_at_equal_ends() -> None:  # 102: abs(x) inv(x) on (0, 0)
    F = lam(x, op("abs", x) * op("inv", x))
    f = lam(x, ZERO * x)
    inside = interior(ZERO, ZERO)
    premises = (
        given(ZERO <= ZERO),
        slope(F, f, *inside),
        given(op("tends_right", F, ZERO, ONE)),
        given(op("tends_left", F, ZERO, num(-1))),
        given(f(x) >= 0, *inside),
    )
    with pytest.raises(Refused):
        improper(premises, (F, f, x, ZERO, ZERO, ONE, num(-1)))


def test_signed_integrand_needs_a_dominating_one() -> None:
    F, f = lam(x, num(Fraction(-1, 2)) * exp(-(x * x))), lam(x, x * exp(-(x * x)))
    g = lam(x, (1 + x * x) * exp(-(x * x)))
    G = lam(x, num(Fraction(3, 4)) * op("sqrt", PI) * op("erf", x) - x * exp(-(x * x)) * HALF)
    top = num(Fraction(3, 4)) * op("sqrt", PI)
    base = (slope(F, f), given(op("tends_minus_oo", F, ZERO)), given(op("tends_oo", F, ZERO)))
    dominated = (
        given(op("abs", f(x)) <= g(x)),
        slope(G, g),
        given(op("tends_minus_oo", G, -top)),
        given(op("tends_oo", G, top)),
    )
    args = (F, f, x, None, None, ZERO, ZERO, G, g, -top, top)
    assert improper((*base, *dominated), args)[1] == op("eq", op("intR", f), ZERO - ZERO)
    for i in range(4):
        with pytest.raises(Refused):
            improper((*base, *dominated[:i], *dominated[i + 1 :]), args)
    with pytest.raises(Refused):
        improper((*base, given(f(x) <= g(x)), *dominated[1:]), args)
    with pytest.raises(Refused):  # the signed integrand passed off as non-negative
        improper((*base, given(g(x) >= 0)), args[:7])


# ---- monotone -------------------------------------------------------------------------------------


def test_monotone_and_its_near_misses() -> None:
    F, v = lam(x, x * x), 2 * x
    here = given(op("hasderiv", F, x, v), *closed(ZERO, ONE))
    sign = given(v >= 0, *closed(ZERO, ONE))
    assert monotone((here, sign, given(ZERO <= ONE)), (F, x, ZERO, ONE, False))[1] == (F(ZERO) <= F(ONE))
    inner = given(v > 0, *interior(ZERO, ONE))
    assert monotone((here, inner, given(ZERO < ONE)), (F, x, ZERO, ONE, True))[1] == (F(ZERO) < F(ONE))
    for premises, args in (
        ((here, inner, given(ZERO <= ONE)), (F, x, ZERO, ONE, True)),  # strict needs a < b
        ((here, sign, given(ZERO < ONE)), (F, x, ZERO, ONE, True)),  # strict needs 0 < v
        ((here, given(v >= 0, x >= HALF, x <= ONE), given(ZERO <= ONE)), (F, x, ZERO, ONE, False)),  # 53
        (
            (given(op("hasderiv", F, x, v), *interior(ZERO, ONE)), sign, given(ZERO <= ONE)),
            (F, x, ZERO, ONE, False),
        ),  # 106
        ((here, sign, given(ZERO <= ONE)), (F, x, num(-1), ONE, False)),
        ((here, sign, given(x >= ZERO)), (F, x, ZERO, x, False)),  # 101
        ((here, given(x >= 0), given(ZERO <= ONE)), (F, x, ZERO, ONE, False)),
        ((here, sign), (F, x, ZERO, ONE, False)),
        ((here, sign, given(ZERO <= ONE)), (F, x, ZERO, ONE, 1)),
    ):
        with pytest.raises(Refused):
            monotone(premises, args)


def test_monotone_at_a_numeral_or_over_the_naturals() -> None:  # 99, 100
    F = lam(x, -(x * x))
    with pytest.raises(Refused):
        monotone(
            (given(op("hasderiv", F, ZERO, ZERO)), given(ZERO <= ZERO), given(ZERO <= ONE)),
            (F, ZERO, ZERO, ONE, False),
        )
    v = (n - 1) * (n - Fraction(9, 10))
    cubic = lam(x, x * x * x * num(Fraction(1, 3)) - x * x * num(Fraction(19, 20)) + x * num(Fraction(9, 10)))
    with pytest.raises(Refused):
        monotone(
            (given(op("hasderiv", cubic, n, v)), given(v >= 0), given(ZERO <= ONE)),
            (cubic, n, ZERO, ONE, False),
        )


def test_monotone_with_limits_at_the_ends() -> None:
    F = lam(x, op("sqrt", x))
    v = op("inv", 2 * op("sqrt", x))
    inside = interior(ZERO, ONE)
    derivative, sign = given(op("hasderiv", F, x, v), *inside), given(v > 0, *inside)
    ends = (given(op("tends_right", F, ZERO, F(ZERO))), given(op("tends_left", F, ONE, F(ONE))))
    args = (F, x, ZERO, ONE, True)
    assert mono_ends((derivative, sign, given(ZERO < ONE), *ends), args)[1] == (F(ZERO) < F(ONE))
    for premises in (
        (derivative, sign, given(ZERO < ONE), *reversed(ends)),
        (derivative, sign, given(ZERO <= ONE), *ends),
        (derivative, sign, given(ZERO < ONE)),
    ):
        with pytest.raises(Refused):
            mono_ends(premises, args)
    jump = lam(x, op("ite", x <= 0, num(5), x))  # 106
    derivative = given(op("hasderiv", jump, x, ONE), *inside)
    ends = (given(op("tends_right", jump, ZERO, ZERO)), given(op("tends_left", jump, ONE, jump(ONE))))
    with pytest.raises(Refused):
        mono_ends((derivative, given(ZERO <= ONE), given(ZERO < ONE), *ends), (jump, x, ZERO, ONE, False))


@pytest.mark.parametrize("rule", sorted(CALCULUS))
def test_hostile_arguments_are_refused(rule: str) -> None:
    rng = random.Random(rule)
    pieces: list[Any] = [
        None,
        True,
        3,
        -1,
        1.5,
        "oo",
        "right",
        (),
        ((),),
        x,
        n,
        ZERO,
        lam(x, x),
        TRUE,
        [x],
        {},
        Fraction(1, 2),
    ]
    pieces += [op("hasderiv", lam(x, x), x, ONE), lam(n, x), lam(x, x).args[0], private(0, "R")]
    premises = [given(TRUE), given(op("hasderiv", lam(x, x), x, ONE)), given(ZERO <= ONE), given(ONE < TWO)]
    for _ in range(400):
        args = tuple(rng.choice(pieces) for _ in range(rng.choice([0, 2, 3, 4, 5, 7, 11])))
        chosen = tuple(rng.choice(premises) for _ in range(rng.randint(0, 6)))
        try:
            hyps, claim = CALCULUS[rule](chosen, args)
        except Refused:
            continue
        assert claim.sort == "B"
        assert not claim.loose
        assert all(h.sort == "B" for h in hyps)
