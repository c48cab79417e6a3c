# pyright: basic
"""Two inputs as the kernels see them: by their norms, their inner product and their angle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.activation import exact
from symrelu.equivalent_kernels.arc_cosine import angle, at, polynomials
from symrelu.errors import InputError
from symrelu.model.enclosure import constant_sign, is_zero
from symrelu.model.scalar import Expression

Vector = tuple[Expression, ...]


def read_vector(values: Any, name: str) -> Vector:
    """The coordinates of an input.

    Raises: InputError for floats, and for what is no list of coordinates.

    >>> read_vector((1, sp.sqrt(2)), "x")
    (1, sqrt(2))
    """
    listed: Any = values.flat() if isinstance(values, sp.MatrixBase) else values
    if type(values).__module__ == "numpy" and getattr(values, "ndim", 0) == 1:
        listed = [*listed]
    if not isinstance(listed, Sequence) or isinstance(listed, str) or not listed:
        raise InputError(name, repr(values)[:80], "a list of coordinates", "(1, 0, 0)")
    return tuple(exact(v, name) for v in listed)


def inner(x: Vector, y: Vector) -> Expression:
    """The inner product.

    >>> inner((sp.Integer(1), sp.Integer(2)), (sp.Integer(3), sp.Integer(4)))
    11
    """
    total = sp.Add(*(a * b for a, b in zip(x, y, strict=True)))
    return total if total.free_symbols else _plain(total)


def _plain(e: Expression) -> Expression:
    return e if e.is_Rational else sp.expand(e)


def _zero(e: Expression) -> bool:
    """Whether e is 0: for a constant balls decide first, then exact algebra."""
    return e == 0 or (is_zero(e) if e.free_symbols else constant_sign(e) == 0)


@dataclass(frozen=True)
class Pair:
    """Norms |x|, |y| (as their squares) and the inner product of two inputs that are not 0.

    >>> Pair(sp.Integer(1), sp.Integer(2), sp.Integer(1)).angle
    pi/4
    """

    square_x: Expression
    square_y: Expression
    dot: Expression

    @classmethod
    def at_angle(cls, theta: Any, norm_x: Any = 1, norm_y: Any = 1) -> AnglePair:
        """Inputs of given norms at an angle."""
        norms = exact(norm_x, "norm of x"), exact(norm_y, "norm of y")
        for value, name in zip(norms, "xy", strict=True):
            if value.is_positive is False:
                raise InputError(f"norm of {name}", str(value), "a positive number", 'positive("r")')
        value = angle(theta)
        squares = norms[0] ** 2, norms[1] ** 2
        return AnglePair(*squares, norms[0] * norms[1] * sp.cos(value), value, norms[0] * norms[1])

    @property
    def squares(self) -> Expression:
        """|x|^2 |y|^2."""
        return self.square_x * self.square_y

    @property
    def norms(self) -> Expression:
        """|x| |y|."""
        return sp.sqrt(self.squares)

    @cached_property
    def determinant(self) -> Expression:
        """|x|^2 |y|^2 - (x.y)^2, at least 0."""
        found = self.squares - self.dot**2
        if found.free_symbols:
            return sp.factor(found) if len(found.free_symbols) > 1 else sp.expand(found)
        found = _plain(found)
        return sp.S.Zero if _zero(found) else found

    @property
    def area(self) -> Expression:
        """|x| |y| sin(theta)."""
        return sp.sqrt(self.determinant)

    @property
    def orthogonal(self) -> bool:
        """Whether the inner product is 0."""
        return _zero(self.dot)

    @property
    def parallel(self) -> bool:
        """Whether the inputs lie on one line."""
        return self.determinant == 0

    @property
    def cosine(self) -> Expression:
        """The cosine of the angle."""
        return sp.sign(sp.factor(self.dot)) if self.parallel else self.dot / self.norms

    @property
    def side(self) -> int | None:
        """1 for one direction, -1 for opposite ones, 0 for others; None where symbols leave it open."""
        if self.parallel:
            if self.dot.free_symbols:
                dot = sp.factor(self.dot)
                return 1 if dot.is_nonnegative else -1 if dot.is_nonpositive else None
            return constant_sign(self.dot)
        return None if self.determinant.free_symbols and not self.determinant.is_positive else 0

    @cached_property
    def angle(self) -> Expression:
        """The angle in [0, pi]; an arc tangent where that of a rational number is to be had."""
        if self.side in (1, -1):
            return sp.S.Zero if self.side == 1 else sp.pi
        if self.parallel:  # the symbols leave open whether the directions are one or opposite
            return sp.acos(sp.sign(sp.factor(self.dot)))
        if self.orthogonal:
            return sp.pi / 2
        cosine = self.dot / self.norms
        if not cosine.free_symbols:
            cosine = sp.radsimp(cosine)
        found = sp.acos(cosine)
        tangent = self.area / self.dot
        if isinstance(found, sp.acos) and not cosine.is_Rational and tangent.is_Rational:
            return sp.atan(tangent) if tangent > 0 else sp.pi + sp.atan(tangent)
        return found

    def part(self, n: int) -> tuple[Expression, Expression]:
        """(P, Q): |x|^n |y|^n J_n(theta) = P + Q (pi - theta), both polynomials in x, y and the area."""
        over_sine, over_angle = polynomials(n)
        first = self._graded(over_sine, n - 1) * self.area if n else sp.S.Zero
        return first, self._graded(over_angle, n)

    def _graded(self, coefficients: tuple[int, ...], degree: int) -> Expression:
        """The sum of a_k dot^k |x|^(degree - k) |y|^(degree - k); k has the parity of the degree."""
        terms = ((k, a) for k, a in enumerate(coefficients) if a)
        total = sp.Add(*(a * self.dot**k * self.squares ** ((degree - k) // 2) for k, a in terms))
        return total if total.free_symbols else sp.expand(total)


@dataclass(frozen=True)
class AnglePair(Pair):
    """Inputs of which the angle is given, and not the coordinates."""

    theta: Expression = sp.S.Zero
    product: Expression = sp.S.One

    @property
    def norms(self) -> Expression:
        return self.product

    @property
    def parallel(self) -> bool:
        return self.theta in (sp.S.Zero, sp.pi)

    @property
    def cosine(self) -> Expression:
        return sp.cos(self.theta)

    @property
    def area(self) -> Expression:
        return self.product * sp.sin(self.theta)

    @property
    def side(self) -> int | None:
        if self.theta.free_symbols:
            return None
        return {sp.S.Zero: 1, sp.pi: -1}.get(self.theta, 0)

    @property
    def angle(self) -> Expression:
        return self.theta

    def part(self, n: int) -> tuple[Expression, Expression]:
        over_sine, over_angle = polynomials(n)
        c, power = sp.cos(self.theta), self.product**n
        return power * sp.sin(self.theta) * at(over_sine, c), power * at(over_angle, c)
