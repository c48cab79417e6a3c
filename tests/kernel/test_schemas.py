"""Every row of the table of schemas: what it accepts, what it refuses, no small world makes it false."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any
from zlib import crc32

import pytest

from symrelu.errors import Refused
from symrelu.kernel import rows
from symrelu.kernel.schemas import SCHEMAS, schema
from symrelu.terms.sorts import SEQ, borel, fun, law
from symrelu.terms.term import Term, lam, num, op, private, var
from tests.kernel import worlds
from tests.kernel.evaluate import DensityLaw, FiniteLaw, Point, UndecidedError, World, evaluate

MATRIX = fun("N", SEQ)
BASE = tuple(n for n in SCHEMAS if n.endswith(("_cdf", "_cdf_left", "_density")) and not n.startswith("E_"))
SLOW = ("E_density", "E_density_part", "intR_limit", "int_bv")
PAIRS = tuple(n for n in SCHEMAS if n.endswith(("_functional", "_event", "_contract", "_contract_seq")))
SPECIAL = ("Int_cont", "poly_null", "normal_moments", "gauss_rotation")  # their own tests below


def spread(sort: Any, letters: dict[str, Any]) -> Any:
    """A sort with its letters replaced."""
    if isinstance(sort, tuple):
        return (sort[0], *[spread(part, letters) for part in sort[1:]])
    return letters.get(sort, sort)


def arguments(name: str, letters: dict[str, Any]) -> list[Any]:
    """Variables of the sorts of the row; a sort where a sort is asked for."""
    out: list[Any] = []
    for i, sort in enumerate(SCHEMAS[name].sorts):
        plain = spread(sort, letters)
        out.append(letters["p"] if sort == rows.SORT else var(f"v{i}", plain))
    if name == "Int_cont":
        x = var("x", "R")
        out[2] = lam(x, op("sqrt", x) + op("inv", x) * op("relu", x))
    if name == "poly_null":
        z = var("z", SEQ)
        out[2] = lam(z, z(num(1)) ** 2 + 3 * z(num(2)) + var("v0", "N"))
    return out


def letters(rng: Random) -> dict[str, Any]:
    """Spaces for s, t, u and sorts for p, q."""
    return {k: rng.choice(("R", SEQ)) for k in "stu"} | {"p": "R", "q": "R"}


# ---- accepted and refused ------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_row_accepts_terms_of_its_sorts(name: str) -> None:
    for seed in range(6):
        formula = schema(name, tuple(arguments(name, letters(Random(seed)))))
        assert formula.sort == "B"
        assert not formula.loose
        assert all(entry[0].isidentifier() for entry in formula.free)
    assert SCHEMAS[name].proof


def misfits(sort: Any) -> list[Any]:
    """Terms that do not fit the sort."""
    out: list[Any] = [private(0, sort) if sort != rows.SORT else "X", None, 1, True]
    if sort == "N":
        out += [var("r", "R"), num(Fraction(1, 2))]
    elif sort == "R":
        out += [op("and"), var("h", SEQ), op("delta", num(0))]
    elif sort[0] == "law":
        out += [num(0), var("k", law(SEQ if sort[1] == "R" else "R"))]
    elif sort[0] == "borel":
        x = var("x", sort[1])
        out += [var("f", fun(sort[1], sort[2])), lam(x, var("f", fun(sort[1], sort[2]))(x))]
        out += [var("f", borel("N", sort[2]))]
    elif sort[0] == "fun":
        out += [var("f", fun(law("R"), sort[2])), num(0)]
        if isinstance(sort[2], tuple) and sort[2][0] == "borel":
            out.append(var("f", fun("N", fun(*sort[2][1:]))))
    return out


@pytest.mark.parametrize("name", SCHEMAS)
def test_row_refuses_what_does_not_fit(name: str) -> None:
    chosen = letters(Random(3))
    good = arguments(name, chosen)
    refused = [tuple(good[:-1]) if good else (num(0),), (*good, num(0)), list(good)]
    for i, sort in enumerate(SCHEMAS[name].sorts):
        if sort in ("s", "t", "u"):
            wrong: list[Any] = [var("b", law("R")), private(0, "R")]
        elif name == "eta":
            wrong = [num(0), private(0, SEQ)]
        elif sort == rows.SORT:
            wrong = ["X", ("law", "N"), num(0), ("borel", ("fun", "R", "R"), "R"), 1]
        elif sort == "p":
            wrong = [op("and"), var("b", law("R"))]
        elif name == "choice":
            wrong = [var("f", fun("R", fun("R", "R"))), var("f", SEQ), num(0)]
        else:
            wrong = misfits(spread(sort, chosen))
        refused += [(*good[:i], bad, *good[i + 1 :]) for bad in wrong]
    for args in refused:
        if len(args) == len(good) and "law" in str(SCHEMAS[name].sorts) and _fits_elsewhere(name, args):
            continue
        with pytest.raises(Refused):
            schema(name, args)  # type: ignore[arg-type]


def _fits_elsewhere(name: str, args: tuple[Any, ...]) -> bool:
    """Whether a misfit for the spaces chosen fits with other spaces: one law over s alone, say."""
    laws = [i for i, s in enumerate(SCHEMAS[name].sorts) if "s" in str(s) and s not in ("R", "N", SEQ)]
    return (
        len(laws) == 1
        and isinstance(args[laws[0]], Term)
        and isinstance(args[laws[0]].sort, tuple)
        and args[laws[0]].sort[0] == "law"
        and not args[laws[0]].free & {("\x010", "R")}
    )


@pytest.mark.parametrize("name", ["nothing", "", "push_prob ", None, 3, ("prob_same",), True])
def test_unknown_names_are_refused(name: Any) -> None:
    with pytest.raises(Refused):
        schema(name, ())


# ---- random worlds -------------------------------------------------------------------------------

Shape = Callable[[Random, list[Any], World], None]


def tie(*pairs: tuple[int, int]) -> Shape:
    """Often give argument j the value of argument i."""

    def shape(rng: Random, v: list[Any], w: World) -> None:
        for i, j in pairs:
            if rng.random() < 0.6:
                v[j] = v[i]

    return shape


def sure(at: int) -> Shape:
    """Often the event is everything."""

    def shape(rng: Random, v: list[Any], w: World) -> None:
        if rng.random() < 0.6:
            v[at] = lambda x: True

    return shape


def pick(at: int, *values: Any) -> Shape:
    """One of the values."""

    def shape(rng: Random, v: list[Any], w: World) -> None:
        v[at] = Fraction(rng.choice(values))

    return shape


def weighted(n: int, *ws: int) -> Shape:
    """Weights that are mostly valid on 1..n."""

    def shape(rng: Random, v: list[Any], w: World) -> None:
        v[n] = Fraction(rng.randint(1, 3))
        for k in ws:
            if rng.random() < 0.85:
                v[k] = worlds.listed(worlds.masses(rng, int(v[n])), Fraction(rng.choice((0, -7))))

    return shape


def integrands(*at: int) -> Shape:
    """Steps, broken lines, functions with a pole."""

    def shape(rng: Random, v: list[Any], w: World) -> None:
        for k in at:
            kinds = (worlds.step(rng, worlds.SMALL), worlds.broken(rng, worlds.SMALL), worlds.pole(rng))
            v[k] = rng.choice(kinds)
        w.reals = [Fraction(k, 8) for k in range(-36, 37)]  # resolves the steps near a pole, and lines

    return shape


def below_a_pole(rng: Random, v: list[Any], w: World) -> None:
    if rng.random() < 0.3:
        top = worlds.pole(rng)
        v[2], v[3] = worlds.broken(rng, worlds.SMALL), lambda x: abs(top(x)) + 3


def increasing_events(rng: Random, v: list[Any], w: World) -> None:
    parts = [worlds.event(rng, SEQ if isinstance(next(iter(v[0].masses)), Point) else "R") for _ in range(3)]
    v[1] = lambda n: lambda x: any(p(x) for p in parts[: int(n)])
    w.reals = [Fraction(1, 8), Fraction(1)]
    if rng.random() < 0.2:
        v[1] = lambda n: parts[int(n) % 3]


def growing_functions(rng: Random, v: list[Any], w: World) -> None:
    """Functions with few values, the last of which is often phi, at least on the event."""
    mu, event, inner = v[0], v[1], None
    first = [worlds.step(rng, [Fraction(k) for k in (0, 0, 1, 2, 3)]) for _ in range(4)]
    if isinstance(next(iter(mu.masses)), Point):
        inner = rng.choice((0, 1, 2))
    parts = [f if inner is None else (lambda z, f=f: f(z(inner))) for f in first]
    v[2] = lambda n: parts[min(int(n), 3)]
    other = worlds.step(rng, [Fraction(k) for k in range(4)])
    v[3] = (lambda x: parts[3](x) + (0 if event(x) else 2)) if rng.random() < 0.7 else parts[rng.randrange(3)]
    if rng.random() < 0.3:
        v[3] = other if inner is None else (lambda z: other(z(inner)))
    if rng.random() < 0.7:
        v[4] = max(mu.mean(part, w) for part in parts)
    w.reals = [Fraction(k, 4) for k in range(-4, 20)]


def constant_event(truth: bool) -> Shape:
    def shape(rng: Random, v: list[Any], w: World) -> None:
        if rng.random() < 0.5:
            v[1] = lambda x: truth

    return shape


def neighbourhood(offset: int) -> Shape:
    """C is often the neighbourhood of A; the radius often the distance of the laws."""
    space = law(SEQ if offset else "R")
    names = (*[var("d", "N")] * offset, var("m", space), var("n", space))

    def shape(rng: Random, v: list[Any], w: World) -> None:
        v[offset + 2] = Fraction(rng.choice((1, 2, 3, 4)), 4)
        if rng.random() < 0.4:
            v[offset + 2] = evaluate(
                op("dPd", *names) if offset else op("dP", *names),
                World(dict(zip("dmn"[1 - offset :], v, strict=False))),
            )
        if rng.random() < 0.7:
            points, radius = list(v[offset].masses), v[offset + 2]
            A = v[offset + 3]
            far = (
                (lambda x, y: abs(x - y))
                if offset == 0
                else (
                    lambda x, y: max([abs(x(i) - y(i)) for i in range(1, int(v[0]) + 1)], default=Fraction(0))
                )
            )
            universe = w.reals if offset == 0 else w.seqs
            inside = [x for x in [*points, *universe] if A(x)]
            v[offset + 4] = lambda y: any(far(x, y) < radius for x in inside)

    return shape


def subsets(space: Any) -> Shape:
    """All events on the points of the two laws."""

    def shape(rng: Random, v: list[Any], w: World) -> None:
        points = list({x for mu in v if isinstance(mu, FiniteLaw) for x in mu.masses})

        def member(bits: int) -> Callable[[Any], bool]:
            chosen = {x for i, x in enumerate(points) if bits >> i & 1}
            return lambda x: x in chosen

        w.ranges[borel(space, "B")] = [member(bits) for bits in range(1 << len(points))]

    return shape


def coupled(offset: int) -> Shape:
    def shape(rng: Random, v: list[Any], w: World) -> None:
        n, w_at, x, v_at, y, e = (offset + k for k in range(6))
        weighted(n, w_at, v_at)(rng, v, w)
        tie((w_at, v_at), (x, y))(rng, v, w)
        v[e] = Fraction(rng.choice((0, 1, 2, 3, 4, 6)), rng.choice((2, 6)))

    return shape


def density(rng: Random, v: list[Any], w: World) -> None:
    heights = rng.choice(([1, 0, 1], [1, 1, 0], [2, 0, 0], [0, 1, 1]))
    f = lambda x: Fraction(heights[math.floor(x)], 2) if 0 <= x < 3 else Fraction(0)  # noqa: E731
    v[0], v[1] = DensityLaw(f, Fraction(0), Fraction(3)), f
    v[2], v[3] = Fraction(rng.choice((0, -1, 1))), Fraction(rng.choice((3, 2, 4)))
    if rng.random() < 0.3:
        v[1] = lambda x: 2 * f(x)
    v[4] = rng.choice((worlds.step(rng, worlds.SMALL), worlds.broken(rng, worlds.SMALL), worlds.pole(rng)))
    w.reals = [Fraction(k, 2) for k in (-1, 0, 1, 3, 5, 6)]
    w.cuts = [Fraction(k) for k in range(-1, 5)]


@dataclass(eq=False)
class HalfAtom:
    """A law with half its mass at a point, the rest with a density."""

    rest: DensityLaw
    at: Fraction

    def mean(self, phi: Callable[[Any], Any], world: World) -> Any:
        return (self.rest.mean(phi, world) + phi(self.at)) / 2

    def prob(self, event: Callable[[Any], bool], world: World) -> Any:
        return (self.rest.prob(event, world) + (1 if event(self.at) else 0)) / 2


def density_part(rng: Random, v: list[Any], w: World) -> None:
    density(rng, v, w)
    low, high, f, phi = v[2], v[3], v[1], v[4]
    if rng.random() < 0.8:
        v[4] = lambda x: phi(x) if low < x < high else Fraction(0)
    if rng.random() < 0.6:
        v[0] = HalfAtom(v[0], rng.choice((low, high, Fraction(5, 2), Fraction(-1))))
        v[1] = lambda x: f(x) / 2


def kinked(rng: Random, v: list[Any], w: World) -> None:
    heights = [Fraction(0), *[Fraction(rng.choice((-2, -1, 0, 1, 2))) for _ in range(5)], Fraction(0)]
    if rng.random() < 0.2:
        heights[-1] = Fraction(1)

    def f(x: Any) -> Any:
        x = min(max(x, Fraction(-3)), Fraction(3))
        k = min(math.floor(x), 2)
        return heights[k + 3] + (x - k) * (heights[k + 4] - heights[k + 3])

    def slope(x: Any) -> Any:
        return heights[math.floor(x) + 4] - heights[math.floor(x) + 3] if -3 <= x < 3 else Fraction(0)

    count = rng.choice((7, 7, 6))
    v[0], v[1], v[2] = f, slope, Fraction(count)
    v[3] = worlds.listed([Fraction(k) for k in range(-3, 4)], Fraction(9))
    w.naturals = 8
    w.cuts = [Fraction(k, 2) for k in range(-10, 11)]
    w.known[rows.continuous(var("v0", borel("R", "R")))] = True
    if rng.random() < 0.3:
        jumps = worlds.step(rng, worlds.SMALL)
        v[0], v[1] = lambda x: jumps(x) if -3 < x < 3 else Fraction(0), lambda x: Fraction(0)
        w.known[rows.continuous(var("v0", borel("R", "R")))] = False


def on_interval(rng: Random, v: list[Any], w: World) -> None:
    is_continuous = rng.random() < 0.8
    v[2] = worlds.broken(rng, worlds.SMALL) if is_continuous else worlds.step(rng, worlds.SMALL)
    a, b, f = (var(f"v{k}", s) for k, s in enumerate(("R", "R", fun("R", "R"))))
    w.known[rows.continuous_on(f, a, b)] = is_continuous
    for k in range(-4, 4):
        left, right = v[2](Fraction(k)), v[2](Fraction(k + 1))
        if left * right < 0 and is_continuous:
            w.reals.append(k + left / (left - right))


def recursive(rng: Random, v: list[Any], w: World) -> None:
    values = [v[1]]
    for k in range(8):
        values.append(v[2](Fraction(k))(values[-1]))
    w.ranges[SEQ] = [lambda n: Fraction(5), lambda n: values[int(n)]]


def chosen(rng: Random, v: list[Any], w: World) -> None:
    cells = {(worlds.cell(x), worlds.cell(y)): rng.random() < 0.2 for x in w.reals for y in w.reals}
    v[0] = lambda x: lambda y: cells[worlds.cell(x), worlds.cell(y)]
    A = v[0]
    w.ranges[fun("R", "R")] = [lambda x: next((y for y in w.reals if A(x)(y)), Fraction(0))]


def monotone_sequence(rng: Random, v: list[Any], w: World) -> None:
    start, steps = rng.choice(worlds.SMALL), [Fraction(rng.choice((0, 0, 1, 2, -1)), 2) for _ in range(3)]
    v[0] = lambda n: start + sum(steps[: int(n)], Fraction(0))
    w.reals = sorted({*w.reals, *[v[0](n) for n in range(5)]})


def matrix(at: int, *counts: int, triangular: bool = False) -> Shape:
    """A matrix with entries -1, 0, 1, any numbers off the block; counts at most 3."""

    def shape(rng: Random, v: list[Any], w: World) -> None:
        for k in counts:
            v[k] = Fraction(rng.choice((0, 1, 2, 2, 3)))
        table = [[Fraction(rng.choice((-1, 0, 0, 1))) for _ in range(6)] for _ in range(6)]
        if triangular and rng.random() < 0.8:
            table = [[table[i][j] if not 1 <= j < i else Fraction(0) for j in range(6)] for i in range(6)]
        v[at] = lambda i: lambda j: table[min(int(i), 5)][min(int(j), 5)]

    return shape


def kernel_vectors(rng: Random, v: list[Any], w: World) -> None:
    matrix(2, 0, 1)(rng, v, w)
    m, n, A = int(v[0]), int(v[1]), v[2]

    def image(z: Point, i: int) -> Fraction:
        return sum((A(i)(j) * z(j - 1) for j in range(1, n + 1)), Fraction(0))

    null = [z for z in worlds.CUBE if all(image(z, i) == 0 for i in range(1, m + 1))]
    count = rng.choice((0, 1, 1, 2))
    null = worlds.CUBE if rng.random() < 0.2 else null
    rows_ = [rng.choice(null) for _ in range(count)]
    v[3] = Fraction(count)
    off = Fraction(rng.choice((0, 5)))
    vectors = [worlds.listed([r(j) for j in range(n)], off) for r in rows_]
    v[4] = worlds.listed(vectors, Point([Fraction(9)] * 6))
    w.seqs = [Point([Fraction(9), *z.values[:3]]) for z in worlds.CUBE]


def minors(rng: Random, v: list[Any], w: World) -> None:
    matrix(2, 0, 1)(rng, v, w)
    v[3] = Fraction(rng.choice((0, 1, 2)))
    for k in (4, 5):
        values = [Fraction(rng.randint(0, 3)) for _ in range(5)]
        v[k] = lambda i, values=values: values[min(int(i), 4)]


def mixed_seqs(rng: Random, v: list[Any], w: World) -> None:
    if rng.random() < 0.5:
        v[1] = v[0]


def several(*shapes: Shape) -> Shape:
    def shape(rng: Random, v: list[Any], w: World) -> None:
        for s in shapes:
            s(rng, v, w)

    return shape


def limited(rng: Random, v: list[Any], w: World) -> None:
    w.cuts = [Fraction(k) for k in range(-5, 6)]
    kinds = (worlds.broken(rng, worlds.SMALL), worlds.step(rng, worlds.SMALL), worlds.pole(rng))
    f = v[0] = rng.choice(kinds)
    if rng.random() < 0.8:
        v[0] = lambda x: f(x) if -4 < x < 4 else Fraction(0)
    if rng.random() < 0.8:
        v[1] = evaluate(op("intR", var("f", borel("R", "R"))), World({"f": v[0]}, cuts=w.cuts))


def independent_events(rng: Random, v: list[Any], w: World) -> None:
    v[0] = Fraction(rng.choice((0, 1, 2)))


def fubini(offset: int = 0) -> Shape:
    def shape(rng: Random, v: list[Any], w: World) -> None:
        v[0] = Fraction(rng.choice((0, 1, 2)))
        if rng.random() < 0.6:
            f = v[2]
            v[2] = lambda z: abs(f(z))
        if len(v) > 3:
            v[3] = Fraction(rng.choice((1, 6)))

    return shape


def metric_rows(suffix: str, offset: int) -> dict[str, Shape]:
    """The shapes of the rows on the metric; offset 1 if d is the first argument."""
    o, name = offset, ("dPd" if offset else "dP")
    e_map = pick(o + 4, 0, 1, 2, 3)
    return {
        f"push_bound{suffix}": several(sure(o + 1), tie((o + 2, o + 3)), e_map),
        f"push_kyfan{suffix}": several(
            tie((o + 1, o + 2)), pick(o + 3, 0, 1, Fraction(1, 2), Fraction(1, 3))
        ),
        f"push_contract{suffix}": several(pick(o + 1, 0, Fraction(1, 2), 1, 2, 4), tie((o + 2, o + 3))),
        f"{name}_tv": several(
            tie((o, o + 1)), pick(o + 2, 0, Fraction(1, 2), 1), subsets(SEQ if offset else "R")
        ),
        f"{name}_functional": several(pick(o + 1, 0, 1, 2, 4), pick(o + 2, 1, 2, 4), _positive(o)),
        f"{name}_event": neighbourhood(o),
        f"{name}_dirac_open": pick(o + 2, Fraction(1, 2), 1, Fraction(1, 3), 2, 0),
        f"{name}_dirac_closed": pick(o + 2, Fraction(1, 2), 1, Fraction(1, 3), 2, 0),
        f"{name}_dirac_bound": pick(o + 2, Fraction(1, 2), 1, Fraction(1, 3), 2, 0),
        f"{name}_coupled": coupled(o),
    }


def _positive(at: int) -> Shape:
    def shape(rng: Random, v: list[Any], w: World) -> None:
        f = v[at]
        if rng.random() < 0.8:
            v[at] = lambda x: min(abs(f(x)), Fraction(2))

    return shape


SHAPES: dict[str, Shape] = {
    **metric_rows("", 0),
    **metric_rows("_seq", 1),
    "prob_same": tie((1, 2)),
    "prob_mono": tie((1, 2)),
    "prob_sure": constant_event(True),
    "prob_never": constant_event(False),
    "prob_countable": increasing_events,
    "law_ext": tie((0, 1)),
    "law_ext_seq": mixed_seqs,
    "push_same": several(sure(1), tie((2, 3))),
    "E_same": several(sure(1), tie((2, 3))),
    "E_range": several(sure(1), pick(3, -4, -2, 0), pick(4, 2, 4, 8)),
    "E_sum": several(sure(1), pick(5, 6, 20)),
    "E_mono": several(sure(1), tie((2, 3))),
    "E_markov": _positive(1),
    "E_fatou": several(sure(1), growing_functions),
    "E_positive": several(sure(1), _positive(3), pick(4, 2, 4), pick(5, Fraction(1, 2), 1)),
    "E_density": density,
    "E_density_part": density_part,
    "atoms_prob": weighted(0, 1),
    "atoms_push": weighted(1, 2),
    "mix_prob": weighted(0, 1),
    "iid_last": fubini(),
    "iid_tonelli": fubini(),
    "iid_prob": independent_events,
    "iid_marginal": independent_events,
    "prodlaw_last": fubini(),
    "prodlaw_tonelli": fubini(),
    "prodlaw_prob": independent_events,
    "prodlaw_marginal": independent_events,
    "int_split": integrands(3),
    "int_linear": integrands(2, 3),
    "int_mono": several(integrands(2, 3), tie((2, 3)), below_a_pole),
    "int_positive": several(integrands(2), _positive(2)),
    "int_abs": integrands(2),
    "Int_below": several(integrands(2, 3), tie((2, 3)), _positive(3)),
    "int_same": several(integrands(2, 3), tie((2, 3))),
    "int_affine": several(pick(0, -2, -1, Fraction(1, 2), 1, 2, 0), integrands(4)),
    "intR_limit": limited,
    "int_bv": kinked,
    "sum_same": tie((2, 3)),
    "dist_le": pick(3, 0, 1, 2, -1),
    "recursion": recursive,
    "choice": chosen,
    "completeness": monotone_sequence,
    "ivt": on_interval,
    "extreme": on_interval,
    "det_triangular": matrix(1, 0, triangular=True),
    "rank_full": matrix(1, 0),
    "rank_kernel": kernel_vectors,
    "rank_product": several(matrix(3, 0, 1), matrix(4, 2)),
    "rank_minor": minors,
}


def instance(name: str, seed: int) -> tuple[Term, World]:
    """A random instance of the row, with a world for its variables."""
    rng = Random(crc32(f"{name}{seed}".encode()))
    spaces = letters(rng)
    args = arguments(name, spaces)
    values = [None if not isinstance(a, Term) else worlds.value(rng, a.sort) for a in args]
    if name == "eta":
        values[0] = worlds.real_map(rng)
    world = worlds.world()
    if name in SHAPES:
        SHAPES[name](rng, values, world)
    if name in PAIRS:  # the conclusion depends on the points of the laws alone
        points = {x for mu in values if isinstance(mu, FiniteLaw) for x in mu.masses}
        world.seqs = [*{*rng.sample(worlds.CUBE, 3), *(x for x in points if isinstance(x, Point))}]
        world.reals = sorted({*rng.sample(world.reals, 5), *(x for x in points if not isinstance(x, Point))})
    world.values = {f"v{i}": v for i, v in enumerate(values)}
    return schema(name, tuple(args)), world


def antecedent(formula: Term, world: World) -> bool:
    """Whether the instance says anything."""
    return formula.head != "imp" or evaluate(formula.args[0], world)


FALSIFIED = tuple(name for name in SCHEMAS if name not in BASE + SPECIAL)


@pytest.mark.parametrize("name", FALSIFIED)
def test_no_small_world_makes_the_row_false(name: str) -> None:
    spoken = 0
    for seed in range(400):
        formula, world = instance(name, seed)
        try:
            speaks, holds = antecedent(formula, world), evaluate(formula, world)
        except UndecidedError:
            continue
        assert holds, (str(formula), world.values)
        spoken += speaks
        if spoken >= (4 if name in SLOW else 25):
            return
    assert spoken >= 8, f"only {spoken} instances with true antecedents"


# ---- the worlds are strong enough: near misses are found false ------------------------------------


def falsified(name: str, change: Callable[[Term], Term], seeds: int = 400) -> bool:
    """Whether some small world makes the changed row false."""
    for seed in range(seeds):
        formula, world = instance(name, seed)
        try:
            if not evaluate(change(formula), world):
                return True
        except UndecidedError:
            continue
    return False


def without(*positions: int) -> Callable[[Term], Term]:
    """The row without some of its antecedents."""

    def change(formula: Term) -> Term:
        head = formula.args[0]
        parts = list(head.args) if head.head == "and" else [head]
        kept = [p for i, p in enumerate(parts) if i not in positions]
        return op("imp", op("and", *kept), formula.args[1])

    return change


# row, antecedent that is left out: the rest is false
NEEDED = [
    ("prob_same", 0),
    ("prob_mono", 0),
    ("prob_sure", 0),
    ("prob_never", 0),
    ("prob_countable", 0),
    ("law_ext", 0),
    ("law_ext_seq", 0),
    ("push_same", 0),
    ("push_same", 1),
    ("push_bound", 1),
    ("push_bound", 2),
    ("push_kyfan", 1),
    ("push_contract", 1),
    ("dP_tv", 1),
    ("dP_functional", 2),
    ("dP_functional", 3),
    ("dP_event", 0),
    ("dP_event", 1),
    ("dP_dirac_open", 0),
    ("dP_dirac_closed", 0),
    ("dP_dirac_bound", 1),
    ("dP_coupled", 2),
    ("dP_coupled", 3),
    ("push_bound_seq", 1),
    ("push_bound_seq", 2),
    ("push_kyfan_seq", 1),
    ("push_contract_seq", 1),
    ("dPd_event", 0),
    ("dPd_event", 1),
    ("dPd_dirac_open", 0),
    ("dPd_dirac_bound", 1),
    ("dPd_coupled", 2),
    ("dP_embed", 0),
    ("E_same", 0),
    ("E_same", 1),
    ("E_range", 0),
    ("E_range", 1),
    ("E_mono", 3),
    ("E_fatou", 0),
    ("E_fatou", 2),
    ("E_fatou", 3),
    ("E_positive", 3),
    ("E_positive", 4),
    ("E_density", 1),
    ("E_density_part", 0),
    ("E_density_part", 1),
    ("atoms_prob", None),
    ("atoms_push", None),
    ("mix_prob", None),
    ("iid_marginal", 0),
    ("prodlaw_marginal", 0),
    ("int_split", 0),
    ("int_split", 2),
    ("int_linear", 0),
    ("int_mono", 1),
    ("int_mono", 2),
    ("int_mono", 3),
    ("int_positive", 1),
    ("Int_below", 1),
    ("Int_below", 2),
    ("int_same", 0),
    ("intR_limit", 1),
    ("int_bv", 0),
    ("sum_same", 0),
    ("dist_le", 0),
    ("dist_le", 1),
    ("choice", 0),
    ("ivt", 1),
    ("ivt", 2),
    ("ivt", 3),
    ("det_triangular", 0),
    ("rank_kernel", 0),
    ("rank_kernel", 1),
    ("rank_minor", 1),
]


@pytest.mark.parametrize(("name", "position"), NEEDED)
def test_row_is_false_without_an_antecedent(name: str, position: int | None) -> None:
    assert falsified(name, (lambda f: f.args[1]) if position is None else without(position))


def swap(old: str, new: str) -> Callable[[Term], Term]:
    """The conclusion with one head for another of its kind."""

    def go(t: Term) -> Term:
        if t.head == "lam":
            return t
        return op(new if t.head == old else t.head, *map(go, t.args)) if t.args else t

    return lambda formula: op("imp", formula.args[0], go(formula.args[1]))


def contract_by_slope(formula: Term) -> Term:
    """push_contract with L in place of max(1, L)."""
    left, right = formula.args[1].args
    return op("imp", formula.args[0], left <= right.args[0].args[1] * right.args[1])


def closed_event(formula: Term) -> Term:
    """dP_event with dP <= e in place of dP < e."""
    close, rest = formula.args[0].args
    return op("imp", op("and", op("le", *close.args), rest), formula.args[1])


def closed_dirac(formula: Term) -> Term:
    """dP_dirac_open with dP <= e in place of dP < e."""
    return op("imp", op("le", *formula.args[0].args), formula.args[1])


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("push_contract", contract_by_slope),
        ("push_contract_seq", contract_by_slope),
        ("dP_event", closed_event),
        ("dPd_event", closed_event),
        ("dP_dirac_open", closed_dirac),
        ("dPd_dirac_open", closed_dirac),
        ("prob_same", swap("eq", "lt")),
        ("prob_split", lambda f: op("eq", f.args[0], f.args[1].args[0])),
        ("dP_triangle", lambda f: f.args[0] <= f.args[1].args[0]),
        ("rank_full", lambda f: f.args[1]),
    ],
)
def test_near_miss_is_found_false(name: str, change: Callable[[Term], Term]) -> None:
    assert falsified(name, change)
