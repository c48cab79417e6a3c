# pyright: basic
"""Masses of polyhedra under Gaussian laws, as exact constants named by law and polyhedron."""

from __future__ import annotations

from typing import Any

import sympy as sp
from flint import arb, fmpq, fmpq_mat
from sympy.core.cache import cacheit

from symrelu.errors import InputError, NoClosedForm
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.scalar import expression, scalar

_EXAMPLE = "GaussianMass((0, 0), ((1, 0), (0, 1)), ((1, 0, 0), (1, 1, 1)))"
_MOST_DIGITS = 1000


class GaussianMass(sp.Expr):  # type: ignore[misc]
    r"""P(X in the polyhedron) for Gaussian X on R^d, given by its mean and covariance.

    A row (a1, ..., ad, b) of the third argument stands for a.x <= b; a Polyhedron is taken too. Where a
    closed form is known it becomes that; else it is an exact constant that prints, compares and is bounded
    rigorously by `enclosure`. The bounds b may hold symbols, which wait for their values.

    Shapes: mean d, covariance d x d, each row d + 1.
    Raises: InputError for other shapes, irrational entries, a covariance that is not positive definite.

    >>> unit = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    >>> GaussianMass((0, 0, 0), unit, ((1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0)))
    1/4
    >>> mass = GaussianMass((0, 0, 0), unit, ((1, 1, 1, 1), (-1, 2, 0, 1), (0, -1, 3, 0)))
    >>> mass == GaussianMass((0, 0, 0), unit, ((0, -2, 6, 0), (1, 1, 1, 1), (-1, 2, 0, 1))), mass.n(12)
    (True, 0.260383043940)
    """

    is_commutative = True
    is_extended_real = True
    is_finite = True
    is_extended_nonnegative = True

    def __new__(cls, mean: Any, covariance: Any, rows: Any, evaluate: bool = True) -> Any:
        read = _read(mean, covariance, rows)
        return _evaluated(*read) if evaluate else super().__new__(cls, *read)

    @property
    def mean(self) -> Any:
        """The mean vector."""
        return self.args[0]

    @property
    def covariance(self) -> Any:
        """The covariance matrix, row by row."""
        return self.args[1]

    @property
    def rows(self) -> Any:
        """The rows (a1, ..., ad, b) of the conditions a.x <= b."""
        return self.args[2]

    @property
    def polyhedron(self) -> Polyhedron:
        """The polyhedron, closed.

        Raises: InputError where its bounds hold symbols or irrational numbers.
        """
        return Polyhedron([(list(row[:-1]), "<=", row[-1]) for row in self.rows], len(self.mean))

    def enclosure(self, digits: int = 30) -> arb:
        """A ball that contains the value, of a radius below 10^-digits.

        Raises: InputError for symbols or too many digits, NoClosedForm beyond dimension 5.

        >>> unit = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
        >>> GaussianMass((0, 0, 0), unit, ((1, 1, 1, 1), (-1, 2, 0, 1), (0, -1, 3, 0))).enclosure(12)
        [0.260383043939718 +/- 2.44e-16]
        """
        natural = isinstance(digits, int) and not isinstance(digits, bool) and 1 <= digits <= _MOST_DIGITS
        if not natural:
            raise InputError("digits", repr(digits), f"a number of digits from 1 to {_MOST_DIGITS}")
        bits = 4 * digits + 10
        for _ in range(4):
            found = self.ball(bits)
            if found.rad() < arb(10) ** -digits:
                return found
            bits *= 2
        raise NoClosedForm(f"an enclosure of {self} to {digits} digits", "fewer digits")

    def ball(self, bits: int) -> arb:
        """A ball that contains the value, computed with so many bits.

        Raises: InputError for symbols, NoClosedForm beyond dimension 5.
        """
        from symrelu.laws.gaussian_mass import mass_ball

        if self.free_symbols:
            names = ", ".join(sorted(map(str, self.free_symbols)))
            raise InputError("enclosure", f"the free symbols {names}", "numbers", "mass.subs({y1: 1})")
        return mass_ball(_numbers(self.mean), tuple(map(_numbers, self.covariance)), self.rows, bits)

    def _eval_is_extended_positive(self) -> bool | None:
        from symrelu.laws.gaussian_mass import has_interior

        bounds = [row[-1] for row in self.rows]
        return has_interior(self.rows) or None if all(b.is_Rational for b in bounds) else None

    def _eval_evalf(self, prec: int) -> Any:
        import mpmath

        if self.free_symbols:
            return None
        mantissa, exponent = self.ball(prec + 20).mid().man_exp()
        with mpmath.workprec(prec):
            return sp.Expr._from_mpmath(mpmath.ldexp(int(mantissa), int(exponent)), prec)

    def _eval_derivative(self, s: Any) -> Any:
        from symrelu.laws.gaussian_mass import mass_derivative

        covariance = tuple(map(_numbers, self.covariance))
        terms = [row[-1].diff(s) * mass_derivative(_numbers(self.mean), covariance, self.rows, i)
                 for i, row in enumerate(self.rows) if row[-1].has(s)]  # fmt: skip
        return sp.Add(*terms)

    def _sympystr(self, printer: Any) -> str:
        return f"GaussianMass({', '.join(printer._print(part) for part in self.args)})"

    def _latex(self, printer: Any) -> str:
        mean = printer._print(sp.Matrix(list(self.mean)))
        covariance = printer._print(sp.Matrix([list(row) for row in self.covariance]))
        x = sp.symbols(f"x1:{len(self.mean) + 1}", real=True)
        where = r",\, ".join(
            printer._print(
                sp.Le(sum(a * v for a, v in zip(row[:-1], x, strict=True)), row[-1], evaluate=False)
            )
            for row in self.rows
        )
        return rf"\mathcal{{N}}\left({mean}, {covariance}\right)\left\{{{where}\right\}}"


def _numbers(values: Any) -> tuple[Any, ...]:
    return tuple(fmpq(int(v.p), int(v.q)) for v in values)


def _exact(values: Any, name: str, length: int | None = None) -> Any:
    """A vector of rational numbers as a SymPy tuple."""
    from symrelu.model.rational import vector

    listed = list(values) if isinstance(values, sp.Tuple) else values
    return sp.Tuple(*map(expression, vector(listed, name, length)))


def _listed(values: Any, name: str) -> list[Any]:
    if isinstance(values, sp.MatrixBase):
        return values.tolist()
    if not isinstance(values, (list, tuple, sp.Tuple)):
        raise InputError(name, repr(values)[:80], "a list of rows", _EXAMPLE)
    return list(values)


def _bound(value: Any) -> Any:
    """A number or an expression in symbols, exact."""
    if isinstance(value, sp.Expr) and value.free_symbols and not value.has(sp.Float):
        return value
    return expression(scalar(value, "rows"))


def _read(mean: Any, covariance: Any, rows: Any) -> tuple[Any, Any, Any]:
    centre = _exact(mean, "mean")
    d = len(centre)
    matrix = _listed(covariance, "covariance")
    if len(matrix) != d:
        raise InputError("covariance", f"{len(matrix)} rows", f"{d} rows, as the mean has", _EXAMPLE)
    spread = sp.Tuple(*(_exact(row, "covariance", d) for row in matrix))
    exact = fmpq_mat([list(_numbers(row)) for row in spread])
    minors = (fmpq_mat([[exact[i, j] for j in range(k)] for i in range(k)]).det() for k in range(1, d + 1))
    if exact != exact.transpose() or not all(minor > 0 for minor in minors):
        advice = "normal(mean, covariance).prob(event) takes a singular covariance"
        raise InputError("covariance", str(spread), "a positive definite matrix", advice)
    if isinstance(rows, Polyhedron):
        if any(row.equation for row in rows.rows):
            raise InputError("rows", repr(rows), "inequalities: an equation has mass 0", _EXAMPLE)
        rows = [(*row.normal, row.bound) for row in rows.rows]
    read: list[Any] = []
    for row in _listed(rows, "rows"):
        entries = _listed(row, "rows")
        if len(entries) != d + 1:
            raise InputError("rows", f"{len(entries)} entries in a row", f"{d + 1} entries", _EXAMPLE)
        normal, bound = _exact(entries[:-1], "rows"), _bound(entries[-1])
        if bound.free_symbols and not any(normal):
            raise InputError("rows", f"the bound {bound} of no form", "a coefficient that is not 0", _EXAMPLE)
        read.append(sp.Tuple(*normal, bound))
    return centre, spread, sp.Tuple(*read)


def _scalar(value: Any) -> Any:
    return fmpq(int(value.p), int(value.q)) if isinstance(value, sp.Rational) else value


@cacheit
def _evaluated(mean: Any, covariance: Any, rows: Any) -> Any:
    from symrelu.laws.gaussian_mass import mass_of_rows

    listed = [(_numbers(row[:-1]), _scalar(row[-1])) for row in rows]
    return mass_of_rows(_numbers(mean), tuple(map(_numbers, covariance)), listed, False)
