# pyright: basic
"""What refutes invariance: a member, layers, and the number that no member shares with the image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symrelu.model.network import Layer


@dataclass(frozen=True, repr=False)
class InvarianceWitness:
    """The member at `parameters`, sent through `layers`, is no member: `functional` tells them apart.

    `values` are the values of the functional for the image, exactly.
    """

    parameters: dict[str, Any]
    layers: tuple[Layer, ...]
    reason: str
    functional: str
    values: tuple[Any, ...] = ()

    def __repr__(self) -> str:
        at = ", ".join(f"{name} = {value}" for name, value in self.parameters.items())
        return f"{at} and {', '.join(map(repr, self.layers))}"
