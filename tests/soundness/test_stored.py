"""Stored certificates: none of another statement, none that a file alone vouches for, no crash."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from symrelu.io.answer import replayed_fields, theorem_line
from symrelu.kernel.certificate import dump, replay_file
from symrelu.kernel.definedness import publish
from symrelu.kernel.rules import argue, cite, specialise
from symrelu.methods.establish import establish
from symrelu.script.library import certificate_path, check, library, stored_result
from symrelu.terms.term import lam, num, op, var

MODULE = '''"""One true statement and one false one."""

from symrelu import AtMost, Equal, have, positive, reals, relu, theorem

t, s = reals("t"), positive("s")


@theorem("The ReLU is nonnegative", AtMost(0, relu(t)))
def below(claim):
    return have(claim, "By cases.")


@theorem("A false statement", Equal(relu(t) + s, t + s))
def wrong(claim):
    return have(claim, "It is clear.")
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lemmas").mkdir()
    (tmp_path / "lemmas" / "two.py").write_text(MODULE)
    return tmp_path / "certificates"


def both(folder: Path):
    return library(folder.parent / "lemmas")


def plant(folder: Path, proposition, text: str, note: dict | None = None) -> None:
    """Leave a certificate with notes that match it in every respect."""
    path = certificate_path(proposition, folder)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    step = json.loads(text)["published"]["step"]
    row = {"note": "", "method": "", "title": "", "step": step, "from": []} | (note or {})
    sha = sha256(text.encode()).hexdigest()
    notes = {"statement": proposition.digest, "certificate": sha, "notes": [row]}
    path.with_suffix(".notes").write_text(json.dumps(notes))


def verdicts(folder: Path) -> list[tuple[str, bool]]:
    return [(line.verdict, line.stored) for line in check(both(folder), folder=folder)]


def test_what_is_stored_is_used_and_a_false_statement_stays_unproved(folder):
    assert verdicts(folder) == [("proved", False), ("unknown", False)]
    assert verdicts(folder) == [("proved", True), ("unknown", False)]


def test_a_certificate_of_another_statement_is_no_proof(folder):
    below, wrong = both(folder)
    list(check([below], folder=folder))
    plant(folder, wrong, certificate_path(below, folder).read_text())
    assert stored_result(wrong, folder) is None
    assert verdicts(folder) == [("proved", True), ("unknown", False)]


@pytest.mark.parametrize(
    "rule", [lambda c: cite(c, "lipschitz_null", "a textbook"), lambda c: argue(c, "It is clear.")]
)
def test_a_planted_axiom_is_no_proof(folder, rule):
    _, wrong = both(folder)
    s, t = var("s", "R"), var("t", "R")
    closed = op("forall", lam(s, op("forall", lam(t, op("imp", num(0) < s, wrong.formula)))))
    theorem = establish(wrong.formula, given=wrong.given, premises=(specialise(rule(closed), s, t),))
    planted = dump(publish(wrong.title, wrong.formula, wrong.given, theorem))
    plant(folder, wrong, planted)
    assert replay_file(certificate_path(wrong, folder)).axioms
    assert verdicts(folder) == [("proved", False), ("unknown", False)]


def test_contradictory_hypotheses_of_a_certificate_are_not_the_statement_s(folder):
    _, wrong = both(folder)
    given = (*wrong.given, wrong.formula)
    planted = dump(publish(wrong.title, wrong.formula, given, establish(wrong.formula, given=given)))
    plant(folder, wrong, planted)
    assert verdicts(folder) == [("proved", False), ("unknown", False)]


@pytest.mark.parametrize(
    "change",
    [
        {"step": 10**6},
        {"step": -1},
        {"step": None},
        {"step": "0"},
        {"step": 0.5},
        {"from": [7]},
        {"from": [-1]},
        {"from": None},
        {"note": 5},
        {"title": None},
        {"method": []},
    ],
)
def test_notes_edited_by_hand_lead_to_a_new_proof(folder, change):
    below, _ = both(folder)
    list(check([below], folder=folder))
    plant(folder, below, certificate_path(below, folder).read_text(), change)
    assert verdicts(folder)[0] == ("proved", False)


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "1", '{"statement": 1}', "[" * 100_000, '"' + "x" * 100, "\x00"]
)
def test_notes_that_are_none_lead_to_a_new_proof(folder, text):
    below, _ = both(folder)
    list(check([below], folder=folder))
    certificate_path(below, folder).with_suffix(".notes").write_text(text)
    assert verdicts(folder)[0] == ("proved", False)


def test_notes_of_another_run_are_not_put_beside_a_certificate(folder):
    below, _ = both(folder)
    list(check([below], folder=folder))
    path = certificate_path(below, folder)
    body = json.loads(path.read_text())
    path.write_text(json.dumps(body))  # the same certificate, written in another way
    assert replay_file(path).title == below.title
    assert verdicts(folder)[0] == ("proved", False)


def test_a_changed_script_is_run(folder):
    below, _ = both(folder)
    list(check([below], folder=folder))
    file = folder.parent / "lemmas" / "two.py"
    file.write_text(MODULE + "# changed\n")
    assert stored_result(below, folder) is None


def test_replay_says_what_is_proved_and_not_only_what_it_is_called(tmp_path):
    claim = num(0) <= op("relu", var("x", "R"))
    file = tmp_path / "c.json"
    file.write_text(dump(publish("Every network is injective", claim, (), establish(claim))))
    row = replayed_fields(file, replay_file(file))
    assert row["claim"] == "|- 0 <= relu(x)"
    assert "|- 0 <= relu(x)" in theorem_line(row)
    given = num(0) < op("relu", var("x", "R"))
    file.write_text(dump(publish("True", given, (given,), establish(given, given=(given,)))))
    assert replayed_fields(file, replay_file(file))["claim"] == "0 < relu(x) |- 0 < relu(x)"
