"""Affine forms on cells and partitions: random networks and cells, deep stacks, and the near misses."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from symrelu.errors import Refused
from symrelu.kernel.cells import CELLS, affine, partition
from symrelu.terms.substitution import substitute
from symrelu.terms.term import Term, lam, num, op, var

x, y, z = (var(name, "R") for name in "xyz")
n = var("n", "N")
ZERO, ONE, TWO = num(0), num(1), num(2)


@dataclass(frozen=True)
class Sequent:
    """A stand-in for a theorem: the rules look at nothing else."""

    claim: Term
    hyps: frozenset[Term] = frozenset()


def value(t: Term, at: dict[Term, Fraction]) -> Any:
    if t in at:
        return at[t]
    if t.head == "num":
        return t.data
    if t.head == "ite":
        return value(t.args[1] if value(t.args[0], at) else t.args[2], at)
    args = [value(a, at) for a in t.args]
    match t.head:
        case "+":
            return sum(args, Fraction(0))
        case "*":
            out = Fraction(1)
            for a in args:
                out *= a
            return out
        case "inv":
            return 1 / args[0]
        case "relu":
            return max(args[0], Fraction(0))
        case "abs":
            return abs(args[0])
        case "max":
            return max(args)
        case "min":
            return min(args)
        case "clip":
            return min(args[2], max(args[1], args[0]))
        case "le":
            return args[0] <= args[1]
        case "lt":
            return args[0] < args[1]
        case "eq":
            return args[0] == args[1]
        case "and":
            return all(args)
        case "or":
            return any(args)
    raise AssertionError(t.head)


# ---- affine ---------------------------------------------------------------------------------------

GATES = ("relu", "abs", "max", "min", "clip")


def random_map(rng: random.Random, depth: int, atoms: tuple[Term, ...]) -> Term:
    if depth == 0:
        return rng.choice([*atoms, *atoms, num(Fraction(rng.randint(-4, 4), rng.randint(1, 3)))])
    head = rng.choice(["+", "*", *GATES])
    below = [random_map(rng, rng.randint(0, depth - 1), atoms) for _ in range(3)]
    if head == "*":
        return op("*", num(Fraction(rng.randint(-3, 3), 2)), below[0], num(Fraction(1, rng.randint(1, 3))))
    if head == "clip":
        return op("clip", *below)
    return op(head, *below[: 1 if head in ("relu", "abs") else 2])


def sides(t: Term, at: dict[Term, Fraction], seen: set[Term]) -> list[int]:
    """Which argument each gate takes at a point, in the order of the walk."""
    if t in seen or not t.args:
        return []
    seen.add(t)
    if t.head == "clip":
        point, low, high = t.args
        found = sides(point, at, seen) + sides(low, at, seen) + sides(high, at, seen)
        found.append(0 if value(low, at) >= value(point, at) else 1)
        middle = max(value(low, at), value(point, at))
        return [*found, 0 if value(high, at) <= middle else 1]
    found = [side for a in t.args for side in sides(a, at, seen)]
    if t.head in ("relu", "abs"):
        found.append(0 if value(t.args[0], at) >= 0 else 1)
    elif t.head in ("max", "min"):
        first, second = (value(a, at) for a in t.args)
        found.append(0 if (first >= second if t.head == "max" else first <= second) else 1)
    return found


def test_random_maps_on_intervals() -> None:
    """The claim holds at every point of the cell; where a gate bends inside it, the claim is refused."""
    rng, proved = random.Random(1), 0
    for _ in range(600):
        t = random_map(rng, 4, (x,))
        low = Fraction(rng.randint(-8, 8), 4)
        high = low + Fraction(rng.randint(0, 3), 8)
        middle = (low + high) / 2
        cert = tuple((side, None) for side in sides(t, {x: middle}, set()))
        try:
            hyps, claim = affine((), (t, (num(low) <= x, x < num(high)), (), cert))
        except Refused:
            continue
        proved += 1
        assert hyps == {num(low) <= x, x < num(high)}
        assert claim.args[0] == t
        for p in range(9):
            assert value(claim, {x: low + (high - low) * p / 8}), t
    assert proved > 300


def test_random_wrong_sides_are_refused_or_true() -> None:
    rng, proved = random.Random(2), 0
    for _ in range(600):
        t = random_map(rng, 3, (x,))
        cert = tuple((rng.randint(0, 1), None) for _ in sides(t, {x: ZERO.data}, set()))
        try:
            claim = affine((), (t, (x >= ZERO, x <= 1), (), cert))[1]
        except Refused:
            continue
        proved += 1
        assert all(value(claim, {x: Fraction(p, 7)}) for p in range(8)), t
    assert proved > 100


def test_half_lines_and_points() -> None:
    t = op("relu", x) + op("relu", 1 - x)
    right = affine((), (t, (x >= ONE,), (), ((0, None), (1, None))))[1]
    assert right == op("eq", t, x)
    assert affine((), (t, (x <= 0,), (), ((1, None), (0, None))))[1].args[1] == op("+", num(-1) * x, ONE)
    assert affine((), (op("relu", x), (op("eq", x, TWO),), (), ((0, None),)))[1].args[1] == x
    assert affine((), (op("relu", num(-3)), (), (), ((1, None),)))[1].args[1] == ZERO
    for rows, cert in (
        ((x >= ZERO,), ((0, None), (1, None))),
        ((x >= ONE,), ((0, None), (0, None))),
        ((x <= 1,), ((0, None), (0, None))),
        ((), ((0, None), (0, None))),
        ((x >= ONE,), ((0, None),)),
        ((x >= ONE,), ((0, None), (1, None), (0, None))),
        ((x >= ONE,), ((0, None), (2, None))),
        ((x >= ONE,), ((False, None), (1, None))),
        ((x >= ONE,), (0, 1)),
        ((x >= ONE, y >= ONE), ((0, None), (1, None))),  # an interval of two variables
        ((op("relu", x) <= 1,), ((0, None), (1, None))),  # a row is linear
        ((op("not", x <= 1),), ((0, None), (1, None))),
    ):
        with pytest.raises(Refused):
            affine((), (t, rows, (), cert))


def test_combinations_of_rows() -> None:
    rows = (x >= ZERO, x <= y, op("eq", y + z, ONE))
    t = op("max", y, num(-1)) + op("relu", z - 2)
    cert = ((0, ((0, 1), (1, 1))), (1, ((0, 1), (1, 1), (2, 1))))
    hyps, claim = affine((), (t, rows, (), cert))
    assert hyps == set(rows)
    assert claim.args[1] == y
    for bad in (
        ((0, ((0, 1),)), cert[1]),
        ((0, ((0, 1), (1, -1))), cert[1]),  # 26: a negative factor of an inequality
        ((0, ((0, 1), (1, 1))), (1, ((0, 1), (1, 1), (2, -1)))),
        ((0, ((0, 1), (1, 1.0))), cert[1]),
        ((0, ((0, 1), (3, 1))), cert[1]),
        ((0, ((0, 1), (-1, 1))), cert[1]),
        ((0, ((0, 1), (True, 1))), cert[1]),
        ((1, ((0, 1), (1, 1))), cert[1]),
    ):
        with pytest.raises(Refused):
            affine((), (t, rows, (), bad))


def test_random_maps_of_two_variables() -> None:
    """On the triangle of three half planes; the multipliers are those of the corners."""
    rng, proved = random.Random(3), 0
    rows = (x >= ZERO, y >= ZERO, x + y <= 1)
    for _ in range(200):
        u = [num(Fraction(rng.randint(-3, 3))) for _ in range(3)]
        inner = u[0] * x + u[1] * y + u[2]
        t = op("relu", inner) - op("abs", x + y)
        corners = [value(inner, {x: Fraction(p), y: Fraction(q)}) for p, q in ((0, 0), (1, 0), (0, 1))]
        side = 0 if sum(corners) >= 0 else 1
        a, b, c = (e if side == 0 else -e for e in (u[0].data, u[1].data, u[2].data))
        lift = max(-a, -b, Fraction(0))
        proof = ((0, a + lift), (1, b + lift), (2, lift))
        try:
            claim = affine((), (t, rows, (), ((side, proof), (0, ((0, 1), (1, 1))))))[1]
        except Refused:
            assert not all(e >= 0 for e in corners)
            assert not all(e <= 0 for e in corners)
            continue
        proved += 1
        assert c - lift >= 0
        for p in range(5):
            for q in range(5 - p):
                assert value(claim, {x: Fraction(p, 4), y: Fraction(q, 4)})
    assert proved > 40


@pytest.mark.parametrize(
    "t",
    [
        x * x,
        op("ite", x <= 0, ZERO, x),
        op("exp", x),
        op("inv", x),
        op("inv", ZERO),
        op("relu", x) * op("relu", x),
        op("pow", x, TWO),
    ],
)
def test_what_is_not_piecewise_linear_is_refused(t: Term) -> None:
    with pytest.raises(Refused):
        affine((), (t, (x >= ZERO,), (), ((0, None),)))


def stack(layers: int) -> tuple[tuple[Term, ...], Term, tuple[Any, ...]]:
    """y(k+1) = relu(w y(k) + b) with y(0) = x on [0, 1], the definitions, the last y, and the sides."""
    rng = random.Random(layers)
    h = var("h", ("fun", "N", "R"))
    definitions, cert = [op("eq", h(0), x)], []
    low, high = Fraction(0), Fraction(1)
    for k in range(layers):
        w = Fraction(rng.choice([-1, 1]))
        b = Fraction(rng.randint(0, 3), 8) + (max(low, high) if w < 0 else 0)
        definitions.append(op("eq", h(k + 1), op("relu", num(w) * h(k) + num(b))))
        low, high = w * low + b, w * high + b
        cert.append((0, None))
    return tuple(definitions), h(layers), tuple(cert)


def test_definitions_carry_deep_stacks() -> None:
    definitions, last, cert = stack(60)
    hyps, claim = affine((), (last, (x >= ZERO, x <= 1), definitions, cert))
    assert hyps == {x >= ZERO, x <= 1, *definitions}
    at = {x: Fraction(1, 3)}
    for equation in definitions:
        at[equation.args[0]] = value(equation.args[1], at)
    assert value(claim, at)
    with pytest.raises(Refused):  # a definition given twice
        affine((), (last, (x >= ZERO, x <= 1), (*definitions, definitions[0]), cert))
    with pytest.raises(Refused):  # no definition: an inequality
        affine((), (last, (x >= ZERO, x <= 1), (x <= 1,), cert))
    with pytest.raises(Refused):  # not a variable
        affine((), (last, (x >= ZERO, x <= 1), (op("eq", x + y, ONE),), cert))


@pytest.mark.slow
def test_time_grows_linearly_with_the_depth() -> None:
    seconds = {}
    for layers in (1_000, 4_000):
        definitions, last, cert = stack(layers)
        start = time.process_time()
        affine((), (last, (x >= ZERO, x <= 1), definitions, cert))
        seconds[layers] = time.process_time() - start
    assert seconds[4_000] < 12 * seconds[1_000] + 0.2


def test_shared_subterms_are_walked_once() -> None:
    t = op("relu", x)
    for _ in range(15):
        t = op("+", t, t)
    claim = affine((), (t, (x >= ZERO,), (), ((0, None),)))[1]
    assert claim.args[1] == num(2**15) * x


# ---- partition ------------------------------------------------------------------------------------


def cells_of(claim: Term) -> tuple[Term, ...]:
    return claim.args[0].args


def random_cells(rng: random.Random) -> tuple[Any, ...]:
    ends = sorted(Fraction(rng.randint(-6, 6), 2) for _ in range(rng.randint(0, 5)))
    cuts: list[tuple[Fraction, bool]] = []  # (q, True): q belongs to what lies above
    for q in ends:
        if not cuts or cuts[-1][0] < q:
            cuts.append((q, rng.random() < 0.5))
        elif cuts[-1][1] and (len(cuts) < 2 or cuts[-2][0] < q):
            cuts.append((q, False))
    lows = [None, *((q, above) for q, above in cuts)]
    highs = [*((q, not above) for q, above in cuts), None]
    return tuple(zip(lows, highs, strict=True))


POINTS = [Fraction(p, 4) for p in range(-14, 15)]


def test_random_intervals_cover_the_line_once() -> None:
    rng = random.Random(5)
    for _ in range(80):
        cells = random_cells(rng)
        hyps, claim = partition((), (x, cells))
        assert not hyps
        assert len(cells_of(claim)) == len(cells)
        for p in POINTS:
            assert value(claim, {x: p})
            assert sum(value(c, {x: p}) for c in cells_of(claim)) == 1


def test_random_changes_are_refused_or_still_cover_once() -> None:
    rng, refused = random.Random(6), 0
    for _ in range(600):
        cells = [list(c) for c in random_cells(rng)]
        for _ in range(rng.randint(1, 2)):
            which, side = rng.randrange(len(cells)), rng.randrange(2)
            end = cells[which][side]
            change = rng.randrange(4)
            if change == 0:
                cells[which][side] = None if end else (Fraction(0), True)
            elif change == 1 and end:
                cells[which][side] = (end[0], not end[1])
            elif change == 2 and end:
                cells[which][side] = (end[0] + Fraction(rng.choice([-1, 1]), 2), end[1])
            else:
                rng.shuffle(cells)
        try:
            claim = partition((), (x, tuple(map(tuple, cells))))[1]
        except Refused:
            refused += 1
            continue
        assert all(value(claim, {x: p}) for p in POINTS), cells
    assert refused > 200


INF = None


@pytest.mark.parametrize(
    "cells",
    [
        ((INF, (1, True)), ((1, False), (1, False)), ((1, True), INF)),  # 137
        (((1, True), (1, True)), ((1, False), INF)),  # 137
        ((INF, (1, False)), ((1, False), INF), ((1, True), (1, True))),  # 137: out of order
        (),  # 137
        ((INF, (1, True)), ((1, True), INF)),
        ((INF, (1, False)), ((1, False), INF)),
        ((INF, (1, True)), ((2, False), INF)),
        ((INF, (2, True)), ((2, False), (1, True)), ((1, False), INF)),
        ((INF, (1, True)), ((1, False), (1, True)), ((1, False), INF)),
        ((INF, (1, True)),),
        (((1, True), INF),),
        ((INF, INF), (INF, INF)),
        ((INF, (1.0, True)), ((1.0, False), INF)),
        ((INF, (1, 1)), ((1, 0), INF)),
        ((INF, (True, True)), ((True, False), INF)),
        ((INF, ("1", True)), (("1", False), INF)),
        (INF,),
        None,
    ],
)
def test_refused_intervals(cells: Any) -> None:
    with pytest.raises(Refused):
        partition((), (x, cells))


def test_one_cell_and_any_number() -> None:
    assert partition((), (x, ((None, None),)))[1].args[0] == op("or", op("and"))
    t = op("exp", x) + y
    assert cells_of(partition((), (t, ((None, (0, True)), ((0, False), None))))[1]) == (t <= 0, t > 0)
    for bad in (lam(x, x), op("and"), 3, None, t.args):
        with pytest.raises(Refused):
            partition((), (bad, ((None, None),)))
    with pytest.raises(Refused):
        partition((Sequent(op("and")),), (x, ((None, None),)))


def random_tree(rng: random.Random, depth: int) -> Any:
    if depth == 0 or rng.random() < 0.2:
        return None
    g = num(rng.randint(-2, 2)) * x + num(rng.randint(-2, 2)) * y
    return (g, num(rng.randint(-2, 2)), random_tree(rng, depth - 1), random_tree(rng, depth - 1))


def test_random_trees_cover_the_plane_once() -> None:
    rng = random.Random(7)
    for _ in range(20):
        claim = partition((), (random_tree(rng, 3),))[1]
        for p in range(-2, 3):
            for q in range(-2, 3):
                at = {x: Fraction(p), y: Fraction(q)}
                assert value(claim, at)
                assert sum(value(c, at) for c in cells_of(claim)) == 1


def test_tree_near_misses() -> None:
    tree = (x, ZERO, None, (y, ONE, None, None))
    assert cells_of(partition((), (tree,))[1]) == (
        x < 0,
        op("and", x >= 0, y < 1),
        op("and", x >= 0, y >= 1),
    )
    deep: Any = None
    for _ in range(300):
        deep = (x, ZERO, deep, None)
    for bad in (
        (x, ZERO, None),
        (x, ZERO, None, False),
        (lam(x, x), ZERO, None, None),
        (x, 0, None, None),
        deep,
        1,
        "x",
    ):
        with pytest.raises(Refused):
            partition((), (bad,))


def test_many_cells() -> None:
    ends = [(Fraction(p, 3), p % 2 == 0) for p in range(3_000)]
    cells = tuple(zip([None, *((q, not c) for q, c in ends)], [*ends, None], strict=True))
    assert len(cells_of(partition((), (x, cells))[1])) == 3_001


def test_substitution_keeps_the_claim_true() -> None:
    claim = partition((), (x, ((None, (0, False)), ((0, True), None))))[1]
    assert value(substitute(claim, {x: y * y}), {y: Fraction(-3)})


@pytest.mark.parametrize("rule", sorted(CELLS))
def test_hostile_arguments_are_refused(rule: str) -> None:
    rng = random.Random(rule)
    pieces: list[Any] = [
        None,
        True,
        0,
        1.5,
        "oo",
        (),
        ((),),
        (1,),
        ((0, None),),
        x,
        n,
        ZERO,
        op("and"),
        [x],
        {},
    ]
    pieces += [
        (x >= ZERO,),
        (op("eq", x, ONE),),
        lam(x, x),
        lam(x, x).args[0],
        op("relu", x),
        ((None, None),),
    ]
    pieces += [(x, ZERO, None, None), (op("eq", lam(x, x), lam(x, x)),), (op("eq", op("and"), op("or")),)]
    for _ in range(800):
        args = tuple(rng.choice(pieces) for _ in range(rng.choice([0, 1, 2, 4, 4])))
        try:
            hyps, claim = CELLS[rule]((), args)
        except Refused:
            continue
        assert claim.sort == "B"
        assert not claim.loose
        assert all(h.sort == "B" for h in hyps)
