"""The verdict of the impossibility theorem on given families: what it says, and what it must not say."""

from __future__ import annotations

import time

import pytest

from symrelu import decide_invariance, library
from symrelu.errors import InputError, ProofFailed
from symrelu.invariance.hinge_certificate import DECLARED
from symrelu.invariance.local_lipschitz import prove_locally_lipschitz
from symrelu.invariance.slabs import slabs_with_mass
from symrelu.invariance.space_statement import space_statement
from symrelu.io.certificate import write_certificate
from symrelu.kernel.certificate import load
from symrelu.laws.base import normal
from symrelu.laws.vectors import along, points
from symrelu.model.family import Family
from symrelu.script import parameter_count
from symrelu.script.parameter_count import PROVED, refute_by_count
from symrelu.terms.claim import LocallyLipschitz, NotInvariant
from tests.invariance.families_in_space import FEW_LINES, NEVER_REFUTED, POSITIONS
from tests.script.families_unlike import NOT_LIPSCHITZ, PROVED_REGULAR, a, b, c, e, s


def later(seconds=900):
    return time.monotonic() + seconds


@pytest.mark.parametrize("name", PROVED_REGULAR)
def test_a_family_that_no_separator_refutes(name):
    family = PROVED_REGULAR[name]
    theorem, witness = refute_by_count(family, later())
    assert theorem.claim == NotInvariant(family, 2).formula
    assert not theorem.hyps and {axiom.name for axiom in theorem.axioms} == {"lipschitz_null"}
    assert witness.regularity == PROVED and PROVED in witness.reason
    assert f"this one has {len(family.parameters)}" in witness.reason


def test_the_public_verdict_says_what_it_rests_on(tmp_path):
    family = PROVED_REGULAR["a bent square"]
    verdict = decide_invariance(family)
    assert verdict.status == "refuted"
    assert "at least 4 parameters" in verdict.reason and "this one has 3" in verdict.reason
    assert repr(verdict).endswith("[rests on cited lipschitz_null]")
    file = tmp_path / "verdict.json"
    write_certificate("not invariant", verdict.theorem, file)
    replayed = load(file.read_text(encoding="utf-8"))
    assert replayed.formula == NotInvariant(family, 2).formula and not replayed.given


def test_what_is_declared_stays_a_hypothesis(tmp_path):
    theorem, witness = refute_by_count(NOT_LIPSCHITZ, later(), True)
    regular = LocallyLipschitz(NOT_LIPSCHITZ, d=2).formula
    assert theorem.hyps == {regular} and theorem.claim == NotInvariant(NOT_LIPSCHITZ, 2).formula
    assert witness.regularity == DECLARED and DECLARED in witness.reason
    file = tmp_path / "verdict.json"
    write_certificate("not invariant", theorem, file)
    assert load(file.read_text(encoding="utf-8")).given == (regular,)


def test_without_proof_or_declaration_nothing_is_refuted():
    with pytest.raises(ProofFailed, match="LocallyLipschitz"):
        refute_by_count(NOT_LIPSCHITZ, later())


def test_what_is_proved_needs_no_declaration():
    family = PROVED_REGULAR["a point of the diagonal"]
    theorem, witness = refute_by_count(family, later(), True)
    assert not theorem.hyps and witness.regularity == PROVED


def test_the_bent_members_lead_out_for_almost_all_strengths():
    _, witness = refute_by_count(PROVED_REGULAR["a curve of six ramps"], later())
    assert len(witness.layers) == 6
    assert [f"kappa{k}" in repr(layer) for k, layer in enumerate(witness.layers)] == [False] + [True] * 5
    _, finite = refute_by_count(PROVED_REGULAR["two opposite points"], later())
    assert finite.layers == ()


# ---- what must not be refuted ------------------------------------------------------------------------


@pytest.mark.parametrize("name", POSITIONS)
def test_points_with_positions_of_their_own_are_not_too_many(name):
    with pytest.raises(ProofFailed, match="support points"):
        refute_by_count(POSITIONS[name], later(), True)


@pytest.mark.parametrize("name", NEVER_REFUTED)
def test_families_that_contain_all_images_are_not_refuted(name):
    with pytest.raises(ProofFailed):
        refute_by_count(NEVER_REFUTED[name], later(), True)


def test_as_many_parameters_as_the_points_have_coordinates_are_enough():
    """N d = n is the sharp bound: one support point more is needed, not one less."""
    family = Family(points([(a, b), (c, e)]), (a, b, c, e))
    stated = space_statement(family)
    law = stated.law_at(tuple(map(parameter_count.num, (1, 2, 3, 4))))
    assert len(slabs_with_mass(law, 2, 2, later()).each) == 2
    with pytest.raises(ProofFailed):
        slabs_with_mass(law, 2, 3, later())
    with pytest.raises(ProofFailed, match="3 support points"):
        refute_by_count(family, later(), True)


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_slabs_do_not_contradict(monkeypatch, count):
    """The theorem itself refuses: N d <= n is no contradiction."""
    family = FEW_LINES["clips on lines"]  # eight parameters, so that five points are needed
    found = parameter_count._reading

    def fewer(over, deadline):
        reading = found(over, deadline)
        slabs = parameter_count.Slabs(reading.slabs.coordinate, reading.slabs.each[:count])
        return parameter_count._Reading(reading.member, slabs)

    monkeypatch.setattr(parameter_count, "_reading", fewer)
    with pytest.raises(ProofFailed):
        refute_by_count(family, later(), True)


def test_slabs_that_touch_are_refused(monkeypatch):
    found = parameter_count._reading

    def twice(over, deadline):
        reading = found(over, deadline)
        slabs = parameter_count.Slabs(reading.slabs.coordinate, (reading.slabs.each[0],) * 2)
        return parameter_count._Reading(reading.member, slabs)

    monkeypatch.setattr(parameter_count, "_reading", twice)
    with pytest.raises(ProofFailed):
        refute_by_count(PROVED_REGULAR["two opposite points"], later())


def test_families_on_the_line_are_not_spoken_of():
    family = Family(normal(a, s), (a, s))
    with pytest.raises(InputError, match="R\\^d"):
        refute_by_count(family, later(), True)


def test_only_a_truth_value_declares_the_regularity():
    with pytest.raises(InputError, match="locally_lipschitz"):
        decide_invariance(NOT_LIPSCHITZ, locally_lipschitz="yes")


# ---- what is not locally Lipschitz -------------------------------------------------------------------


def test_shrinking_normal_laws_are_not_proved_regular():
    for family in (NOT_LIPSCHITZ, Family(along(normal(0, 1), (a, b), (c, e)), (a, b, c, e))):
        with pytest.raises(ProofFailed):
            prove_locally_lipschitz(space_statement(family))


def test_moved_normal_laws_are_proved_regular():
    family = Family(along(normal(0, 1), (a, b), (1, 2)), (a, b))
    theorem = prove_locally_lipschitz(space_statement(family))
    assert theorem.claim == LocallyLipschitz(family, d=2).formula and not theorem.hyps


def test_the_theorems_that_are_used_are_shipped():
    for name in (parameter_count.SLABS, parameter_count.DIMENSION):
        assert library(name)[-1].name == name.partition(".")[2]
