"""The table of restrictions is read off the claims of proved theorems, and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from symrelu import (
    And,
    Exists,
    ForAll,
    Invariant,
    Layers,
    LocallyLipschitz,
    NotInvariant,
    NotLocallyLipschitz,
    SupportFinite,
    SupportInfinite,
    law_families,
    naturals,
    reals,
    relu,
)
from symrelu.io.restrictions import restriction_rows, restriction_text
from symrelu.report.build import document_of
from symrelu.report.chapters import entry_of
from symrelu.report.pages import html_page, tex_pages
from symrelu.script.library import load_module
from symrelu.script.proposition import Result, prove
from symrelu.script.restrictions import NAMES, Example, example_of, table
from symrelu.terms.sorts import SEQ

t, s = reals("t s")
N = naturals("N")
p, q = law_families("p q")
P2, Q2 = law_families("u v", space=SEQ)
LINE, PLANE = ((t,), [t >= 0], p(t)), ((t,), [t >= 0], P2(t))
SPREAD = Exists(t, And(t >= 0, SupportInfinite(P2(t), 2)))
FEW = ForAll(t, [t >= 0], SupportFinite(P2(t), 3, 2))


def module(root: Path, name: str) -> ModuleType:
    return load_module((root / "theorems" / "macdonald_waldchen" / f"{name}.py").resolve())


@pytest.fixture(scope="module")
def results(root: Path) -> dict[str, Result]:
    names = {"bounded_base": "first_restriction_only", "points_as_parameters": "second_restriction_only"}
    return {name: prove(getattr(module(root, file), name)) for file, name in names.items()}


RECOGNISED: list[tuple[Any, Example]] = [
    (And(Invariant(PLANE, 2), SPREAD, NotLocallyLipschitz(PLANE, 2)), Example(False, False, True)),
    (And(NotLocallyLipschitz(PLANE, 2), Invariant(PLANE, 2), SPREAD), Example(False, False, True)),
    (And(Invariant(PLANE, 2), FEW, LocallyLipschitz(PLANE, 2)), Example(False, True, False)),
    (
        Exists(P2, And(Invariant(PLANE, 2), SPREAD, NotLocallyLipschitz(PLANE, 2))),
        Example(False, False, True),
    ),
    (
        Exists(P2, And(Invariant(PLANE, 2), SPREAD, NotLocallyLipschitz(PLANE, 2), ForAll(t, [], t <= t))),
        Example(False, False, True),
    ),
    (
        ForAll(N, [1 <= N], And(Invariant(PLANE, 2), FEW, LocallyLipschitz(PLANE, 2))),
        Example(False, True, False),
    ),
    (
        And(Invariant(LINE), ForAll(t, [t >= 0], SupportFinite(p(t), N)), NotLocallyLipschitz(LINE)),
        Example(True, True, True),
    ),
]


@pytest.mark.parametrize(("claim", "example"), RECOGNISED)
def test_claims_about_one_family(claim: Any, example: Example) -> None:
    assert example_of(claim) == example


OTHER = ((t,), [t >= 0], Q2(t))
SMALLER = ((t,), [t >= 1], P2(t))
NOT_RECOGNISED: list[Any] = [
    Exists(P2, And(Invariant(PLANE, 2), SPREAD)),
    Exists(P2, And(Invariant(PLANE, 2), SPREAD, FEW, LocallyLipschitz(PLANE, 2))),
    Exists(P2, And(Invariant(PLANE, 2), SPREAD, LocallyLipschitz(OTHER, 2))),
    Invariant(PLANE, 2),
    And(Invariant(PLANE, 2), SPREAD),
    And(NotInvariant(PLANE, 2), SPREAD, LocallyLipschitz(PLANE, 2)),
    And(Invariant(OTHER, 2), SPREAD, LocallyLipschitz(OTHER, 2)),
    And(Invariant(PLANE, 2), SPREAD, LocallyLipschitz(OTHER, 2)),
    And(Invariant(PLANE, 2), SPREAD, LocallyLipschitz(SMALLER, 2)),
    And(Invariant(SMALLER, 2), SPREAD, LocallyLipschitz(SMALLER, 2)),
    And(Invariant(PLANE, 2), SPREAD, LocallyLipschitz(PLANE, 3)),
    And(Invariant(PLANE, 3), SPREAD, LocallyLipschitz(PLANE, 3)),
    And(Invariant(PLANE, N), SPREAD, LocallyLipschitz(PLANE, N)),
    And(Invariant(PLANE, Layers((s,), lambda z: z, space=SEQ)), SPREAD, LocallyLipschitz(PLANE, 2)),
    And(Invariant(LINE, Layers((s,), lambda y: relu(s * y))), SPREAD, LocallyLipschitz(LINE)),
    And(Invariant(PLANE, 2), ForAll(t, [t >= 2], SupportFinite(P2(t), 3, 2)), LocallyLipschitz(PLANE, 2)),
    And(Invariant(PLANE, 2), ForAll(t, [t >= 0], SupportInfinite(P2(t), 2)), LocallyLipschitz(PLANE, 2)),
    And(Invariant(PLANE, 2), Exists(t, SupportInfinite(P2(t), 2)), LocallyLipschitz(PLANE, 2)),
    ForAll(N, [N + 1 <= N], And(Invariant(PLANE, 2), FEW, LocallyLipschitz(PLANE, 2))),
    ForAll(N, [2 * N <= 1, 1 <= 2 * N], And(Invariant(PLANE, 2), FEW, LocallyLipschitz(PLANE, 2))),
]


@pytest.mark.parametrize("claim", NOT_RECOGNISED)
def test_claims_that_say_less(claim: Any) -> None:
    assert example_of(claim) is None


def test_rows_are_examples_that_use_one_restriction() -> None:
    examples = [("all", Example(True, True, True)), ("b", Example(False, True, False)), ("c", None)]
    assert table(examples) == ((NAMES[0], None), (NAMES[1], "b"), (NAMES[2], None))
    assert table(examples[:1]) == ()
    assert table([]) == ()


def test_the_shipped_examples(results: dict[str, Result]) -> None:
    rows = restriction_rows(results.values())
    assert [row["restriction"] for row in rows] == list(NAMES)
    assert [row["example"] for row in rows] == [
        "bounded_base.first_restriction_only", "points_as_parameters.second_restriction_only", None,
    ]  # fmt: skip
    for k, row in enumerate(rows[:2]):
        assert row["uses"] == {name: i == k for i, name in enumerate(NAMES)}
    text = restriction_text(rows).splitlines()
    assert text[1].split() == ["bounded_base.first_restriction_only", "uses", "refutes", "refutes"]
    assert text[3].startswith("no theorem here: not locally Lipschitz")
    assert restriction_rows([]) == []


def test_the_report_shows_what_is_proved(results: dict[str, Result]) -> None:
    entries = [entry_of(result.proposition, result) for result in results.values()]
    document = document_of(entries)
    assert [entry and entry.name for _, entry in document.restrictions] == [*results, None]
    tex, page = tex_pages(document, "article"), html_page(document)
    assert "second-restriction-only} & refutes & uses & refutes" in tex
    assert "<td>refutes</td><td>uses</td><td>refutes</td>" in page
    assert "no theorem here: not locally Lipschitz" in tex
    assert "no theorem here: not locally Lipschitz" in page


def test_a_statement_without_proof_is_no_row(results: dict[str, Result]) -> None:
    first, second = results.values()
    entries = [entry_of(first.proposition, first), entry_of(second.proposition, None)]
    assert [entry and entry.name for _, entry in document_of(entries).restrictions] == [
        "first_restriction_only", None, None,
    ]  # fmt: skip
    other = replace(entry_of(second.proposition, second), conclusion=entries[0].claim)
    assert not other.proved
    assert document_of([other]).restrictions == ()
    assert (
        "restriction" not in tex_pages(document_of([other]), "article").split("Table of statements")[0][:2000]
    )
