from __future__ import annotations

import time

import pytest

from symrelu.invariance import decide_invariance
from symrelu.terms.claim import NotInvariant
from tests.invariance.families_in_space import DEPENDENT_IMAGES, MARGINAL_ATOMS, MIXED_COORDINATES


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
