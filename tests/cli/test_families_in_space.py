"""symrelu invariant on R^d: relations between moments, the impossibility theorem, and what is declared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FIELDS = ["axioms", "certificate", "parameter_map", "reason", "verdict", "witness"]
GROWING = "points([(exp(a), exp(a))])"

pytestmark = pytest.mark.usefixtures("proofs_are_kept")


def test_a_relation_between_moments(run: Run) -> None:
    ran = run("invariant", "--family", "points([(a, a)])", "--dim", "2", "--json")
    assert (ran.code, sorted(ran.fields), ran.fields["axioms"]) == (1, FIELDS, [])
    assert ran.fields["witness"]["functional"] == "-E(y1) + E(y2)"
    assert "regularity" not in ran.fields["witness"] and ran.fields["witness"]["layers"]


def test_what_is_declared_is_shown_and_stays_a_hypothesis(run: Run) -> None:
    asked = ("invariant", "--family", GROWING, "--dim", "2", "--locally-lipschitz")
    ran = run(*asked, "--seconds", "300", "--certificate", "c.json", "--json")
    assert (ran.code, sorted(ran.fields)) == (1, FIELDS)
    assert ran.fields["axioms"] == ["cited: lipschitz_null"]
    assert ran.fields["witness"]["regularity"] == "declared locally Lipschitz"
    assert ran.fields["witness"]["regularity"] in ran.fields["reason"]
    again = run("replay", "c.json")
    assert again.code == 0 and "dPd(2," in again.out.partition("|-")[0]
    spoken = run(*asked, "--seconds", "300").out
    assert "regularity: declared locally Lipschitz" in spoken and "rests on cited lipschitz_null" in spoken


def test_without_the_declaration_it_is_unknown(run: Run) -> None:
    ran = run("invariant", "--family", GROWING, "--dim", "2", "--json")
    assert ran.code == 2 and "locally_lipschitz=True" in ran.fields["reason"]


def test_the_declaration_goes_with_a_family(run: Run, tmp_path: Path) -> None:
    ran = run(
        "invariant", "--example", "space-filling", "--theta", "1", "--layer", "1,1", "--locally-lipschitz"
    )
    assert ran.code == 64 and "--example" in ran.err
