"""What a report holds: entries, steps, axioms, figures, chapters. It decides, and holds no TeX.

The adapter from propositions and theorems fills these in; the templates lay them out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from symrelu.report.glossary import glossary, method_words
from symrelu.report.layout import Cases, Group, Layout, width
from symrelu.report.origins import origins
from symrelu.report.phrases import conjuncts, statement
from symrelu.report.picture import FigureEntry
from symrelu.report.sentences import Block
from symrelu.report.statement import case_blocks, statement_blocks, step_blocks
from symrelu.script.restrictions import Example, table
from symrelu.terms.term import Term

LISTED = 3  # hypotheses that are not listed a second time


@dataclass(frozen=True)
class Source:
    """A work and a place in it, read from `author year, place`.

    >>> Source.read("Macdonald and Wäldchen 2021, Lemma 2.1")
    Source(author='Macdonald and Wäldchen', year='2021', place='Lemma 2.1')
    >>> Source.read("Federer 1969, 2.10.11").key
    'federer1969'
    """

    author: str
    year: str
    place: str

    @classmethod
    def read(cls, text: str) -> Source:
        found = re.match(
            r"\s*(.*?)[,\s(]*\b(1[5-9]\d\d|20\d\d)\b[a-z]?\)?[,;:\s]*(.*)\Z", " ".join(text.split())
        )
        if not found or not found[1]:
            return cls(" ".join(text.split()), "", "")
        return cls(found[1], found[2], found[3].rstrip("."))

    @property
    def key(self) -> str:
        """The key of the work in the bibliography."""
        return _plain(self.author)[:40] + self.year or "source"

    @property
    def work(self) -> str:
        """The work without the place."""
        return f"{self.author} {self.year}".strip()


def _work(text: str) -> Source | None:
    source = Source.read(text)
    return source if source.year else None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", folded.lower())


@dataclass(frozen=True)
class AxiomEntry:
    """A fact that was not proved here: `kind` is `cited` (a textbook) or `argued` (prose only)."""

    name: str
    kind: str
    source: str
    claim: Term

    @property
    def reference(self) -> Source | None:
        """The work cited; None for an argued step, or where no year is given."""
        return _work(self.source) if self.kind == "cited" else None


@dataclass(frozen=True)
class StepEntry:
    """A step that a paper would take.

    number: counted from 1. note: prose, TeX with $...$, by the author of the module. claim, given: what the
    step states, and under which hypotheses beyond those of the theorem. method: how it was checked.
    premises: numbers of earlier steps.
    """

    number: int
    note: str
    claim: Term
    given: tuple[Term, ...] = ()
    method: str = ""
    premises: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A proposition and, if it is proved, what its theorem says.

    claim, hypotheses: as declared by the proposition. conclusion, assumed: as found in the theorem (None if
    there is none). steps: those of the module. derivation: number of steps of the kernel. digest: of the
    certificate. example: what the claim says of the three restrictions, if it is about them.
    """

    name: str
    title: str
    claim: Term
    hypotheses: frozenset[Term] = frozenset()
    conclusion: Term | None = None
    assumed: frozenset[Term] = frozenset()
    axioms: tuple[AxiomEntry, ...] = ()
    steps: tuple[StepEntry, ...] = ()
    uses: tuple[str, ...] = ()
    source: str = ""
    module: str = ""
    derivation: int = 0
    digest: str = ""
    figures: tuple[FigureEntry, ...] = ()
    example: Example | None = None

    @property
    def proved(self) -> bool:
        """Whether the theorem says what the proposition says, from no more hypotheses."""
        return self.conclusion == self.claim and self.assumed <= self.hypotheses

    @property
    def verdict(self) -> str:
        """Computed from the theorem: proved, proved with what it rests on, or open."""
        if not self.proved:
            return "open"
        cited = sum(axiom.kind == "cited" for axiom in self.axioms)
        argued = len(self.axioms) - cited
        parts = [_counted(cited, "cited fact")] if cited else []
        parts += [_counted(argued, "argued step")] if argued else []
        return "proved" + (", with " + " and ".join(parts) if parts else "")

    @property
    def why_open(self) -> str:
        """What keeps an open entry from being proved."""
        if self.conclusion is None:
            return "No theorem was given."
        if self.conclusion != self.claim:
            return "The theorem that was given says something else."
        return "The theorem that was given has hypotheses beyond those of the statement."

    @property
    def label(self) -> str:
        """Where others refer to: letters, digits, hyphens, colons."""
        parts = [*self.module.split(".")[-1:], self.name]
        return "thm:" + ":".join(
            re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part
        )

    @property
    def reference(self) -> Source | None:
        """The work that the statement comes from; None where no year is named, as in `own computation`."""
        return _work(self.source)

    @cached_property
    def context(self) -> tuple[Term, ...]:
        """All formulas of the entry, which share the names of their variables."""
        return (
            self.claim,
            *sorted(self.hypotheses, key=repr),
            *(t for s in self.steps for t in (s.claim, *s.given)),
        )

    @cached_property
    def stated(self) -> tuple[Block, ...]:
        """The statement as sentences and displays."""
        return statement_blocks(self.claim, self.hypotheses, self.context)

    @cached_property
    def proof(self) -> tuple[tuple[StepEntry, tuple[Block, ...]], ...]:
        """The steps, and what each states, under the hypotheses of the statement, which stand throughout.

        The claim itself is not said once more, nor what an earlier step said of the variables that it gave,
        nor a list of hypotheses that an earlier step has given.
        """
        found, context = statement(self.claim, self.hypotheses), self.context
        out: list[tuple[StepEntry, tuple[Block, ...]]] = []
        said: list[tuple[int, frozenset[Term]]] = []
        for place, step in enumerate(self.steps):
            known, left = origins(step.given, ((s.number, s.claim) for s in self.steps[:place]))
            parts = tuple(part for term in left for part in conjuncts(term))
            given = tuple(part for part in dict.fromkeys(parts) if part not in found.hypotheses)
            base = max(said, key=lambda one: len(one[1]) if one[1] <= set(given) else 0, default=None)
            shared = base if base is not None and base[1] <= set(given) else None
            if shared is None and len(given) >= LISTED:
                said.append((step.number, frozenset(given)))
            rest = tuple(part for part in given if shared is None or part not in shared[1])
            number = None if shared is None else shared[0]
            whole = step.claim in (self.claim, found.conclusion)
            if whole and not given and not known:
                out.append((step, ()))
            elif whole:
                out.append((step, case_blocks(rest, context, known, number)))
            else:
                out.append((step, step_blocks(step.claim, rest, context, known, number)))
        return tuple(out)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


@dataclass(frozen=True)
class LawEntry:
    """A law as a table: rows of (what, formula), with its picture."""

    title: str
    atoms: tuple[tuple[Layout, Layout], ...]
    density: Layout | None
    distribution: Layout | None
    mean: Layout | None
    figures: tuple[FigureEntry, ...] = ()

    @property
    def brief(self) -> bool:
        """Whether the density fits on a slide."""
        core = self.density.body if isinstance(self.density, Group) else self.density
        return not isinstance(core, Cases) or len(core.rows) <= 6

    @property
    def in_a_row(self) -> bool:
        """Whether the table of atoms fits on a line."""
        return sum(max(width(point), width(mass)) + 1.2 for point, mass in self.atoms) < 26

    @property
    def label(self) -> str:
        """Where others refer to."""
        return "law:" + re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True)
class ChapterEntry:
    """Entries under one heading; `introduction` is prose, TeX with $...$."""

    title: str
    entries: tuple[Entry | LawEntry, ...]
    introduction: str = ""
    figures: tuple[FigureEntry, ...] = ()
    module: str = ""

    @property
    def label(self) -> str:
        """Where others refer to."""
        return "sec:" + re.sub(r"[^a-z0-9]+", "-", (self.module or self.title).lower()).strip("-")


Item: TypeAlias = Entry | LawEntry


@dataclass(frozen=True)
class Document:
    """A whole report."""

    title: str
    chapters: tuple[ChapterEntry, ...]

    @property
    def theorems(self) -> tuple[Entry, ...]:
        """All propositions, in order."""
        return tuple(e for chapter in self.chapters for e in chapter.entries if isinstance(e, Entry))

    @property
    def summary(self) -> str:
        """How many statements are proved, and how many of them rest on something that is not."""
        proved = [entry for entry in self.theorems if entry.proved]
        resting = sum(bool(entry.axioms) for entry in proved)
        return (
            f"Proved: {len(proved)} of {_counted(len(self.theorems), 'statement')}; a small kernel has "
            f"checked every inference. Of these proofs {resting or 'none'} "
            f"{'rest' if resting > 1 else 'rests'} on a fact that is cited or argued and not proved here."
        )

    @property
    def restrictions(self) -> tuple[tuple[str, Entry | None], ...]:
        """For each restriction a proved example that uses it and no other; empty if none is there at all."""
        return table((entry, entry.example) for entry in self.theorems if entry.proved)

    @property
    def glossary(self) -> tuple[str, ...]:
        """What the notation means, for what occurs, as sentences in TeX."""
        return glossary(term for entry in self.theorems for term in entry.context)

    @property
    def method_words(self) -> str:
        """What the commonest words about methods mean, for those that occur."""
        return method_words({step.method for entry in self.theorems for step in entry.steps})

    @property
    def references(self) -> tuple[Source, ...]:
        """The works cited, sorted by key, each once."""
        found: dict[str, Source] = {}
        for entry in self.theorems:
            for source in (entry.reference, *(axiom.reference for axiom in entry.axioms)):
                if source is not None:
                    found.setdefault(source.key, source)
        return tuple(found[key] for key in sorted(found))

    @property
    def axioms(self) -> tuple[AxiomEntry, ...]:
        """All axioms that anything rests on, each once, sorted by name."""
        found = {axiom.name: axiom for entry in self.theorems for axiom in entry.axioms}
        return tuple(found[name] for name in sorted(found))
