"""symrelu push --certify."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_certificates_of_a_law_are_written_and_accepted_by_the_kernel_alone(run: Run, run_alone: Run) -> None:
    ran = run("push", "--law", "normal(0,1)", "--layer", "2,-1", "--certify", "--json")
    assert ran.code == 0
    assert sorted(ran.fields) == ["atoms", "certificates", "dim", "left_out", "mass", "parts"]
    files = ran.fields["certificates"]
    assert len(files) == 4 and ran.fields["left_out"] == []
    again = run_alone("replay", "certificates", "--json")
    assert again.code == 0
    rows = again.fields["certificates"]
    assert [row["verdict"] for row in rows] == ["proved"] * 4
    assert all(row["axioms"] == [] for row in rows)
    law = "P(push(lam x:R. relu(2*x - 1), normal(0, 1)), lam x:R. x = 0)"
    assert rows[0]["claim"] == f"|- {law} = 1/2*erf(1/4*sqrt(2)) + 1/2"


def test_without_the_flag_nothing_is_written(run: Run, tmp_path: Path) -> None:
    ran = run("push", "--law", "uniform(0,1)", "--layer", "1,0", "--json")
    assert "certificates" not in ran.fields
    assert not list(tmp_path.iterdir())


def test_text_tells_what_is_left_out(run: Run) -> None:
    ran = run("push", "--law", "gamma_law(5/2, 1)", "--layer", "1,-1", "--certify", "--certificates", "here")
    lines = [line.strip() for line in ran.out.splitlines()]
    assert "certificate: here/push_1.json" in lines
    assert any(line.startswith("not proved: the density") for line in lines)
