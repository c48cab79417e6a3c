"""symrelu regions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp

from tests.cli.conftest import Run

LAYERS = [
    {"W": [[1, 2], ["1/2", -1], [1, 0]], "b": [0, 0, "-1/3"]},
    {"W": [[1, -1, 1]], "b": [0], "activation": "identity"},
]


@pytest.fixture
def net(tmp_path: Path) -> str:
    (tmp_path / "net.json").write_text(json.dumps({"layers": LAYERS}))
    return "net.json"


def value(fields: Any, x: Any, y: Any) -> Any:
    """The value that the cells give at a point, which lies in one of them."""
    holders = [
        cell
        for cell in fields["cells"]
        if all(sp.sympify(row.replace("==", "-")).subs({"x1": x, "x2": y}) for row in cell["inequalities"])
    ]
    assert len(holders) == 1
    ((a, b),) = holders[0]["map"]["matrix"]
    return sp.Rational(a) * x + sp.Rational(b) * y + sp.Rational(holders[0]["map"]["offset"][0])


def test_the_regions_in_json(run: Run, net: str) -> None:
    ran = run("regions", net, "--domain", "[(-1,1), (-1,1)]", "--json")
    assert (ran.code, ran.err) == (0, "")
    fields = ran.fields
    assert sorted(fields) == ["cells", "complete", "regions"]
    assert (fields["regions"], fields["complete"]) == (7, True)
    assert all(
        sorted(cell) == ["inequalities", "interior_point", "map", "pattern"] for cell in fields["cells"]
    )
    for x, y in [(0, 0), (1, 1), (sp.Rational(1, 3), -1), (-1, sp.Rational(1, 2))]:
        hidden = [max(x + 2 * y, 0), max(sp.Rational(x) / 2 - y, 0), max(x - sp.Rational(1, 3), 0)]
        assert value(fields, x, y) == hidden[0] - hidden[1] + hidden[2]


@pytest.mark.parametrize(
    ("domain", "count"),
    [
        ([], 7),
        (["--domain", "-1,1"], 7),
        (["--domain", "(1,2),(0,1/3)"], 1),
        (["--domain", "[(0,oo),(-oo,oo)]"], 6),
        (["--domain", "x1 == 1"], 3),
        (["--domain", "0 < x1 < 1/4, x2 >= 0"], 2),
        (["--domain", "x1 < 0, x1 >= 0"], 0),
    ],
)
def test_domains(run: Run, net: str, domain: list[str], count: int) -> None:
    assert run("regions", net, *domain, "--json").fields["regions"] == count


def test_text(run: Run, net: str) -> None:
    ran = run("regions", net, "--domain", "(1,2),(0,1/3)")
    assert ran.out.splitlines() == [
        "Network(widths 2-3-1): 1 linear region",
        "  1. [111 0] x1 <= 2, -x1 <= -1, 3*x2 <= 1, -x2 <= 0",
        "       x -> (3*x1/2 + 3*x2 - 1/3)",
    ]


def test_a_limit_ends_with_what_was_found(run: Run, net: str) -> None:
    ran = run("regions", net, "--limit", "3", "--json")
    assert ran.code == 2
    assert (ran.fields["regions"], ran.fields["complete"], len(ran.fields["cells"])) == (3, False, 3)
    text = run("regions", net, "--limit", "0")
    assert text.code == 2
    assert "at least 0 linear regions" in text.out and "0 were found" in text.out
    assert run("regions", net, "--limit", "7").code == 0


def test_time_ends_with_what_was_found(run: Run, tmp_path: Path) -> None:
    generator = np.random.default_rng(1)
    weights = generator.integers(-99, 99, size=(60, 5)).tolist()
    bias = generator.integers(-99, 99, size=60).tolist()
    (tmp_path / "wide.json").write_text(json.dumps({"layers": [{"W": weights, "b": bias}]}))
    ran = run("regions", "wide.json", "--domain=-1,1", "--seconds", "0.5", "--limit", "1000000", "--json")
    assert ran.code == 2
    assert ran.fields["complete"] is False
    assert ran.fields["regions"] > 0


@pytest.mark.parametrize(
    ("suffix", "domain"), [("png", ""), ("svg", "0,1"), ("pdf", "x1 == 1"), ("svg", "1 < x1 < 0")]
)
def test_pictures(run: Run, net: str, tmp_path: Path, suffix: str, domain: str) -> None:
    name = f"cells.{suffix}"
    where = ["--domain", domain] if domain else []
    ran = run("regions", net, *where, "-o", name, "--json")
    assert (ran.code, ran.fields["picture"]) == (0, name)
    first = (tmp_path / name).read_bytes()
    assert len(first) > 1000
    run("regions", net, *where, "-o", name)
    assert (tmp_path / name).read_bytes() == first


def test_onnx_and_safetensors(run: Run, tmp_path: Path) -> None:
    numpy_file = pytest.importorskip("safetensors.numpy")
    tensors = {"0.weight": np.eye(2, dtype=np.float32), "1.weight": np.ones((1, 2), dtype=np.float32)}
    numpy_file.save_file(tensors, tmp_path / "net.safetensors")
    assert run("regions", "net.safetensors", "--json").fields["regions"] == 4
    onnx = pytest.importorskip("onnx")
    helper = onnx.helper
    ends = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, 2]) for name in "xy"]
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g", ends[:1], ends[1:])
    onnx.save(helper.make_model(graph), tmp_path / "net.onnx")
    assert run("regions", "net.onnx", "--json").fields["regions"] == 4


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nothing.json"], "no such file"),
        (["net.json", "--domain", "[(0,1)]"], "1 interval"),
        (["net.json", "--domain", "0.5,1"], "write 1/2"),
        (["net.json", "--domain", "1,0"], "lo <= hi"),
        (["net.json", "--domain", "0,sqrt(2)"], "a rational number"),
        (["net.json", "--domain", "0,1,2"], "no interval"),
        (["net.json", "--domain", "(0,1,2),(0,1)"], "pairs (lo, hi)"),
        (["net.json", "--domain", "x1 + x3 < 1"], "the symbol x3"),
        (["net.json", "--domain", "x1^2 < 1"], "linear"),
        (["net.json", "--domain", "x1 != 1"], "no linear inequality"),
        (["net.json", "--domain", "x1 < 1, x2"], "no linear inequality"),
        (["net.json", "--domain", ""], "an empty text"),
        (["net.json", "--limit", "-1"], "--limit"),
        (["net.json", "-o", "cells.gif"], "ends in"),
        (["net.json", "-o", "nowhere/cells.png"], "no such file"),
        (["line.json", "-o", "cells.png"], "1 input"),
        (["symbol.json"], "the symbol w"),
        (["root.json"], "rational"),
    ],
)
def test_bad_input(run: Run, net: str, tmp_path: Path, arguments: list[str], part: str) -> None:
    for name, weight in (("line", 1), ("symbol", "w"), ("root", "sqrt(2)")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"layers": [{"W": [[weight]], "b": [0]}]}))
    ran = run("regions", *arguments)
    assert ran.code == 64
    assert ran.out == ""
    assert part in ran.err
    assert "Traceback" not in ran.err and len(ran.err.splitlines()) <= 3
