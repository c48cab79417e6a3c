"""symrelu push."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sympy as sp

from tests.cli.conftest import Run


def test_the_law_in_json(run: Run) -> None:
    ran = run("push", "--law", "normal(0,1)", "--layer", "2,-1", "--json")
    assert ran.code == 0
    assert ran.err == ""
    fields = ran.fields
    assert sorted(fields) == ["atoms", "dim", "mass", "parts"]
    assert fields["dim"] == 1
    assert fields["mass"] == "1"
    (atom,) = fields["atoms"]
    assert atom["at"] == ["0"]
    assert sp.simplify(sp.sympify(atom["mass"]) - (sp.erf(sp.sqrt(2) / 4) / 2 + sp.Rational(1, 2))) == 0
    (part,) = fields["parts"]
    assert part["support"] == ["0", "oo"]
    y = sp.Symbol("y")
    assert abs(sp.sympify(part["density"]).subs(y, 1) - 0.1209853622595717) < 1e-15


def test_json_is_one_object_and_nothing_else(run: Run) -> None:
    ran = run("push", "--law", "uniform(0,1)", "--layer", "1,0", "--json")
    assert len(ran.out.splitlines()) == 1
    assert isinstance(json.loads(ran.out), dict)


def test_layers_are_applied_in_order(run: Run) -> None:
    """Three layers that make clip(2u - 1/2, 1/4, 1)."""
    layers = [part for text in ("2,-3/4", "-1,3/4", "-1,1") for part in ("--layer", text)]
    fields = run("push", "--law", "uniform(0,1)", *layers, "--json").fields
    assert {atom["at"][0]: atom["mass"] for atom in fields["atoms"]} == {"1/4": "3/8", "1": "1/4"}
    assert fields["parts"] == [{"support": ["1/4", "1"], "density": "1/2"}]


def test_text(run: Run) -> None:
    ran = run("push", "--law", "uniform(0,1)", "--layer", "2,-1")
    assert ran.out.splitlines() == [
        "a law on R",
        "  atom at 0 of mass 1/2",
        "  density on (0, 1): 1/2",
        "  total mass 1",
    ]


def test_symbolic_weights_are_split_by_sign(run: Run) -> None:
    ran = run("push", "--law", "normal(mu, sigma)", "--given", "sigma > 0", "--layer", "w,b")
    assert [line for line in ran.out.splitlines() if line.startswith("if ")] == [
        "if w > 0:",
        "if Eq(w, 0):",
        "if w < 0:",
    ]
    one = run("push", "--law", "normal(mu, sigma)", "--given", "sigma > 0, w > 0", "--layer", "w,b", "--json")
    assert len(one.fields["atoms"]) == 1


def test_a_network_from_a_file(run: Run, tmp_path: Path) -> None:
    layers = [
        {"W": [[1], [-1]], "b": ["0", "0"]},
        {"W": [["1", "1"]], "b": ["-1/2"], "activation": "identity"},
    ]
    (tmp_path / "net.json").write_text(json.dumps({"layers": layers}))
    fields = run("push", "--law", "uniform(-1,1)", "--network", "net.json", "--json").fields
    assert fields["parts"] == [{"support": ["-1/2", "1/2"], "density": "1"}]


def test_a_law_on_the_plane(run: Run) -> None:
    ran = run("push", "--law", "uniform_box([(-1,1),(-1,1)])", "--layer", "[[1,2],[2,4]],[0,0]", "--json")
    assert ran.code == 0
    fields = ran.fields
    assert (fields["dim"], fields["mass"]) == (2, "1")
    assert fields["atoms"] == [{"at": ["0", "0"], "mass": "1/2"}]
    assert [part["density"] for part in fields["parts"]] == ["1/4", "3/8 - y1/8"]
    assert fields["parts"][0] == {
        "dim": 1,
        "support": {
            "inequalities": ["2*y1 - y2 == 0", "y1 > 0", "y1 < 1"],
            "vertices": [["0", "0"], ["1", "2"]],
        },
        "chart": {"base": ["0", "0"], "basis": [["1", "2"]], "coordinates": ["y1"]},
        "density": "1/4",
        "mass": "1/4",
    }


def test_a_law_on_the_plane_as_text(run: Run) -> None:
    ran = run("push", "--law", "uniform(-1,1)", "--dim", "2", "--layer", "[[1,0],[0,1]],[0,0]")
    assert ran.out.splitlines() == [
        "a law on R^2",
        "  atom at (0, 0) of mass 1/4",
        "  density on {y2 == 0, y1 > 0, y1 < 1}: 1/4, of mass 1/4",
        "  density on {y1 == 0, y2 > 0, y2 < 1}: 1/4, of mass 1/4",
        "  density on {y1 < 1, y2 < 1, y1 > 0, y2 > 0}: 1/4, of mass 1/4",
        "  total mass 1",
    ]


def test_a_network_between_spaces_of_several_dimensions(run: Run, tmp_path: Path) -> None:
    layers = [{"W": [[1, 1], [1, -1]], "b": [0, 0]}, {"W": [[1, 1]], "b": [0], "activation": "identity"}]
    (tmp_path / "net.json").write_text(json.dumps({"layers": layers}))
    fields = run("push", "--law", "uniform(-1,1)", "--dim", "2", "--network", "net.json", "--json").fields
    assert fields["dim"] == 1
    assert fields["mass"] == "1"
    split = run("push", "--law", "uniform(0,1)", "--layer", "[[1],[-1]],[0,1/2]", "--json").fields
    assert split["dim"] == 2


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--law", "norml(0,1)", "--layer", "1,0"], "Try: normal"),
        (["--law", "normal(0,-1)", "--layer", "1,0"], "a positive number"),
        (["--law", "normal(0,0.1)", "--layer", "1,0"], "write 1/10"),
        (["--law", "uniform(1,0)", "--layer", "1,0"], "a < b"),
        (["--law", "discrete({0: 1/2})", "--layer", "1,0"], "masses that sum to 1/2"),
        (["--law", "density_law(-y, y, (0,1))", "--layer", "1,0"], "density"),
        (["--law", "density_law(y, y, (0,1))", "--layer", "1,0"], "density"),
        (["--law", "normal(0,1)", "--layer", "1"], "1 value"),
        (["--law", "normal(0,1)", "--layer", "1,0,clip(1,0)"], "lo <= hi"),
        (["--law", "normal(0,1)", "--layer", "[[1,2]],[0]"], "R"),
        (["--law", "normal(0,1)"], "either --layer or --network"),
        (["--law", "normal(0,1)", "--layer", "1,0", "--network", "n.json"], "either --layer or --network"),
        (["--law", "normal(0,1)", "--network", "nothing.json"], "no such file"),
        (["--law", '__import__("os").getcwd()', "--layer", "1,0"], "law: found"),
        (["--law", "(lambda: 1)()", "--layer", "1,0"], "law: found"),
        (["--layer", "1,0"], "--law"),
        (["--law", "points([(0,1)])", "--layer", "1,0"], "a map from R^1"),
        (["--law", "points([(0,1)])", "--dim", "3", "--layer", "[[1,2,3]],[0]"], "--dim 2"),
        (["--law", "normal(0,1)", "--dim", "0", "--layer", "1,0"], "--dim"),
        (["--law", "uniform_box([(0,a),(0,1)])", "--layer", "[[1,0],[0,1]],[0,0]"], "the free symbols a"),
        (["--law", "uniform(0,1)", "--dim", "2", "--layer", "[[1,1]],[0]", "--certify"], "a law on R"),
        (["--law", "normal(0,1)", "--layer", "1,0", "--seconds", "zero"], "--seconds"),
        (["--law", "normal(0,1)", "--layer", "1,0", "--secnds", "1"], "--secnds"),
    ],
)
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_bad_input_is_one_message_and_exit_64(
    run: Run, arguments: list[str], as_json: list[str], part: str
) -> None:
    ran = run("push", *arguments, *as_json)
    assert ran.code == 64
    assert ran.out == ""
    assert part in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.startswith("symrelu: ")
    assert len(ran.err.splitlines()) <= 3
