from __future__ import annotations

import math
import random
import re
import time

import pytest
import sympy as sp

from symrelu.errors import ProofFailed
from symrelu.invariance import decide_invariance, network_that_breaks
from symrelu.laws.base import exponential, normal, uniform
from symrelu.laws.vectors import points, product
from symrelu.model.family import Family
from symrelu.model.network import Layer, Network
from symrelu.model.vector_term import general_root
from symrelu.terms.claim import Invariant, NotInvariant
from symrelu.terms.symbols import reals
from tests.invariance.families_in_space import (
    DEPENDENT_IMAGES,
    ELLIPSOIDS,
    FAR_FROM_ZERO,
    FEW_LINES,
    MARGINAL_ATOMS,
    MIXED_COORDINATES,
    NEVER_REFUTED,
    POSITIONS,
)

a, b, c, e = reals("a b c e")


def check_refuted(family, seconds=5):
    started = time.process_time()
    verdict = decide_invariance(family)
    elapsed = time.process_time() - started
    assert verdict.status == "refuted", verdict
    assert elapsed < 2 * seconds  # the first call also fills caches
    assert verdict.theorem.claim == NotInvariant(family, family.law.dim).formula
    assert not verdict.theorem.hyps and not verdict.axioms
    return verdict


@pytest.mark.parametrize("name", MARGINAL_ATOMS)
def test_an_atom_of_a_coordinate_refutes(name):
    verdict = check_refuted(MARGINAL_ATOMS[name])
    assert all(layer.widths == (MARGINAL_ATOMS[name].law.dim,) * 2 for layer in verdict.witness.layers)


@pytest.mark.parametrize("name", MIXED_COORDINATES)
def test_an_atom_of_a_coordinate_that_mixes_numbers_refutes(name):
    check_refuted(MIXED_COORDINATES[name])


@pytest.mark.parametrize("name", DEPENDENT_IMAGES)
def test_a_copied_coordinate_refutes_independence(name):
    verdict = check_refuted(DEPENDENT_IMAGES[name])
    assert "independent" in verdict.witness.reason


@pytest.mark.parametrize("name", FEW_LINES)
def test_hinges_bend_a_member_through_more_places_than_lines_meet(name):
    verdict = check_refuted(FEW_LINES[name])
    assert "no three lie on a line" in verdict.witness.reason
    check_bends(FEW_LINES[name], verdict.witness)


@pytest.mark.parametrize("name", ELLIPSOIDS)
def test_the_shadow_of_an_ellipsoid_refutes(name):
    assert check_refuted(ELLIPSOIDS[name]).witness.values == (sp.Rational(1, 2),)


def test_normal_numbers_over_their_length_are_uniform_on_the_ball():
    """The statement of the ball: P(|X| <= r) = r^2 in the plane, and half of it lies on each side."""
    generator = random.Random(11)
    drawn = []
    for _ in range(20000):
        z = [generator.gauss(0, 1) for _ in range(4)]
        length = sum(x * x for x in z) ** 0.5
        drawn.append((z[0] / length, z[1] / length))
    for r in (0.3, 0.6, 0.9):
        assert abs(sum(x * x + y * y <= r * r for x, y in drawn) / 20000 - r * r) < 0.015
    assert abs(sum(x > 0 and y > 0 for x, y in drawn) / 20000 - 0.25) < 0.015


@pytest.mark.parametrize("name", POSITIONS)
def test_free_positions_are_proved_invariant(name):
    family = POSITIONS[name]
    verdict = decide_invariance(family)
    assert verdict.status == "proved", verdict
    assert verdict.theorem.claim == Invariant(family, family.law.dim).formula
    assert not verdict.theorem.hyps and not verdict.axioms
    check_parameter_map(family, verdict.parameter_map)
    with pytest.raises(ProofFailed, match="invariant"):
        network_that_breaks(family)


def check_parameter_map(family, found):
    """At random numbers the mapped parameters are the positions behind the layer."""
    generator, d = random.Random(5), family.law.dim

    def draw():
        return sp.Rational(generator.randint(-9, 9), generator.randint(1, 5))

    rows, bias = [[draw() for _ in range(d)] for _ in range(d)], [draw() for _ in range(d)]
    values = {p: abs(draw()) for p in family.parameters}
    weights = {sp.Symbol(f"w{i + 1}{j + 1}", real=True): rows[i][j] for i in range(d) for j in range(d)}
    weights |= {sp.Symbol(f"b{i + 1}", real=True): bias[i] for i in range(d)}
    layer = Layer(rows, bias)
    for point in family.law.source.points:
        image = layer(tuple(values[x] for x in point))
        mapped = tuple(found[x].subs({**values, **weights}, simultaneous=True).doit() for x in point)
        assert tuple(number(m) for m in mapped) == image


def number(value):
    return value.replace(lambda e: hasattr(e, "value"), lambda e: e.value())


def test_a_relabelled_family_is_not_refuted():
    """It is invariant, since the two points may change places; no proof is found."""
    ordered = Family(points([(a, b), (c, e)]), (a, b, c, e), (a <= c,))
    assert decide_invariance(ordered).status == "unknown"


@pytest.mark.parametrize("name", ["diagonal gaussian", "independent exponential"])
def test_a_network_breaks_a_refuted_family(name):
    family = MARGINAL_ATOMS[name]
    net = network_that_breaks(family)
    verdict = decide_invariance(family)
    law = family.law.at({p: verdict.witness.parameters[str(p)] for p in family.parameters})
    zeros = sum(net(tuple(map(sp.Rational, point)))[0] == 0 for point in law.sample(200, seed=3))
    assert 0 < zeros < 200


def check_bends(family, witness):
    """Points of the member, sent through the layers, lie in the places; no three of them on a line."""
    net = Network(list(witness.layers))
    law = family.law.at({p: witness.parameters[str(p)] for p in family.parameters})
    drawn = [net(tuple(map(sp.Rational, point))) for point in law.sample(200, seed=1)]
    met = set()
    for text in witness.functional.split("0 < P(")[1:]:
        low, high, height = re.match(r"(\S+) <= y1 <= (\S+), y2 = (.*)\)", text.rstrip(", ")).groups()
        line = sp.sympify(height)
        met |= {
            p
            for p in drawn
            if sp.Rational(low) <= p[0] <= sp.Rational(high)
            and abs(p[1] - line.subs(sp.Symbol("y1"), p[0])) == 0
        }
    assert met


@pytest.mark.parametrize("name", NEVER_REFUTED)
def test_invariant_and_empty_families_are_never_refuted(name):
    """The first six contain every image of their members; the last has none."""
    assert decide_invariance(NEVER_REFUTED[name]).status != "refuted"


@pytest.mark.parametrize("name", FAR_FROM_ZERO)
def test_members_far_from_zero_are_found(name):
    check_refuted(FAR_FROM_ZERO[name])


def test_products_of_several_kinds_have_no_statement():
    family = Family(product(exponential(a), uniform(0, b)), (a, b))
    verdict = decide_invariance(family)
    assert verdict.status == "unknown" and "one kind" in repr(verdict)


@pytest.mark.parametrize("numbers", [(1, 0, 4), (0, 0, 9), (4, 6, 9), (0, 0, 0), (4, -2, 5)])
def test_a_covariance_is_stated_by_roots_that_are_right_where_it_is_singular(numbers):
    """Where a pivot is 0 its column is 0, whatever number 1/0 is: here 7."""
    symbols = reals("x y w")
    x, y, w = symbols
    root = general_root(normal([0, 0], [[x, y], [y, w]]).source.covariance)
    point = dict(zip(map(str, symbols), map(float, numbers), strict=True))
    found = [[evaluated(entry, point) for entry in row] for row in root]
    for i, j in ((0, 0), (0, 1), (1, 1)):
        assert abs(sum(found[i][k] * found[j][k] for k in range(2)) - numbers[i + j]) < 1e-12


def evaluated(term, point):
    inner = [evaluated(arg, point) for arg in term.args]
    match term.head:
        case "num":
            return float(term.data)
        case "var":
            return point[term.data]
        case "sqrt":
            return inner[0] ** 0.5
        case "inv":
            return 1 / inner[0] if inner[0] else 7.0
        case "+":
            return sum(inner)
        case "*":
            return math.prod(inner)
    raise AssertionError(term)


def test_an_image_that_is_a_point_mass_is_not_excused_by_members_that_are():
    family = Family(normal([0, 0], [[a, b], [b, c]]), (a, b, c), given=(sp.Eq(a * c, b**2), sp.Eq(a, 0)))
    verdict = check_refuted(family)
    assert verdict.witness.values == (1,) and verdict.reason.endswith("no member is the mass at this point")
