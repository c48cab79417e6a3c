"""The commands that prove or refute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from symrelu import errors
from symrelu.cli.application import Certificate, Given, Json, Seconds, app, progress, say
from symrelu.io import answer
from symrelu.io.answer import Answer
from symrelu.io.deadline import deadline


@app.command()
def decide(
    claim: Annotated[str, typer.Argument(help='A claim, such as "relu(l*t) == l*relu(t)".')],
    given: Given = None,
    seconds: Seconds = 5,
    certificate: Certificate = None,
    as_json: Json = False,
) -> int:
    """Prove or refute a claim about piecewise-linear or elementary expressions."""
    from symrelu.io.claim import claim as read_claim
    from symrelu.io.claim import hypotheses

    scope, facts = hypotheses(given or ())
    goal = read_claim(claim, scope)

    def search() -> Any:
        from symrelu.methods.decide import decide as decide_claim

        return decide_claim(goal, given=facts, seconds=seconds)

    return say(verdict("decide", search, seconds, certificate), as_json)


@app.command()
def invariant(
    family: Annotated[
        str | None, typer.Option("--family", help='A family, such as "normal(mu, sigma)".')
    ] = None,
    given: Given = None,
    dim: Annotated[int, typer.Option("--dim", min=1, help="The dimension of the space.")] = 1,
    example: Annotated[
        str | None, typer.Option("--example", help='"space-filling": the parameter of an image, instead.')
    ] = None,
    theta: Annotated[str | None, typer.Option("--theta", help="A parameter of the example.")] = None,
    layer: Annotated[str | None, typer.Option("--layer", help='A layer for the example: "1,1".')] = None,
    kind: Annotated[str, typer.Option("--kind", help="The curve: lebesgue or hilbert.")] = "lebesgue",
    locally_lipschitz: Annotated[
        bool, typer.Option("--locally-lipschitz", help="Declare that the family is locally Lipschitz.")
    ] = False,
    seconds: Seconds = 60,
    certificate: Certificate = None,
    as_json: Json = False,
) -> int:
    """Prove or refute that a family of laws is invariant under all ReLU layers."""
    if example is not None:
        if family is not None or given or certificate is not None or locally_lipschitz:
            raise errors.InputError("--example", "--family or what goes with it", "one of both", _EXAMPLE)
        return say(_image(example, dim, theta, layer, kind, seconds), as_json)
    if family is None or theta is not None or layer is not None:
        found = "no family" if family is None else "--theta or --layer without --example"
        raise errors.InputError("invariant", found, "--family or --example", _EXAMPLE)
    from symrelu.io.law import family as read_family

    candidate = read_family(family, given or ())
    if candidate.law.dim != dim:
        wanted = f"{candidate.law.dim}, the dimension of the family"
        raise errors.InputError("dim", str(dim), wanted, f"--dim {candidate.law.dim}")

    def search() -> Any:
        from symrelu.script.parameter_count import decide_invariance

        return decide_invariance(candidate, seconds=seconds, locally_lipschitz=locally_lipschitz)

    return say(verdict("invariant", search, seconds, certificate), as_json)


_EXAMPLE = '--example space-filling --theta 1 --layer "1,1"'


def _image(example: str, dim: int, theta: str | None, layer: str | None, kind: str, seconds: float) -> Answer:
    from symrelu.io.curve import image_answer

    if example != "space-filling" or theta is None or layer is None:
        found = repr(example[:40]) if example != "space-filling" else "no --theta or no --layer"
        raise errors.InputError("--example", found, "space-filling with both", _EXAMPLE)
    with deadline("invariant", seconds), progress("following the curve"):
        return image_answer(kind, dim, theta, layer)


def verdict(task: str, search: Callable[[], Any], seconds: float, certificate: Path | None) -> Answer:
    try:
        with deadline(task, seconds), progress("searching"):
            verdict = search()
    except errors.OutOfTime as error:
        return answer.unknown_answer(str(error))
    if certificate is None or verdict.theorem is None:
        return answer.verdict_answer(verdict, None)
    from symrelu.io.certificate import write_certificate

    write_certificate(str(verdict.theorem.claim)[:500], verdict.theorem, certificate)
    return answer.verdict_answer(verdict, str(certificate))
