# pyright: basic
"""Claims about numbers, and about functions of one real variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.binding import abstraction
from symrelu.terms.bridge import matrix, symbols_of, to_term
from symrelu.terms.builders import law_of
from symrelu.terms.sorts import N, R
from symrelu.terms.statement import Claim, conjunction, implication
from symrelu.terms.term import Term, lam, num, op, private, var


def quantified(head: str, variables: tuple[Term, ...] | list[Term], body: Term) -> Term:
    """The body under one quantifier for each variable, the first outermost."""
    for variable in reversed(variables):
        body = op(head, lam(variable, body))
    return body


def apart(names: str, sort: Any, *terms: Term) -> tuple[Term, ...]:
    """Variables with the given names, primed where a term uses the name already."""
    taken = {name for term in terms for name, _ in term.free}
    made: list[Term] = []
    for name in names.split():
        while name in taken:
            name += "'"
        taken.add(name)
        made.append(var(name, sort))
    return tuple(made)


def above(low: Any, t: Term, strict: bool = True) -> list[Term]:
    """low < t (or low <= t), or nothing if the end is -oo."""
    return [] if low == -sp.oo else [op("lt" if strict else "le", to_term(low), t)]


def under(t: Term, high: Any, strict: bool = True) -> list[Term]:
    """t < high (or t <= high), or nothing if the end is oo."""
    return [] if high == sp.oo else [op("lt" if strict else "le", t, to_term(high))]


def finite_ends(interval: Any) -> tuple[Any, Any]:
    """The two ends of an interval, for its symbols and names.

    Raises: InputError if it is no pair.
    """
    if not isinstance(interval, tuple) or len(interval) != 2:
        raise InputError("interval", repr(interval)[:80], "a pair of ends", "(0, 1), or (0, oo)")
    return interval


def end_terms(interval: Any) -> list[Term]:
    """The terms of those ends that are finite."""
    return [to_term(end) for end in finite_ends(interval) if end not in (sp.oo, -sp.oo)]


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


def truncated(function: Term, bound: Term) -> Term:
    """x -> min(|f(x)|, bound), which is bounded and Borel, so that its integral has no junk."""
    x = private(0, function.sort[1])
    return lam_named(x, op("min", op("abs", op("app", function, x)), bound), function.hint or "x")


def lam_named(variable: Term, body: Term, hint: str) -> Term:
    """The lam over a private variable, shown under the hint."""
    from symrelu.terms.term import abstract, binder

    return binder(variable.sort, abstract(body, variable), hint)


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
            raise InputError("Integrable", f"{len(arguments)} arguments", "a law and a function, or two ends and one",
                             "Integrable(mu, phi), Integrable(0, 1, f), Integrable(f)")
        *where, function = arguments
        space = law_of(where[0])[1] if len(where) == 1 else R
        object.__setattr__(self, "where", tuple(where))
        object.__setattr__(self, "function", abstraction(function, space, "x"))
        self.__post_init__()

    def unfold(self) -> Term:
        return integrable(tuple(map(to_term, self.where)), self.function.value)


def integrable(where: tuple[Term, ...], f: Term) -> Term:
    """The formula of `Integrable` under the law, between the two ends, or over R if `where` is empty."""
    (n,), (c,) = apart("n", N, f, *where), apart("C", R, f, *where)
    cut = truncated(f, n)
    if len(where) == 1:
        value = op("E", where[0], cut)
    else:
        value = op("int", *(where or (-n, n)), cut)
    bounded = quantified("exists", [c], quantified("forall", [n], value <= c))
    return op("and", where[0] <= where[1], bounded) if len(where) == 2 else bounded


@dataclass(frozen=True, repr=False)
class _OnInterval(Claim):
    function: Any
    interval: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "function", abstraction(self.function, R, "x"))
        super().__post_init__()

    def variables(self, names: str) -> tuple[Term, ...]:
        return apart(names, R, self.function.value, *end_terms(self.interval))

    def symbols(self) -> frozenset[sp.Symbol]:
        return symbols_of((self.function, self.interval))


@dataclass(frozen=True, repr=False)
class Differentiable(_OnInterval):
    """The function has a derivative at every point of the open interval.

    >>> Differentiable(lambda x: x**2, (0, 1))
    forall x. 0 < x and x < 1 -> (exists v. hasderiv(lam x':R. x'^2, x, v))
    """

    def unfold(self) -> Term:
        (a, b), f, (x, v) = self.interval, self.function.value, self.variables("x v")
        has = quantified("exists", [v], op("hasderiv", f, x, v))
        return quantified("forall", [x], implication([*above(a, x), *under(x, b)], has))


@dataclass(frozen=True, repr=False)
class Monotone(_OnInterval):
    """The function does not decrease on the closed interval: u <= v implies f(u) <= f(v)."""

    def unfold(self) -> Term:
        (a, b), f, (u, v) = self.interval, self.function.value, self.variables("u v")
        inside = [*above(a, u, strict=False), u <= v, *under(v, b, strict=False)]
        return quantified("forall", [u, v], implication(inside, f(u) <= f(v)))


@dataclass(frozen=True, repr=False)
class Convex(_OnInterval):
    """f((1 - t) u + t v) <= (1 - t) f(u) + t f(v) for u, v in the closed interval and 0 <= t <= 1."""

    def unfold(self) -> Term:
        (a, b), f, (u, v, t) = self.interval, self.function.value, self.variables("u v t")
        inside = [c for w in (u, v) for c in (*above(a, w, strict=False), *under(w, b, strict=False))]
        inside += [num(0) <= t, t <= 1]
        convex = f((1 - t) * u + t * v) <= (1 - t) * f(u) + t * f(v)
        return quantified("forall", [u, v, t], implication(inside, conjunction([convex])))
