"""Verdicts say what happened in one line, and are no truth values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass

import pytest

from symrelu.terms.symbols import reals
from symrelu.terms.verdict import Proved, Refuted, Unknown, Verdict

u, x = reals("u x")


@dataclass(frozen=True)
class Theorem:
    claim: str
    axioms: tuple[object, ...] = ()


@dataclass(frozen=True)
class Axiom:
    name: str
    kind: str = "cited"


PROVED = Proved(Theorem("0 <= relu(x)"), {u: x + 1})
REFUTED = Refuted(Theorem("not ..."), {u: -2, x: -1}, "2 is not 1")
UNKNOWN = Unknown("f = g", (("ring", "no normal form"), "linear"))


@pytest.mark.parametrize(
    ("verdict", "status"), [(PROVED, "proved"), (REFUTED, "refuted"), (UNKNOWN, "unknown")], ids=repr
)
def test_three_values_and_no_truth(verdict: Verdict, status: str) -> None:
    assert verdict.status == status
    with pytest.raises(TypeError, match="three values; match on Proved, Refuted, Unknown"):
        bool(verdict)
    with pytest.raises(FrozenInstanceError):
        verdict.theorem = None  # type: ignore[attr-defined,misc]
    for name in ("theorem", "witness", "parameter_map", "reason", "axioms"):
        getattr(verdict, name)


def test_one_line_each() -> None:
    assert repr(PROVED) == "Proved: 0 <= relu(x)"
    assert repr(REFUTED) == "Refuted at u = -2, x = -1: 2 is not 1"
    assert repr(UNKNOWN) == "Unknown after ring (no normal form), linear"
    assert "\n" not in repr(PROVED) + repr(REFUTED) + repr(UNKNOWN)


def test_axioms_are_never_hidden() -> None:
    resting = Proved(Theorem("c", (Axiom("b", "argued"), Axiom("a"))))
    assert [axiom.name for axiom in resting.axioms] == ["a", "b"]
    assert repr(resting) == "Proved: c [rests on cited a, argued b]"


def test_html_is_escaped() -> None:
    assert Proved(Theorem("a < b"))._repr_html_() == "<strong>Proved</strong>: a &lt; b"
    assert Refuted(None, {}, "<script>")._repr_html_() == "<strong>Refuted</strong>: &lt;script&gt;"


def test_matching() -> None:
    match REFUTED:
        case Refuted(witness=witness):
            assert witness[x] == -1
        case _:
            pytest.fail("no match")
