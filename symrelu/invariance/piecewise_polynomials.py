# pyright: basic
"""Expressions in one number and parameters as polynomials between rational breakpoints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sympy.polys.domains import QQ
from sympy.polys.rings import ring

from symrelu.errors import ProofFailed
from symrelu.terms.term import Term, num, op

MOST_PIECES = 60


@dataclass(frozen=True)
class Ring:
    """Polynomials over Q in x and the parameters, in this order."""

    x: Term | None
    parameters: tuple[Term, ...]

    def generators(self) -> tuple[Any, dict[Term, Any]]:
        """The ring of SymPy, and its generators by their terms."""
        made, *symbols = ring([f"t{k}" for k in range(len(self.parameters) + 1)], QQ)
        names = dict(zip(self.parameters, symbols[1:], strict=True))
        return made, names if self.x is None else {**names, self.x: symbols[0]}

    def term(self, polynomial: Any) -> Term:
        """The polynomial as a term.

        >>> from symrelu.terms.term import var
        >>> x, a = var("x", "R"), var("a", "R")
        >>> over = Ring(x, (a,))
        >>> made, names = over.generators()
        >>> over.term(2 * names[x] * names[a] ** 2 - 1)
        2*x*a*a - 1
        """
        summands: list[Term] = []
        symbols = (self.x, *self.parameters)
        for exponents, coefficient in sorted(polynomial.terms(), reverse=True):
            factors = [s for s, k in zip(symbols, exponents, strict=True) if s is not None for _ in range(k)]
            value = num(Fraction(int(coefficient.numerator), int(coefficient.denominator)))
            if value != num(1) or not factors:
                factors.insert(0, value)
            summands.append(factors[0] if len(factors) == 1 else op("*", *factors))
        if not summands:
            return num(0)
        return summands[0] if len(summands) == 1 else op("+", *summands)


@dataclass(frozen=True)
class Pieces:
    """One polynomial between each two neighbouring cuts."""

    cuts: tuple[Fraction, ...]
    polynomials: tuple[Any, ...]

    def joined(self, other: Pieces, operation: Callable[[Any, Any], Any]) -> Pieces:
        """Both on the common refinement, combined."""
        cuts = tuple(sorted({*self.cuts, *other.cuts}))
        if len(cuts) > MOST_PIECES:
            raise ProofFailed("a curve with few pieces", advice=f"at most {MOST_PIECES} pieces")
        values = [operation(self.at(low, high), other.at(low, high)) for low, high in pairwise(cuts)]
        return Pieces(cuts, tuple(values))

    def at(self, low: Fraction, high: Fraction) -> Any:
        """The polynomial on a stretch between two cuts."""
        spans = zip(pairwise(self.cuts), self.polynomials, strict=True)
        return next(p for (a, b), p in spans if a <= low and high <= b)

    def relu(self) -> Pieces:
        """The positive part; only of lines without parameters."""
        cuts, values = [self.cuts[0]], []
        for (low, high), p in zip(pairwise(self.cuts), self.polynomials, strict=True):
            slope, offset = _line(p)
            root = -offset / slope if slope else low
            stops = [root, high] if low < root < high else [high]
            for stop in stops:
                middle = (cuts[-1] + stop) / 2
                values.append(p if slope * middle + offset > 0 else p * 0)
                cuts.append(stop)
        return Pieces(tuple(cuts), tuple(values))


def _line(p: Any) -> tuple[Fraction, Fraction]:
    """Slope and offset of a polynomial of degree one in x.

    Raises: ProofFailed for others.
    """
    slope = offset = Fraction(0)
    for exponents, coefficient in p.terms():
        number = Fraction(int(coefficient.numerator), int(coefficient.denominator))
        if not any(exponents):
            offset = number
        elif exponents[0] == 1 and not any(exponents[1:]):
            slope = number
        else:
            raise ProofFailed(str(p), advice="kinks that do not move with the parameters")
    return slope, offset


def pieces_of(e: Term, over: Ring, ends: tuple[Fraction, Fraction]) -> Pieces:
    """The expression between the ends.

    Raises: ProofFailed where it is no such thing.

    >>> from symrelu.terms.term import var
    >>> x, a = var("x", "R"), var("a", "R")
    >>> found = pieces_of(a * op("relu", x - Fraction(1, 2)), Ring(x, (a,)), (Fraction(0), Fraction(1)))
    >>> found.cuts, found.polynomials
    ((Fraction(0, 1), Fraction(1, 2), Fraction(1, 1)), (0, t0*t1 - 1/2*t1))
    """
    made, names = over.generators()
    return _pieces(e, names, made, ends)


def _pieces(e: Term, names: Mapping[Term, Any], made: Any, ends: tuple[Fraction, Fraction]) -> Pieces:
    if e in names:
        return Pieces(ends, (names[e],))
    if e.head == "num":
        return Pieces(ends, (made(QQ(e.data.numerator, e.data.denominator)),))
    if e.head == "pow" and e.args[1].head == "num":
        args = [_pieces(e.args[0], names, made, ends)] * int(e.args[1].data)
    elif e.head in ("+", "*", "relu", "abs", "max", "min", "clip"):
        args = [_pieces(a, names, made, ends) for a in e.args]
    else:
        raise ProofFailed(repr(e), advice="a polynomial with relu, abs, max, min, clip")
    return _combined(e.head, args)


def _combined(head: str, args: list[Pieces]) -> Pieces:
    one = args[0]
    if head == "relu":
        return one.relu()
    if head == "abs":
        return _minus(_scaled(one.relu(), 2), one)
    if head == "max":
        return _plus(args[1], _minus(one, args[1]).relu())
    if head == "min":
        return _minus(one, _minus(one, args[1]).relu())
    if head == "clip":
        return _combined("min", [args[2], _combined("max", [args[1], one])])
    for other in args[1:]:
        one = _plus(one, other) if head == "+" else one.joined(other, lambda p, q: p * q)
    return one


def _plus(one: Pieces, other: Pieces) -> Pieces:
    return one.joined(other, lambda p, q: p + q)


def _minus(one: Pieces, other: Pieces) -> Pieces:
    return one.joined(other, lambda p, q: p - q)


def _scaled(one: Pieces, factor: int) -> Pieces:
    return Pieces(one.cuts, tuple(p * factor for p in one.polynomials))


def primitive(p: Any) -> Any:
    """The polynomial of derivative p in x that is 0 at 0."""
    made = p.ring
    total = made(0)
    for exponents, coefficient in p.terms():
        raised = (exponents[0] + 1, *exponents[1:])
        total += made({raised: coefficient / QQ(exponents[0] + 1)})
    return total


def integral(pieces: Pieces) -> Any:
    """The integral over x between the ends, a polynomial in the parameters."""
    made = pieces.polynomials[0].ring
    x, total = made.gens[0], made(0)
    for (low, high), p in zip(pairwise(pieces.cuts), pieces.polynomials, strict=True):
        whole = primitive(p)
        for sign, end in ((1, high), (-1, low)):
            total += sign * whole.compose(x, made(QQ(end.numerator, end.denominator)))
    return total
