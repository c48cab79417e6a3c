"""Shipped theorems behind a verdict: kept, replayed, and proved afresh where a file is not what it says."""

from __future__ import annotations

import shutil
import time

import pytest

from symrelu.errors import OutOfTime, ProofFailed
from symrelu.script import stored_theorems
from symrelu.script.library import library
from symrelu.script.stored_theorems import folder_of_user, stored_theorem

QUICK = "products.products_keep_order"


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("SYMRELU_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "cache"


def later():
    return time.monotonic() + 60


def no_search(*_):
    raise ProofFailed("anything", advice="this test lets nothing be proved")


def test_what_is_proved_once_is_replayed(cache, monkeypatch):
    first = stored_theorem(QUICK, later())
    assert first.claim == library(QUICK)[-1].formula
    assert (cache / f"{QUICK}.json").is_file()
    monkeypatch.setattr(stored_theorems, "_proved", no_search)
    assert stored_theorem(QUICK, later()).claim == first.claim


@pytest.mark.parametrize("damage", ["garbage", "another theorem", "no notes"])
def test_a_file_is_no_witness(cache, monkeypatch, damage):
    other = "products.product_bound"
    for name in (QUICK, other):
        stored_theorem(name, later())
    file = cache / f"{QUICK}.json"
    if damage == "garbage":
        file.write_text("{}", encoding="utf-8")
    elif damage == "another theorem":
        for ending in ("json", "notes"):
            shutil.copy(cache / f"{other}.{ending}", cache / f"{QUICK}.{ending}")
    else:
        file.with_suffix(".notes").unlink()
        file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    monkeypatch.setattr(stored_theorems, "_proved", no_search)
    with pytest.raises(ProofFailed, match="anything"):
        stored_theorem(QUICK, later())


def test_without_a_folder_nothing_is_kept(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("SYMRELU_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.chdir(tmp_path)
    assert stored_theorem(QUICK, later()).claim == library(QUICK)[-1].formula
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_time_is_kept(cache):
    with pytest.raises(OutOfTime, match="kept as far as it came"):
        stored_theorem("triangular_systems.triangular_inverse", time.monotonic() - 1)


def test_where_the_cache_is(monkeypatch):
    monkeypatch.delenv("SYMRELU_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert str(folder_of_user()) == "/somewhere/symrelu/certificates"
