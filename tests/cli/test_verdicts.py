"""symrelu decide and symrelu invariant."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FIELDS = ["axioms", "certificate", "parameter_map", "reason", "verdict", "witness"]


def test_proved(run: Run) -> None:
    ran = run("decide", "relu(l*t) == l*relu(t)", "--given", "l > 0", "--json")
    assert ran.code == 0
    assert sorted(ran.fields) == FIELDS
    assert ran.fields["verdict"] == "proved"
    assert ran.fields["witness"] is None
    assert ran.fields["axioms"] == []


def test_refuted_with_a_witness_that_anyone_can_check(run: Run) -> None:
    from fractions import Fraction

    ran = run("decide", "relu(l*t) == l*relu(t)", "--json")
    assert ran.code == 1
    assert ran.fields["verdict"] == "refuted"
    at = {name: Fraction(value) for name, value in ran.fields["witness"].items()}
    relu = lambda value: max(value, Fraction(0))  # noqa: E731
    assert relu(at["l"] * at["t"]) != at["l"] * relu(at["t"])


def test_unknown(run: Run) -> None:
    ran = run("decide", "exp(x)*cos(x) <= 10*exp(x^2)", "--seconds", "1", "--json")
    assert ran.code in {0, 2}
    assert (ran.code == 2) == (ran.fields["verdict"] == "unknown")


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("relu(x) - relu(-x) == x", 0),
        ("0 <= relu(x) <= abs(x)", 0),
        ("max(x, y) + min(x, y) == x + y", 0),
        ("relu(x) != x", 1),
        ("x < x", 1),
        ("relu(relu(x) - u) == relu(x - u)", 1),
    ],
)
def test_verdicts(run: Run, claim: str, code: int) -> None:
    assert run("decide", claim).code == code


def test_a_certificate_replays(run: Run, tmp_path: Path) -> None:
    ran = run("decide", "relu(x) >= 0", "--certificate", "c.json", "--json")
    assert ran.code == 0
    assert ran.fields["certificate"] == "c.json"
    assert run("replay", "c.json").code == 0


def test_the_time_is_kept(run: Run) -> None:
    start = time.monotonic()
    wild = " + ".join(f"relu(x{i}*y{i} - {i})^2" for i in range(12))
    ran = run("decide", f"{wild} >= relu({wild})/2", "--seconds", "1", "--json")
    assert time.monotonic() - start < 4
    assert ran.code in {0, 2}


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["decide", "x"], "no relation"),
        (["decide", "x == 0.5"], "write 1/2"),
        (["decide", "x = 1"], "equality is written =="),
        (["decide", "f(x) == 1"], "the unknown function 'f'"),
        (["decide", "x == 1", "--given", "s"], "a relation such as s > 0"),
        (["decide", "x.__class__ == 1"], "names have no attributes"),
        (["decide"], "claim"),
        (["invariant", "--family", "normal(0,1)"], "a law with symbols"),
        (["invariant", "--family", "normal(mu, sigma)", "--dim", "2"], "the dimension of the family"),
        (["invariant"], "--family"),
    ],
)
def test_bad_input_is_one_message_and_exit_64(run: Run, arguments: list[str], part: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (64, "")
    assert part in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("family", ["normal(mu, sigma)", "exponential(sigma)", "uniform(mu, mu + sigma)"])
def test_popular_families_are_refuted(run: Run, family: str) -> None:
    ran = run("invariant", "--family", family, "--given", "sigma > 0", "--json")
    assert ran.code == 1
    assert sorted(ran.fields) == FIELDS
    witness = ran.fields["witness"]
    assert {"parameters", "layers", "reason", "functional"} <= set(witness)
    assert ran.fields["reason"]


def test_the_clipped_family_is_proved(run: Run) -> None:
    family = "push(clip(a*x + c, l, h), uniform(0,1))"
    ran = run("invariant", "--family", family, "--given", "l <= h", "--json")
    assert ran.code == 0
    assert ran.fields["parameter_map"]
