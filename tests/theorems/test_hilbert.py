"""Hilbert's curve: the theorems for all dimensions, and their statements on the curve that is computed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from symrelu import Equal
from symrelu.geometry.hilbert import HilbertCurve, direction, entry, gray
from symrelu.script.proposition import Proposition, Result
from symrelu.terms.bridge import to_term
from symrelu.terms.term import Term
from tests.theorems.proofs import Paper

PAPER = "macdonald_waldchen"
MODULES = (
    "hilbert_words", "hilbert_gluing", "hilbert_ends", "hilbert_limit", "hilbert_copies", "hilbert_curve",
    "hilbert_existence", "hilbert_bounds", "hilbert_onto", "hilbert_times", "hilbert_surjective",
    "hilbert_steepness",
)  # fmt: skip
Values = dict[str, Any]


@pytest.fixture(scope="module")
def results(paper: Paper) -> dict[Proposition, Result]:
    return paper.results(MODULES)


def test_all_are_proved_without_axioms(results: dict[Proposition, Result]) -> None:
    assert {str(p): r.theorem.axioms for p, r in results.items() if r.theorem.axioms} == {}
    assert {p.module for p in results} >= set(MODULES)


# ---- the statements on the curve that is computed --------------------------------------------------

_OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda *parts: sum(parts),
    "pow": lambda base, exponent: base**exponent,
    "eq": lambda x, y: x == y,
    "le": lambda x, y: x <= y,
    "app": lambda f, x: f(x),
    "and": lambda *parts: all(parts),
    "or": lambda *parts: any(parts),
    "imp": lambda x, y: not x or y,
    "not": lambda x: not x,
    "ite": lambda condition, x, y: x if condition else y,
}


def product(*factors: Any) -> Any:
    out = 1
    for factor in factors:
        out *= factor
    return out


def compiled(term: Term) -> Callable[[Values], Any]:
    """A formula without quantifiers, as a Python function of the values of its variables."""
    if term.head == "num":
        value = Fraction(term.data)
        number = int(value) if value.denominator == 1 else value
        return lambda values: number
    if term.head == "var":
        name = term.data
        return lambda values: values[name]
    operation = product if term.head == "*" else _OPERATIONS[term.head]
    parts = tuple(map(compiled, term.args))
    return lambda values: operation(*[part(values) for part in parts])


def bits(word: int) -> Callable[[int], int]:
    return lambda i: word >> i & 1


def trailing(word: int) -> int:
    return (~word & word + 1).bit_length() - 1


COMPUTED: Values = {
    "b": bits, "g": trailing, "e": lambda w: bits(entry(w)), "d": direction,
}  # fmt: skip


def statement(paper: Paper, name: str, proposition: str, antecedents: int = 1) -> Callable[[Values], Any]:
    """What a proposition says behind its first antecedents."""
    formula = to_term(getattr(paper.module(name), proposition).claim)
    for _ in range(antecedents):
        formula = formula.args[1]
    return compiled(formula)


def test_the_hypotheses_hold_for_the_curve_that_is_computed(paper: Paper) -> None:
    gluing = paper.module("hilbert_gluing")
    for part in gluing.CURVE.parts:
        holds = compiled(to_term(part.body))
        for q in range(200):
            assert all(holds({**COMPUTED, "q": q, "i": i}) for i in range(10))
    assert all(gray(w) >> i & 1 == (w >> i ^ w >> i + 1) & 1 for w in range(200) for i in range(10))


@pytest.mark.parametrize(
    ("name", "proposition"),
    [
        ("hilbert_words", "next_word"),
        ("hilbert_words", "gray_flips"),
        ("hilbert_gluing", "exit_and_entry"),
        ("hilbert_gluing", "exit_and_next_half"),
        ("hilbert_gluing", "consecutive_halves_meet"),
    ],
)
def test_the_statements_on_all_words_of_twelve_digits(paper: Paper, name: str, proposition: str) -> None:
    holds = statement(paper, name, proposition)
    for w in range(2**12 - 1):
        for i in {0, 1, 11, trailing(w), direction(w)}:
            assert holds({**COMPUTED, "w": w, "i": i})


def test_halves_do_not_meet_in_other_corners(paper: Paper) -> None:
    gluing = paper.module("hilbert_gluing")
    w, i, e = gluing.w, gluing.i, gluing.e
    entered = compiled(to_term(Equal(gluing.gray(w, i) + e(w)(i), gluing.gray(w + 1, i) + e(w + 1)(i))))
    assert not all(entered({**COMPUTED, "w": 1, "i": i}) for i in range(3))


def test_a_wrong_direction_or_entry_is_noticed(paper: Paper) -> None:
    holds = statement(paper, "hilbert_gluing", "exit_and_entry")
    wrong = ({"d": trailing}, {"e": lambda w: bits(gray(w))}, {"g": lambda w: trailing(w) + 1})
    for change in wrong:
        values = {**COMPUTED, **change}
        assert not all(holds({**values, "w": w, "i": i}) for w in range(16) for i in range(5))


@pytest.mark.parametrize("m", range(2, 13))
def test_the_ends_in_every_dimension(paper: Paper, m: int) -> None:
    last = statement(paper, "hilbert_ends", "last_half")
    along = statement(paper, "hilbert_ends", "axes")
    values = {**COMPUTED, "m": m, "u": 2**m - 1}
    assert all(last({**values, "i": i}) for i in range(m + 1))
    assert all(along({**COMPUTED, "m": m, "w": w}) for w in range(2**m - 1))
    assert direction(2**m - 1) == m


@pytest.mark.parametrize("m", [2, 3, 4])
def test_cells_of_the_curve_meet_as_the_theorem_says(paper: Paper, m: int) -> None:
    """The halves and states of the curve are those of the theorem, in every state."""
    holds = statement(paper, "hilbert_gluing", "halves_of_cells_meet")
    curve = HilbertCurve(m)
    for corner in range(2**m):
        for axis in range(m):
            order = [(j - axis - 1) % m for j in range(m)]
            values = {**COMPUTED, "c": bits(corner), "r": order.__getitem__}
            for w in range(2**m - 1):
                half, following = (curve.cell((corner, axis), w + k) for k in (0, 1))
                (start, along), (next_, _) = (curve.after((corner, axis), w + k) for k in (0, 1))
                exit_ = start ^ 1 << along
                for j in range(m):
                    assert (half >> j & 1) + (exit_ >> j & 1) == (following >> j & 1) + (next_ >> j & 1)
                    assert (half >> j ^ corner >> j) & 1 == gray(w) >> order[j] & 1
                    assert holds({**values, "w": w, "j": j})


@pytest.mark.parametrize("m", [2, 3, 5])
def test_the_computed_curve_consists_of_copies_as_the_theorem_says(paper: Paper, m: int) -> None:
    existence, curves = paper.module("hilbert_existence"), paper.module("hilbert_curve")
    curve = HilbertCurve(m)
    values = {
        **COMPUTED,
        "m": m,
        "n": 2**m - 1,
        "r": lambda w: lambda i: (i - direction(w) - 1) % m,
        "c": lambda w: bits(gray(w)),
        "h": lambda i: lambda s: Fraction(int(curve(s)[i].p), int(curve(s)[i].q)),
    }
    turn, codes = (compiled(to_term(part.body)) for part in (existence.TURN, existence.CODES))
    part = compiled(to_term(curves.similar(existence.h).body))
    ends = compiled(to_term(existence.CURVE_OF_HILBERT.body.parts[2].body))
    for i in range(m):
        assert ends({**values, "i": i})
        for w in range(2**m):
            here = {**values, "w": w, "i": i}
            assert turn(here)
            assert codes(here)
            for s in map(Fraction, ("0", "1", "1/3", "5/7")):
                assert part({**here, "s": s, "t": (w + s) / 2**m})
    wrong = {**values, "r": lambda w: lambda i: (i - direction(w)) % m, "t": Fraction(1, 3 * 2**m)}
    assert not all(part({**wrong, "w": 0, "i": i, "s": Fraction(1, 3)}) for i in range(m))


@pytest.mark.parametrize("m", [2, 3, 4])
def test_the_computed_curve_is_as_steep_as_the_theorem_says(m: int) -> None:
    curve = HilbertCurve(m)
    for k in range(5):
        start, after = curve(0), curve(Fraction(1, 2 ** (m * k)))
        differences = [abs(y - x) * 2**k for x, y in zip(start, after, strict=True)]
        assert sorted(map(int, differences)) == [0] * (m - 1) + [1]
        assert all(d == int(d) for d in differences)
