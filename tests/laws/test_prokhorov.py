"""The Prokhorov distance of finite laws: against its definition, as a metric, and as a theorem."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import pytest
import sympy as sp

from symrelu import (
    InputError,
    Layer,
    Network,
    ProofFailed,
    Refused,
    along,
    atom,
    discrete,
    mix,
    normal,
    points,
    product,
    prokhorov,
    push,
    reals,
    uniform,
    uniform_box,
)
from symrelu.kernel.rules import apply
from symrelu.laws.finite_law import Coordinates, FiniteLaw, finite_law_of
from symrelu.laws.prokhorov import FiniteDistance, finite_distance
from symrelu.laws.transport import Transport

Q = sp.Rational
half = Q(1, 2)
coin = discrete({0: half, 1: half})


def far(x: Coordinates, y: Coordinates) -> Fraction:
    return max(abs(a - b) for a, b in zip(x, y, strict=True))


def some_law(rng: random.Random, n: int, d: int) -> FiniteLaw:
    shares = [rng.randint(0, 6) for _ in range(n)]
    shares[rng.randrange(n)] += 1
    places = [tuple(Fraction(rng.randint(-5, 5), rng.choice((1, 2, 6))) for _ in range(d)) for _ in range(n)]
    return FiniteLaw(tuple(places), tuple(Fraction(s, sum(shares)) for s in shares))


def between(mu: FiniteLaw, nu: FiniteLaw) -> FiniteDistance:
    return finite_distance(mu.points, mu.weights, nu.points, nu.weights)


def excess(
    mu: FiniteLaw, nu: FiniteLaw, chosen: tuple[int, ...], near: Callable[[Fraction], bool]
) -> Fraction:
    """Mass of the chosen points less the mass near them."""
    met = [j for j, y in enumerate(nu.points) if any(near(far(mu.points[i], y)) for i in chosen)]
    return sum((mu.weights[i] for i in chosen), Fraction(0)) - sum((nu.weights[j] for j in met), Fraction(0))


def sums_of(weights: tuple[Fraction, ...]) -> list[Fraction]:
    """The mass of every subset, by its mask."""
    total = [Fraction(0)]
    for w in weights:
        total += [t + w for t in total]
    return total


def by_definition(mu: FiniteLaw, nu: FiniteLaw) -> Fraction:
    """The infimum over all sets of points, from the worst set for each radius."""
    here, there = sums_of(mu.weights), sums_of(nu.weights)
    least = Fraction(1)
    for r in sorted({Fraction(0), *(far(x, y) for x in mu.points for y in nu.points)}):
        met = [0]
        for x in mu.points:
            close = sum(1 << j for j, y in enumerate(nu.points) if far(x, y) <= r)
            met += [m | close for m in met]
        least = min(least, max(r, max(here[k] - there[m] for k, m in enumerate(met))))
    return least


def admissible(mu: FiniteLaw, nu: FiniteLaw, e: Fraction) -> bool:
    """mu(A) <= nu(open e-neighbourhood of A) + e for all sets A of points."""
    n = len(mu.points)
    sets = (chosen for k in range(n + 1) for chosen in combinations(range(n), k))
    return all(excess(mu, nu, s, lambda q: q < e) <= e for s in sets)


# ---- the algorithm --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_most_mass_that_can_be_carried(seed: int) -> None:
    rng = random.Random(seed)
    a, b = ([rng.randint(0, 6) for _ in range(rng.randint(1, 7))] for _ in range(2))
    near = [[j for j in range(len(b)) if rng.random() < 0.4] for _ in a]
    plan = Transport(list(a), list(b))
    plan.saturate(near)
    carried = [[row.get(j, 0) for j in range(len(b))] for row in plan.carried]
    assert [sum(row) for row in carried] == [m - rest for m, rest in zip(a, plan.left, strict=True)]
    assert [sum(column) for column in zip(*carried, strict=True)] == [
        m - rest for m, rest in zip(b, plan.room, strict=True)
    ]
    assert min(plan.left + plan.room) >= 0
    assert all(
        set(row) <= set(near[i]) and all(m > 0 for m in row.values()) for i, row in enumerate(plan.carried)
    )
    cut = plan.blocked(near)
    assert sum(a[i] for i in cut) - sum(b[j] for j in {j for i in cut for j in near[i]}) == sum(plan.left)


@pytest.mark.parametrize("seed", range(80))
def test_against_all_sets_of_points(seed: int) -> None:
    rng = random.Random(seed)
    d = rng.randint(1, 3)
    mu, nu = some_law(rng, rng.randint(1, 6), d), some_law(rng, rng.randint(1, 6), d)
    found = between(mu, nu)
    assert found.value == by_definition(mu, nu)
    step = Fraction(1, 10**6)
    assert admissible(mu, nu, found.value + step)
    assert found.value == 0 or not admissible(mu, nu, found.value - min(step, found.value))


def test_twelve_points_against_all_sets() -> None:
    rng = random.Random(7)
    mu, nu = some_law(rng, 12, 2), some_law(rng, 12, 2)
    assert between(mu, nu).value == by_definition(mu, nu)


@pytest.mark.parametrize("seed", range(60))
def test_both_certificates(seed: int) -> None:
    rng = random.Random(1000 + seed)
    d = rng.randint(1, 3)
    mu, nu = some_law(rng, rng.randint(1, 9), d), some_law(rng, rng.randint(1, 9), d)
    found = between(mu, nu)
    for side, law in ((0, mu), (1, nu)):
        margins = [
            sum((e[2] for e in found.coupling if e[side] == k), Fraction(0)) for k in range(len(law.weights))
        ]
        assert tuple(margins) == law.weights
    moved = [m for i, j, m in found.coupling if far(mu.points[i], nu.points[j]) <= found.value]
    assert sum(moved, Fraction(0)) >= 1 - found.value
    assert excess(mu, nu, found.indices, lambda q: q < found.value) >= found.value


@pytest.mark.parametrize("seed", range(40))
def test_it_is_a_metric_below_total_variation(seed: int) -> None:
    rng = random.Random(2000 + seed)
    mu, nu, pi = (some_law(rng, rng.randint(1, 8), 2) for _ in range(3))
    assert between(mu, nu).value == between(nu, mu).value
    assert between(mu, mu).value == 0
    assert between(mu, pi).value <= between(mu, nu).value + between(nu, pi).value
    masses: dict[Coordinates, Fraction] = {}
    for law, sign in ((mu, 1), (nu, -1)):
        for x, w in zip(law.points, law.weights, strict=True):
            masses[x] = masses.get(x, Fraction(0)) + sign * w
    assert between(mu, nu).value <= sum(map(abs, masses.values()), Fraction(0)) / 2


@pytest.mark.parametrize("seed", range(40))
def test_bound_by_coupled_indices(seed: int) -> None:
    rng = random.Random(3000 + seed)
    n = rng.randint(1, 8)
    mu, nu = some_law(rng, n, 2), some_law(rng, n, 2)
    moved = max(far(x, y) for x, y in zip(mu.points, nu.points, strict=True))
    shifted = sum((abs(w - v) for w, v in zip(mu.weights, nu.weights, strict=True)), Fraction(0)) / 2
    assert between(mu, nu).value <= max(moved, shifted)


def test_a_hundred_points_take_a_moment() -> None:
    rng = random.Random(5)
    laws = [some_law(rng, 100, 3) for _ in range(2)]
    started = time.process_time()
    between(*laws)
    assert time.process_time() - started < 3


# ---- laws as users write them ---------------------------------------------------------------------

EIGHT = [Q(2 * i + 1, 16) for i in range(8)]
VALUES: list[tuple[Any, Any, Any]] = [
    (atom(0), atom(Q(1, 3)), Q(1, 3)),
    (atom(0), atom(5), 1),
    (coin, discrete({0: Q(3, 4), 1: Q(1, 4)}), Q(1, 4)),
    (coin, discrete({Q(1, 10): Q(1, 3), Q(6, 5): Q(2, 3)}), Q(1, 5)),
    (coin, discrete({Q(1, 10): Q(1, 3), Q(3, 2): Q(2, 3)}), half),
    *(
        (discrete(dict.fromkeys(EIGHT, Q(1, 8))), discrete({x + Q(j, 8): Q(1, 8) for x in EIGHT}), value)
        for j, value in enumerate((Q(1, 8), Q(1, 8), Q(1, 4), Q(1, 4)), start=1)
    ),
    (push(Layer(2, -1), coin), coin, 0),
    (push(Layer(0, 2), normal(0, 1)), atom(2), 0),
    (mix((half, atom(0)), (half, push(Layer(-1, 3), coin))), discrete({0: half, 2: Q(1, 4), 3: Q(1, 4)}), 0),
    (points([(0, 0), (0, 0)]), points([(0, Q(1, 7))]), Q(1, 7)),
    (push(Layer([[1, 1]], [0]), points([(1, 2), (3, 0)])), points([(3,)]), 0),
    (product(coin, coin), points([(0, 0), (0, 1), (1, 0), (1, 1)]), 0),
    (along(coin, (0, 1), (2, -1)), points([(0, 1), (2, 0)]), 0),
    (mix((half, points([(0, 0)])), (half, points([(1, 1)]))), along(coin, (0, 0), (1, 1)), 0),
]


@pytest.mark.parametrize(("first", "second", "value"), VALUES)
def test_values(first: Any, second: Any, value: Any) -> None:
    distance = prokhorov(first, second)
    assert distance == value
    assert prokhorov(second, first) == distance
    near = [m for x, y, m in distance.coupling if _far(x, y) <= value]
    assert sum(near) >= 1 - value
    assert sum(m for _, _, m in distance.coupling) == 1


def _far(x: Any, y: Any) -> Any:
    pairs = zip(x, y, strict=True) if isinstance(x, tuple) else [(x, y)]
    return max(abs(a - b) for a, b in pairs)


def test_the_result_is_the_number() -> None:
    distance = prokhorov(coin, discrete({0: Q(3, 4), 1: Q(1, 4)}))
    assert repr(distance) == "1/4"
    assert distance == Q(1, 4) == Fraction(1, 4) == distance.value
    assert 0 < distance <= half
    assert distance < prokhorov(atom(0), atom(1))
    assert {distance, Q(1, 4)} == {Q(1, 4)}
    assert 1 - distance == Q(3, 4) == 3 * distance
    assert sp.sqrt(distance.value) == half
    assert distance.event == (1,)


x = reals("x")
BAD: list[tuple[Any, Any, str]] = [
    (normal(0, 1), atom(0), "found normal(0, 1), expected a law with finitely many atoms"),
    (mix((half, atom(0)), (half, uniform(0, 1))), atom(0), "finitely many atoms"),
    (uniform_box([(0, 1), (0, 1)]), points([(0, 0)]), "finitely many atoms"),
    (product(coin, uniform(0, 1)), points([(0, 0)]), "finitely many atoms"),
    (atom(x), atom(0), "with the symbols x, expected a law without symbols"),
    (atom(sp.sqrt(2)), atom(0), "the number sqrt(2), expected rational points"),
    (points([(0, 0)]), points([(0,)]), "a law on R^2 and a law on R^1"),
    (coin, points([(0,)]), "a law on R and a law on R^1"),
    (3, coin, "found 3, expected a law"),
]


@pytest.mark.parametrize(("first", "second", "words"), BAD)
def test_what_is_no_pair_of_finite_laws(first: Any, second: Any, words: str) -> None:
    with pytest.raises(InputError) as error:
        prokhorov(first, second)
    assert words in str(error.value)


# ---- theorems -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second", "value"), VALUES[:10])
def test_the_kernel_proves_the_value(first: Any, second: Any, value: Any) -> None:
    theorem = prokhorov(first, second).prove()
    assert (theorem.given, theorem.axioms) == ((), frozenset())
    left, right = theorem.claim.args
    assert (theorem.claim.head, left.head, left.args) == ("eq", "dP", (first.term(), second.term()))
    assert right.data == Fraction(str(value))


def test_the_kernel_proves_values_in_the_plane() -> None:
    net = Network([Layer([[1, 2], [3, -1]], [0, 1]), Layer([[1, 0], [0, -1]], [0, 2])])
    first, second = push(net, points([(0, 0), (1, 1)])), along(coin, (0, 1), (1, 0))
    distance = prokhorov(first, second)
    theorem = distance.prove()
    assert theorem.claim.args[0].args == (
        first.term().__class__ and theorem.claim.args[0].args[0],
        first.term(),
        second.term(),
    )
    assert theorem.claim.args[0].args[0].data == 2
    assert theorem.claim.args[1].data == Fraction(str(distance.value))


def test_laws_that_the_logic_states_otherwise() -> None:
    y = sp.Symbol("y", real=True)
    doubled = push((2 * y, y), coin)
    with pytest.raises((ProofFailed, Refused)):
        prokhorov(product(doubled, doubled), points([(0, 0)])).prove()


def test_independent_coordinates_of_finite_laws_are_points() -> None:
    distance = prokhorov(product(coin, coin), points([(0, 0)]))
    assert distance.prove().claim.args[1].data == Fraction(3, 4)


def test_wrong_certificates_are_refused() -> None:
    mu, nu = coin.term(), discrete({0: Q(3, 4), 1: Q(1, 4)}).term()
    quarter = Fraction(1, 4)
    plan = ((1, 1, 2 * quarter), (2, 1, quarter), (2, 2, quarter))
    good = (None, mu, nu, quarter, plan, (2,))
    assert apply("dP_finite", (), good).claim.args[1].data == quarter
    for place, wrong in (
        (3, Fraction(1, 5)),
        (3, Fraction(1, 3)),
        (4, ((1, 1, 2 * quarter), (2, 1, 2 * quarter))),
        (4, ((1, 1, quarter), (1, 2, quarter), (2, 1, 2 * quarter))),
        (5, (1,)),
        (5, (1, 2)),
        (5, ()),
        (1, nu),
    ):
        with pytest.raises(Refused):
            apply("dP_finite", (), (*good[:place], wrong, *good[place + 1 :]))


def test_finite_laws_are_merged_and_sorted() -> None:
    law = finite_law_of(points([(1, 0), (0, 0), (1, 0)], [half, 0, half]))
    assert law == FiniteLaw(((Fraction(1), Fraction(0)),), (Fraction(1),))
    listed = finite_law_of(discrete({3: half, -1: half})).points
    assert all(a < b for a, b in pairwise(listed))
