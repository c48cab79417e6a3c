"""The command that computes laws."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from symrelu.cli.application import Given, Json, Seconds, app, progress, say
from symrelu.io import answer
from symrelu.io.deadline import deadline

Network = Annotated[
    Path | None, typer.Option("--network", help="A network in a .json, .onnx or .safetensors file.")
]
Dim = Annotated[
    int | None,
    typer.Option("--dim", min=1, max=64, help="A law on R means this many independent coordinates."),
]
Layers = Annotated[list[str] | None, typer.Option("--layer", help='A layer "W,b"; may be repeated.')]


@app.command()
def push(
    law: Annotated[str, typer.Option("--law", help='A law, such as "normal(0,1)".')],
    layer: Layers = None,
    network: Network = None,
    dim: Dim = None,
    given: Given = None,
    certify: Annotated[bool, typer.Option("--certify", help="Prove the law; write certificates.")] = False,
    certificates: Annotated[Path, typer.Option(help="The folder for them.")] = Path("certificates"),
    seconds: Seconds = 60,
    as_json: Json = False,
) -> int:
    """The exact law of a layer, of layers one after the other, or of a network, under a law of the input."""
    with deadline("push", seconds), progress("pushing the law"):
        from symrelu.io import image

        law_of_image = image.image(law, layer or (), network, given or (), dim)
        fields = law_of_image.to_json()
        if certify:
            fields |= image.certificates(law_of_image, certificates)
    return say(answer.law_answer(fields), as_json)
