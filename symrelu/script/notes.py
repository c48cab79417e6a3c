"""The prose of a proof beside its certificate: which step of the kernel each note belongs to."""

from __future__ import annotations

import json
from typing import Any

from symrelu.kernel.certificate import Replayed, load_steps
from symrelu.kernel.interpreter import deep_recursion
from symrelu.kernel.writing import order_of
from symrelu.script.lemma import Lemma
from symrelu.script.proposition import Proposition, Result


def notes_of(result: Result) -> list[dict[str, Any]]:
    """The lemmas of a proof, premises first, each with the number of its step in the certificate."""
    position = order_of(result.published)
    rows: list[dict[str, Any]] = []
    index: dict[int, int] = {}

    def visit(lemma: Lemma) -> int | None:
        if id(lemma) in index:
            return index[id(lemma)]
        below = [visit(p) for p in lemma.premises]
        if id(lemma.theorem) not in position:
            return None
        rows.append(
            {
                "note": lemma.note,
                "method": lemma.method,
                "title": lemma.title,
                "step": position[id(lemma.theorem)],
                "from": [i for i in below if i is not None],
            }
        )
        index[id(lemma)] = len(rows) - 1
        return index[id(lemma)]

    visit(result.lemma)
    return rows


def restore(
    proposition: Proposition, certificate: str, notes: list[dict[str, Any]], replayed: Replayed | None = None
) -> Result | None:
    """The result that a certificate and its notes hold, if the proposition's; the kernel re-checks all."""
    with deep_recursion():
        published, steps = load_steps(certificate, replayed)
    same = published.formula == proposition.formula and published.given == proposition.given
    if not same or published.demands != proposition.demands:
        return None
    lemmas: list[Lemma] = []
    for row in notes:
        premises = tuple(lemmas[i] for i in row["from"])
        words = row["note"], row["method"], row["title"]
        if any(type(word) is not str for word in words) or row["step"] < 0 or min(row["from"], default=0) < 0:
            return None
        lemmas.append(Lemma(steps[row["step"]], words[0], words[1], premises, words[2]))
    if not lemmas or lemmas[-1].theorem is not published.theorem:
        return None
    return Result(proposition, published, lemmas[-1], str(json.loads(certificate)["digest"]))
