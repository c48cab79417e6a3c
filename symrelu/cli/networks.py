"""The command that looks at networks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from symrelu.cli.application import Json, Seconds, app, progress, say

Domain = Annotated[
    str | None,
    typer.Option("--domain", help='Where: "[(0,1),(-1,1)]", "0,1" or "x1 + x2 <= 1"; none: R^d.'),
]


@app.command()
def regions(
    network: Annotated[Path, typer.Argument(help="A network: a JSON, ONNX or safetensors file.")],
    domain: Domain = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="How many regions at most.")] = 10_000,
    picture: Annotated[
        Path | None, typer.Option("--output", "-o", help="A picture of them: .png, .svg or .pdf.")
    ] = None,
    seconds: Seconds = 60,
    as_json: Json = False,
) -> int:
    """The linear regions of a network on a domain: how many, where, and its affine map on each."""
    from symrelu.io.network import read_network
    from symrelu.io.region import domain as read_domain
    from symrelu.io.region import regions as search
    from symrelu.io.region import regions_answer
    from symrelu.model.polyhedron import Polyhedron
    from symrelu.report.regions import check_picture, draw

    net = read_network(network)
    width = net.widths[0]
    space = Polyhedron.whole(width) if domain is None else read_domain(domain, width)
    if picture is not None:
        check_picture(picture, width)
    with progress("cutting"):
        found, stopped = search(net, space, limit, seconds)
        drawn = None if picture is None else draw(found, picture)
    return say(regions_answer(net, found, stopped, drawn), as_json)
