"""Certificates that are re-checked together share steps, and nothing else passes because of that."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from symrelu.errors import CheckFailed, Refused
from symrelu.kernel import certificate
from symrelu.kernel.certificate import Replayed, dump, load
from symrelu.kernel.definedness import Published, publish
from symrelu.kernel.digest import digest
from symrelu.kernel.rules import discharge, generalise, prove
from symrelu.terms.term import Term, lam, num, op, var

X = var("x", "R")
BELOW = ("close", ((1, (0,)), (1, (1,))))


def smaller(name: str = "x") -> Published:
    """forall x. x < 0 -> x < 1, the bound variable spelled as asked."""
    x = var(name, "R")
    theorem = generalise(discharge(prove(x < num(1), BELOW, given=(x < num(0),)), x < num(0)), x)
    return publish("Smaller", theorem.claim, (), theorem)


def written(body: dict[str, Any]) -> str:
    kept = {k: v for k, v in body.items() if k != "digest"}
    return json.dumps({**kept, "digest": digest(kept)})


def test_a_shared_step_is_applied_once(monkeypatch: pytest.MonkeyPatch) -> None:
    applied: list[str] = []
    original = certificate.apply

    def counted(rule: str, *rest: Any) -> Any:
        applied.append(rule)
        return original(rule, *rest)

    monkeypatch.setattr(certificate, "apply", counted)
    replayed, text = Replayed(), dump(smaller())
    first = load(text, replayed)
    count = len(applied)
    assert count == 3
    assert load(text, replayed).formula == first.formula
    assert len(applied) == count
    load(text)
    assert len(applied) == 2 * count


def mutations(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The certificate with one step changed: claim, hypotheses, rule, premises, evidence."""
    made = []
    for i, step in enumerate(body["steps"]):
        for changed in (
            {"claim": (step["claim"] + 1) % len(body["terms"])},
            {"given": [*step["given"], 0]},
            {"rule": "extend"},
            {"rule": None},
            {"from": [*step["from"], 0] if i else [0]},
            {"args": json.loads(json.dumps(step["args"]).replace("1", "true", 1))},
            {"args": [*step["args"], None]},
            {"args": [*step["args"], {}]},
            {"args": [*step["args"], {"t": 0, "q": "1"}]},
        ):
            if step | changed != step:
                other = copy.deepcopy(body)
                other["steps"][i] |= changed
                made.append(other)
    return made


def test_what_is_refused_alone_is_refused_after_a_good_one() -> None:
    text = dump(smaller())
    body = json.loads(text)
    cases = mutations(body)
    assert len(cases) > 20
    for other in cases:
        replayed = Replayed()
        load(text, replayed)
        with pytest.raises((Refused, CheckFailed)):
            load(written(other))
        with pytest.raises((Refused, CheckFailed)):
            load(written(other), replayed)
        load(text, replayed)


def names(formula: Term) -> list[str]:
    return [formula.args[0].hint] if formula.head == "forall" else []


def test_bound_variables_keep_their_names() -> None:
    replayed = Replayed()
    assert names(load(dump(smaller("x")), replayed).formula) == ["x"]
    assert names(load(dump(smaller("y")), replayed).formula) == ["y"]
    x, y = var("x", "R"), var("y", "R")
    both = op("and", op("forall", lam(x, x <= x)), op("forall", lam(y, y <= y)))
    theorem = discharge(prove(both, ("bool", 0, 1), given=(both,)), both)
    made = load(dump(publish("Two names", theorem.claim, (), theorem)))
    assert repr(made.formula) == repr(theorem.claim)
    assert "y <= y" in repr(made.formula)
