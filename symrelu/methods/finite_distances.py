# pyright: basic
"""The Prokhorov distance of finite laws as a theorem: the exact algorithm proposes, the kernel checks."""

from __future__ import annotations

from fractions import Fraction

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import apply, generalise, schema
from symrelu.kernel.theorem import Theorem
from symrelu.laws.prokhorov import Coordinates, FiniteDistance, finite_distance
from symrelu.methods.establish import establish
from symrelu.methods.sums import are_weights, split_by_atoms
from symrelu.methods.valuation import NoValue, value
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, lam, num, op


def distance_theorem(first: Term, second: Term, d: int | None) -> Theorem:
    """|- dP(mu, nu) = e for finite laws on R, or dPd(d, mu, nu) = e on R^d.

    Requires: laws stated as finitely many atoms or a point mass, or as images of such.
    Raises: ProofFailed for other laws.

    >>> x = fresh("x", "R")
    >>> distance_theorem(op("delta", num(0)), op("push", lam(x, x + 2), op("delta", num(-1))), None)
    |- dP(delta(0), push(lam x:R. x + 2, delta(-1))) = 1
    """
    links = [as_atoms(law) for law in (first, second)]
    mu, nu = (link.claim.args[1] for link in links)
    known: dict[Term, Theorem] = {}
    (w, xs), (v, ys) = (_listed(law, d, known) for law in (mu, nu))
    distance = dP_finite(mu, nu, d, finite_distance(xs, w, ys, v), tuple(known.values()))
    head, dimension = ("dP", ()) if d is None else ("dPd", (num(d),))
    goal = op("eq", op(head, *dimension, first, second), distance.claim.args[1])
    return distance if goal == distance.claim else establish(goal, premises=(*links, distance))


def dP_finite(  # noqa: N802
    mu: Term, nu: Term, d: int | None, found: FiniteDistance, known: tuple[Theorem, ...] = ()
) -> Theorem:
    """The rule of the kernel at the evidence; `known` tells values that are no normal forms, as t = q."""
    coupling = tuple((i + 1, j + 1, mass) for i, j, mass in found.coupling)
    indices = tuple(i + 1 for i in found.indices)
    return apply("dP_finite", known, (d, mu, nu, found.value, coupling, indices))


def _listed(
    law: Term, d: int | None, known: dict[Term, Theorem]
) -> tuple[tuple[Fraction, ...], tuple[Coordinates, ...]]:
    """Weights and points of atoms(n, w, x), exactly; where a value is no normal form, a theorem tells it."""
    n, w, x = law.args
    indices = [num(i) for i in range(1, int(n.data) + 1)]
    places = [x(i) for i in indices]
    rows = [(p,) if d is None else tuple(p(num(j)) for j in range(1, d + 1)) for p in places]
    weights = tuple(_number(w(i), known) for i in indices)
    return weights, tuple(tuple(_number(c, known) for c in row) for row in rows)


def _number(term: Term, known: dict[Term, Theorem]) -> Fraction:
    normal = canon(term)
    if normal.head == "num":
        return normal.data
    try:
        exact = value(normal, {})
    except NoValue:
        exact = None
    if not isinstance(exact, Fraction):
        raise ProofFailed(f"{term} is a rational number", advice="rational points and weights")
    if normal not in known:
        known[normal] = establish(op("eq", term, num(exact)))
    return exact


def as_atoms(law: Term) -> Theorem:
    """|- law = atoms(n, w, x), for a point mass, finitely many atoms, or an image of such a law.

    >>> as_atoms(op("delta", num(5)))
    |- delta(5) = atoms(1, lam i:N. 1, lam i:N. 5)
    """
    if law.head == "atoms" and law.args[0].head == "num":
        return establish(op("eq", law, law))
    if law.head == "delta" and law.sort[1] == "R":
        return _point_mass(law)
    if law.head == "push":
        inner = as_atoms(law.args[1])
        n, w, x = inner.claim.args[1].args
        row = schema("atoms_push", law.args[0], n, w, x)
        image = op("push", law.args[0], inner.claim.args[1])
        step = establish(
            op("eq", image, row.claim.args[1].args[1]), premises=(row, are_weights(int(n.data), w))
        )
        return establish(op("eq", law, step.claim.args[1]), premises=(inner, step))
    advice = "discrete, atom or points, and their images; discrete(law.atoms()) for a mixture"
    raise ProofFailed(f"{law} has finitely many atoms", advice=advice)


def _point_mass(law: Term) -> Theorem:
    """delta(c) = atoms(1, 1, c): the two have one distribution function."""
    i, x, y = fresh("i", "N", law), fresh("x", "R", law), fresh("y", "R", law)
    one = lam(i, num(1))
    atoms = op("atoms", num(1), one, lam(i, law.args[0]))
    event = lam(x, x <= y)
    split = split_by_atoms(atoms, event, weights=are_weights(1, one))
    equal = establish(
        op("eq", op("P", law, event), op("P", atoms, event)),
        premises=(schema("delta_prob", law.args[0], event), split),
    )
    rule = schema("law_ext", law, atoms)
    return establish(rule.claim.args[1], premises=(rule, generalise(equal, y)))
