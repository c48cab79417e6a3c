"""Polynomials over Q in atoms, which are normal terms; with budgets for degree, monomials and digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import comb
from types import MappingProxyType
from typing import Any, TypeAlias

from flint import fmpq, fmpq_mpoly_ctx

from symrelu.errors import Refused
from symrelu.terms.term import Term, num, op

MAX_DEGREE = 60
MAX_MONOMIALS = 1_000_000
MAX_EXPONENTS = 200_000  # monomials times atoms
MAX_WORK = 10_000_000
MAX_BITS = 2_000_000
_FLINT_FROM = 400  # from here on a product is cheaper in FLINT, the way there and back included

Monomial: TypeAlias = tuple[bytes, ...]
"""The keys of its atoms, sorted, each as often as its exponent says."""


@dataclass(frozen=True, eq=False)
class Polynomial:
    """A polynomial over Q in atoms; both tables are read-only, and no coefficient is 0.

    >>> from symrelu.kernel.normal import poly
    >>> from symrelu.terms.term import var
    >>> x, y = var("x", "R"), var("y", "R")
    >>> (poly(x + y) * poly(x - y)).term
    x^2 - y^2
    """

    coefficients: Mapping[Monomial, Any]
    atoms: Mapping[bytes, Term]

    def __post_init__(self) -> None:
        for name in ("coefficients", "atoms"):  # normal forms are cached: no caller may change their tables
            table = getattr(self, name)
            if type(table) is not MappingProxyType:
                object.__setattr__(self, name, MappingProxyType(table))

    def __add__(self, other: Polynomial) -> Polynomial:
        return total((self, other))

    def __sub__(self, other: Polynomial) -> Polynomial:
        return total((self, -other))

    def __neg__(self) -> Polynomial:
        return Polynomial({m: -c for m, c in self.coefficients.items()}, self.atoms)

    def __mul__(self, other: Polynomial) -> Polynomial:
        for left, right in ((self, other), (other, self)):
            if not left.coefficients:
                return ZERO
            if left.coefficients.keys() == _UNIT:
                return _scaled(right, left.coefficients[()])
        few, many = sorted((self.coefficients, other.coefficients), key=len)
        atoms = self.atoms if self.atoms is other.atoms else {**self.atoms, **other.atoms}
        work = len(few) * len(many)
        _admit(work, work, self.degree + other.degree, len(atoms))
        _admit_bits(few)
        _admit_bits(many)
        product = _product_flint if work >= _FLINT_FROM else _product
        return Polynomial(product(few, many, atoms), atoms)

    def __pow__(self, exponent: int) -> Polynomial:
        if exponent == 0:
            return ONE
        if not self.coefficients or exponent == 1:
            return self
        size = len(self.coefficients)
        _admit(0, comb(size - 1 + exponent, exponent), self.degree * exponent, len(self.atoms))
        _admit_bits(self.coefficients, exponent)
        if size == 1:
            ((monomial, factor),) = self.coefficients.items()
            return Polynomial({tuple(sorted(monomial * exponent)): factor**exponent}, self.atoms)
        ring, names = _ring(self.atoms)
        return Polynomial(_back(_there(self.coefficients, ring, names) ** exponent, names), self.atoms)

    def is_zero(self) -> bool:
        """Whether it is the polynomial 0."""
        return not self.coefficients

    def constant(self) -> Fraction | None:
        """Its value if no atom occurs, else None."""
        if not self.coefficients:
            return Fraction(0)
        value = self.coefficients.get(())
        return _fraction(value) if value is not None and len(self.coefficients) == 1 else None

    @cached_property
    def degree(self) -> int:
        """The largest number of factors in a monomial."""
        return max(map(len, self.coefficients), default=0)

    @cached_property
    def ordered(self) -> tuple[Monomial, ...]:
        """The monomials by falling degree, then by the rank of their atoms; the same in every process."""
        if len(self.coefficients) <= 1:
            return tuple(self.coefficients)
        rank = {key: (atom.size, _name(atom), key) for key, atom in self.atoms.items()}
        return tuple(sorted(self.coefficients, key=lambda m: (-len(m), sorted([rank[key] for key in m]))))

    @property
    def leads_below_zero(self) -> bool:
        """Whether its first coefficient is negative."""
        return bool(self.coefficients) and self.coefficients[self.ordered[0]] < 0

    def monomials(self) -> tuple[tuple[Fraction, tuple[tuple[Term, int], ...]], ...]:
        """Coefficient and atoms with exponents of each monomial, in order."""
        return tuple((_fraction(self.coefficients[m]), self._factors(m)) for m in self.ordered)

    def _factors(self, monomial: Monomial) -> tuple[tuple[Term, int], ...]:
        if len(monomial) <= 1:
            return tuple((self.atoms[key], 1) for key in monomial)
        atoms = [(self.atoms[key], monomial.count(key)) for key in dict.fromkeys(monomial)]
        return tuple(sorted(atoms, key=lambda item: (item[0].size, _name(item[0]), item[0].key)))

    @cached_property
    def term(self) -> Term:
        """The normal form: a flat sum of numerals times powers of atoms."""
        parts: list[Term] = []
        for monomial in self.ordered:
            value = self.coefficients[monomial]
            parts.append(_summand(int(value.p), int(value.q), self._factors(monomial)))
        return num(0) if not parts else parts[0] if len(parts) == 1 else op("+", *parts)


@lru_cache(maxsize=1 << 15)
def _summand(numerator: int, denominator: int, factors: tuple[tuple[Term, int], ...]) -> Term:
    parts = [atom if power == 1 else op("pow", atom, num(power)) for atom, power in factors]
    if not parts or numerator != denominator:
        parts.insert(0, num(Fraction(numerator, denominator)))
    return parts[0] if len(parts) == 1 else op("*", *parts)


def _name(atom: Term) -> str:
    return str(atom.data) if atom.head in ("var", "bound") else ""


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _scaled(p: Polynomial, factor: Any) -> Polynomial:
    if factor == 1:
        return p
    _admit_bits({(): factor})
    _admit_bits(p.coefficients)
    return Polynomial({m: c * factor for m, c in p.coefficients.items()}, p.atoms)


def _admit(work: int, monomials: int, degree: int, atoms: int) -> None:
    """Refuse what would grow beyond the budgets, before it does."""
    if degree > MAX_DEGREE:
        raise Refused(f"polynomial of degree {degree}: at most {MAX_DEGREE}")
    if work > MAX_WORK or monomials * atoms > MAX_EXPONENTS:
        monomials = min(monomials, comb(atoms + degree, degree))
        if work > MAX_WORK or monomials > MAX_MONOMIALS or monomials * atoms > MAX_EXPONENTS:
            raise Refused(f"polynomial in {atoms} atoms of degree {degree} with too many monomials")


def _admit_bits(coefficients: Mapping[Monomial, Any], power: int = 1) -> None:
    for value in coefficients.values():
        if value.height_bits() * power > MAX_BITS:
            raise Refused("coefficient with too many digits")


def _product(left: Mapping[Monomial, Any], right: Mapping[Monomial, Any], _: object) -> dict[Monomial, Any]:
    out: dict[Monomial, Any] = {}
    for m, c in left.items():
        for n, d in right.items():
            spot = tuple(sorted(m + n)) if m and n else m or n
            out[spot] = out[spot] + c * d if spot in out else c * d
    return {m: c for m, c in out.items() if c}


def _ring(atoms: Mapping[bytes, Term]) -> tuple[Any, tuple[bytes, ...]]:
    names = tuple(sorted(atoms))
    return fmpq_mpoly_ctx.get([f"x{i}" for i in range(len(names))]), names


def _there(coefficients: Mapping[Monomial, Any], ring: Any, names: tuple[bytes, ...]) -> Any:
    place = {key: i for i, key in enumerate(names)}
    table: dict[tuple[int, ...], Any] = {}
    for monomial, value in coefficients.items():
        exponents = [0] * len(names)
        for key in monomial:
            exponents[place[key]] += 1
        table[tuple(exponents)] = value
    return ring.from_dict(table)


def _back(value: Any, names: tuple[bytes, ...]) -> dict[Monomial, Any]:
    out: dict[Monomial, Any] = {}
    for exponents, factor in value.to_dict().items():
        monomial: list[bytes] = []
        for key, power in zip(names, exponents, strict=True):
            if power:
                monomial.extend([key] * power)
        out[tuple(monomial)] = factor
    return out


def _product_flint(
    left: Mapping[Monomial, Any], right: Mapping[Monomial, Any], atoms: Mapping[bytes, Term]
) -> dict[Monomial, Any]:
    ring, names = _ring(atoms)
    return _back(_there(left, ring, names) * _there(right, ring, names), names)


def total(summands: Iterable[Polynomial]) -> Polynomial:
    """The sum."""
    out: dict[Monomial, Any] = {}
    atoms: dict[bytes, Term] = {}
    for item in summands:
        atoms.update(item.atoms)
        for m, c in item.coefficients.items():
            if m in out:
                value = out[m] + c
                if value:
                    out[m] = value
                else:
                    del out[m]
            else:
                out[m] = c
    return Polynomial(out, atoms)


def rational(value: Fraction | int) -> Polynomial:
    """The constant polynomial."""
    return Polynomial({(): fmpq(value.numerator, value.denominator)} if value else {}, {})


def atom(term: Term) -> Polynomial:
    """The polynomial that consists of one atom, which must be normal itself."""
    return Polynomial({(term.key,): fmpq(1)}, {term.key: term})


ZERO = rational(0)
ONE = rational(1)
_UNIT = {(): 1}.keys()
