"""Several processes say what one says, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from symrelu.errors import CheckFailed
from symrelu.io.jobs import check_in_processes
from symrelu.script.library import library

FIRST = """
from symrelu import Equal, have, reals, relu, ring, theorem
x, y = reals("x y")

@theorem("A square", Equal((x + y) ** 2, x**2 + 2 * x * y + y**2), source="elementary")
def square(claim):
    return have(claim, by=ring)

@theorem("A false one", Equal(relu(x), x), source="elementary")
def wrong(claim):
    return have(claim, by=ring)
"""
SECOND = """
from symrelu import Equal, have, theorem
from .first import square, wrong, x, y

@theorem("A square at 1", Equal((x + 1) ** 2, x**2 + 2 * x + 1), uses=[square], source="elementary")
def at_one(claim, square):
    return have(claim, by=square.at({y: 1}))

@theorem("From a false one", Equal(x, x + 0 * y), uses=[wrong], source="elementary")
def useless(claim, wrong):
    return have(claim)
"""
THIRD = """
from symrelu import have, reals, theorem
z = reals("z")

@theorem("A sign", 0 <= z**2, source="elementary")
def sign_of_square(claim):
    ENDING
"""


def written(folder: Path, ending: str = "return have(claim)") -> tuple[object, ...]:
    for name, text in (("first", FIRST), ("second", SECOND), ("third", THIRD.replace("ENDING", ending))):
        (folder / f"{name}.py").write_text(text)
    return library(folder)


def without_time(rows):
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def test_two_processes_say_what_one_says(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    items = written(tmp_path / "modules")
    one = list(check_in_processes(items, 1, tmp_path / "one", fresh=True))
    two = list(check_in_processes(items, 2, tmp_path / "two", fresh=True))
    again = list(check_in_processes(items, 3, tmp_path / "two"))
    assert without_time(one) == without_time(two) == without_time(again)
    assert [row["verdict"] for row in one] == ["proved", "unknown", "proved", "unknown", "proved"]
    kept = [sorted(p.name for p in (tmp_path / n).iterdir()) for n in ("one", "two")]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 6


def test_a_theorem_that_overruns_its_time_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    items = written(tmp_path / "modules", "while True: pass")
    rows = list(check_in_processes(items, 2, tmp_path / "kept", fresh=True, seconds=0.5))
    assert [row["verdict"] for row in rows] == ["proved", "unknown", "proved", "unknown", "unknown"]
    assert "0.5 s" in rows[-1]["reason"]


def test_a_process_that_dies_is_said_to_have_died(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    items = written(tmp_path / "modules", "import os; os._exit(3)")
    with pytest.raises(CheckFailed, match="--jobs 1"):
        list(check_in_processes(items, 2, tmp_path / "kept", fresh=True))
