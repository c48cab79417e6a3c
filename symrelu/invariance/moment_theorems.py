# pyright: basic
"""Moments of laws on R^d as theorems: of finitely many points, and of curves over a uniform number."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sympy.polys.domains import QQ

from symrelu.errors import ProofFailed
from symrelu.invariance.marginals import coordinate_law
from symrelu.invariance.piecewise_polynomials import Pieces, Ring, integral, pieces_of, primitive
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.methods.events import same_probability, smaller_probability
from symrelu.methods.integration import derivative
from symrelu.methods.masses import interval_mass, no_point_mass
from symrelu.methods.pointwise import as_push, composed_map
from symrelu.methods.search import Hints
from symrelu.methods.sums import are_weights, split_by_atoms, unrolled
from symrelu.model.law_term import chosen
from symrelu.terms.sorts import SEQ, N, R
from symrelu.terms.substitution import fresh, replace, subterms
from symrelu.terms.term import Term, instantiate, lam, num, op

Exponents = tuple[int, ...]
UNIT = (Fraction(0), Fraction(1))


@dataclass(frozen=True)
class Moment:
    """E(law, y_1^i y_2^j ..) with its value, a polynomial in the parameters."""

    exponents: Exponents
    polynomial: Any


def monomial(law: Term, exponents: Exponents) -> Term:
    """The function y -> y_1^i y_2^j .. on R^d."""
    y = fresh("y", SEQ, law)
    factors = [y(num(k)) for k, count in enumerate(exponents, start=1) for _ in range(count)]
    return lam(y, factors[0] if len(factors) == 1 else op("*", *factors))


def moment(law: Term, exponents: Exponents, parameters: tuple[Term, ...]) -> Any:
    """The moment as a polynomial.

    Raises: ProofFailed for laws that are no such thing.
    """
    g, base = composed_map(law)
    phi = monomial(law, exponents)
    if base.head == "atoms" and base.args[0].head == "num":
        over, total = Ring(None, parameters), None
        for k in range(1, int(base.args[0].data) + 1):
            place = base.args[2](num(k))
            value = canon(phi(g(place) if g is not None else place))
            part = pieces_of(op("*", value, canon(base.args[1](num(k)))), over, UNIT).polynomials[0]
            total = part if total is None else total + part
        return total
    x, source, body, _ = _on_line(law, phi, parameters)
    ends = _ends(source)
    return integral(pieces_of(body, Ring(x, parameters), ends)) / _length(ends)


def _on_line(
    law: Term, phi: Term, parameters: tuple[Term, ...]
) -> tuple[Term, Term, Term, tuple[Theorem, ...]]:
    """A number x, its law, phi as an expression in x, and E(law, phi) = E(law of x, expression)."""
    g, base = composed_map(law)
    if g is None:
        raise ProofFailed(repr(law), advice="a curve")
    x = fresh("x", R, law, *parameters)
    links = [schema("E_push", g, base, phi)]
    link = as_push(law)
    links += [] if link is None else [link]
    if base.sort[1] == R:
        return x, base, canon(phi(g(x))), tuple(links)
    z = fresh("z", SEQ, law, *parameters)
    body = canon(phi(g(z)))
    used = {t for t in subterms(body) if t.head == "app" and t.args[0] == z}
    if base.head not in ("iid", "prodlaw") or len(used) != 1 or next(iter(used)).args[1].head != "num":
        raise ProofFailed(repr(law), advice="a curve")
    (coordinate,) = used
    row = coordinate_law(base, int(coordinate.args[1].data))
    along = replace(body, coordinate, x)
    links += [row, schema("E_push", row.claim.args[0].args[0], base, lam(x, along))]
    return x, canon(row.claim.args[1]), along, tuple(links)


def _ends(base: Term) -> tuple[Fraction, Fraction]:
    base = canon(base)
    if base.head != "uniform" or any(a.head != "num" for a in base.args):
        raise ProofFailed(repr(base), advice="finitely many points, or a uniform number")
    low, high = (a.data for a in base.args)
    return low, high


def _length(ends: tuple[Fraction, Fraction]) -> Any:
    gap = ends[1] - ends[0]
    return QQ(gap.numerator, gap.denominator)


def moment_theorem(
    law: Term, exponents: Exponents, parameters: tuple[Term, ...], given: tuple[Term, ...] = ()
) -> Theorem:
    """given |- E(law, y_1^i y_2^j ..) = its polynomial in the parameters.

    Raises: ProofFailed.

    >>> i, k, a = fresh("i", N), fresh("k", N), fresh("a", R)
    >>> law = op("atoms", num(1), lam(i, num(1)), lam(k, lam(i, chosen(i, [a, a, num(0)]))))
    >>> moment_theorem(law, (1, 1), (a,))
    |- E(atoms(1, lam i:N. 1, lam k:N. lam i:N. ite(i = 1, a, ite(i = 2, a, 0))), lam y:Seq. y(1)*y(2)) = a*a
    """
    phi = monomial(law, exponents)
    value = Ring(None, parameters).term(moment(law, exponents, parameters))
    goal = op("eq", op("E", law, phi), value)
    if composed_map(law)[1].head == "atoms":
        return establish(goal, given=given, premises=_of_points(law, phi, len(exponents), given))
    x, source, body, links = _on_line(law, phi, parameters)
    over = Ring(x, parameters)
    pieces = pieces_of(body, over, _ends(source))
    return establish(goal, premises=(*links, *_integrated(lam(x, body), source, x, pieces, over)))


# ---- a uniform number ------------------------------------------------------------------------------


def _integrated(phi: Term, base: Term, x: Term, pieces: Pieces, over: Ring) -> list[Theorem]:
    """E(base, phi) as a sum of integrals with values."""
    low, high = num(pieces.cuts[0]), num(pieces.cuts[-1])
    share = num(1 / (high.data - low.data))
    density = lam(x, share)
    row = schema("E_density", base, density, low, high, phi)
    uniform = schema("uniform_density", *base.args, low, high)
    mean = establish(row.claim.args[1], premises=(row, uniform, _sure_inside(base, low, high)))
    f = mean.claim.args[1].args[2]
    found = [mean]
    cuts = pieces.cuts
    for cut, after in pairwise(cuts[1:]):
        regular = schema("Int_cont", low, num(after), f)
        split = schema("int_split", low, num(cut), num(after), f)
        regular = _detached(regular)
        found.append(establish(split.claim.args[1], premises=(split, regular)))
    for (a, b), p in zip(pairwise(cuts), pieces.polynomials, strict=True):
        scaled = p * _quotient(share.data)
        found.append(_piece(f, num(a), num(b), over.term(primitive(scaled)), x))
    return found


def _sure_inside(base: Term, low: Term, high: Term) -> Theorem:
    """P(base, low < x < high) = 1."""
    x = fresh("x", R, base)
    event = lam(x, op("and", low <= x, x <= high))
    known = [interval_mass(base, low, high)]
    for end in (low, high):
        here = lam(x, op("eq", x, end))
        split = schema("prob_split", base, event, here)
        met, rest = (side.args[1] for side in split.claim.args[1].args)
        known += [split, no_point_mass(base, end), smaller_probability(base, met, here)]
        known.append(schema("prob_range", base, met))
        event = rest
    open_ = lam(x, op("and", low < x, x < high))
    known.append(same_probability(base, event, open_))
    return establish(op("eq", op("P", base, open_), num(1)), premises=known)


def _quotient(value: Fraction) -> Any:
    return QQ(value.numerator, value.denominator)


def _detached(theorem: Theorem) -> Theorem:
    return establish(theorem.claim.args[1], premises=(theorem,)) if theorem.claim.head == "imp" else theorem


def _piece(f: Term, low: Term, high: Term, value: Term, x: Term) -> Theorem:
    """int(low, high, f) = F(high) - F(low), for the primitive F on a stretch without kinks."""
    whole = lam(x, value)
    slope = derivative(whole, x)
    smooth = lam(x, slope.claim.args[2])
    order = establish(low <= high)
    exact = rules.apply("ftc", (slope, order), (whole, smooth, x, low, high))
    inside = op("and", low < x, x < high)
    body = canon(f(x))
    straight = _straightened(body, assume(inside))
    rewrites = tuple(t.claim.args for t in straight)
    same = establish(
        op("eq", f(x), smooth(x)),
        given=(inside,),
        premises=straight,
        hints=Hints(rewrites=rewrites),  # type: ignore[arg-type]
    )
    same = rules.generalise(rules.discharge(same, inside), x)
    row = schema("int_same", low, high, f, smooth, num(0), lam(fresh("i", N), num(0)))
    off = rules.generalise(
        establish(_instance(row.claim.args[0], x), premises=(rules.specialise(same, x),)), x
    )
    goal = op("eq", op("int", low, high, f), whole(high) - whole(low))
    return establish(goal, premises=(exact, row, off))


def _instance(universal: Term, x: Term) -> Term:
    return instantiate(universal.args[0].args[0], x)


def _straightened(body: Term, inside: Theorem) -> list[Theorem]:
    """What the kinks are on the stretch: relu(t) = t or 0, and so on, from inside to outside."""
    found: list[Theorem] = []
    kinks = [t for t in subterms(body) if t.head in ("relu", "abs", "max", "min", "clip")]
    for kink in sorted(set(kinks), key=lambda t: (len(list(subterms(t))), t.key)):
        for value in _candidates(kink):
            try:
                claim = op("eq", kink, value)
                found.append(establish(claim, premises=(inside, *found), seconds=2))
                break
            except ProofFailed:
                continue
    return found


def _candidates(kink: Term) -> tuple[Term, ...]:
    if kink.head == "relu":
        return (num(0), kink.args[0])
    if kink.head == "abs":
        return (kink.args[0], -kink.args[0])
    return kink.args


# ---- finitely many points --------------------------------------------------------------------------


def _of_points(law: Term, phi: Term, d: int, given: tuple[Term, ...]) -> list[Theorem]:
    """E(push(g, atoms), phi) = sum of w_k phi(g(x_k)), over the law of the index."""
    g, base = composed_map(law)
    n, w, places = base.args
    count = int(n.data)
    k, t = fresh("k", N, law), fresh("t", R, law)
    index = op("atoms", n, w, lam(k, k))
    i = fresh("i", N, law)
    rows = [[canon(places(num(m))(num(j))) for m in range(1, count + 1)] for j in range(1, d + 1)]
    place = lam(t, lam(i, chosen(i, [*(chosen(t, row) for row in rows), num(0)])))
    weights = are_weights(count, w, given=given)
    pushed = schema("atoms_push", place, n, w, lam(k, k))
    agree = rules.extend(rules.extend(establish(op("eq", place(k)(i), places(k)(i))), i), k)
    image = op("eq", op("push", place, index), base)
    same = establish(image, given=given, premises=(pushed, weights, agree))
    inner = lam(t, phi(g(place(t)) if g is not None else place(t)))
    z = fresh("z", SEQ, law)
    on_points = lam(z, phi(g(z) if g is not None else z))
    links = [same, schema("E_push", place, index, on_points)]
    if g is not None:
        links.append(schema("E_push", g, base, phi))
        link = as_push(law)
        links += [] if link is None else [link]
    return [*links, _index_mean(index, inner, count, w, weights)]


def _index_mean(index: Term, phi: Term, count: int, w: Term, weights: Theorem) -> Theorem:
    """E(index, phi) = w_1 phi(1) + .. + w_n phi(n), for the law of a random index."""
    t, k = fresh("t", R, index, phi), fresh("k", N, index, phi)
    hits = [op("eq", t, num(m)) for m in range(1, count + 1)]
    among = lam(t, op("or", *hits) if count > 1 else hits[0])
    total = split_by_atoms(index, among, weights=weights)
    plain = unrolled(count, w)
    on = establish(op("eq", op("P", index, among), num(1)), premises=(total, plain, weights))
    values = [canon(phi(num(m))) for m in range(1, count + 1)]
    c = lam(k, chosen(k, [*values, num(0)]))
    hit = lam(k, lam(t, op("ite", op("eq", t, k), num(1), num(0))))
    row = schema("E_sum", index, among, num(count), c, hit, num(1))
    small = establish(op("le", op("abs", hit(k)(t)), num(1)))
    bounded = row.claim.args[0].args[1] if row.claim.args[0].head == "and" else row.claim.args[0]
    each = establish(_instance(_instance(bounded, k), t), premises=(small,))
    linear = establish(row.claim.args[1], premises=(row, on, rules.generalise(each, k, t)))
    combined = linear.claim.args[0].args[1]
    agree = _agreement(phi, combined, among, t, count)
    rewritten = schema("E_same", index, among, phi, combined)
    equal = establish(rewritten.claim.args[1], premises=(rewritten, on, agree))
    masses: list[Theorem] = []
    for m in range(1, count + 1):
        event = lam(t, op("eq", t, num(m)))
        masses += [schema("E_event", index, event), split_by_atoms(index, event, weights=weights)]
    outer = unrolled(count, linear.claim.args[1].args[2])
    summands = [op("*", w(num(m)), v) for m, v in enumerate(values, start=1)]
    goal = op("eq", op("E", index, phi), summands[0] if count == 1 else op("+", *summands))
    return establish(goal, premises=(equal, linear, outer, *masses))


def _agreement(phi: Term, combined: Term, among: Term, t: Term, count: int) -> Theorem:
    """At each index the function is the sum of its values there."""
    found: list[Theorem] = []
    goal = op("eq", phi(t), combined(t))
    for m in range(1, count + 1):
        here = op("eq", t, num(m))
        row = unrolled(count, combined(num(m)).args[2])
        at = establish(op("eq", phi(num(m)), combined(num(m))), premises=(row,))
        found.append(rules.discharge(establish(goal, given=(here,), premises=(at,)), here))
    inside = among(t)
    every = establish(goal, given=(inside,), premises=found)
    return rules.generalise(rules.discharge(every, inside), t)
