"""symrelu check, show, report, graph, on a small library and on the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

MODULE = '''"""Two small facts."""

from symrelu import Equal, Fails, have, linear, positive, reals, refute, relu, split, theorem

t = reals("t")
lam = positive("lambda")


@theorem("Positive homogeneity", Equal(relu(lam * t), lam * relu(t)), source="Neyshabur 2015, Section 2")
def homogeneity(claim):
    on = have(claim, "Both sides are the argument.", given=[t >= 0])
    off = have(claim, "Both sides vanish.", given=[t < 0])
    return split(on, off)


@theorem("A sign flip is no symmetry", Fails(Equal(relu(-t), relu(t))), uses=[homogeneity])
def sign_flip(claim, _):
    return refute(claim, "The left side is 0, the right side is 1.", at={t: 1})
'''


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "lemmas"
    folder.mkdir()
    (folder / "symmetries.py").write_text(MODULE)
    return folder


def test_check(run: Run, library: Path, tmp_path: Path) -> None:
    ran = run("check", "lemmas", "--json")
    assert ran.code == 0, ran.err + ran.out
    rows = ran.fields["theorems"]
    assert [row["name"] for row in rows] == ["symmetries.homogeneity", "symmetries.sign_flip"]
    assert {"name", "title", "paper", "verdict", "axioms", "steps", "seconds"} <= set(rows[0])
    assert all(row["verdict"] == "proved" and row["axioms"] == [] for row in rows)
    assert len(list((tmp_path / "reports" / "certificates").glob("*.json"))) == 2
    assert run("replay", "reports/certificates").code == 0


def test_a_module_whose_claim_is_false_fails_alone(run: Run, library: Path) -> None:
    broken = MODULE.replace("lam * relu(t))", "relu(t))")
    (library / "symmetries.py").write_text(broken)
    ran = run("check", "lemmas")
    assert ran.code in {1, 2}
    assert "0 of 2 proved" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_file_that_is_no_module_is_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("this is no Python")
    ran = run("check", "broken.py")
    assert ran.code == 64
    assert "broken.py" in ran.err


def test_show(run: Run, library: Path) -> None:
    ran = run("show", "lemmas/symmetries.py")
    assert ran.code == 0
    assert "symmetries.homogeneity: Positive homogeneity" in ran.out
    assert "Both sides vanish." in ran.out
    assert "Neyshabur 2015" in ran.out
    kernel = run("show", "lemmas/symmetries.py", "--kernel", "--json")
    assert all(row["derivation"] for row in kernel.fields["theorems"])


def test_graph(run: Run, library: Path) -> None:
    assert run("graph", "lemmas").out.splitlines() == [
        "symmetries.homogeneity <- (nothing)",
        "symmetries.sign_flip <- symmetries.homogeneity",
    ]
    rows = run("graph", "lemmas", "--json").fields["theorems"]
    assert rows[1] == {"name": "symmetries.sign_flip", "uses": ["symmetries.homogeneity"]}


def test_report(run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    ran = run("report", "lemmas", "-o", "out", "--style", "article", "--style", "html", "--json")
    assert ran.code == 0, ran.err
    written = [Path(file) for file in ran.fields["written"]]
    assert {"article.tex", "index.html"} <= {file.name for file in written}
    assert all((tmp_path / file).stat().st_size > 0 for file in written)
    (note,) = ran.fields["notes"]
    assert "texlive" in note
    assert "latexmk" in note


def test_the_shipped_modules_have_names(run: Run) -> None:
    ran = run("graph", "width_one", "--json")
    assert ran.code == 0
    assert any(row["name"].startswith("width_one.") for row in ran.fields["theorems"])


def test_a_script_that_raises_is_one_failed_line(tmp_path: Path, run: Run) -> None:
    module = tmp_path / "crash.py"
    module.write_text(
        "from symrelu import Equal, have, reals, theorem\nx = reals('x')\n\n"
        "@theorem('Crash', Equal(x, x))\ndef crash(claim):\n    return 1 / 0\n\n"
        "@theorem('Fine', Equal(x, x))\ndef fine(claim):\n    return have(claim)\n",
        encoding="utf-8",
    )
    done = run("check", str(module), "--certificates", str(tmp_path / "kept"))
    assert done.code == 2
    assert "the script raised ZeroDivisionError: division by zero" in done.out
    assert "1 of 2 proved" in done.out


def test_a_folder_without_propositions_is_refused(tmp_path: Path, run: Run) -> None:
    done = run("check", str(tmp_path))
    assert (done.code, done.out) == (64, "")
    assert "Python files with propositions" in done.err


def test_a_folder_that_cannot_be_made_is_refused(run: Run) -> None:
    for arguments in (
        ("check", "clips.nested_clips", "--certificates"),
        ("report", "clips.nested_clips", "-o"),
    ):
        done = run(*arguments, "/dev/null/x")
        assert (done.code, done.out) == (64, "")
        assert "a folder that can be written" in done.err


def test_a_proof_that_takes_too_long_is_one_line(tmp_path: Path, run: Run) -> None:
    module = tmp_path / "endless.py"
    module.write_text(
        "from symrelu import Equal, have, reals, theorem\nx = reals('x')\n\n"
        "@theorem('Endless', Equal(x, x))\ndef endless(claim):\n    while True:\n        pass\n\n"
        "@theorem('Fine', Equal(x, x))\ndef fine(claim):\n    return have(claim)\n",
        encoding="utf-8",
    )
    ran = run("check", str(module), "--seconds", "0.5", "--json")
    assert ran.code == 2
    assert [row["verdict"] for row in ran.fields["theorems"]] == ["unknown", "proved"]
    assert "0.5 s" in run("check", str(module), "--seconds", "0.5").out


def test_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.out) == (0, "symrelu 0.1.0\n")
