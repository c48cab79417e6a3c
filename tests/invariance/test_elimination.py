"""Relations between moments, against quadrature and by hand; and families that satisfy theirs."""

from __future__ import annotations

import re
import time
from fractions import Fraction

import mpmath
import pytest
import sympy as sp

from symrelu.errors import ProofFailed
from symrelu.invariance import decide_invariance, network_that_breaks
from symrelu.invariance.elimination import _moment_of_image, refute_by_elimination
from symrelu.invariance.hinges import hinge, onto_ray
from symrelu.invariance.moment_relations import Relation
from symrelu.invariance.moment_theorems import moment, moment_theorem
from symrelu.invariance.piecewise_polynomials import Ring, pieces_of
from symrelu.invariance.space_statement import space_statement
from symrelu.laws.base import uniform
from symrelu.laws.vectors import along, points
from symrelu.methods.valuation import value
from symrelu.model.family import Family
from symrelu.model.network import Network
from symrelu.terms.claim import NotInvariant
from symrelu.terms.symbols import reals
from symrelu.terms.term import num, op, var
from tests.invariance.families_in_space import FEW_LINES, NEVER_REFUTED, POSITIONS
from tests.script.families_unlike import HALF_ATOM, PROVED_REGULAR

a, b, c, e = reals("a b c e")
LINES = Family(along(uniform(0, 1), (c, e), (a, b)), (a, c, b, e))
ALGEBRAIC = {
    name: PROVED_REGULAR[name]
    for name in (
        "a half atom on a line",
        "a point of the diagonal",
        "two points above each other",
        "two opposite points",
        "points of the diagonal, s > 0",
    )
} | {
    "uniform laws on lines": LINES,
    "a parabola": Family(points([(a, a**2)]), (a,)),
    "three points in a row": Family(points([(a, b), (a + c, b), (a - c, b)]), (a, b, c)),
}


def eliminated(family, seconds=60):
    return refute_by_elimination(space_statement(family), time.monotonic() + seconds, [])


@pytest.mark.parametrize("name", ALGEBRAIC)
def test_a_relation_between_moments_is_broken(name):
    family = ALGEBRAIC[name]
    theorem, witness = eliminated(family)
    assert theorem.claim == NotInvariant(family, 2).formula
    assert not theorem.hyps and not theorem.axioms
    assert broken(family, witness) == witness.values[0] != 0
    for numbers in ((1, 2, 3, 4), (2, sp.Rational(-1, 3), 5, 1)):
        at = dict(zip(map(str, family.parameters), numbers, strict=False))
        assert relation_at(witness.functional, member_points(family, at), ()) == 0


q, r, s = (sp.Symbol(name, nonnegative=True) for name in "qrs")
BOUNDED = {
    "a number above another": (Family(points([(a, b)]), (a, b), given=(a <= b,)), "-E(y1) + E(y2) >= 0"),
    "the unit interval": (Family(points([(a, b)]), (a, b), given=(a >= 0, a <= 1)), "1 - E(y1) >= 0"),
    "a disc": (
        Family(points([(a, b)]), (a, b), given=(a**2 + b**2 <= 1,)),
        "-E(y1^2) - E(y2^2) + 1 >= 0",
    ),
    "an ordered pair": (Family(points([(q, q + r)]), (q, r)), "-E(y1) + E(y2) >= 0"),
    "never at 0": (Family(points([(a, b)]), (a, b), given=(b > 0,)), "E(y2) > 0"),
}


@pytest.mark.parametrize("name", BOUNDED)
def test_a_condition_on_the_parameters_is_broken(name):
    family, said = BOUNDED[name]
    theorem, witness = eliminated(family)
    assert theorem.claim == NotInvariant(family, 2).formula
    assert not theorem.hyps and not theorem.axioms
    assert witness.reason.startswith(said)
    assert broken(family, witness) == witness.values[0] <= 0


HELD = {
    "the orthant": Family(points([(q, r)]), (q, r)),
    "numbers not below -1": Family(points([(a, b)]), (a, b), given=(a >= -1,)),
    "half a plane that layers reach": Family(points([(a, b)]), (a, b), given=(a + b >= 0,)),
}


@pytest.mark.parametrize("name", HELD)
def test_a_condition_that_images_meet_refutes_nothing(name):
    assert eliminated(HELD[name], seconds=8) is None
    assert decide_invariance(HELD[name]).status == "proved"


def broken(family, witness):
    return relation_at(witness.functional, member_points(family, witness.parameters), witness.layers)


def member_points(family, at):
    """Points with weights that have the moments of the member, or a curve over (0, 1) in four stretches."""
    law = family.law.at({p: at[str(p)] for p in family.parameters})
    source = law.source
    if hasattr(source, "points"):
        exact = [tuple(sp.sympify(str(x)) for x in p) for p in source.points]
        return [(sp.sympify(str(w)), p, p) for w, p in zip(source.weights, exact, strict=True)]
    inner = (lambda t: min(t, sp.Rational(1, 2))) if source.law == HALF_ATOM else (lambda t: t)
    curve = [
        (sp.sympify(str(x)), sp.sympify(str(v))) for x, v in zip(source.start, source.direction, strict=True)
    ]
    found = []
    for k in range(64):
        ends = [inner(sp.Rational(j, 64)) for j in (k, k + 1)]
        found.append((sp.Rational(1, 64), *(tuple(x + v * end for x, v in curve) for end in ends)))
    return found


def relation_at(text, stretches, layers):
    """The polynomial in the moments: exact on stretches that the network does not bend."""
    net = Network(list(layers)) if layers else (lambda p: p)

    def mean(match):
        powers = [0, 0]
        for factor in match.group(1).split():
            i, _, k = factor.partition("^")
            powers[int(i[1:]) - 1] = int(k or 1)
        total = sp.S.Zero
        for weight, first, last in stretches:  # Simpson's rule is exact for polynomials of degree three
            middle = tuple((p + q) / 2 for p, q in zip(first, last, strict=True))
            for share, point in ((1, first), (4, middle), (1, last)):
                x, y = (sp.Rational(str(z)) for z in net(point))
                total += weight * sp.Rational(share, 6) * x ** powers[0] * y ** powers[1]
        return f"({total})"

    return sp.sympify(re.sub(r"E\(([^)]*)\)", mean, text))


def test_the_printed_relation_of_uniform_laws_on_lines():
    """Var x Var y - Cov^2 is 0 on lines, and 1/2304 behind the hinge at 1/2."""
    moments = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
    layers = (onto_ray(2, (1, 0), 0), hinge(2, 1, Fraction(1, 2)))
    stated = space_statement(LINES)
    x, y, xx, xy, yy = (_moment_of_image(stated, (1, 0, 0, 0), layers, m) for m in moments)
    assert (xx - x * x, yy - y * y, xy - x * y) == (Fraction(1, 12), Fraction(5, 192), Fraction(-1, 24))
    assert (xx - x * x) * (yy - y * y) - (xy - x * y) ** 2 == Fraction(1, 2304)


def test_moments_of_a_curve_with_kinks_against_quadrature():
    stated = space_statement(PROVED_REGULAR["a curve of six ramps"])
    numbers = (Fraction(1, 2), Fraction(-1), Fraction(2), Fraction(1, 3))
    law = stated.law_at(tuple(map(num, numbers)))
    ramps = [lambda t, k=k: max(mpmath.mpf(0), t - mpmath.mpf(k) / 6) for k in range(6)]
    with mpmath.workdps(30):
        p, q, r, s = (mpmath.mpf(n.numerator) / n.denominator for n in numbers)
        rows = ((p, q, r, 1, 2, 3), (1, r, q, s, 1, 1))
        for exponents in ((1, 0), (1, 1), (0, 2), (2, 1)):

            def integrand(t, exponents=exponents):
                y = [sum(w * ramp(t) for w, ramp in zip(row, ramps, strict=True)) for row in rows]
                return y[0] ** exponents[0] * y[1] ** exponents[1]

            expected = mpmath.quad(integrand, [mpmath.mpf(k) / 6 for k in range(7)])
            exact = moment(law, exponents, ()).coeff(1)
            found = mpmath.mpf(int(exact.numerator)) / int(exact.denominator)
            assert abs(found - expected) < mpmath.mpf(10) ** -24


@pytest.mark.parametrize("name", ["two opposite points", "a half atom on a line"])
def test_moments_are_theorems(name):
    stated = space_statement(PROVED_REGULAR[name])
    theorem = moment_theorem(stated.law, (1, 1), stated.parameters, stated.domain)
    assert theorem.claim.head == "eq" and theorem.claim.args[0].head == "E" and not theorem.axioms


def test_pieces_are_the_expression():
    x, p = var("x", "R"), var("p", "R")
    kinked = op("clip", 3 * x - 1, num(0), op("max", x, num(Fraction(1, 3))))
    e = p * op("abs", op("relu", x - Fraction(1, 4)) - op("min", x, Fraction(1, 2) - x)) + kinked**2
    found = pieces_of(e, Ring(x, (p,)), (Fraction(0), Fraction(1)))
    over = Ring(x, (p,))
    for k in range(1, 40):
        t = Fraction(k, 40)
        for (low, high), polynomial in zip(
            zip(found.cuts, found.cuts[1:], strict=False), found.polynomials, strict=True
        ):
            if low <= t <= high:
                at = {x: t, p: Fraction(7, 3)}
                assert value(over.term(polynomial), at) == value(e, at)


def test_kinks_that_move_are_refused():
    x, p = var("x", "R"), var("p", "R")
    with pytest.raises(ProofFailed):
        pieces_of(op("relu", x - p), Ring(x, (p,)), (Fraction(0), Fraction(1)))


# ---- what satisfies its relations --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["point masses", "two points, fixed weights", "two points of the orthant"])
def test_free_positions_break_no_relation(name):
    assert eliminated(POSITIONS[name], 4) is None


@pytest.mark.parametrize("name", NEVER_REFUTED)
def test_families_that_contain_all_images_break_no_relation(name):
    try:
        found = eliminated(NEVER_REFUTED[name], 4)
    except ProofFailed:
        return
    assert found is None


def test_a_relation_that_fails_for_members_is_refused():
    """What is no identity in the parameters has no proof, whatever the search proposes."""
    from symrelu.invariance import elimination

    family = ALGEBRAIC["a parabola"]
    wrong = Relation(((1, 0), (0, 1)), (((1, 0), Fraction(1)), ((0, 1), Fraction(-1))))  # E y1 = E y2
    stated, layers = space_statement(family), next(elimination._networks(2))
    numbers = {m: _moment_of_image(stated, (0,), layers, m) for m in wrong.moments}
    with pytest.raises(ProofFailed):
        elimination._refuted(stated, (Fraction(0),), layers, wrong, numbers, time.monotonic() + 20)


def test_the_network_is_handed_out():
    net = network_that_breaks(ALGEBRAIC["two points above each other"])
    places = {net((0, y))[0] for y in (0, 1)}
    assert net.widths[0] == 2 and len(places) == 2  # two points above each other, apart in coordinate 1
    verdict = decide_invariance(ALGEBRAIC["a parabola"])
    assert verdict.status == "refuted" and not verdict.axioms


def test_a_family_with_moving_kinks_is_left_alone():
    with pytest.raises(ProofFailed):
        eliminated(FEW_LINES["curves with two breaks"], 10)
