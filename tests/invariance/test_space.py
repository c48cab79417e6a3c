from __future__ import annotations

import re
import time

import pytest
import sympy as sp

from symrelu.invariance import decide_invariance
from symrelu.model.network import Network
from symrelu.terms.claim import NotInvariant
from tests.invariance.families_in_space import DEPENDENT_IMAGES, FEW_LINES, MARGINAL_ATOMS, MIXED_COORDINATES


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
