"""Slabs with mass: what the theorem module proves, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from symrelu import And, Implies, SupportAtLeast, check, library, prove
from symrelu.errors import SymreluError
from symrelu.script.library import load_module


@pytest.fixture(scope="module")
def proved(proofs_are_kept: Path):
    return {line.name: line for line in check(library("slabs"), folder=proofs_are_kept)}


@pytest.fixture(scope="module")
def script(root: Path):
    return load_module((root / "theorems" / "macdonald_waldchen" / "slabs.py").resolve())


def refused(proved, proposition, claim):
    known = {used: proved[f"{used.module}.{used.name}"].result for used in proposition.uses}
    try:
        prove(replace(proposition, claim=claim), known)
    except SymreluError:
        return True
    return False


def test_all_are_proved(proved):
    assert {line.name for line in proved.values() if line.verdict != "proved"} == set()
    assert proved["slabs.slabs_hold_points"].axioms == ()
    assert proved["slabs.slabs_need_parameters"].axioms == ("cited: lipschitz_null",)


@pytest.mark.parametrize("name", ["point_of_slab", "slabs_hold_points"])
def test_every_condition_is_needed(proved, script, name):
    proposition = getattr(script, name)
    parts = proposition.claim.condition.parts
    assert not refused(proved, proposition, proposition.claim)
    for k in range(len(parts)):
        weaker = Implies(And(*parts[:k], *parts[k + 1 :]), proposition.claim.conclusion)
        assert refused(proved, proposition, weaker), parts[k]


def test_one_point_more_than_slabs_is_not_proved(proved, script):
    claim = script.slabs_hold_points.claim
    more = SupportAtLeast(script.mu, script.N + 1, script.d)
    assert refused(proved, script.slabs_hold_points, Implies(claim.condition, more))


def test_one_parameter_less_is_not_proved(proved, script):
    claim = script.slabs_need_parameters.claim
    too_much = Implies(claim.condition, script.N * script.d + 1 <= script.n)
    assert refused(proved, script.slabs_need_parameters, too_much)
