"""Lebesgue's curve: proved without axioms, stated on the curve that is computed, near misses refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from math import floor, log, prod
from typing import Any

import pytest
from flint import fmpq

from symrelu import And, Claim, Equal, Exists, ForAll, Implies, Layer, SpaceFillingFamily, have, lebesgue
from symrelu.errors import SymreluError
from symrelu.geometry import expansions
from symrelu.script.library import Checked
from symrelu.terms.bridge import to_term
from symrelu.terms.term import Term
from tests.theorems.proofs import Paper, lemma, refused

PAPER = "macdonald_waldchen"
MODULES = (
    "lebesgue_powers", "lebesgue_curve", "lebesgue_digits", "lebesgue_expansions", "lebesgue_limits",
    "lebesgue_onto", "lebesgue_continuity", "lebesgue_hoelder", "lebesgue_exponent", "lebesgue_gaps",
    "lebesgue_maps", "lebesgue_existence", "lebesgue_uniqueness", "lebesgue_cubes",
)  # fmt: skip
Table = list[list[int]]


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved(MODULES)


def test_all_are_proved_without_axioms(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name for name, line in lines.items() if line.axioms} == set()
    assert {name.partition(".")[0] for name in lines} >= set(MODULES)


EQUATIONS = (
    "1 <= m",
    "(forall s. forall j:N. 0 <= s and s <= 1 and 1 <= j and j <= m -> 0 <= h(s)(j) and h(s)(j) <= 1)",
    "(forall b. forall s. (b = 0 or b = 1) and 0 <= s and s <= 1 -> "
    "h(2/3*b + 1/3*s)(1) = 1/2*b + 1/2*h(s)(m))",
    "(forall b. forall s. forall j:N. (b = 0 or b = 1) and 0 <= s and s <= 1 and 1 <= j and j + 1 <= m -> "
    "h(2/3*b + 1/3*s)(j + 1) = h(s)(j))",
    "(forall s. forall j:N. 0 <= s and s <= 1 and 1 <= j and j <= m -> "
    "h(1/3*s + 1/3)(j) = s*h(2/3)(j) + (1 - s)*h(1/3)(j))",
)


def test_the_statements_are_what_they_should_be(lines: dict[str, Checked]) -> None:
    curve = " and ".join(EQUATIONS)
    assert repr(lemma(lines, "curve_exists").claim) == (f"forall m:N. 1 <= m -> (exists h:R -> Seq. {curve})")
    assert repr(lemma(lines, "modulus").claim) == (
        f"{curve} -> (forall n:N. forall s. forall t. forall j:N. 0 <= s and s <= 1 and 0 <= t and t <= 1 "
        "and abs(s - t) <= inv(3^(m*n)) and 1 <= j and j <= m -> abs(h(s)(j) - h(t)(j)) <= inv(2^n))"
    )
    assert repr(lemma(lines, "lebesgue_onto.onto").claim) == (
        f"{curve} and (forall j:N. 1 <= j and j <= m -> 0 <= y(j) and y(j) <= 1) -> (exists s. "
        "0 <= s and s <= 1 and (forall j:N. 1 <= j and j <= m -> h(s)(j) = y(j)))"
    )


# ---- the statements on the curve that is computed ---------------------------------------------------

OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda *parts: sum(parts),
    "*": lambda *parts: prod(parts),
    "pow": lambda x, n: Fraction(x) ** int(n),
    "inv": lambda x: 1 / Fraction(x),
    "abs": abs,
    "le": lambda x, y: x <= y,
    "lt": lambda x, y: x < y,
    "eq": lambda x, y: x == y,
    "and": lambda *parts: all(parts),
    "or": lambda *parts: any(parts),
    "imp": lambda x, y: not x or y,
    "ite": lambda condition, x, y: x if condition else y,
    "app": lambda f, x: f(x),
    "sum": lambda a, b, f: sum(f(k) for k in range(int(a), int(b) + 1)),
    "dist": lambda d, x, y: max(abs(x(j) - y(j)) for j in range(1, d + 1)),
}


def evaluated(term: Term, values: dict[str, Any], bound: tuple[Any, ...] = ()) -> Any:
    """The exact value of a term without quantifiers."""
    if term.head == "num":
        return Fraction(term.data)
    if term.head == "var":
        return values[str(term.data)]
    if term.head == "bound":
        return bound[-1 - int(term.data)]
    if term.head == "lam":
        return lambda x: evaluated(term.args[0], values, (*bound, x))
    return OPERATIONS[term.head](*(evaluated(part, values, bound) for part in term.args))


def holds(claim: Claim, **values: Any) -> bool:
    """Whether a claim without quantifiers is true at these values."""
    return evaluated(to_term(claim), values)


def computed(m: int) -> Callable[[Fraction], Callable[[int], Fraction]]:
    """The curve of the library as a function of the statements."""
    curve = lebesgue(m)

    def point(s: Fraction) -> Callable[[int], Fraction]:
        values = curve(s)
        return lambda j: Fraction(int(values[int(j) - 1].p), int(values[int(j) - 1].q))

    return point


def units(rng: random.Random, count: int) -> list[Fraction]:
    """Numbers of [0, 1]: ends of gaps, numbers of Cantor's set, and others."""
    ends = [Fraction(rng.randint(0, 3**k), 3**k) for k in range(5)]
    recurring = [Fraction(rng.randint(0, 80), 80) for _ in range(count)]
    return [*ends, *recurring, *(Fraction(rng.randint(0, 97), 97) for _ in range(count))]


@pytest.mark.parametrize("m", [1, 2, 3, 5])
def test_the_equations_hold_for_the_curve_that_is_computed(paper: Paper, m: int) -> None:
    script, rng = paper.module("lebesgue_curve"), random.Random(m)
    for s in units(rng, 8):
        for j in range(1, m + 1):
            for bit in (0, 1):
                values = {"h": computed(m), "m": m, "s": s, "j": j, "b": bit}
                for equation in script.CURVE[1:]:
                    if all(holds(condition, **values) for condition in equation.given):
                        assert holds(equation.body, **values)


def table(rng: random.Random, count: int, m: int) -> Table:
    return [[rng.randint(0, 1) for _ in range(m)] for _ in range(count)]


def digits(rows: Table) -> Callable[[int], Callable[[int], int]]:
    """A table whose rows and columns are counted from 1."""
    return lambda k: lambda j: rows[int(k) - 1][int(j) - 1]


@pytest.mark.parametrize("seed", range(12))
def test_the_inverse_is_the_one_that_is_computed(paper: Paper, seed: int) -> None:
    script, rng = paper.module("lebesgue_expansions"), random.Random(seed)
    m, head, tail = rng.randint(1, 4), rng.randint(0, 3), rng.randint(1, 3)
    first, again = table(rng, head, m), table(rng, tail, m)
    values = {"h": computed(m), "m": m, "l": head, "n": tail, "beta": digits(first), "tau": digits(again)}
    for j in range(1, m + 1):
        assert holds(script.inverse.claim.conclusion, **values, j=j)
    place = evaluated(to_term(script.PLACE), values)
    coordinate = script.coordinate(script.beta, script.l, script.j)
    rest = script.recurring_coordinate(script.tau, script.n, script.j)
    value = to_term(coordinate + rest / 2**script.l)
    point = [evaluated(value, {**values, "j": j}) for j in range(1, m + 1)]
    unending = all(x == 1 or any(not row[j] for row in again) for j, x in enumerate(point))
    assert [computed(m)(place)(j) for j in range(1, m + 1)] == point
    if unending:  # the digits of the library, which do not end in ones but for the number 1
        found = lebesgue(m).inverse(point)
        assert Fraction(int(found.p), int(found.q)) == place


@pytest.mark.parametrize("seed", range(12))
def test_gaps_are_those_that_are_computed(paper: Paper, seed: int) -> None:
    script, rng = paper.module("lebesgue_gaps"), random.Random(seed)
    m, count = rng.randint(1, 4), rng.randint(0, 3)
    values = {
        "h": computed(m),
        "m": m,
        "l": rng.randrange(m),
        "n": count,
        "s": Fraction(rng.randint(0, 9), 9),
    }
    values |= {"beta": digits(table(rng, count, m)), "b": digits(table(rng, 1, m))(1)}
    for j in range(1, m + 1):
        assert holds(script.gap.claim.conclusion, **values, j=j)


@pytest.mark.parametrize("m", [1, 2, 3])
def test_the_modulus_and_the_exponents_on_pairs(paper: Paper, m: int) -> None:
    modulus = paper.module("lebesgue_continuity").MODULUS
    bound = paper.module("lebesgue_hoelder").hoelder_exponents.claim
    rng, curve = random.Random(m), computed(m)
    p, q = 19 * m, 11  # 11/19 is just below log 2 / log 3
    close = 0
    for s in units(rng, 4):
        for k in range(1, 3 * m + 2):
            t = s + Fraction(rng.choice((-1, 1)) * rng.randint(1, 3), 3**k)
            if 0 <= t <= 1:
                values = {"h": curve, "m": m, "s": s, "t": t, "n": k // m, "p": p, "q": q}
                close += all(holds(condition, **values, j=1) for condition in modulus.given)
                assert all(
                    holds(Implies(And(*modulus.given), modulus.body), **values, j=j) for j in range(1, m + 1)
                )
                assert holds(Implies(And(*bound.condition.parts[-3:]), bound.conclusion.body), **values)
    assert close > 5
    assert log(2) / log(3) > q / 19 > log(2) / log(3) - 0.06


def test_the_modulus_is_attained(paper: Paper) -> None:
    """Within 3^-mn of each other coordinates differ by 2^-n, and no smaller bound holds."""
    modulus = paper.module("lebesgue_continuity").MODULUS
    s, t, m, n = Fraction(236, 243), Fraction(1), 2, 1
    values = {"h": computed(m), "m": m, "s": s, "t": t, "n": n, "j": 2}
    assert all(holds(condition, **values) for condition in modulus.given)
    assert computed(m)(t)(2) - computed(m)(s)(2) == Fraction(1, 2)


# ---- near misses ----------------------------------------------------------------------------------


NEEDED = {
    "lebesgue_digits.block_dealt": (2, 3, 5),
    "lebesgue_expansions.recurring_dealt": (5, 6),
    "lebesgue_onto.onto": (5,),
    "lebesgue_continuity.modulus": (1, 4),
    "lebesgue_hoelder.hoelder_exponents": (7,),
    "lebesgue_uniqueness.only_one_curve": (1, 9),
}


@pytest.mark.parametrize("name", NEEDED)
def test_conditions_are_needed(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    home, _, title = name.partition(".")
    claim = getattr(paper.module(home), title).claim
    parts = claim.condition.parts
    for k in NEEDED[name]:
        fewer = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
        assert refused(paper, lines, name, fewer), str(parts[k])


def test_stronger_conclusions_are_refused(paper: Paper, lines: dict[str, Checked]) -> None:
    cubes = paper.module("lebesgue_existence")
    everywhere = ForAll(cubes.m, [], Exists(cubes.h, And(*cubes.CURVE)))
    assert refused(paper, lines, "lebesgue_existence.curve_exists", everywhere)
    with pytest.raises(SymreluError):
        have(ForAll(cubes.m, [1 <= cubes.m], Exists(cubes.h, And(*cubes.CURVE, Equal(cubes.h(0)(1), 1)))),
             by=lemma(lines, "curve_exists"))  # fmt: skip


def test_the_family_finds_the_curve_that_it_asks_for(paper: Paper, lines: dict[str, Checked]) -> None:
    filling = paper.module("filling_curves")
    assert lemma(lines, "cubes_filled").claim == to_term(Exists(filling.h, filling.FILLING))


# ---- the witness of invariance ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def witness(paper: Paper) -> dict[str, Checked]:
    return paper.proved(["lebesgue_witness"])


def test_the_witness_is_proved_without_axioms(witness: dict[str, Checked]) -> None:
    line = witness["lebesgue_witness.witness"]
    assert (line.verdict, line.axioms, line.reason) == ("proved", (), "")


def recurring_rows(point: list[Fraction]) -> tuple[Table, Table]:
    """Binary digits of the coordinates, row by row: those of the head, and those that recur."""
    numbers = [fmpq(x.numerator, x.denominator) for x in point]
    head, tail = expansions.binary(numbers, 1000) or (0, 0)
    columns = [expansions.digits(2, x, head + tail) for x in numbers]
    rows = [[int(column[k]) for column in columns] for k in range(head + tail)]
    return rows[:head], rows[head:]


@pytest.mark.parametrize(
    ("theta", "weights", "bias", "expected"),
    [
        (1, [[1]], [1], Fraction(20411, 6561)),
        (1, [[2]], [3], Fraction(247517363, 48427470)),
        (Fraction(5, 3), [[Fraction(-1, 2)]], [Fraction(3, 4)], None),
        (Fraction(7, 4), [[1, -1], [0, Fraction(1, 3)]], [0, 1], None),
    ],
)
def test_the_witness_is_the_one_that_is_computed(
    paper: Paper, theta: Any, weights: Any, bias: Any, expected: Fraction | None
) -> None:
    script = paper.module("lebesgue_witness")
    found = SpaceFillingFamily(len(bias)).witness(theta, Layer(weights, bias))
    omega = Fraction(int(found.theta.p), int(found.theta.q))
    depth = (floor(omega) + 1) // 2  # omega lies on the segment from 2K - 1 to 2K
    entries = [Fraction(int(x.p), int(x.q)) for x in found.parameters.entries]
    point = [(x + depth) / (2 * depth) for x in entries]
    head, tail = recurring_rows(point)
    values = {"K": depth, "d": len(bias), "M": len(head), "N": len(tail)}
    values |= {"beta": digits(head), "tau": digits(tail)}
    assert evaluated(to_term(script.WITNESS), values) == omega
    assert expected in (None, omega)
