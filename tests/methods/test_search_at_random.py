"""Random piecewise-linear claims: what is proved holds at random points, what is not has a counterexample."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest

from symrelu.errors import OutOfTime
from symrelu.kernel.flattening import root_facts
from symrelu.kernel.tree import check
from symrelu.methods.search import Hints, Open, refute
from symrelu.methods.valuation import truth
from symrelu.methods.witness import find_witness
from symrelu.terms.term import Term, num, op
from tests.methods.vocabulary import absolute, clip, equal, largest, reals, relu, smallest

VARIABLES = reals("x y z")
POINTS = 400


def expression(source: Random, depth: int, products: bool = False) -> Term:
    if depth <= 0 or source.random() < 0.2:
        return source.choice([*VARIABLES, num(source.randint(-2, 2))])

    def part(less: int = 1) -> Term:
        return expression(source, depth - less, products)

    makers: list[Callable[[], Term]] = [
        lambda: part() + part(),
        lambda: part() - part(),
        lambda: Fraction(source.choice((-3, -1, 1, 2)), source.choice((1, 2))) * part(),
        lambda: relu(part()),
        lambda: absolute(part()),
        lambda: largest(part(), part()),
        lambda: smallest(part(), part()),
        lambda: clip(part(), part(2), part()),
        lambda: op("ite", part() <= part(), part(), part()),
    ]
    if products:
        makers.append(lambda: part() * part())
    return source.choice(makers)()


def formula(source: Random, depth: int, products: bool = False) -> Term:
    if depth == 0 or source.random() < 0.5:
        left = expression(source, source.choice((1, 2)), products)
        right = expression(source, source.choice((1, 2, 3)), products)
        return source.choice((equal(left, right), left <= right, left <= right, left < right))
    head = source.choice(("and", "or", "imp", "iff", "not"))
    count = 1 if head == "not" else 2
    return op(head, *[formula(source, depth - 1, products) for _ in range(count)])


def rewritten(source: Random, term: Term) -> Term:
    """The same function in other words."""
    if not term.args or term.sort == "B":
        return op(term.head, *[rewritten(source, a) for a in term.args]) if term.args else term
    args = [rewritten(source, a) for a in term.args]
    a, b = args[0], args[-1]
    choices: dict[str, list[Callable[[], Term]]] = {
        "relu": [
            lambda: largest(a, num(0)),
            lambda: Fraction(1, 2) * (a + absolute(a)),
            lambda: op("ite", a < num(0), num(0), a),
        ],
        "abs": [lambda: relu(a) + relu(-a), lambda: largest(a, -a)],
        "max": [lambda: a + relu(b - a), lambda: Fraction(1, 2) * (a + b + absolute(a - b))],
        "min": [lambda: a - relu(a - b), lambda: -largest(-a, -b)],
        "clip": [lambda: smallest(args[2], largest(args[1], a))],
    }
    if term.head not in choices or source.random() < 0.3:
        return op(term.head, *args)
    return source.choice(choices[term.head])()


def points(source: Random) -> list[dict[Term, Fraction]]:
    return [
        {v: Fraction(source.randint(-8, 8), source.choice((1, 2, 3))) for v in VARIABLES}
        for _ in range(POINTS)
    ]


def decide(claim: Term, given: tuple[Term, ...], source: Random, seconds: float) -> str:
    facts = root_facts(given, (), claim)
    try:
        tree = refute(facts, Hints(), time.monotonic() + seconds)
    except (Open, OutOfTime):
        return "open" if find_witness(claim, given, 3 * seconds) is None else "refuted"
    check(facts, tree)
    for point in points(source):
        if all(truth(g, point) for g in given):
            assert truth(claim, point) is True, (claim, given, point)
    return "proved"


@pytest.mark.parametrize("seed", range(8))
def test_claims_without_products_are_decided(seed: int) -> None:
    source = Random(seed)
    verdicts = []
    for _ in range(12):
        given = tuple(formula(source, source.choice((0, 0, 1))) for _ in range(source.randint(0, 2)))
        verdicts.append(decide(formula(source, 2), given, source, 10))
    assert "open" not in verdicts


@pytest.mark.parametrize("seed", range(4))
def test_claims_with_products_are_never_proved_wrongly(seed: int) -> None:
    source = Random(100 + seed)
    verdicts = [decide(formula(source, 1, products=True), (), source, 1.5) for _ in range(12)]
    assert verdicts.count("open") <= 4


@pytest.mark.parametrize("seed", range(8))
def test_two_ways_to_write_a_function_are_equal(seed: int) -> None:
    source = Random(200 + seed)
    for _ in range(6):
        term = expression(source, source.choice((2, 3, 4)))
        claim = equal(term, rewritten(source, term))
        facts = root_facts((), (), claim)
        check(facts, refute(facts, Hints(), time.monotonic() + 20))
