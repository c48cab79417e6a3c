"""The affine pieces of a piecewise-linear map of one variable, as terms, and where the map takes a value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from symrelu.kernel.normal import canon
from symrelu.methods.valuation import NoValue, truth, value
from symrelu.terms.term import Term, num, op

MOST_PIECES = 24


class NoPieces(Exception):
    """The map is not piecewise linear in the variable by its shape, or has too many pieces."""


@dataclass(frozen=True)
class Piece:
    """The affine function x -> slope x + offset; both do not mention x."""

    slope: Term
    offset: Term

    @property
    def constant(self) -> bool:
        """Whether the slope is the number 0."""
        return self.slope == num(0)

    def at(self, x: Term) -> Term:
        """The value at x."""
        return self.offset if self.constant else self.slope * x + self.offset


def pieces(body: Term, x: Term) -> tuple[Piece, ...]:
    """Affine functions among which the map has its value at every point, without repetition.

    >>> from symrelu.terms.term import var
    >>> x, a = var("x", "R"), var("a", "R")
    >>> [(p.slope, p.offset) for p in pieces(op("relu", a * x - 1), x)]
    [(a, -1), (0, 0)]
    """
    found = _distinct(_pieces(body, x))
    if len(found) > MOST_PIECES:
        raise NoPieces(str(body))
    return found


def _distinct(items: list[Piece]) -> tuple[Piece, ...]:
    seen: dict[tuple[Term, Term], Piece] = {}
    for item in items:
        piece = Piece(canon(item.slope), canon(item.offset))
        seen.setdefault((piece.slope, piece.offset), piece)
    return tuple(seen.values())


def _pieces(body: Term, x: Term) -> list[Piece]:
    if (x.data, x.sort) not in body.free:
        return [Piece(num(0), body)]
    if body == x:
        return [Piece(num(1), num(0))]
    args, zero = body.args, Piece(num(0), num(0))
    match body.head:
        case "+":
            out = [zero]
            for arg in args:
                out = [Piece(p.slope + q.slope, p.offset + q.offset) for p in out for q in pieces(arg, x)]
            return out
        case "*":
            return _product(args, x)
        case "relu":
            return [*_pieces(args[0], x), zero]
        case "abs":
            inner = _pieces(args[0], x)
            return [*inner, *(Piece(-p.slope, -p.offset) for p in inner)]
        case "max" | "min" | "clip":
            return [p for arg in args for p in _pieces(arg, x)]
        case "ite" if (x.data, x.sort) not in args[0].free:
            holds = truth(args[0], {})
            chosen = args[1:] if holds is None else (args[1],) if holds else (args[2],)
            return [p for arg in chosen for p in _pieces(arg, x)]
        case _:
            raise NoPieces(str(body))


def _product(args: tuple[Term, ...], x: Term) -> list[Piece]:
    inner = [a for a in args if (x.data, x.sort) in a.free]
    if len(inner) > 1:
        raise NoPieces(str(op("*", *args)))
    out = _pieces(inner[0], x)
    for factor in (a for a in args if a is not inner[0]):
        out = [Piece(factor * p.slope, factor * p.offset) for p in out]
    return out


Stretch = tuple[Fraction | None, Fraction | None]


def level_set(body: Term, x: Term, level: Fraction, below: bool = False) -> tuple[Stretch, ...]:
    """Where a map without parameters takes a value, or stays below it: disjoint closed intervals, increasing.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> level_set(op("relu", op("abs", x) - 1), x, Fraction(0))
    ((Fraction(-1, 1), Fraction(1, 1)),)
    """
    lines = [(_number(p.slope), _number(p.offset)) for p in pieces(body, x)]
    marks = {(level - c) / s for s, c in lines if s} | {
        (d - c) / (s - r) for s, c in lines for r, d in lines if s != r
    }
    ends = sorted(marks)

    def hit(point: Fraction) -> bool:
        found = value(body, {x: point})
        if not isinstance(found, Fraction):
            raise NoValue(str(body))
        return found <= level if below else found == level

    if not ends:
        return ((None, None),) if hit(Fraction(0)) else ()
    inner = [(p + q) / 2 for p, q in pairwise(ends)]
    between = [hit(ends[0] - 1), *map(hit, inner), hit(ends[-1] + 1)]
    out: list[Stretch] = []
    start: Fraction | None = None
    running = between[0]
    for k, end in enumerate(ends):
        if running and not between[k + 1]:
            out.append((start, end))
            running = False
        elif not running and between[k + 1]:
            start, running = end, True
        elif not running and hit(end):
            out.append((end, end))
    if running:
        out.append((start, None))
    return tuple(out)


def _number(term: Term) -> Fraction:
    found = value(term, {})
    if not isinstance(found, Fraction):
        raise NoValue(str(term))
    return found
