"""What a command says: an object for programs, a text for people, an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from symrelu.errors import (
    InputError,
    NoClosedForm,
    NotPiecewiseLinear,
    OutOfTime,
    SymreluError,
    TooManyCells,
    TooManyDigits,
    TooManyVertices,
)

LONGEST_CLAIM = 400
DONE, FAILED, UNKNOWN, USAGE = 0, 1, 2, 64
CODES: Mapping[str, int] = MappingProxyType(
    {"proved": DONE, "refuted": FAILED, "failed": FAILED, "unknown": UNKNOWN}
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The fields of the JSON object, the text, the exit code."""

    fields: Mapping[str, Any]
    text: str
    code: int = DONE


def code_of(error: SymreluError) -> int:
    """The exit code of an error.

    >>> code_of(InputError("law", "1", "a law"))
    64
    """
    if isinstance(error, OutOfTime | NoClosedForm | TooManyCells | TooManyDigits | TooManyVertices):
        return UNKNOWN
    return USAGE if isinstance(error, InputError | NotPiecewiseLinear) else FAILED


def plain(value: Any) -> Any:
    """A value as JSON: tables, lists, truth values and null as they are, everything exact as a string.

    >>> plain({"at": (1, None, True)})
    {'at': ['1', None, True]}
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        entries = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(entry) for entry in entries]
    if hasattr(value, "weights") and hasattr(value, "bias") and hasattr(value, "activation"):
        rows = [[str(weight) for weight in row] for row in value.weights]
        activation = getattr(value.activation, "name", str(value.activation))
        return {"W": rows, "b": [str(entry) for entry in value.bias], "activation": activation}
    return str(value)


def law_answer(fields: Mapping[str, Any]) -> Answer:
    """The atoms, densities and mass of a law, from its JSON fields, and its certificates if there are any."""
    proved = [f"  certificate: {file}" for file in fields.get("certificates", ())]
    proved += [f"  not proved: {text}" for text in fields.get("left_out", ())]
    if "cases" in fields:
        blocks: list[str] = []
        for case in fields["cases"]:
            blocks.append(f"if {case['condition']}:")
            blocks += [f"  {line}" for line in _law_lines(case)]
        return Answer(fields, "\n".join([*blocks, *proved]))
    return Answer(fields, "\n".join([*_law_lines(fields), *proved]))


def _law_lines(fields: Mapping[str, Any]) -> list[str]:
    lines = [f"a law on R{'' if fields['dim'] == 1 else '^' + str(fields['dim'])}"]
    for atom in fields["atoms"]:
        lines.append(f"  atom at {_point(atom['at'])} of mass {atom['mass']}")
    for part in fields["parts"]:
        mass = f", of mass {part['mass']}" if "mass" in part else ""
        lines.append(f"  density on {_support(part['support'])}: {part['density']}{mass}")
    return [*lines, f"  total mass {fields['mass']}"]


def _point(coordinates: list[str]) -> str:
    return coordinates[0] if len(coordinates) == 1 else f"({', '.join(coordinates)})"


def _support(support: Any) -> str:
    if isinstance(support, Mapping):
        conditions = ", ".join(support["inequalities"])
        return f"{{{conditions}}}" if conditions else "the whole space"
    return f"({support[0]}, {support[1]})"


def verdict_answer(verdict: Any, certificate: str | None) -> Answer:
    """A verdict with what it rests on: theorem, witness, reason, parameter map."""
    theorem = getattr(verdict, "theorem", None)
    witness = getattr(verdict, "witness", None)
    fields: dict[str, Any] = {
        "verdict": verdict.status,
        "witness": witness_fields(witness),
        "reason": reason_of(verdict),
        "parameter_map": plain(getattr(verdict, "parameter_map", None)),
        "axioms": axiom_names(theorem),
        "certificate": certificate,
    }
    return Answer(fields, "\n".join([str(verdict), *_verdict_lines(fields)]), CODES[verdict.status])


def unknown_answer(reason: str) -> Answer:
    """The verdict of a search that found nothing in its time."""
    fields: dict[str, Any] = {"verdict": "unknown", "witness": None, "reason": reason}
    fields |= {"parameter_map": None, "axioms": [], "certificate": None}
    return Answer(fields, f"Unknown: {reason}", UNKNOWN)


def witness_fields(witness: Any) -> Any:
    """A witness as JSON: the values of the symbols, or parameters, layers and the functional that separates.

    >>> witness_fields({"u": 1})
    {'u': '1'}
    """
    if witness is None or isinstance(witness, Mapping):
        return plain(witness)
    names = ("parameters", "layers", "reason", "functional", "regularity", "at", "left", "right")
    return {name: plain(getattr(witness, name)) for name in names if hasattr(witness, name)} or plain(witness)


def reason_of(verdict: Any) -> str | None:
    """Why a verdict is what it is, in one sentence."""
    for holder in (verdict, getattr(verdict, "witness", None)):
        reason = getattr(holder, "reason", None)
        if reason:
            return str(reason)
    tried = getattr(verdict, "tried", None)
    if not tried:
        return None
    listed = isinstance(tried, Iterable) and not isinstance(tried, str)
    return "tried " + ("; ".join(map(str, tried)) if listed else str(tried))


def axiom_names(theorem: Any) -> list[str]:
    """The axioms that a theorem rests on, each with its kind, sorted."""
    found = getattr(theorem, "axioms", ())
    return sorted(a if isinstance(a, str) else f"{a.kind}: {a.name}" for a in found)


def _verdict_lines(fields: Mapping[str, Any]) -> list[str]:
    """What the one line of the verdict has no room for."""
    lines: list[str] = []
    witness = fields["witness"]
    if isinstance(witness, Mapping) and "layers" in witness:
        entries = (
            (name, witness[name])
            for name in ("parameters", "layers", "functional", "regularity")
            if witness.get(name)
        )
        lines += [f"  {name}: {_shown(value)}" for name, value in entries]
    if fields["parameter_map"] is not None:
        lines.append("  the image has the parameters")
        lines += [f"    {line}" for line in _map_lines(fields["parameter_map"])]
    if fields["certificate"]:
        lines.append(f"  certificate: {fields['certificate']}")
    return lines


def _map_lines(table: Any) -> list[str]:
    if isinstance(table, Mapping):
        return [f"{name} -> {_shown(value)}" for name, value in table.items()]
    return [_shown(entry) for entry in table] if isinstance(table, list) else [str(table)]


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        if set(value) >= {"W", "b", "activation"}:
            return f"{value['activation']}({_compact(value['W'])} x + {_compact(value['b'])})"
        return ", ".join(f"{key} = {_shown(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(entry) for entry in value)
    return str(value)


def _compact(value: Any) -> str:
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return str(value).replace("'", "")


def checked_fields(result: Any) -> dict[str, Any]:
    """The fields of a checked proposition."""
    names = ("name", "title", "paper", "verdict", "steps")
    fields = {name: getattr(result, name) for name in names}
    fields |= {
        "axioms": axiom_names(result),
        "seconds": f"{result.seconds:.3f}",
        "reason": result.reason or None,
    }
    return fields


def replayed_fields(file: Path, result: Any) -> dict[str, Any]:
    """The fields of a certificate that the kernel accepts: its title is free text, its claim is proved."""
    fields = {"name": str(file), "title": result.title, "claim": str(result.theorem).partition("   [")[0]}
    return fields | {"verdict": "proved", "axioms": axiom_names(result), "reason": None}


def refused_fields(file: Path, reason: str) -> dict[str, Any]:
    """The fields of a certificate that the kernel refuses."""
    fields = {"name": str(file), "title": None, "claim": None}
    return fields | {"verdict": "failed", "axioms": [], "reason": reason}


def worst(rows: Iterable[Mapping[str, Any]]) -> int:
    """The exit code of several verdicts: failed before unknown before proved.

    >>> worst([{"verdict": "proved"}, {"verdict": "unknown"}])
    2
    """
    codes = {CODES[row["verdict"]] for row in rows}
    return next((code for code in (FAILED, UNKNOWN) if code in codes), DONE)


def shown_fields(result: Any, kernel: bool) -> dict[str, Any]:
    """A proved proposition with its derivation: the steps of its script, or those of the kernel."""
    item = result.proposition
    steps = result.theorem.tree().splitlines() if kernel else _steps(result.lemma, 0, set())
    fields = {"name": f"{item.module}.{item.name}", "title": item.title, "claim": str(result.theorem.claim)}
    return fields | {"source": item.source, "axioms": axiom_names(result.published), "derivation": steps}


def shown_text(fields: Mapping[str, Any]) -> str:
    """A proposition and its derivation, to be read."""
    lines = [f"{fields['name']}: {fields['title']}", f"  {fields['claim']}"]
    lines += [f"  source: {fields['source']}"] if fields["source"] else []
    lines += [f"  rests on {', '.join(fields['axioms'])}"] if fields["axioms"] else []
    return "\n".join([*lines, *(f"    {step}" for step in fields["derivation"])])


def _steps(lemma: Any, level: int, seen: set[int]) -> list[str]:
    """One line for each step of a script, a step that is used twice shown once."""
    text = f"{'  ' * level}{lemma.title or lemma.theorem!r}"
    text += f"   [{lemma.method}]" if lemma.method else ""
    if id(lemma) in seen:
        return [f"{text}   (above)"]
    seen.add(id(lemma))
    note = [f"{'  ' * level}  {lemma.note}"] if lemma.note else []
    return [text, *note, *(line for premise in lemma.premises for line in _steps(premise, level + 1, seen))]


def theorem_line(row: Mapping[str, Any]) -> str:
    """One line on a theorem: verdict, name, title, what it rests on or why it failed.

    >>> theorem_line({"verdict": "proved", "name": "m.rescaling", "title": "Rescaling"})
    'proved   m.rescaling: Rescaling'
    """
    name, title = row.get("name"), row.get("title")
    text = f"{row['verdict']:<8} {name or ''}{': ' if name and title else ''}{title or ''}"
    if row.get("axioms"):
        text += f"   [rests on {', '.join(row['axioms'])}]"
    claim = row.get("claim") or ""
    short = claim if len(claim) <= LONGEST_CLAIM else f"{claim[:LONGEST_CLAIM]} ..."
    text += f"\n         {short}" if short else ""
    return f"{text}\n         {row['reason']}" if row.get("reason") else text
