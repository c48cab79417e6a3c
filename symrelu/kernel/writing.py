"""Writing certificates: a published result as JSON, terms and steps shared and numbered."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.definedness import Published
from symrelu.kernel.digest import VERSION, digest
from symrelu.kernel.theorem import Theorem
from symrelu.terms.term import Term, num

MAX_INTEGER = 10**9


class _Writer:
    """Numbers terms and steps in the order in which they are first needed.

    Terms that differ in the names of bound variables alone are equal, and yet have two rows: what is read
    back is spelled as it was written.
    """

    def __init__(self) -> None:
        self.terms: list[list[Any]] = []
        self.steps: list[dict[str, Any]] = []
        self._row: dict[Any, int] = {}
        self._term: dict[int, tuple[Term, int]] = {}
        self.order: dict[int, int] = {}

    def term(self, t: Term) -> int:
        found = self._term.get(id(t))
        if found is None:
            below = tuple(self.term(a) for a in t.args)
            key = (t.head, t.hint, t.data, t.sort if t.head in ("var", "bound") else None, below)
            if key not in self._row:
                self._row[key] = len(self.terms)
                self.terms.append(_row(t, below))
            found = self._term[id(t)] = (
                t,
                self._row[key],
            )  # the term is kept, so that no other gets its identity
        return found[1]

    def step(self, theorem: Theorem) -> int:
        if id(theorem) not in self.order:
            row = {
                "rule": theorem.step.rule,
                "from": [self.step(p) for p in theorem.step.premises],
                "args": [self.evidence(a) for a in theorem.step.args],
                "given": [self.term(h) for h in theorem.given],
                "claim": self.term(theorem.claim),
            }
            self.order[id(theorem)] = len(self.steps)
            self.steps.append(row)
        return self.order[id(theorem)]

    def evidence(self, value: Any) -> Any:
        if type(value) is Term:
            return {"t": self.term(value)}
        if type(value) is Fraction:
            return {"q": str(num(value).data)}  # refused here if `load` would refuse it
        if type(value) is tuple:
            return [self.evidence(v) for v in value]
        if value is None or type(value) in (str, bool) or (type(value) is int and abs(value) < MAX_INTEGER):
            return value
        raise Refused(f"evidence holds a {type(value).__name__}")


def _row(t: Term, below: tuple[int, ...]) -> list[Any]:
    if t.head == "lam":
        return ["lam", t.hint, _sort_out(t.data), *below]
    if t.head == "num":
        return ["num", str(t.data)]
    if t.head in ("var", "bound"):
        return [t.head, t.data, _sort_out(t.sort)]
    return [t.head, *below]


def _sort_out(sort: Any) -> Any:
    return [_sort_out(s) for s in sort] if isinstance(sort, tuple) else sort


def order_of(result: Published) -> dict[int, int]:
    """The number of the step of each theorem, by identity, in the certificate that `dump` writes."""
    out = _Writer()
    _published_out(out, result)
    return out.order


def _published_out(out: _Writer, result: Published) -> dict[str, Any]:
    return {
        "step": out.step(result.theorem),
        "side": [out.step(s) for s in result.side],
        "given": [out.term(g) for g in result.given],
        "demands": [out.term(d) for d in result.demands],
    }


def dump(result: Published) -> str:
    """The certificate of a published result, as one JSON text; the same result gives the same text."""
    out = _Writer()
    published = _published_out(out, result)
    body = {
        "version": VERSION,
        "title": result.title,
        "terms": out.terms,
        "steps": out.steps,
        "published": published,
    }
    return json.dumps({**body, "digest": digest(body)}, ensure_ascii=True, separators=(",", ":"))
