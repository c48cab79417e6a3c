# pyright: basic
"""Images of numeric laws on R^d under layers, written out coordinate by coordinate."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symrelu.invariance.atoms import exact_probability
from symrelu.invariance.marginals import marginal_theorem, projection
from symrelu.invariance.space_statement import layer_term
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, generalise, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import chained, establish
from symrelu.methods.events import same_push
from symrelu.methods.roots import without_roots
from symrelu.methods.search import Hints
from symrelu.methods.sums import unrolled
from symrelu.model.law import Law
from symrelu.model.network import Layer
from symrelu.model.vector_term import vector_map_term
from symrelu.terms.sorts import SEQ, N, law
from symrelu.terms.substitution import fresh, subterms
from symrelu.terms.term import Term, lam, num, op, var


def plain_layer(layer: Layer) -> Theorem:
    """forall mu. the layer of the statement and the layer written out have the same image of mu."""
    mu, z = var("mu", law(SEQ)), var("z", SEQ)
    stated, plain = layer_term(layer), vector_map_term(layer)
    i, d = fresh("i", N), len(layer.weights)
    inside = op("and", num(1) <= i, i <= num(d))
    off = op("not", inside)
    goal = op("eq", stated(z)(i), plain(z)(i))
    steps = tuple(("nat_step", (num(k), i)) for k in range(d + 1))
    found = [discharge(establish(goal, given=(off,)), off)]
    for k in range(1, d + 1):
        here, row = op("eq", i, num(k)), _sum(stated(z)(num(k)))
        same = establish(op("eq", stated(z)(num(k)), plain(z)(num(k))), premises=(unrolled(d, row.args[2]),))
        found.append(discharge(establish(goal, given=(here,), premises=(same,)), here))
    cases = op("or", off, *(op("eq", i, num(k)) for k in range(1, d + 1)))
    every = establish(goal, premises=(establish(cases, hints=Hints(facts=steps)), *found))
    return generalise(same_push(stated, plain, mu, premises=(generalise(every, z, i),)), mu)


def _sum(term: Term) -> Term:
    """The sum of the row, behind the choice of its number."""
    return next(t for t in subterms(term) if t.head == "sum")


def plain_image(member: Term, layers: Sequence[Layer]) -> tuple[Term, Theorem]:
    """The image of a law under layers written out, and that it is the image of the statement."""
    image, plain = member, member
    equation = establish(op("eq", member, member))
    for layer in layers:
        image, plain = op("push", layer_term(layer), image), op("push", vector_map_term(layer), plain)
        step = specialise(plain_layer(layer), image.args[1])
        equation = establish(op("eq", image, plain), premises=(step, equation))
    return plain, equation


def coordinate_mass(image: Term, i: int, marginal_law: Law, t: Fraction) -> Theorem:
    """P(image, z_i = t) as a number, for a numeric law whose i-th coordinate has the given law on R."""
    z, y = fresh("z", SEQ, image), fresh("y", "R")
    event = lam(y, op("eq", y, num(t)))
    narrow = marginal_law.term()
    same = coordinate_equation(image, i, narrow)
    pulled = schema("push_prob", projection(i), image, event)
    exact = exact_probability(narrow, event)
    goal = op("eq", op("P", image, lam(z, op("eq", z(num(i)), num(t)))), canon(exact.claim.args[1]))
    return establish(goal, premises=(pulled, same, exact))


def coordinate_equation(image: Term, i: int, narrow: Term) -> Theorem:
    """push(z -> z_i, image) = the law on R, for a numeric law; roots of squares are taken."""
    plain, roots = without_roots(image)
    same = marginal_theorem(plain, i, narrow, ())
    if not roots:
        return same
    link = establish(op("eq", image, plain), premises=roots)
    left = op("push", projection(i), image)
    return chained(establish(op("eq", left, same.claim.args[0]), premises=(link,)), same)
