# pyright: basic
"""What refutes invariance: a member, layers, and what no member shares with the image, or a count."""

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


@dataclass(frozen=True, repr=False)
class CountWitness:
    """The member at `parameters` has more support points than the parameters of a regular family allow.

    `layers` lay the member on a ray and bend it with free strengths kappa in [0, 1]: almost every value of
    these leads out of the family. There are none where the support is finite. `regularity` says what the
    refutation asks of the family beside invariance, and whether that was proved or declared.
    """

    parameters: dict[str, Any]
    layers: tuple[Layer, ...]
    reason: str
    functional: str
    regularity: str

    def __repr__(self) -> str:
        at = ", ".join(f"{name} = {value}" for name, value in self.parameters.items())
        return f"the support of the member at {at}"
