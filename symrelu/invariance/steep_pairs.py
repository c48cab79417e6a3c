# pyright: basic
"""Pairs of members of the space-filling family whose distance exceeds any multiple of the parameters'.

Point masses, exact; translated laws of infinite support, exact on R and bounded from below in space: where
two laws differ by a translation of length t along a coordinate whose values all lie in an interval of length
R, their Prokhorov distance is at least t / (1 + R), by the clip of that coordinate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flint import fmpq

from symrelu.errors import InputError, ProofFailed
from symrelu.geometry.curve import shown
from symrelu.model.network import Layer, Network
from symrelu.model.restriction import Restriction

if TYPE_CHECKING:
    from symrelu.invariance.space_filling import SpaceFillingFamily


@dataclass(frozen=True, repr=False)
class SteepPair:
    """Two members whose distance is at least `ratio` times that of their parameters.

    `distance` is their Prokhorov distance if `exact`, and a lower bound of it otherwise.
    """

    theta: fmpq
    near: fmpq
    distance: fmpq
    ratio: fmpq
    exact: bool = True

    def __repr__(self) -> str:
        named = {"theta": self.theta, "near": self.near, "ratio": self.ratio}
        listed = ", ".join(f"{name} = {shown(value)}" for name, value in named.items())
        return f"SteepPair({listed}{'' if self.exact else ' at least'})"


def point_masses(family: SpaceFillingFamily, k: int, depth: int) -> SteepPair:
    """The network is 0, and the first bias of its last layer is moved in binary digit k: Lebesgue's curve."""
    _natural(k, "k", 2)
    curve, m = _curve(family, depth)
    if curve.kind != "lebesgue":
        raise InputError("curve", curve.kind, "lebesgue", "family.steep_translation(2)")
    zero = Layer([[0] * family.dim for _ in range(family.dim)], [0] * family.dim)
    theta = family.parameter(Network([zero] * depth))
    near = theta + _digit(family, k, m)
    first, second = (family.image_of_diagonal(t).chain for t in (theta, near))
    if len(first) != 1 or len(second) != 1:
        raise ProofFailed(f"p({shown(theta)}) and p({shown(near)}) are point masses")
    apart = max(abs(a - b) for a, b in zip(first[0], second[0], strict=True))
    distance = min(fmpq(1), apart)
    return SteepPair(theta, near, distance, distance / (near - theta))


def translated_laws(family: SpaceFillingFamily, k: int, depth: int) -> SteepPair:
    """The first bias of the last layer is moved in binary digit k of a network with an infinite support.

    Lebesgue's curve: the identity. Hilbert's: all weights depth/3, which is 2/3 of the cube, and k even.
    """
    _natural(k, "k", 2)
    curve, m = _curve(family, depth)
    d = family.dim
    if curve.kind == "lebesgue":
        unit = [[int(i == j) for j in range(d)] for i in range(d)]
        theta = family.parameter(Network([Layer(unit, [0] * d)] * depth))
        near = theta + _digit(family, k, m)
        moved = fmpq(2 * depth) / fmpq(2) ** k
    else:
        if k % 2:
            raise InputError("k", str(k), "an even number: the digits of 2/3 alternate", "k=2")
        third = fmpq(depth, 3)
        moved = -third / fmpq(2) ** (k - 1)
        rows = [[third] * d for _ in range(d)]
        layers = [Layer(rows, [third] * d)] * depth
        theta = family.parameter(Network(layers))
        last = Layer(rows, [third + moved, *[third] * (d - 1)])
        near = family.parameter(Network([*layers[:-1], last]))
    first, second = (family.image_of_diagonal(t) for t in (theta, near))
    _check_translation(first, second, moved, f"p({shown(near)}) is p({shown(theta)}) moved by {shown(moved)}")
    exact = d == 1 and curve.kind == "lebesgue"
    if exact:  # the uniform law on [0, 1] and its translate by t have the distance min(1, t/2)
        distance = min(fmpq(1), moved / 2)
    else:
        values = [point[0] for path in (first, second) for point in path.chain]
        distance = abs(moved) / (1 + max(values) - min(values))
    return SteepPair(theta, near, distance, distance / abs(near - theta), exact)


def _check_translation(one: Restriction, other: Restriction, moved: fmpq, goal: str) -> None:
    """Whether the second curve is the first, which is no point, moved along the first coordinate.

    Raises: ProofFailed.
    """
    pairs = [(one(t), other(t)) for t in {*one.nodes, *other.nodes}]
    gaps = {tuple(b - a for a, b in zip(x, y, strict=True)) for x, y in pairs}
    if gaps != {(moved, *(fmpq(0),) * (len(pairs[0][0]) - 1))} or len(one.chain) < 2:
        raise ProofFailed(goal)


def _digit(family: SpaceFillingFamily, k: int, m: int) -> fmpq:
    """The step from 0 to 2 in the ternary digit of binary digit k of the first bias of the last layer."""
    return fmpq(2) / fmpq(3) ** ((k - 1) * m + m - family.dim + 1)


def _curve(family: SpaceFillingFamily, depth: int) -> tuple[Any, int]:
    _natural(depth, "depth", 1)
    m = family.width(depth)
    return family.curve_in(m), m


def _natural(value: Any, name: str, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        wanted = f"a natural number, at least {least}"
        raise InputError(name, repr(value)[:40], wanted, "family.steep(2, depth=1)")
