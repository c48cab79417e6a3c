"""Facts about the base laws on R and about independent coordinates.

The distribution functions hold for P(x <= y) and P(x < y), so these laws have no atoms. Densities are
stated where literal powers suffice: not for Student t, gamma and beta laws.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from symrelu.errors import Refused

from symrelu.kernel.rows import (  # isort: skip
    REAL_LAW, Schema, absolute, both, density_on, eq, every, given, integrable_law, mean, no, prob, push,
    some, table, to, within,
)
from symrelu.terms.sorts import SEQ, B, N, R, Sort, borel, fun
from symrelu.terms.term import Term, num, op, private

_HALF = num(Fraction(1, 2))
_x, _y, _z = private(0, R), private(1, R), private(0, SEQ)
_w, _c = private(16, R), private(5, R)
_i, _k = private(8, N), private(11, N)


def _inv(t: Term) -> Term:
    return op("inv", t)


def _exp(t: Term) -> Term:
    return op("exp", t)


def _ite(c: Term, a: Term, b: Term | int) -> Term:
    return op("ite", c, a, b if isinstance(b, Term) else num(b))


def _standard(y: Term, m: Term, s: Term) -> Term:
    return (y - m) * _inv(s)


def _betainc(a: Term, b: Term, x: Term) -> Term:
    return op("betainc", a, b, x)


def _student(y: Term, v: Term) -> Term:
    tail = _HALF * _betainc(_HALF * v, _HALF, v * _inv(v + y**2))
    return _ite(y >= 0, 1 - tail, tail)


_Build: TypeAlias = Callable[..., Term]
_BASE: tuple[tuple[str, int, _Build, _Build], ...] = (
    # head, number of parameters, their domain, distribution function at y
    ("uniform", 2, lambda a, b: a < b, lambda y, a, b: op("clip", (y - a) * _inv(b - a), num(0), num(1))),
    ("normal", 2, lambda m, s: s > 0,
     lambda y, m, s: _HALF + _HALF * op("erf", _standard(y, m, s) * _inv(op("sqrt", num(2))))),
    ("exponential", 1, lambda r: r > 0, lambda y, r: _ite(y >= 0, 1 - _exp(-(r * y)), 0)),
    ("laplace", 2, lambda m, s: s > 0, lambda y, m, s: _ite(
        _standard(y, m, s) <= 0, _HALF * _exp(_standard(y, m, s)), 1 - _HALF * _exp(-_standard(y, m, s)))),
    ("cauchy", 2, lambda m, s: s > 0,
     lambda y, m, s: _HALF + op("arctan", _standard(y, m, s)) * _inv(op("pi"))),
    ("logistic", 2, lambda m, s: s > 0, lambda y, m, s: _inv(1 + _exp(-_standard(y, m, s)))),
    ("student_t", 1, lambda v: v > 0, _student),
    ("gamma_law", 2, lambda k, t: both(k > 0, t > 0),
     lambda y, k, t: _ite(y > 0, op("lowergamma", k, y * _inv(t)), 0)),
    ("beta_law", 2, lambda a, b: both(a > 0, b > 0),
     lambda y, a, b: _betainc(a, b, op("clip", y, num(0), num(1)))),
)

_DENSITIES: tuple[tuple[str, int, _Build, _Build, str], ...] = (
    # head, number of parameters, domain of the parameters and of the interval (lo, hi), density at y
    ("uniform", 2, lambda lo, hi, a, b: both(a < b, a <= lo, hi <= b), lambda y, a, b: _inv(b - a),
     "derivative of (y - a)/(b - a)"),
    ("normal", 2, lambda lo, hi, m, s: s > 0,
     lambda y, m, s: _inv(s * op("sqrt", 2 * op("pi"))) * _exp(-(_HALF * _standard(y, m, s) ** 2)),
     "definition of the normal law"),
    ("exponential", 1, lambda lo, hi, r: both(r > 0, lo >= 0), lambda y, r: r * _exp(-(r * y)),
     "derivative of 1 - exp(-r y) for y > 0"),
    ("laplace", 2, lambda lo, hi, m, s: s > 0,
     lambda y, m, s: _HALF * _inv(s) * _exp(-absolute(_standard(y, m, s))), "definition of the Laplace law"),
    ("cauchy", 2, lambda lo, hi, m, s: s > 0,
     lambda y, m, s: _inv(op("pi") * s * (1 + _standard(y, m, s) ** 2)), "derivative of the arctangent"),
    ("logistic", 2, lambda lo, hi, m, s: s > 0,
     lambda y, m, s: _exp(-_standard(y, m, s)) * _inv(s * (1 + _exp(-_standard(y, m, s))) ** 2),
     "derivative of inv(1 + exp(-z))"),
)


def _cdf(name: str, count: int, domain: _Build, cdf: _Build, strict: bool) -> Schema:
    def build(*args: Term) -> Term:
        *parameters, y = args
        event = to(_x, _x < y if strict else _x <= y)
        return given(domain(*parameters), eq(prob(op(name, *parameters), event), cdf(y, *parameters)))

    proof = "distribution function of the law, which is continuous"
    return Schema(f"{name}_cdf{'_left' if strict else ''}", (R,) * (count + 1), build, proof)


def _density(name: str, count: int, domain: _Build, f: _Build, proof: str) -> Schema:
    def build(*args: Term) -> Term:
        *parameters, lo, hi = args
        density = to(_y, f(_y, *parameters))
        return given(domain(lo, hi, *parameters), density_on(op(name, *parameters), density, lo, hi))

    return Schema(f"{name}_density", (R,) * (count + 2), build, proof)


BASE = table(
    *(_cdf(*entry, strict) for entry in _BASE for strict in (False, True)),
    *(_density(*entry) for entry in _DENSITIES),
)


# ---- independent coordinates ---------------------------------------------------------------------


def _with(z: Term, k: Term, w: Term) -> Term:
    """The point z with w at the coordinate k."""
    return to(_i, op("ite", eq(_i, k), w, z(_i)))


def _independent(head: str, sort: Sort, item: Callable[[Term, Term], Term]) -> tuple[Schema, ...]:
    """The rows on m independent coordinates, the i-th with the law item(mu, i)."""

    def inner(m: Term, mu: Term, phi: Term, z: Term) -> Term:
        return to(_w, phi(_with(z, m + 1, _w)))

    def average(m: Term, mu: Term, phi: Term) -> Term:
        return to(_z, mean(item(mu, m + 1), inner(m, mu, phi, _z)))

    def fubini(m: Term, mu: Term, phi: Term) -> Term:
        return eq(mean(op(head, m + 1, mu), phi), mean(op(head, m, mu), average(m, mu, phi)))

    phi_sort, events = borel(SEQ, R), fun(N, borel(R, B))
    return (
        Schema(f"{head}_0", (sort,), lambda mu: eq(op(head, num(0), mu), op("delta", to(_k, num(0)))),
            "every coordinate is 0"),
        Schema(f"{head}_last", (N, sort, phi_sort, R), lambda m, mu, phi, M:
            given(op("or", every(_z, absolute(phi(_z)) <= M),
            both(every(_z, phi(_z) >= 0), integrable_law(op(head, m + 1, mu), phi))), fubini(m, mu, phi)),
            "Fubini for bounded, or for non-negative and integrable functions"),
        Schema(f"{head}_tonelli", (N, sort, phi_sort), lambda m, mu, phi:
            given(every(_z, phi(_z) >= 0), every(_z, integrable_law(item(mu, m + 1), inner(m, mu, phi, _z))),
            integrable_law(op(head, m, mu), average(m, mu, phi)),
            both(integrable_law(op(head, m + 1, mu), phi), fubini(m, mu, phi))), "Tonelli"),
        Schema(f"{head}_prob", (N, sort, events), lambda m, mu, A:
            eq(prob(op(head, m, mu), to(_z, every(_k, given(within(1, _k, m), A(_k)(_z(_k)))))),
            op("prod", num(1), m, to(_k, prob(item(mu, _k), A(_k))))), "independence, on rectangles"),
        Schema(f"{head}_marginal", (N, sort, N), lambda m, mu, i:
            given(within(1, i, m), eq(push(to(_z, _z(i)), op(head, m, mu)), item(mu, i))),
            "the law of one coordinate"),
    )


def _is_polynomial(t: Term, level: int, memo: dict[tuple[Term, int], bool]) -> bool:
    """Whether the term is a polynomial in coordinates of the bound point `level`, which it may not depend on
    elsewhere."""
    if (t, level) not in memo:
        memo[t, level] = _is_free(t, level) or _is_composed(t, level, memo)
    return memo[t, level]


def _is_composed(t: Term, level: int, memo: dict[tuple[Term, int], bool]) -> bool:
    if t.head == "app":
        return t.args[0].head == "bound" and t.args[0].data == level and _is_free(t.args[1], level)
    if t.head in ("+", "*"):
        return all(_is_polynomial(a, level, memo) for a in t.args)
    if t.head == "pow":
        return _is_polynomial(t.args[0], level, memo) and _is_free(t.args[1], level)
    if t.head in ("sum", "prod"):
        low, high, f = t.args
        return (_is_free(low, level) and _is_free(high, level) and f.head == "lam"
                and _is_polynomial(f.args[0], level + 1, memo))
    return False


def _is_free(t: Term, level: int) -> bool:
    return all(index != level for index, _ in t.loose)


def _poly_null(d: Term, mu: Term, p: Term) -> Term:
    if p.head != "lam" or not _is_polynomial(p.args[0], 0, {}):
        raise Refused("poly_null: expected lam z. a polynomial in the coordinates of z")
    off = every(_i, given(op("or", eq(_i, 0), d < _i), eq(_z(_i), 0)))
    null = every(_i, _c, given(within(1, _i, d), eq(prob(mu(_i), to(_x, eq(_x, _c))), 0)))
    return given(some(_z, both(off, no(eq(p(_z), 0)))), null,
                 eq(prob(op("prodlaw", d, mu), to(_z, eq(p(_z), 0))), 0))


def _normal_moments() -> Term:
    square, law = to(_x, _x**2), op("normal", num(0), num(1))
    return both(integrable_law(law, square), eq(mean(law, to(_x, _x)), 0), eq(mean(law, square), 1))


def _gauss_rotation(a: Term, b: Term) -> Term:
    z1, z2, plane = _z(num(1)), _z(num(2)), op("iid", num(2), op("normal", num(0), num(1)))
    turned = _ite(eq(_i, 1), a * z1 - b * z2, _ite(eq(_i, 2), b * z1 + a * z2, 0))
    return given(eq(a**2 + b**2, 1), eq(push(to(_z, to(_i, turned)), plane), plane))


DISTRIBUTIONS = table(
    *BASE,
    *_independent("iid", REAL_LAW, lambda mu, i: mu),
    *_independent("prodlaw", fun(N, REAL_LAW), lambda nu, i: nu(i)),
    Schema("normal_moments", (), _normal_moments, "mean and variance of the standard normal law"),
    Schema("gauss_rotation", (R, R), _gauss_rotation,
        "the density of two independent standard normal numbers depends on the radius alone"),
    Schema("poly_null", (N, fun(N, REAL_LAW), borel(SEQ, R)), _poly_null,
        "induction on d by Fubini: a non-zero polynomial in one variable has finitely many zeros"),
)
