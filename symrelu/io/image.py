# pyright: basic
"""From texts and files to the law that a push makes, and its theorems as certificates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from symrelu.errors import InputError, ProofFailed
from symrelu.io.claim import hypotheses
from symrelu.io.law import law as read_law
from symrelu.io.law import supposing
from symrelu.io.layer import layer as read_layer
from symrelu.io.network import read_network
from symrelu.io.vector_law import copies
from symrelu.laws.push import push


def image(
    law: str, layers: Sequence[str], network: Path | None, given: Sequence[str], dim: int | None = None
) -> Any:
    """The law of layers one after the other, or of a network, under a law of the input.

    With `dim` a law on R stands for that many independent coordinates.
    Raises: InputError for both or neither of the two, and for what cannot be read.
    """
    if bool(layers) == bool(network):
        found = "both --layer and --network" if layers else "no map"
        raise InputError("push", found, "either --layer or --network", '--layer "2,-1"')
    scope, facts = hypotheses(given)
    result = supposing(read_law(law, scope), facts)
    if dim is not None:
        result = copies(result, dim)
    for map_ in [read_network(network)] if network else [read_layer(text, scope) for text in layers]:
        result = push(map_, result)
    return result


def certificates(law: Any, folder: Path) -> dict[str, Any]:
    """The theorems of a law as certificates in a folder: their files, and what the theorems leave out.

    Raises: InputError where a file cannot be written.
    """
    from symrelu.io.certificate import write_published
    from symrelu.methods.defined import published

    if not hasattr(law, "prove"):
        raise InputError("certify", f"a law on R^{law.dim}", "a law on R", "push without --certify")
    proved = law.prove()
    files: list[str] = []
    left_out = list(proved.left_out)
    width = len(str(len(proved.theorems)))
    for number, theorem in enumerate(proved.theorems, start=1):
        file = folder / f"push_{number:0{width}}.json"
        try:
            result = published(f"Theorem {number} on {law!r}"[:200], theorem)
        except ProofFailed:
            left_out.append(f"that this is defined wherever it speaks: {theorem}")
            continue
        write_published(result, file)
        files.append(str(file))
    return {"certificates": files, "left_out": left_out}
