"""The command `symrelu curve`, and witnesses of the space-filling family."""

from __future__ import annotations

import pytest
from flint import fmpq

from symrelu import hilbert, lebesgue
from symrelu.geometry.expansions import Expansion
from symrelu.model.rational import rational
from tests.cli.conftest import Run


def test_points_and_inverses(run: Run) -> None:
    assert run("curve", "--kind", "hilbert", "--dim", "2", "--at", "1/3").out == "(1, 0)\n"
    assert run("curve", "--kind", "hilbert", "--inverse", "1/3,1/3").out == "2/15\n"
    assert run("curve", "--inverse", "(1/3, 2/3)").out == "3/10\n"
    found = run("curve", "--dim", "1", "--at", "3^-2", "--json")
    assert found.code == 0
    assert found.fields == {"kind": "lebesgue", "dim": 1, "at": "1/9", "point": ["1/4"]}


def test_polygons(run: Run) -> None:
    fields = run("curve", "--kind", "hilbert", "--polygon", "1", "--json").fields
    assert fields["polygon"] == [["1/4", "1/4"], ["3/4", "1/4"], ["3/4", "3/4"], ["1/4", "3/4"]]


def test_a_long_answer_prints_and_is_read_back(run: Run) -> None:
    point = ",".join(["1/2029"] * 12)
    found = run("curve", "--dim", "12", "--inverse", point, "--json")
    s = found.fields["at"]
    assert len(s) > 4300
    assert lebesgue(12)(rational(s)) == (fmpq(1, 2029),) * 12
    assert run("curve", "--dim", "12", "--at", s, "--json").fields["point"] == point.split(",")


def test_digits_of_inverses(run: Run) -> None:
    assert run("curve", "--inverse", "1/3,2/3", "--digits").out == "0.(0220) in base 3\n"
    fields = run("curve", "--kind", "hilbert", "--inverse", "1/6,1/3", "--digits", "--json").fields
    s = Expansion(fields["base"], fields["head"], fields["period"]).value
    assert hilbert(2)(s) == (fmpq(1, 6), fmpq(1, 3))


def test_the_limit_of_digits(run: Run) -> None:
    task = ("curve", "--dim", "6", "--inverse", ",".join(["1/2029"] * 6), "--digits")
    refused = run(*task, "--most-digits", "1000")
    assert refused.code == 2
    assert "more than 1,000 digits" in refused.err
    assert len(run(*task, "--most-digits", "13000").out) > 6 * 2028


def test_witnesses(run: Run) -> None:
    task = ("invariant", "--example", "space-filling", "--theta", "1", "--layer", "1,1")
    found = run(*task)
    assert found.code == 0
    assert "20411/6561" in found.out
    fields = run(*task, "--kind", "hilbert", "--json").fields
    assert fields["witness"] == "463289/130560"
    assert fields["parameters"] == ["-1", "-1", "1", "1"]
    assert fields["checked"] is True
    layer = "[[1,2],[3,-1]],[0,1/2]"
    plane = ("invariant", "--example", "space-filling", "--dim", "2", "--theta", "7/3", "--layer", layer)
    assert run(*plane, "--json").fields["depth"] == 3


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("curve", "--at", "0.5"), "write 1/2"),
        (("curve", "--at", "sqrt(2)/2"), "a rational number"),
        (("curve", "--at", "4/3"), "from 0 to 1"),
        (("curve", "--inverse", "1/3"), "2 coordinates"),
        (("curve", "--inverse", "1/3,x"), "rational"),
        (("curve", "--inverse", "1/3,-1"), "from 0 to 1"),
        (("curve",), "one of --at"),
        (("curve", "--at", "0", "--polygon", "1"), "one of --at"),
        (("curve", "--kind", "peano", "--at", "0"), "one of lebesgue, hilbert"),
        (("curve", "--dim", "0", "--at", "0"), "--dim"),
        (("curve", "--dim", "2000000", "--at", "0"), "at most 100,000"),
        (("curve", "--dim", "9" * 30, "--kind", "hilbert", "--at", "1/3"), "dim"),
        (("curve", "--at", "0", "--digits"), "no --inverse"),
        (("curve", "--at", "1/0"), "at"),
        (("curve", "--at", ""), "at"),
        (("curve", "--inverse", ""), "inverse"),
        (("curve", "--inverse", "(1/3"), "inverse"),
        (("curve", "--inverse", "1/3,oo"), "inverse"),
        (("curve", "--inverse", "x=1,2"), "inverse"),
        (("curve", "--most-digits", "0", "--at", "0"), "most-digits"),
        (("curve", "--polygon", "1" * 30), "level"),
        (("curve", "--polygon", "30"), "at most 1,048,576"),
        (("invariant",), "--family or --example"),
        (("invariant", "--family", "normal(0,s)", "--theta", "1"), "without --example"),
        (("invariant", "--example", "space-filling"), "no --theta"),
        (("invariant", "--example", "x", "--theta", "1", "--layer", "1,1"), "space-filling"),
        (("invariant", "--example", "space-filling", "--theta", "1", "--layer", "1"), "layer"),
        (("invariant", "--example", "space-filling", "--theta", "1", "--layer", "[[1,2]],[3]"), "layer"),
        (("invariant", "--example", "space-filling", "--theta", "1/0", "--layer", "1,1"), "theta"),
        (("invariant", "--example", "space-filling", "--theta", "", "--layer", "1,1"), "theta"),
        (("invariant", "--example", "space-filling", "--theta", "1", "--layer", ""), "layer"),
        (
            ("invariant", "--example", "space-filling", "--theta", "1", "--layer", "1,1", "--kind", "p"),
            "kind",
        ),
        (("invariant", "--example", "space-filling", "--theta", "pi", "--layer", "1,1"), "a rational number"),
        (("invariant", "--example", "space-filling", "--theta", "1", "--layer", "w,1"), "layer"),
        (("invariant", "--example", "space-filling", "--theta", "1", "--layer", "1,1", "--dim", "2"), "R^2"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], text: str) -> None:
    found = run(*arguments)
    assert found.code == 64
    assert text in found.err
    assert "fault" not in found.err


def test_what_is_too_long_is_unknown(run: Run) -> None:
    task = ("invariant", "--example", "space-filling", "--theta", "2 + 3^-40", "--layer", "1,1")
    found = run(*task)
    assert found.code == 2
    assert "digits" in found.err
