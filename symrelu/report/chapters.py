"""From proved propositions to the entries of a report: which steps are shown, and which are folded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from symrelu.kernel.certificate import dump
from symrelu.report.document import AxiomEntry, ChapterEntry, Entry, StepEntry
from symrelu.report.picture import FigureEntry
from symrelu.script.lemma import Lemma
from symrelu.script.library import Checked, load_module, steps_of
from symrelu.script.proposition import Proposition, Result
from symrelu.script.restrictions import example_of


def entry_of(proposition: Proposition, result: Result | None) -> Entry:
    """The entry of a proposition; without a result it is open, and says so.

    Steps with a note are shown, in an order in which each comes after what it uses; steps without one are
    plumbing and are folded into the step that uses them.
    """
    stated: dict[str, Any] = {
        "name": proposition.name,
        "title": proposition.title,
        "claim": proposition.formula,
        "hypotheses": frozenset(proposition.given),
        "uses": tuple(used.title for used in proposition.uses),
        "source": proposition.source,
        "module": proposition.module,
        "figures": tuple(proposition.figure()) if proposition.figure else (),
    }
    if result is None:
        return Entry(**stated)
    published = result.published
    return Entry(
        **stated,
        conclusion=published.theorem.claim,
        assumed=published.theorem.hyps,
        axioms=tuple(
            AxiomEntry(a.name, a.kind, a.source, a.claim)
            for a in sorted(published.axioms, key=lambda a: a.name)
        ),
        steps=shown_steps(result.lemma),
        derivation=len(steps_of(result)),
        digest=result.digest or str(json.loads(dump(published))["digest"]),
        example=example_of(proposition.claim),
    )


def shown_steps(lemma: Lemma) -> tuple[StepEntry, ...]:
    """The numbered steps of a proof that carry a note."""
    steps: list[StepEntry] = []
    numbers: dict[int, tuple[int, ...]] = {}

    def visit(step: Lemma) -> tuple[int, ...]:
        if id(step) in numbers:
            return numbers[id(step)]
        if step.title:
            return numbers.setdefault(id(step), ())
        below = dict.fromkeys(n for premise in step.premises for n in visit(premise))
        if not step.note:
            return numbers.setdefault(id(step), tuple(below))
        steps.append(
            StepEntry(len(steps) + 1, step.note, step.claim, step.given, step.method, tuple(sorted(below)))
        )
        return numbers.setdefault(id(step), (len(steps),))

    visit(lemma)
    return tuple(steps)


def chapters_of(lines: Iterable[Checked], propositions: Iterable[Proposition]) -> tuple[ChapterEntry, ...]:
    """One chapter for each module, in the order of the propositions."""
    results = {line.result.proposition: line.result for line in lines if line.result is not None}
    chapters: dict[str, list[Entry]] = {}
    heads: dict[str, tuple[str, str]] = {}
    pictures: dict[str, tuple[FigureEntry, ...]] = {}
    for proposition in propositions:
        chapters.setdefault(proposition.module, []).append(entry_of(proposition, results.get(proposition)))
        if proposition.module not in heads:
            heads[proposition.module] = _head(proposition)
            pictures[proposition.module] = _pictures(proposition)
    return tuple(
        ChapterEntry(heads[m][0], tuple(entries), heads[m][1], pictures[m], m)
        for m, entries in chapters.items()
    )


def _pictures(proposition: Proposition) -> tuple[FigureEntry, ...]:
    """The pictures of a module, made by the function of its name in `_pictures.py` beside it."""
    file = Path(proposition.script.__globals__.get("__file__", "")).with_name("_pictures.py")
    name = proposition.module.split(".")[-1]
    make: Any = getattr(load_module(file), name, None) if file.is_file() else None
    return () if make is None else tuple(make())


def _head(proposition: Proposition) -> tuple[str, str]:
    """Title and introduction of a module, from its docstring: first line, then the rest up to `Source:`."""
    doc = proposition.script.__globals__.get("__doc__") or proposition.module.replace("_", " ")
    first, _, rest = doc.strip().partition("\n")
    return first.rstrip("."), " ".join(rest.split("Source:")[0].split())
