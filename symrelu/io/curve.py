# pyright: basic
"""Points of space-filling curves and witnesses of the space-filling family: from texts, and as answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.io.answer import Answer
from symrelu.io.expression import REALS, build, number
from symrelu.io.layer import layer as read_layer
from symrelu.io.lexer import Source
from symrelu.io.syntax import Group, parse
from symrelu.model.rational import rational

_PLAIN = re.compile(r"\s*[+-]?[0-9]{1,1000000}(/0*[1-9][0-9]{0,1000000})?\s*")
SHOWN = 200  # numbers in the text; --json gives all


def rational_of(text: str, name: str) -> Any:
    """The rational number of a text; a fraction may have any length.

    Raises: InputError for decimals, irrational numbers and other texts.

    >>> rational_of("2/6", "s"), rational_of("3^-2", "s")
    (1/3, 1/9)
    """
    if _PLAIN.fullmatch(text):
        return _fraction(text.strip())
    return _checked(number(text, name), name)


def _fraction(text: str) -> Any:
    from flint import fmpq, fmpz

    above, _, below = text.partition("/")
    return fmpq(fmpz(above.removeprefix("+")), fmpz(below or "1"))


def _checked(value: Any, name: str) -> Any:
    if not isinstance(value, sp.Rational):
        wanted = "a rational number"
        raise InputError(
            name, str(value), wanted, "digit expansions that end in a period belong to rationals"
        )
    return rational(value, name)


def point_of(text: str, name: str) -> tuple[Any, ...]:
    """The coordinates of a text, with or without brackets.

    >>> point_of("1/3, 1/2", "point"), point_of("(0, 1)", "point")
    ((1/3, 1/2), (0, 1))
    """
    inner = text.strip()
    bare = inner[1:-1] if inner[:1] + inner[-1:] in ("()", "[]") else inner
    parts = bare.split(",")
    if all(_PLAIN.fullmatch(part) for part in parts):
        return tuple(_fraction(part.strip()) for part in parts)
    source = Source(name, text)
    values = parse(source)
    if len(values) == 1 and isinstance(values[0], Group):
        values = values[0].values
    return tuple(_checked(build(value, source, REALS), name) for value in values)


def curve_of(kind: str, dim: int, most_digits: int | None = None) -> Any:
    """The curve of a name; without `most_digits`, with a limit of its own.

    Raises: InputError for another name.
    """
    from symrelu.invariance.space_filling import CURVES

    if kind not in CURVES:
        raise InputError("kind", repr(kind[:40]), f"one of {', '.join(CURVES)}", "--kind lebesgue")
    curve = CURVES[kind](dim)
    return curve if most_digits is None else replace(curve, most_digits=most_digits)


def curve_answer(
    curve: Any, at: str | None, inverse: str | None, level: int | None, as_digits: bool = False
) -> Answer:
    """The point of a curve at a number, a number for a point, or the corners of its polygon."""
    fields: dict[str, Any] = {"kind": curve.kind, "dim": curve.dim}
    if at is not None:
        s = rational_of(at, "at")
        fields |= {"at": str(s), "point": [*map(str, curve(s))]}
        return Answer(fields, f"({', '.join(fields['point'])})")
    if inverse is not None:
        point = point_of(inverse, "inverse")
        fields["point"] = [*map(str, point)]
        if as_digits:
            found = curve.expansion(point)
            fields |= {"base": found.base, "head": found.head, "period": found.tail}
            return Answer(fields, f"{found.text} in base {found.base}")
        fields["at"] = str(curve.inverse(point))
        return Answer(fields, fields["at"])
    corners = [[*map(str, corner)] for corner in curve.polygon(level)]
    fields |= {"level": level, "polygon": corners}
    return Answer(fields, "\n".join(f"({', '.join(corner)})" for corner in corners))


def image_answer(kind: str, dim: int, theta: str, layer: str) -> Answer:
    """The parameter of the image of a member of the space-filling family under a layer."""
    from symrelu.invariance.space_filling import SpaceFillingFamily

    curve_of(kind, 1)
    family = SpaceFillingFamily(dim, kind)
    found = family.witness(rational_of(theta, "theta"), read_layer(layer))
    entries = [*map(str, found.parameters.entries)]
    fields: dict[str, Any] = {"example": "space-filling", "kind": kind, "dim": dim}
    fields |= {"theta": str(found.start), "witness": str(found.theta), "depth": found.parameters.depth}
    fields |= {"parameters": entries, "checked": found.checked}
    more = f", ... {len(entries) - SHOWN} more" if len(entries) > SHOWN else ""
    lines = [
        f"the image of p({_brief(fields['theta'])}) is p(omega) for omega =",
        f"  {fields['witness']}",
        f"  the network at omega has depth {fields['depth']} and the weights",
        f"  {', '.join(entries[:SHOWN])}{more}",
        "  checked: the family at omega has these weights, and both networks are equal on the diagonal",
    ]
    return Answer(fields, "\n".join(lines))


def _brief(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
