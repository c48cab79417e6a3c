"""Certificates: a published result as JSON, and its replay from the file alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from symrelu.errors import CheckFailed, Refused
from symrelu.kernel.definedness import Published, publish
from symrelu.kernel.digest import VERSION, digest
from symrelu.kernel.interpreter import collector_paused, deep_recursion
from symrelu.kernel.rules import apply
from symrelu.kernel.theorem import Theorem
from symrelu.kernel.writing import MAX_INTEGER, dump
from symrelu.terms.sorts import MAX_SORT_DEPTH, check_sort
from symrelu.terms.term import Term, binder, bound, check_name, num, op, var

MAX_BYTES, MAX_TERMS, MAX_STEPS, MAX_DIGITS = 64_000_000, 2_000_000, 200_000, 4_000
MAX_NESTING = 2000
MAX_ENTRIES = 20_000_000
_NO_BRACKETS = re.compile(r'"(?:[^"\\]|\\[\s\S])*+"|[^"\[\]{}]++|"')
_NUMERAL = re.compile(r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?\Z")


def _need(condition: bool, what: str) -> None:
    if not condition:
        raise Refused(f"certificate: {what}")


def _fields(value: Any, names: Iterable[str], what: str) -> dict[str, Any]:
    _need(type(value) is dict and set(value) == set(names), f"{what} has other fields than {sorted(names)}")
    return value


def _rows(value: Any, most: int, what: str) -> list[Any]:
    _need(type(value) is list and len(value) <= most, f"{what} is no array, or too long")
    return value


def _index(value: Any, table: list[Any], what: str) -> Any:
    _need(type(value) is int and 0 <= value < len(table), f"{what}: index out of range")
    return table[value]


def _rational(value: Any) -> Fraction:
    _need(type(value) is str and bool(_NUMERAL.match(value)), "bad numeral")
    top, _, low = value.partition("/")
    _need(max(len(top.lstrip("-")), len(low)) <= MAX_DIGITS, "numeral with more than 4,000 digits")
    _need(low != "0", "numeral with denominator 0")
    made = Fraction(int(top), int(low or 1))
    lowest = low != "1" and (not low or made.denominator == int(low)) and value != "-0"
    _need(lowest, "numeral not in lowest terms")
    return made


def _sort_in(value: Any, depth: int = 0) -> Any:
    _need(depth <= MAX_SORT_DEPTH, "sort is nested too deeply")
    if type(value) is list:
        return tuple(_sort_in(v, depth + 1) for v in value)
    _need(type(value) is str, "a sort is a name or an array")
    return value


@dataclass(frozen=True)
class Replayed:
    """The terms and steps of the certificates that were re-checked together: what they share is checked once.

    A term is found again by its head and the identities of its parts, so that it is spelled as in the file; a
    step by its rule, the identities of its premises, and its arguments. Both are kept, so identities stay.
    """

    terms: dict[Any, Term] = field(default_factory=dict[Any, Term])
    steps: dict[Any, Theorem] = field(default_factory=dict[Any, Theorem])


def _term_in(row: Any, terms: list[Term], replayed: Replayed) -> Term:
    _need(type(row) is list and len(row) > 0 and type(row[0]) is str, "a term is an array with a head")
    parts: list[Any] = row
    head, rest = parts[0], parts[1:]
    if head == "num":
        _need(len(rest) == 1 and type(rest[0]) is str, "num takes one numeral")
        if (head, rest[0]) not in replayed.terms:
            replayed.terms[head, rest[0]] = num(_rational(rest[0]))
        return replayed.terms[head, rest[0]]
    if head in ("var", "bound"):
        _need(len(rest) == 2, f"{head} takes two fields")
        sort = check_sort(_sort_in(rest[1]))
        made = var(rest[0], sort) if head == "var" else bound(rest[0], sort)
        return replayed.terms.setdefault((head, rest[0], sort), made)
    if head == "lam":
        _need(len(rest) == 3, "lam takes hint, sort, body")
        sort, body = check_sort(_sort_in(rest[1])), _index(rest[2], terms, "lam")
        found = replayed.terms.get((head, check_name(rest[0]), sort, id(body)))
        if found is None:
            found = replayed.terms[head, rest[0], sort, id(body)] = binder(sort, body, rest[0])
        return found
    arguments = [_index(i, terms, head) for i in rest]
    key = (head, *map(id, arguments))
    if key not in replayed.terms:
        replayed.terms[key] = op(head, *arguments)
    return replayed.terms[key]


def _evidence_in(value: Any, terms: list[Term]) -> Any:
    if type(value) is list:
        return tuple(_evidence_in(v, terms) for v in value)
    if type(value) is dict:
        _need(len(value) == 1 and ("t" in value or "q" in value), "evidence holds a stray object")
        return _index(value["t"], terms, "evidence") if "t" in value else _rational(value["q"])
    _need(value is None or type(value) in (str, int, bool), "evidence holds a stray value")
    _need(type(value) is not str or len(value) <= 2000, "evidence holds a long text")
    _need(type(value) is not int or abs(value) < MAX_INTEGER, "evidence holds a large integer")
    return value


def _nesting(text: str) -> None:
    depth = deepest = 0
    for c in _NO_BRACKETS.sub("", text):
        depth += 1 if c in "[{" else -1
        deepest = max(deepest, depth)
    _need(deepest <= MAX_NESTING, "nested too deeply")


def _no_float(text: str) -> Any:
    raise Refused(f"certificate: a float {text[:20]!r}")


def _short(text: str) -> int:
    _need(len(text) <= 12, "an integer with too many digits")
    return int(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    _need(len(made) == len(pairs), "an object with one field twice")
    return made


def _parse(text: str) -> dict[str, Any]:
    _need(type(text) is str, "it is no text")
    _need(len(text) <= MAX_BYTES, "longer than 64 MB")
    _need(text.count(",") + text.count("[") + text.count("{") <= MAX_ENTRIES, "too many entries")
    _nesting(text)
    try:
        body = json.loads(
            text, parse_float=_no_float, parse_constant=_no_float, parse_int=_short, object_pairs_hook=_object
        )
    except ValueError as error:
        raise Refused(f"certificate: not JSON ({error})") from None
    _fields(body, ("version", "title", "terms", "steps", "published", "digest"), "certificate")
    _need(body["version"] == VERSION, f"version is not {VERSION}")
    _need(type(body["title"]) is str and len(body["title"]) <= 1000, "title is no text, or too long")
    return body


def load(text: str, replayed: Replayed | None = None) -> Published:
    """Rebuild every term and every step of a certificate with the kernel alone; return what it publishes.

    Certificates that are loaded with the same `replayed` have the steps that they share re-checked once.
    Raises: Refused, for anything that is not exactly a certificate; CheckFailed, for a step that fails.
    """
    return load_steps(text, replayed)[0]


def load_steps(text: str, replayed: Replayed | None = None) -> tuple[Published, tuple[Theorem, ...]]:
    """As `load`, with the theorems of all steps in the order of the file."""
    with deep_recursion(), collector_paused():
        return _replayed(_parse(text), replayed or Replayed())


def _replayed(body: dict[str, Any], replayed: Replayed) -> tuple[Published, tuple[Theorem, ...]]:
    terms: list[Term] = []
    for row in _rows(body["terms"], MAX_TERMS, "terms"):
        terms.append(_term_in(row, terms, replayed))
    steps: list[Theorem] = []
    used: set[int] = set()
    for row in _rows(body["steps"], MAX_STEPS, "steps"):
        steps.append(_step_in(row, terms, steps, replayed, used))
    published = _fields(body["published"], ("step", "side", "given", "demands"), "published")
    side_rows = _rows(published["side"], MAX_STEPS, "side")
    main = _index(published["step"], steps, "published")
    side = tuple(_index(i, steps, "side") for i in side_rows)
    used |= {published["step"], *side_rows}
    _need(len(used) == len(steps), "there are steps that nothing uses")
    pick: Callable[[str], tuple[Term, ...]] = lambda name: tuple(  # noqa: E731
        _index(i, terms, name) for i in _rows(published[name], MAX_STEPS, name)
    )
    result = publish(body["title"], main.claim, pick("given"), main, side, pick("demands"))
    _need(digest({k: v for k, v in body.items() if k != "digest"}) == body["digest"], "the digest is another")
    return result, tuple(steps)


def _step_in(
    row: Any, terms: list[Term], steps: list[Theorem], replayed: Replayed, used: set[int]
) -> Theorem:
    _fields(row, ("rule", "from", "args", "given", "claim"), "step")
    froms = _rows(row["from"], MAX_STEPS, "from")
    premises = tuple(_index(i, steps, "from") for i in froms)
    used.update(froms)
    given = frozenset(_index(i, terms, "given") for i in _rows(row["given"], MAX_TERMS, "given"))
    claim = _index(row["claim"], terms, "claim")
    _need(type(row["rule"]) is str, "a rule has a name")
    key = (row["rule"], tuple(map(id, premises)), _identity(row["args"], terms))
    theorem = replayed.steps.get(key)
    if theorem is None:
        args = tuple(_evidence_in(a, terms) for a in _rows(row["args"], MAX_TERMS, "args"))
        try:
            theorem = replayed.steps[key] = apply(row["rule"], premises, args)
        except Refused as error:
            raise CheckFailed((len(steps),), str(error)) from None
    if theorem.claim != claim or theorem.hyps != given:
        raise CheckFailed((len(steps),), "the step proves something else")
    return theorem


def _identity(value: Any, terms: list[Term]) -> Any:
    """What distinguishes evidence as it stands in the file: terms by identity, all else by type and value."""
    if type(value) is list:
        return tuple([_identity(v, terms) for v in value])
    if type(value) is not dict:
        return type(value), value
    (name, inner), *more = value.items() or [("", None)]
    _need(not more and name in ("t", "q"), "evidence holds a stray object")
    return name, id(_index(inner, terms, "evidence")) if name == "t" else str(inner)


def replay(result: Published) -> Published:
    """Re-check a live result through its certificate."""
    return load(dump(result))


def replay_file(path: str | Path, replayed: Replayed | None = None) -> Published:
    """Re-check the certificate in a file; `replayed` as for `load`."""
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refused("certificate: longer than 64 MB")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"certificate {path}: cannot be read ({type(error).__name__})") from None
    return load(text, replayed)
