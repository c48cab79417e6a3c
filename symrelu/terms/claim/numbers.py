# pyright: basic
"""Claims about numbers, and about functions of one real variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.binding import abstraction
from symrelu.terms.bridge import matrix, to_term
from symrelu.terms.builders import law_of
from symrelu.terms.claim.binders import after, before, bind, both, ends, every, slot, some
from symrelu.terms.sorts import N, R
from symrelu.terms.statement import Claim, implication
from symrelu.terms.term import Term, num, op


@dataclass(frozen=True, repr=False)
class Equal(Claim):
    """left = right, of numbers, functions, points or laws.

    >>> from symrelu.terms.symbols import positive, reals, relu
    >>> t, lam = reals("t"), positive("lambda")
    >>> claim = Equal(relu(lam * t), lam * relu(t)); claim, claim.domains
    (relu(lambda*t) = lambda*relu(t), (0 < lambda,))
    """

    left: Any
    right: Any

    def unfold(self) -> Term:
        return op("eq", to_term(self.left), to_term(self.right))


@dataclass(frozen=True, repr=False)
class AtMost(Claim):
    """left <= right.

    >>> from symrelu.terms.symbols import reals, relu
    >>> AtMost(0, relu(reals("x")))
    0 <= relu(x)
    """

    left: Any
    right: Any

    def unfold(self) -> Term:
        return op("le", to_term(self.left), to_term(self.right))


@dataclass(frozen=True, repr=False)
class Less(Claim):
    """left < right."""

    left: Any
    right: Any

    def unfold(self) -> Term:
        return op("lt", to_term(self.left), to_term(self.right))


@dataclass(frozen=True, repr=False)
class NonZero(Claim):
    """value != 0."""

    value: Any

    def unfold(self) -> Term:
        return op("not", op("eq", to_term(self.value), num(0)))


@dataclass(frozen=True, repr=False)
class RankIs(Claim):
    """The matrix with the given rows has the given rank.

    >>> RankIs(((1, 2), (2, 4)), 1).formula.args[0].head
    'rank'
    """

    rows: Any
    rank: Any

    def __post_init__(self) -> None:
        rows = self.rows.tolist() if isinstance(self.rows, sp.MatrixBase) else self.rows
        object.__setattr__(self, "rows", tuple(tuple(row) for row in rows))
        super().__post_init__()

    def unfold(self) -> Term:
        shape = num(len(self.rows)), num(len(self.rows[0]) if self.rows else 0)
        return op("eq", op("rank", *shape, matrix(self.rows)), to_term(self.rank))


@dataclass(frozen=True, repr=False, init=False)
class Integrable(Claim):
    """A Borel function is integrable: under a law, on an interval, or over R, by the number of arguments.

    exists C. forall n:N. E(mu, min(|phi|, n)) <= C; on [a, b] with int(a, b, .) and a <= b; over R with
    int(-n, n, .).

    >>> Integrable(0, 1, lambda x: x**2)
    0 <= 1 and (exists C. forall n:N. int(0, 1, lam x:R. min(abs(x^2), n)) <= C)
    """

    where: tuple[Any, ...]
    function: Any

    def __init__(self, *arguments: Any) -> None:
        if len(arguments) not in (1, 2, 3):
            wanted = "a law and a function, two ends and a function, or a function"
            raise InputError("Integrable", f"{len(arguments)} arguments", wanted, "Integrable(0, 1, f)")
        *where, function = arguments
        space = law_of(where[0])[1] if len(where) == 1 else R
        object.__setattr__(self, "where", tuple(where))
        object.__setattr__(self, "function", abstraction(function, space, "x"))
        self.__post_init__()

    def unfold(self) -> Term:
        return integrable(tuple(map(to_term, self.where)), self.function.value)


def integrable(where: tuple[Term, ...], f: Term) -> Term:
    """The formula of `Integrable` under the law, between the two ends, or over R if `where` is empty."""
    x, n, c = slot("x", f.sort[1]), slot("n", N), slot("C", R)
    cut = bind(x, op("min", op("abs", f(x)), n), f.hint or "x")
    value = op("E", where[0], cut) if len(where) == 1 else op("int", *(where or (-n, n)), cut)
    bounded = some([c], every([n], value <= c))
    return both(where[0] <= where[1], bounded) if len(where) == 2 else bounded


@dataclass(frozen=True, repr=False)
class _OnInterval(Claim):
    function: Any
    interval: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "function", abstraction(self.function, R, "x"))
        object.__setattr__(self, "interval", ends(self.interval))
        super().__post_init__()


@dataclass(frozen=True, repr=False)
class Differentiable(_OnInterval):
    """The function has a derivative at every point of the open interval.

    >>> Differentiable(lambda z: z**2, (0, 1))
    forall x. 0 < x and x < 1 -> (exists v. hasderiv(lam z:R. z^2, x, v))
    """

    def unfold(self) -> Term:
        (a, b), x, v = self.interval, slot("x", R), slot("v", R)
        has = some([v], op("hasderiv", self.function.value, x, v))
        return every([x], implication([*after(a, x), *before(x, b)], has))


@dataclass(frozen=True, repr=False)
class HasDerivative(Claim):
    """The function has the derivative `value` at the point.

    >>> from symrelu.terms.symbols import reals
    >>> HasDerivative(lambda z: z**2, reals("x"), 2 * reals("x"))
    hasderiv(lam z:R. z^2, x, 2*x)
    """

    function: Any
    point: Any
    value: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "function", abstraction(self.function, R, "x"))
        super().__post_init__()

    def unfold(self) -> Term:
        return op("hasderiv", self.function.value, to_term(self.point), to_term(self.value))


@dataclass(frozen=True, repr=False)
class Monotone(_OnInterval):
    """The function does not decrease on the closed interval: u <= v implies f(u) <= f(v).

    >>> Monotone(lambda x: x**3, (0, sp.oo))
    forall u. forall v. 0 <= u and u <= v -> u^3 <= v^3
    """

    def unfold(self) -> Term:
        (a, b), f, u, v = self.interval, self.function.value, slot("u", R), slot("v", R)
        inside = [*after(a, u, "le"), u <= v, *before(v, b, "le")]
        return every([u, v], implication(inside, f(u) <= f(v)))


@dataclass(frozen=True, repr=False)
class Convex(_OnInterval):
    """f((1 - t) u + t v) <= (1 - t) f(u) + t f(v) for u, v in the closed interval and 0 <= t <= 1."""

    def unfold(self) -> Term:
        (a, b), f = self.interval, self.function.value
        u, v, t = slot("u", R), slot("v", R), slot("t", R)
        inside = [c for w in (u, v) for c in (*after(a, w, "le"), *before(w, b, "le"))]
        inside += [num(0) <= t, t <= 1]
        return every([u, v, t], implication(inside, f((1 - t) * u + t * v) <= (1 - t) * f(u) + t * f(v)))
