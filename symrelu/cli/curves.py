"""The command on space-filling curves."""

from __future__ import annotations

from typing import Annotated

import typer

from symrelu import errors
from symrelu.cli.application import Json, Seconds, app, progress, say
from symrelu.io.deadline import deadline


@app.command()
def curve(
    kind: Annotated[str, typer.Option("--kind", help="lebesgue or hilbert.")] = "lebesgue",
    dim: Annotated[int, typer.Option("--dim", min=1, help="The dimension of the cube.")] = 2,
    at: Annotated[str | None, typer.Option("--at", help="A rational number from 0 to 1.")] = None,
    inverse: Annotated[str | None, typer.Option("--inverse", help='A point of the cube, "1/3,1/3".')] = None,
    polygon: Annotated[int | None, typer.Option("--polygon", min=0, help="The polygon of a level.")] = None,
    digits: Annotated[bool, typer.Option("--digits", help="The inverse by its digits, sooner.")] = False,
    most_digits: Annotated[
        int | None, typer.Option("--most-digits", min=1, help="The longest answer, in digits of the curve.")
    ] = None,
    seconds: Seconds = 60,
    as_json: Json = False,
) -> int:
    """A space-filling curve: its point at a rational number, a number for a point, or its polygons."""
    from symrelu.io.curve import curve_answer, curve_of

    if sum(asked is not None for asked in (at, inverse, polygon)) != 1:
        wanted = "one of --at, --inverse and --polygon"
        raise errors.InputError("curve", "none or several questions", wanted, "--kind hilbert --at 1/3")
    if digits and inverse is None:
        raise errors.InputError("--digits", "no --inverse", "both", '--inverse "1/3,1/3" --digits')
    with deadline("curve", seconds), progress("following the curve"):
        answer = curve_answer(curve_of(kind, dim, most_digits), at, inverse, polygon, digits)
    return say(answer, as_json)
