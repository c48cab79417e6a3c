"""The command on equivalent kernels."""

from __future__ import annotations

from typing import Annotated

import typer

from symrelu.cli.application import Given, Json, Seconds, app, progress, say
from symrelu.io.deadline import deadline

Activation = Annotated[
    str, typer.Option("--activation", help='relu, "leaky_relu(1/5)", abs, step, "relu(t)^3", ...')
]
Law = Annotated[
    str, typer.Option("--weights", help='"student_t(5)", "sphere", "independent(uniform(-1,1))"...')
]
Dim = Annotated[str | None, typer.Option("--dim", help="The dimension of the inputs, a number or a name.")]
Input = Annotated[str | None, typer.Option(help='An input, "1,0,0".')]


@app.command()
def kernel(
    activation: Activation = "relu",
    weights: Law = "gaussian",
    dim: Dim = None,
    x: Input = None,
    y: Input = None,
    theta: Annotated[str | None, typer.Option("--theta", help="The angle of unit inputs instead.")] = None,
    bias: Annotated[str | None, typer.Option("--bias", help="Inputs get this coordinate more.")] = None,
    depth: Annotated[int, typer.Option("--depth", min=0, help="Correlations through layers.")] = 0,
    digits: Annotated[int, typer.Option("--digits", min=1, max=2000, help="Digits of enclosures.")] = 15,
    invariance: Annotated[
        bool, typer.Option("--invariance", help="Is the law of the weights rotation-invariant?")
    ] = False,
    given: Given = None,
    seconds: Seconds = 60,
    as_json: Json = False,
) -> int:
    """The kernel of an infinitely wide layer, E f(W.x) f(W.y), exact; the same for invariant laws of W."""
    from symrelu.io import kernels

    with deadline("kernel", seconds), progress("computing the kernel"):
        known = kernels.scope_of(given or ())
        if invariance:
            answer = kernels.invariance_answer(kernels.read_weights(weights, known[0]), dim)
        else:
            chosen = kernels.kernel_of(activation, weights, dim, bias, known[0])
            answer = kernels.kernel_answer(chosen, (x, y), theta, depth, digits, known)
    return say(answer, as_json)
