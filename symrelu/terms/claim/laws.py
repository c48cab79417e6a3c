# pyright: basic
"""Claims about laws on R, and on R^d where the field `d` is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symrelu.errors import InputError
from symrelu.terms.binding import abstraction, read_as
from symrelu.terms.bridge import to_term
from symrelu.terms.builders import law_of
from symrelu.terms.claim.binders import after, before, bind, both, ends, equation, every, slot, some, within
from symrelu.terms.claim.numbers import integrable
from symrelu.terms.sorts import SEQ, N, R, fun, numeric, show_sort
from symrelu.terms.statement import Claim, implication
from symrelu.terms.term import Term, num, op


def law_on(law: Any, d: Any) -> tuple[Term, Term | None]:
    """The law and the dimension; a law on R has none, and on the sequences of R^d must have one.

    Raises: InputError if it is the other way round.
    """
    term, space = law_of(law)
    if (space == R) != (d is None):
        found = f"a law on {show_sort(space)} {'with' if d is not None else 'without'} a dimension"
        raise InputError("law", found, "a law on R, or a law on R^d and d", "d=2 for a law on the plane")
    return term, None if d is None else dimension(d)


def dimension(d: Any) -> Term:
    """The term of a dimension. Raises: InputError if it is not natural."""
    term = to_term(d)
    if term.sort != N:
        raise InputError("dimension", str(term), "a natural number", 'naturals("d")')
    return term


def point_in(value: Any, d: Term | None) -> Term:
    """The term of a point, on R^d also of a Python function of the coordinate.

    Raises: InputError if it is written with more or fewer than d coordinates.
    """
    count = len(value) if isinstance(value, (tuple, list)) else None
    if d is not None and d.head == "num" and count is not None and count != d.data:
        raise InputError("point", f"{count} coordinates", f"{d} coordinates")
    return to_term(value) if d is None else read_as(value, SEQ)


def same(y: Term, x: Term, d: Term | None) -> Term:
    """y = x; on R^d of the coordinates 1, ..., d."""
    return equation(y, x) if d is None else equation(op("dist", d, y, x), 0)


def gap(y: Term, x: Term, d: Term | None) -> Term:
    """The distance of y and x."""
    return op("abs", y - x) if d is None else op("dist", d, y, x)


def on_space(d: Term, mu: Term) -> Term:
    """The formula of `OnSpace`."""
    y, i = slot("y", mu.sort[1]), slot("i", N)
    outside = op("or", equation(i, 0), d < i)
    return equation(op("P", mu, bind(y, every([i], op("imp", outside, equation(y(i), 0))))), 1)


def in_support(mu: Term, x: Term, d: Term | None) -> Term:
    """The formula of `InSupport`."""
    y, r = slot("y", mu.sort[1]), slot("r", R)
    return every([r], op("imp", num(0) < r, num(0) < op("P", mu, bind(y, gap(y, x, d) < r))))


def support_at_least(mu: Term, n: Term, d: Term | None) -> Term:
    """The formula of `SupportAtLeast`."""
    x, i, j = slot("x", fun(N, mu.sort[1])), slot("i", N), slot("j", N)
    differ = op("not", equation(x(i), x(j))) if d is None else num(0) < op("dist", d, x(i), x(j))
    ordered = both(num(1) <= i, i < j, j <= n)
    spread = every([i, j], op("imp", ordered, differ))
    return some([x], both(spread, every([i], op("imp", within(1, i, n), in_support(mu, x(i), d)))))


@dataclass(frozen=True, repr=False)
class OnSpace(Claim):
    """Almost surely all coordinates but 1, ..., d are 0: the law is one on R^d.

    >>> from symrelu.terms.sorts import SEQ
    >>> from symrelu.terms.variables import laws
    >>> OnSpace(2, laws("mu", SEQ))
    P(mu, lam y:Seq. forall i:N. i = 0 or 2 < i -> y(i) = 0) = 1
    """

    d: Any
    law: Any

    def unfold(self) -> Term:
        return on_space(dimension(self.d), law_on(self.law, self.d)[0])


@dataclass(frozen=True, repr=False)
class SameLaw(Claim):
    """The two laws are equal; on R^d, and both are laws on R^d."""

    left: Any
    right: Any
    d: Any = None

    def unfold(self) -> Term:
        (mu, d), (nu, _) = law_on(self.left, self.d), law_on(self.right, self.d)
        return equation(mu, nu) if d is None else both(on_space(d, mu), on_space(d, nu), equation(mu, nu))


@dataclass(frozen=True, repr=False)
class Mass(Claim):
    """The point has this mass: P(law, y = point) = mass.

    >>> from sympy import Rational
    >>> from symrelu.terms.variables import laws
    >>> Mass(laws("mu"), 0, Rational(1, 2))
    P(mu, lam y:R. y = 0) = 1/2
    """

    law: Any
    point: Any
    mass: Any
    d: Any = None

    def unfold(self) -> Term:
        mu, d = law_on(self.law, self.d)
        y = slot("y", mu.sort[1])
        return equation(op("P", mu, bind(y, same(y, point_in(self.point, d), d))), to_term(self.mass))


@dataclass(frozen=True, repr=False)
class Prob(Claim):
    """The event has this probability."""

    law: Any
    event: Any
    value: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "event", abstraction(self.event, law_of(self.law)[1], "y"))
        super().__post_init__()

    def unfold(self) -> Term:
        return equation(op("P", law_of(self.law)[0], self.event.value), to_term(self.value))


@dataclass(frozen=True, repr=False)
class Cdf(Claim):
    """The law has this distribution function: for all y, P(law, x <= y) = F(y).

    >>> from symrelu.terms.symbols import clip
    >>> from symrelu.terms.variables import laws
    >>> Cdf(laws("mu"), lambda y: clip(y, 0, 1))
    forall y. P(mu, lam x:R. x <= y) = clip(y, 0, 1)
    """

    law: Any
    function: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "function", abstraction(self.function, R, "y"))
        super().__post_init__()

    def unfold(self) -> Term:
        mu, _ = law_on(self.law, None)
        x, y = slot("x", R), slot("y", R)
        return every([y], equation(op("P", mu, bind(x, x <= y)), self.function.value(y)))


@dataclass(frozen=True, repr=False)
class DensityOn(Claim):
    """On the open interval the law has this density.

    The density is nowhere negative there, and for a < u <= v < b it is integrable on [u, v] with the integral
    P(law, u < y <= v).
    """

    law: Any
    density: Any
    interval: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "density", abstraction(self.density, R, "y"))
        object.__setattr__(self, "interval", ends(self.interval))
        super().__post_init__()

    def unfold(self) -> Term:
        (mu, _), f, (a, b) = law_on(self.law, None), self.density.value, self.interval
        y, u, v = slot("y", R), slot("u", R), slot("v", R)
        sign = every([y], implication([*after(a, y), *before(y, b)], num(0) <= f(y)))
        mass = equation(op("P", mu, bind(y, both(u < y, y <= v))), op("int", u, v, f))
        inside = [*after(a, u), u <= v, *before(v, b)]
        return both(sign, every([u, v], implication(inside, both(integrable((u, v), f), mass))))


@dataclass(frozen=True, repr=False)
class InSupport(Claim):
    """Every ball about the point has positive probability.

    >>> from symrelu.terms.variables import laws
    >>> InSupport(laws("mu"), 0)
    forall r. 0 < r -> 0 < P(mu, lam y:R. abs(y - 0) < r)
    """

    law: Any
    point: Any
    d: Any = None

    def unfold(self) -> Term:
        mu, d = law_on(self.law, self.d)
        return in_support(mu, point_in(self.point, d), d)


@dataclass(frozen=True, repr=False)
class SupportAtLeast(Claim):
    """The support has at least n points: there are x_1, ..., x_n, any two apart, all in the support."""

    law: Any
    count: Any
    d: Any = None

    def unfold(self) -> Term:
        mu, d = law_on(self.law, self.d)
        return support_at_least(mu, dimension(self.count), d)


@dataclass(frozen=True, repr=False)
class SupportInfinite(Claim):
    """The support has at least n points for every n."""

    law: Any
    d: Any = None

    def unfold(self) -> Term:
        (mu, d), n = law_on(self.law, self.d), slot("n", N)
        return every([n], support_at_least(mu, n, d))


@dataclass(frozen=True, repr=False)
class SupportFinite(Claim):
    """Almost surely the point is one of x_1, ..., x_n.

    >>> from symrelu.terms.variables import laws
    >>> SupportFinite(laws("mu"), 2)
    exists x:Seq. P(mu, lam y:R. exists i:N. 1 <= i and i <= 2 and y = x(i)) = 1
    """

    law: Any
    count: Any
    d: Any = None

    def unfold(self) -> Term:
        (mu, d), n = law_on(self.law, self.d), dimension(self.count)
        x, y, i = slot("x", fun(N, mu.sort[1])), slot("y", mu.sort[1]), slot("i", N)
        among = some([i], both(num(1) <= i, i <= n, same(y, x(i), d)))
        return some([x], equation(op("P", mu, bind(y, among)), 1))


@dataclass(frozen=True, repr=False)
class MapsEqual(Claim):
    """The two maps agree at every point where `on` holds.

    On R^d with values in R^k (`shape=(d, k)`) they agree in the coordinates 1, ..., k.

    >>> from symrelu.terms.symbols import relu
    >>> MapsEqual(relu, lambda x: x, on=lambda x: x >= 0)
    forall x. 0 <= x -> relu(x) = x
    """

    left: Any
    right: Any
    on: Any = None
    shape: Any = None

    def __post_init__(self) -> None:
        space = R if self.shape is None else fun(N, R)
        for name in ("left", "right") if self.on is None else ("left", "right", "on"):
            object.__setattr__(self, name, abstraction(getattr(self, name), space, "x"))
        super().__post_init__()

    def unfold(self) -> Term:
        x, i = slot("x", R if self.shape is None else fun(N, R)), slot("i", N)
        f, g = self.left.value(x), self.right.value(x)
        inside = [] if self.on is None else [self.on.value(x)]
        if numeric(f.sort):
            return every([x], implication(inside, equation(f, g)))
        if self.shape is None:
            raise InputError("MapsEqual", "maps to R^k", "a shape", "shape=(d, k)")
        agree = every([i], op("imp", within(1, i, dimension(self.shape[1])), equation(f(i), g(i))))
        return every([x], implication(inside, agree))

    @property
    def demands(self) -> tuple[Term, ...]:
        """That there is a point at which the maps agree."""
        x = slot("x", R if self.shape is None else fun(N, R))
        return () if self.on is None else (some([x], self.on.value(x)),)
