"""The value of a term in a small world: finite laws, exact fractions, few points; to find falsehoods.

A world interprets free variables and says over what the quantifiers range: naturals 0..n, a grid of reals,
some sequences, some events. A formula `A -> C` that is false in a world is a real falsehood if the restricted
universal quantifiers in A hold in earnest. They do for the functions that the worlds use: steps and broken
lines whose cells and kinks the grid resolves, or functions of which C depends on at the points of the laws
alone, which are in the grid. Junk (inv(0), weights that are none) has values that no honest row can guess.

Integrals are exact for piecewise polynomials with cells of the grid, by interpolation that is checked at
further points; numeric at 30 digits where the integrand is transcendental. A pole of order one or more at
the end of a cell makes the integral 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from itertools import product as cartesian
from typing import Any

import mpmath
from sympy import Matrix, Rational

from symrelu.terms.sorts import SEQ
from symrelu.terms.term import Term

mpmath.mp.dps = 30
JUNK = Fraction(1234577, 1000)
COORDINATES = 8
TINY = mpmath.mpf(10) ** -15


class UndecidedError(Exception):
    """This world cannot tell."""


class Point:
    """A sequence, known by its first coordinates."""

    def __init__(self, values: Callable[[int], Any] | Sequence[Any]) -> None:
        if callable(values):
            values = [values(i) for i in range(COORDINATES)]
        self.values = (*values, *[Fraction(0)] * (COORDINATES - len(values)))

    def __call__(self, index: int) -> Any:
        index = int(index)
        return self.values[index] if index < COORDINATES else Fraction(0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Point) and self.values == other.values

    def __hash__(self) -> int:
        return hash(self.values)

    def __repr__(self) -> str:
        return f"Point{tuple(map(str, self.values))}"


def place(value: Any) -> Any:
    """A point of a law: a number, or a sequence that can be compared."""
    return Point(value) if callable(value) and not isinstance(value, Point) else value


class FiniteLaw:
    """Points with masses, merged."""

    def __init__(self, atoms: Iterable[tuple[Any, Fraction]]) -> None:
        masses: dict[Any, Fraction] = {}
        for x, mass in atoms:
            masses[place(x)] = masses.get(place(x), Fraction(0)) + mass
        self.masses = {x: m for x, m in masses.items() if m != 0}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FiniteLaw) and self.masses == other.masses

    def __hash__(self) -> int:
        return hash(frozenset(self.masses.items()))

    def __repr__(self) -> str:
        return f"FiniteLaw({ {str(x): str(m) for x, m in self.masses.items()} })"

    def mean(self, phi: Callable[[Any], Any], world: World) -> Any:
        return sum((m * phi(x) for x, m in self.masses.items()), Fraction(0))

    def prob(self, event: Callable[[Any], bool], world: World) -> Any:
        return sum((m for x, m in self.masses.items() if event(x)), Fraction(0))

    def push(self, f: Callable[[Any], Any]) -> FiniteLaw:
        return FiniteLaw((f(x), m) for x, m in self.masses.items())

    def integrable(self, phi: Callable[[Any], Any]) -> bool:
        return True


@dataclass(eq=False)
class DensityLaw:
    """A law on R with a density; |x|^p has a mean for p < tail."""

    density: Callable[[Any], Any]
    low: Any = -mpmath.inf
    high: Any = mpmath.inf
    tail: float = math.inf
    kinks: tuple[Any, ...] = ()

    def mean(self, phi: Callable[[Any], Any], world: World) -> Any:
        if not self.integrable(phi):
            return Fraction(0)
        return self._over(phi, world)

    def prob(self, event: Callable[[Any], bool], world: World) -> Any:
        """The mass of a union of cells between the cuts."""
        indicator = lambda x: Fraction(1 if event(x) else 0)  # noqa: E731
        if is_exact(self.low, self.high):
            return self._over(indicator, world)
        pieces = [(a, b) for a, b in self._cells(world) if event(world.between(a, b))]
        merged: list[list[Any]] = []
        for a, b in pieces:
            if merged and merged[-1][1] == a and a not in self.kinks:
                merged[-1][1] = b
            else:
                merged.append([a, b])
        return sum((mpmath.quad(self.density, ends) for ends in merged), mpmath.mpf(0))

    def _over(self, phi: Callable[[Any], Any], world: World) -> Any:
        if is_exact(self.low, self.high):
            return integral(world, self.low, self.high, lambda x: phi(x) * self.density(x))
        parts = [mpmath.quad(lambda x: number(phi(x)) * self.density(x), ends) for ends in self._cells(world)]
        return sum(parts, mpmath.mpf(0))

    def _cells(self, world: World) -> list[tuple[Any, Any]]:
        low, high = number(self.low), number(self.high)
        return list(pairwise([low, *[c for c in sorted({*map(number, world.cuts)}) if low < c < high], high]))

    def integrable(self, phi: Callable[[Any], Any]) -> bool:
        far = Fraction(10) ** 12
        growth = max(abs(float(phi(far))), abs(float(phi(-far))), 1e-300)
        return math.log10(growth) / 12 < self.tail - 0.01


@dataclass
class World:
    """An interpretation of free variables, and what the quantifiers range over."""

    values: dict[str, Any] = field(default_factory=dict)
    reals: list[Fraction] = field(default_factory=list)
    naturals: int = 5
    seqs: list[Point] = field(default_factory=list)
    ranges: dict[Any, list[Any]] = field(default_factory=dict)  # sort -> values, for all other sorts
    known: dict[Term, bool] = field(default_factory=dict)  # closed formulas decided by the maker of the world
    cuts: list[Fraction] = field(default_factory=list)

    def over(self, sort: Any) -> list[Any]:
        if sort in self.ranges:
            return self.ranges[sort]
        if sort == "N":
            return [Fraction(i) for i in range(self.naturals + 1)]
        if sort == "R":
            return self.reals
        if sort == SEQ:
            return list(self.seqs)
        raise UndecidedError(f"no values of sort {sort}")

    def between(self, a: Any, b: Any) -> Any:
        if a == -mpmath.inf:
            return b - 1 if b != mpmath.inf else mpmath.mpf(1) / 7
        return a + 1 if b == mpmath.inf else (a + b) / 2


# ---- arithmetic ----------------------------------------------------------------------------------


def is_exact(*values: Any) -> bool:
    return all(isinstance(v, (int, Fraction)) for v in values)


def le(a: Any, b: Any) -> bool:
    return bool(a <= b if is_exact(a, b) else number(a) - number(b) <= TINY)


def lt(a: Any, b: Any) -> bool:
    return bool(a < b if is_exact(a, b) else number(b) - number(a) > TINY)


def same(a: Any, b: Any) -> bool:
    if isinstance(a, (bool, FiniteLaw)):
        return a == b
    if callable(a) and callable(b):
        return Point(a) == Point(b)
    return bool(a == b if is_exact(a, b) else abs(number(a) - number(b)) <= TINY)


def number(x: Any) -> Any:
    return mpmath.mpf(x.numerator) / x.denominator if isinstance(x, (int, Fraction)) else x


def add(values: Iterable[Any]) -> Any:
    out: Any = Fraction(0)
    for v in values:
        out = out + v if is_exact(out, v) else number(out) + number(v)
    return out


def times(values: Iterable[Any]) -> Any:
    out: Any = Fraction(1)
    for v in values:
        out = out * v if is_exact(out, v) else number(out) * number(v)
    return out


def invert(x: Any) -> Any:
    return JUNK if x == 0 else (1 / Fraction(x) if is_exact(x) else 1 / x)


def _betainc(a: Any, b: Any, x: Any) -> Any:
    return mpmath.betainc(number(a), number(b), 0, number(x), regularized=True)


NUMERIC: dict[str, Callable[..., Any]] = {
    "+": lambda *v: add(v),
    "*": lambda *v: times(v),
    "pow": lambda a, n: a ** int(n),
    "inv": invert,
    "relu": lambda x: max(x, 0 * x),
    "abs": abs,
    "max": lambda a, b: b if le(a, b) else a,
    "min": lambda a, b: a if le(a, b) else b,
    "clip": lambda z, low, high: min(high, max(low, z)),
    "exp": lambda x: mpmath.exp(number(x)),
    "sin": lambda x: mpmath.sin(number(x)),
    "cos": lambda x: mpmath.cos(number(x)),
    "arctan": lambda x: mpmath.atan(number(x)),
    "erf": lambda x: mpmath.erf(number(x)),
    "log": lambda x: mpmath.log(number(x)) if x > 0 else JUNK,
    "sqrt": lambda x: mpmath.sqrt(number(x)) if x >= 0 else JUNK,
    "pi": lambda: +mpmath.pi,
    "betainc": _betainc,
    "lowergamma": lambda a, x: mpmath.gammainc(number(a), 0, number(x), regularized=True),
    "le": le,
    "lt": lt,
    "eq": same,
    "not": lambda a: not a,
    "iff": lambda a, b: a == b,
    "dist": lambda d, x, y: max([abs(x(i) - y(i)) for i in range(1, int(d) + 1)], default=Fraction(0)),
    "delta": lambda c: FiniteLaw([(c, Fraction(1))]),
    "push": lambda f, mu: mu.push(f),
    "iid": lambda m, mu: independent([mu] * int(m)),
    "prodlaw": lambda m, nu: independent([nu(Fraction(i)) for i in range(1, int(m) + 1)]),
    "dP": lambda mu, nu: prokhorov(mu, nu, lambda x, y: abs(x - y)),
    "dPd": lambda d, mu, nu: prokhorov(mu, nu, lambda x, y: NUMERIC["dist"](d, x, y)),
    "det": lambda n, A: determinant(block(n, n, A)),
    "rank": lambda m, n, A: Fraction(Matrix(block(m, n, A)).rank()) if m and n else Fraction(0),
    "sum": lambda a, b, f: add(f(Fraction(k)) for k in range(int(a), int(b) + 1)),
    "prod": lambda a, b, f: times(f(Fraction(k)) for k in range(int(a), int(b) + 1)),
    "hasderiv": lambda f, x, v: all(same((f(x + h) - f(x)) / h, v) for h in _STEPS),
    "tends_oo": lambda f, v: all(same(f(Fraction(x)), v) for x in (10**4, 10**4 + 7)),
}


_STEPS = (Fraction(1, 2**20), Fraction(-1, 2**20))


def block(m: Any, n: Any, A: Any) -> list[list[Any]]:
    rows, cols = range(1, int(m) + 1), range(1, int(n) + 1)
    return [[Rational(*A(Fraction(i))(Fraction(j)).as_integer_ratio()) for j in cols] for i in rows]


def determinant(rows: list[list[Any]]) -> Fraction:
    value = Matrix(rows).det() if rows else Rational(1)
    return Fraction(int(value.p), int(value.q))


def independent(laws: list[FiniteLaw]) -> FiniteLaw:
    atoms = []
    for choice in cartesian(*[law.masses.items() for law in laws]):
        mass = math.prod((m for _, m in choice), start=Fraction(1))
        atoms.append((Point([Fraction(0), *[x for x, _ in choice]]), mass))
    return FiniteLaw(atoms)


def prokhorov(mu: FiniteLaw, nu: FiniteLaw, far: Callable[[Any, Any], Fraction]) -> Fraction:
    """The Prokhorov distance of finite laws, from the definition: min over radii r of max(r, T(r)) (M7)."""
    xs, ys = list(mu.masses.items()), list(nu.masses.items())
    near = [[far(x, y) for y, _ in ys] for x, _ in xs]
    best = Fraction(1)
    for r in sorted({Fraction(0), *[e for row in near for e in row]}):
        gap = Fraction(0)
        for bits in range(1 << len(xs)):
            chosen = [i for i in range(len(xs)) if bits >> i & 1]
            reached = [m for j, (_, m) in enumerate(ys) if any(near[i][j] <= r for i in chosen)]
            covered = sum(reached, Fraction(0))
            gap = max(gap, sum((xs[i][1] for i in chosen), Fraction(0)) - covered)
        best = min(best, max(r, gap))
    return best


# ---- integrals -----------------------------------------------------------------------------------


def base(
    density: Callable[..., Any],
    low: Any = -mpmath.inf,
    high: Any = mpmath.inf,
    tail: float = math.inf,
    kinks: tuple[Any, ...] = (),
) -> DensityLaw:
    """A base law, its density from a textbook."""
    return DensityLaw(lambda x: density(number(x)), low, high, tail, kinks)


def _q(*values: Any) -> list[Any]:
    return [number(v) for v in values]


def _normal(m: Any, s: Any) -> DensityLaw:
    m, s = _q(m, s)
    return base(lambda x: mpmath.npdf(x, m, s))


def _student(v: Any) -> DensityLaw:
    n = number(v)
    c = mpmath.gamma((n + 1) / 2) / (mpmath.sqrt(n * mpmath.pi) * mpmath.gamma(n / 2))
    return base(lambda x: c * (1 + x * x / n) ** (-(n + 1) / 2), tail=float(v))


def _cauchy(m: Any, s: Any) -> DensityLaw:
    m, s = _q(m, s)
    return base(lambda x: s / (mpmath.pi * (s * s + (x - m) ** 2)), tail=1)


def _gamma(k: Any, t: Any) -> DensityLaw:
    k, t = _q(k, t)
    return base(lambda x: x ** (k - 1) * mpmath.exp(-x / t) / (mpmath.gamma(k) * t**k), low=Fraction(0))


def _beta(a: Any, b: Any) -> DensityLaw:
    a, b = _q(a, b)
    return base(lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / mpmath.beta(a, b), mpmath.mpf(0), mpmath.mpf(1))


NUMERIC.update(
    uniform=lambda a, b: DensityLaw(lambda x: 1 / (b - a), a, b),
    normal=_normal,
    exponential=lambda r: base(lambda x: number(r) * mpmath.exp(-number(r) * x), low=Fraction(0)),
    laplace=lambda m, s: base(
        lambda x: mpmath.exp(-abs(x - number(m)) / number(s)) / (2 * number(s)), kinks=(number(m),)
    ),
    cauchy=_cauchy,
    logistic=lambda m, s: base(
        lambda x: mpmath.sech((x - number(m)) / (2 * number(s))) ** 2 / (4 * number(s))
    ),
    student_t=_student,
    gamma_law=_gamma,
    beta_law=_beta,
)

_NODES = [Fraction(k, 10) for k in range(1, 10)]


def _exact_weights() -> list[Fraction]:
    """Weights at the first seven nodes that integrate polynomials of degree at most 6 over [0, 1]."""
    nodes = [_NODES[i] for i in (0, 1, 2, 4, 6, 7, 8)]
    matrix = Matrix([[Rational(*(x**k).as_integer_ratio()) for x in nodes] for k in range(7)])
    right = Matrix([Rational(1, k + 1) for k in range(7)])
    return [Fraction(int(v.p), int(v.q)) for v in matrix.LUsolve(right)]


_SEVEN = (0, 1, 2, 4, 6, 7, 8)
_WEIGHTS = _exact_weights()


def _interpolated(values: list[Any], at: int) -> Fraction:
    nodes = [_NODES[i] for i in _SEVEN]
    out = Fraction(0)
    for i, x in enumerate(nodes):
        factor = math.prod(((_NODES[at] - z) / (x - z) for z in nodes if z != x), start=Fraction(1))
        out += values[_SEVEN[i]] * factor
    return out


def has_pole(f: Callable[[Any], Any], a: Fraction, b: Fraction) -> bool:
    """Whether f is too large near an end of (a, b) to be integrable there."""
    step = (b - a) * Fraction(1, 2**80)
    return any(number(abs(f(x))) * number(step) > mpmath.mpf(10) ** -6 for x in (a + step, b - step))


def _cell(f: Callable[[Any], Any], a: Fraction, b: Fraction, depth: int) -> Any:
    values = [f(a + (b - a) * t) for t in _NODES]
    if not is_exact(*values):
        return mpmath.quad(lambda x: number(f(x)), [number(a), number(b)])
    if all(_interpolated(values, i) == values[i] for i in (3, 5)):
        return (b - a) * sum((w * values[i] for w, i in zip(_WEIGHTS, _SEVEN, strict=True)), Fraction(0))
    if depth == 0:
        raise UndecidedError("an integrand that is no piecewise polynomial")
    middle = _kink(values, a, b)
    return add((_cell(f, a, middle, depth - 1), _cell(f, middle, b, depth - 1)))


def _kink(values: list[Any], a: Fraction, b: Fraction) -> Fraction:
    """Where the lines through the first two and the last two nodes meet, else the middle."""
    left, right = (values[1] - values[0]) * 10, (values[8] - values[7]) * 10
    if left != right:
        t = (values[8] - values[0] + left * _NODES[0] - right * _NODES[8]) / Fraction(left - right)
        if 0 < t < 1:
            return a + (b - a) * t
    return (a + b) / 2


def cells(world: World, a: Fraction, b: Fraction) -> list[tuple[Fraction, Fraction]]:
    ends = sorted({a, b, *[c for c in world.cuts if a < c < b]})
    return list(pairwise(ends))


def integral(world: World, a: Any, b: Any, f: Callable[[Any], Any]) -> Any:
    if b <= a:
        return Fraction(0)
    parts = cells(world, a, b)
    if any(has_pole(f, u, v) for u, v in parts):
        return Fraction(0)
    return add(_cell(f, u, v, 4) for u, v in parts)


def integrable_on(world: World, a: Any, b: Any, f: Callable[[Any], Any]) -> bool:
    return a <= b and not any(has_pole(f, u, v) for u, v in cells(world, a, b))


def has_tail(f: Callable[[Any], Any]) -> bool:
    return any(f(Fraction(x)) != 0 for x in (-(10**4), -(10**3), 10**3, 10**4))


def integral_real(world: World, f: Callable[[Any], Any]) -> Any:
    return Fraction(0) if has_tail(f) else integral(world, Fraction(-40), Fraction(40), f)


# ---- terms ---------------------------------------------------------------------------------------


def evaluate(term: Term, world: World, stack: tuple[Any, ...] = ()) -> Any:
    """The value of a term; a function is a Python function, a formula a bool."""
    head, args = term.head, term.args

    def go(t: Term) -> Any:
        return evaluate(t, world, stack)

    if term in world.known:
        return world.known[term]
    if head == "num":
        return term.data
    if head == "var":
        return world.values[term.data]
    if head == "bound":
        return stack[term.data]
    if head == "lam":
        return lambda value: evaluate(args[0], world, (value, *stack))
    if head == "app":
        return go(args[0])(go(args[1]))
    if head == "and":
        return all(go(a) for a in args)
    if head == "or":
        return any(go(a) for a in args)
    if head == "imp":
        return not go(args[0]) or go(args[1])
    if head == "ite":
        return go(args[1]) if go(args[0]) else go(args[2])
    if head == "eq" and isinstance(args[0].sort, tuple) and args[0].sort[0] != "law":
        left, right = go(args[0]), go(args[1])
        return all(same(left(x), right(x)) for x in world.over(args[0].sort[1]))
    if head in ("forall", "exists"):
        return _quantify(term, world, stack)
    if head in ("P", "E", "int", "intR"):
        return _integrate(head, [go(a) for a in args], world)
    if head in ("atoms", "mix"):
        return _weighted(head, [go(a) for a in args], term.sort)
    if head not in NUMERIC:
        raise UndecidedError(head)
    return NUMERIC[head](*[go(a) for a in args])


def _weighted(head: str, args: list[Any], sort: Any) -> FiniteLaw:
    count, w, x = int(args[0]), args[1], args[2]
    masses = [w(Fraction(i)) for i in range(1, count + 1)]
    if any(m < 0 for m in masses) or sum(masses) != 1:
        return FiniteLaw([(JUNK if sort[1] == "R" else Point([JUNK]), Fraction(1))])
    items = [x(Fraction(i)) for i in range(1, count + 1)]
    if head == "atoms":
        return FiniteLaw(zip(items, masses, strict=True))
    return FiniteLaw((p, m * v) for law, m in zip(items, masses, strict=True) for p, v in law.masses.items())


def _integrate(head: str, args: list[Any], world: World) -> Any:
    if head == "P":
        return args[0].prob(args[1], world)
    if head == "E":
        return args[0].mean(args[1], world)
    return integral(world, *args) if head == "int" else integral_real(world, args[0])


def _quantify(term: Term, world: World, stack: tuple[Any, ...]) -> bool:
    function = term.args[0]
    decided = _integrability(term, world, stack)
    if decided is not None:
        return decided
    body = function.args[0]
    found = (evaluate(body, world, (value, *stack)) for value in world.over(function.data))
    return all(found) if term.head == "forall" else any(found)


def _integrability(term: Term, world: World, stack: tuple[Any, ...]) -> bool | None:
    """The truth of `exists C. forall n. mean of min(abs f, n) <= C`, from the kind of f."""
    body = term.args[0].args[0]
    if term.head != "exists" or body.head != "forall" or body.args[0].args[0].head != "le":
        return None
    inner = body.args[0].args[0].args[0]
    if inner.head not in ("E", "int"):
        return None
    function = inner.args[-1]
    truncated = function.args[0]
    if truncated.head != "min" or truncated.args[0].head != "abs":
        return None
    under = (Fraction(1), Fraction(1), *stack)  # the indices of n and C, of which abs(f) is free

    def f(x: Any) -> Any:
        return evaluate(truncated.args[0].args[0], world, (x, *under))

    if inner.head == "E":
        return evaluate(inner.args[0], world, under).integrable(f)
    if any(i < 2 for i, _ in inner.args[0].loose):
        return not has_tail(f) and integrable_on(world, Fraction(-40), Fraction(40), f)
    a, b = (evaluate(t, world, under) for t in inner.args[:2])
    return integrable_on(world, a, b, f)
