"""A polynomial of independent numbers without point masses is constant, or has no point mass itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, exists, generalise, induct, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish, forall
from symrelu.methods.events import same_probability, sure
from symrelu.methods.masses import no_point_mass
from symrelu.terms.sorts import SEQ, N, R, law
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, instantiate, lam, num, op, var


@cache
def equal_coordinates() -> Theorem:
    """forall mu m. iid(m, mu) = prodlaw(m, mu, mu, ..): both are built coordinate by coordinate."""
    mu, m, k, n, q, z = var("mu", law(R)), var("m", N), var("k", N), var("n", N), var("q", SEQ), var("z", SEQ)
    each = lam(k, mu)

    def same(count: Term) -> Term:
        return op("eq", op("iid", count, mu), op("prodlaw", count, each))

    i = var("i", N)
    orthant = op("forall", lam(i, op("imp", i <= n, z(i) <= q(i))))
    indicator = lam(z, op("ite", orthant, num(1), num(0)))
    bounded = generalise(establish(op("abs", indicator(z)) <= 1), z)
    sides: list[Theorem] = []
    for head, items in (("iid", mu), ("prodlaw", each)):
        total = op(head, m + 1, items)
        last = schema(f"{head}_last", m, items, indicator, num(1))
        fubini = establish(last.claim.args[1], premises=(last, bounded))
        sides += [fubini, schema("E_event", total, lam(z, orthant))]
    goal = op("eq", *(op("P", op(h, m + 1, t), lam(z, orthant)) for h, t in (("iid", mu), ("prodlaw", each))))
    step = establish(goal, given=(same(m),), premises=sides)
    ext = schema("law_ext_seq", op("iid", m + 1, mu), op("prodlaw", m + 1, each))
    whole = establish(same(m + 1), premises=(ext, generalise(step, n, q)))
    base = establish(same(num(0)), premises=(schema("iid_0", mu), schema("prodlaw_0", each)))
    claim = op("forall", lam(m, same(m)))
    return generalise(induct(base, whole, m, claim), mu)


def as_product(base: Term) -> tuple[Term, Theorem]:
    """The law of independent coordinates as prodlaw(d, nu), and the equation."""
    if base.head == "prodlaw":
        return base, establish(op("eq", base, base))
    if base.head != "iid":
        raise ProofFailed(repr(base), advice="independent coordinates")
    equation = specialise(equal_coordinates(), base.args[1], base.args[0])
    return equation.claim.args[1], equation


def off_space(d: Term, z: Term) -> Term:
    """All coordinates of z but 1, ..., d are 0."""
    i = fresh("i", N, d, z)
    outside = op("or", op("eq", i, num(0)), d < i)
    return op("forall", lam(i, op("imp", outside, op("eq", z(i), num(0)))))


@dataclass(frozen=True)
class Dichotomy:
    """`null`: somewhere value(z) != t |- P(value = t) = 0; `constant`: nowhere |- forall z. value(z) = t.

    The probability is that of the product of the equation base = product.
    """

    somewhere: Term
    null: Theorem
    constant: Theorem
    equation: Theorem


def dichotomy(base: Term, value: Term, t: Term, given: tuple[Term, ...]) -> Dichotomy:
    """The two cases of a polynomial in independent coordinates without point masses.

    Raises: ProofFailed, Refused for a value that is no polynomial in the coordinates.
    """
    product, equation = as_product(base)
    d, nu = product.args
    z = fresh("z", SEQ, product, value, t, *given)
    row = schema("poly_null", d, nu, lam(z, canon(value(z)) - t))
    conditions, conclusion = row.claim.args
    somewhere, atomless = conditions.args
    none = _atomless(atomless, nu, int(d.data), given)
    null = establish(conclusion, given=(somewhere,), premises=(row, none))
    event = lam(z, op("eq", value(z), t))
    moved = same_probability(product, conclusion.args[0].args[1], event)
    zero = establish(op("eq", op("P", product, event), num(0)), premises=(null, moved))
    return Dichotomy(somewhere, zero, _constant(somewhere, value, t, z, d), equation)


def constant_or_null(base: Term, value: Term, t: Term, given: tuple[Term, ...]) -> Theorem:
    """P(base, value(z) = t) is 0 or 1, for a polynomial in independent coordinates without point masses.

    Raises: ProofFailed, Refused for a value that is no polynomial in the coordinates.
    """
    cases = dichotomy(base, value, t, given)
    product, event = cases.null.claim.args[0].args
    nowhere = op("not", cases.somewhere)
    one = sure(product, event, given=(nowhere,), premises=(cases.constant,))
    claim = op("or", *(op("eq", op("P", base, event), num(k)) for k in (0, 1)))
    return establish(
        claim, premises=(discharge(cases.null, cases.somewhere), discharge(one, nowhere), cases.equation)
    )


def _atomless(wanted: Term, nu: Term, d: int, given: tuple[Term, ...]) -> Theorem:
    """No coordinate has a point mass: forall i c. 1 <= i <= d -> P(nu_i, x = c) = 0."""
    i, c = fresh("i", N, nu, *given), fresh("c", R, nu, *given)
    inner = instantiate(instantiate(wanted.args[0].args[0], i).args[0].args[0], c)
    none = no_point_mass(nu(i), c, given=given)
    return generalise(establish(inner, given=given, premises=(none,)), i, c)


def _constant(somewhere: Term, value: Term, t: Term, z: Term, d: Term) -> Theorem:
    """not exists z. value(z) != t |- forall z. value(z) = t."""
    i = fresh("i", N, z)
    inside = lam(i, op("ite", op("and", num(1) <= i, i <= d), z(i), num(0)))
    claim = instantiate(somewhere.args[0].args[0], inside)
    apart = op("not", op("eq", value(inside) - t, num(0)))
    witness = establish(claim, given=(apart,), premises=(_cut_off(inside, d),))
    found = discharge(exists(witness, somewhere, inside), apart)
    same = establish(op("eq", value(inside), t), given=(op("not", somewhere),), premises=(found,))
    return forall(establish(op("eq", value(z), t), premises=(same,)), z)


def _cut_off(inside: Term, d: Term) -> Theorem:
    i = fresh("k", N, inside, d)
    outside = op("or", op("eq", i, num(0)), d < i)
    zero = establish(op("eq", inside(i), num(0)), given=(outside,))
    return generalise(discharge(zero, outside), i)
