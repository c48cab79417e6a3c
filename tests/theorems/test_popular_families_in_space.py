"""Popular families on the plane: proved afresh, without axioms; a proof serves its own family only."""

from __future__ import annotations

from pathlib import Path

import pytest

from symrelu.errors import SymreluError
from symrelu.invariance import decide_invariance
from symrelu.laws.vectors import points
from symrelu.model.family import Family
from symrelu.script.library import check, library, load_module
from symrelu.script.steps import have
from symrelu.terms.claim import NotInvariant
from symrelu.terms.symbols import reals

MODULE = "popular_families_in_space"


@pytest.fixture(scope="module")
def path(root: Path) -> Path:
    return root / "theorems" / "macdonald_waldchen" / f"{MODULE}.py"


def test_all_are_proved_without_axioms(path: Path, tmp_path: Path) -> None:
    lines = tuple(check(library(path), fresh=True, folder=tmp_path))
    assert {line.name: line.reason for line in lines if line.verdict != "proved"} == {}
    assert not any(line.axioms for line in lines) and len(lines) >= 8


def test_a_proof_for_one_family_is_none_for_another(path: Path) -> None:
    module = load_module(path.resolve())
    theorem = decide_invariance(module.BOXES).theorem
    a, b = reals("a b")
    invariant = Family(points([(a, b)]), (a, b))
    for family in (module.EXPONENTIAL, module.LAPLACE, invariant):
        with pytest.raises(SymreluError):
            have(NotInvariant(family, 2), "the theorem on boxes", by=theorem)
