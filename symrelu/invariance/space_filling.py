# pyright: basic
"""The invariant one-parameter family on R^d that follows a space-filling curve through all ReLU networks.

Its laws are the images of the uniform law on the diagonal of the cube. The networks of depth K with weights
in [-K, K] are filled for theta in [2K - 1, 2K]; between 2K and 2K + 1 a segment leads to the next depth.

Source: Macdonald and Waeldchen, the example for the third restriction; witnesses are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from flint import fmpq

from symrelu.errors import InputError, ProofFailed, TooManyDigits
from symrelu.geometry.curve import SpaceFillingCurve, shown
from symrelu.geometry.expansions import MOST_DIGITS
from symrelu.geometry.hilbert import hilbert
from symrelu.geometry.lebesgue import lebesgue
from symrelu.invariance.steep_pairs import SteepPair, point_masses, translated_laws
from symrelu.laws.base import uniform
from symrelu.laws.vectors import along
from symrelu.model.network import Layer, Network
from symrelu.model.rational import rational
from symrelu.model.restriction import Restriction
from symrelu.model.vector_law import VectorLaw

Entries = tuple[fmpq, ...]
MOST_PARAMETERS = 100_000
CURVES: Mapping[str, Callable[[int], SpaceFillingCurve]] = MappingProxyType(
    {"lebesgue": lebesgue, "hilbert": hilbert}
)


@dataclass(frozen=True, repr=False)
class NetworkParameters:
    """The weights of `depth` layers from R^dim to R^dim: layer by layer, W row by row, then b."""

    dim: int
    depth: int
    entries: Entries

    def layer(self, number: int) -> tuple[tuple[Entries, ...], Entries]:
        """The weights W and b of a layer, counted from 0."""
        d = self.dim
        own = self.entries[number * d * (d + 1) : (number + 1) * d * (d + 1)]
        return tuple(own[i * d : (i + 1) * d] for i in range(d)), own[d * d :]

    @cached_property
    def network(self) -> Network:
        """The network with these weights."""
        return self._network(self.depth)

    @cached_property
    def shortened(self) -> Network:
        """The same map without the identity layers at the end: the values of a layer are nonnegative."""
        kept = self.depth
        padding = identity(self.dim)
        size = len(padding)
        while kept > 1 and self.entries[(kept - 1) * size : kept * size] == padding:
            kept -= 1
        return self._network(kept)

    def _network(self, depth: int) -> Network:
        return Network([Layer(*self.layer(number)) for number in range(depth)])

    def padded(self, depth: int) -> NetworkParameters:
        """With identity layers up to a depth: the same map."""
        return NetworkParameters(self.dim, depth, self.entries + (depth - self.depth) * identity(self.dim))

    def __repr__(self) -> str:
        return f"NetworkParameters({len(self.entries)} numbers, depth {self.depth})"


@dataclass(frozen=True, repr=False)
class SpaceFillingWitness:
    """p(theta) is the image of p(start) under the layer: the networks are equal on the diagonal.

    `checked` says that this was verified: the family was evaluated at theta, and both curves are the same.
    """

    start: fmpq
    layer: Layer
    theta: fmpq
    parameters: NetworkParameters
    checked: bool

    def __repr__(self) -> str:
        word = "checked" if self.checked else "not checked"
        return f"SpaceFillingWitness(theta = {shown(self.theta)}, {word})"


@dataclass(frozen=True)
class SpaceFillingFamily:
    """The family p on R with p(theta) the law of f(U 1), U uniform on [0, 1], f the network at theta.

    `curve` gives the curve in each dimension: `lebesgue`, `hilbert` or their names.

    >>> family = SpaceFillingFamily(1)
    >>> found = family.witness(1, Layer(1, 1))
    >>> found.theta, found.checked
    (20411/6561, True)
    """

    dim: int
    curve: Any = field(default="lebesgue")

    def __post_init__(self) -> None:
        if isinstance(self.dim, bool) or not isinstance(self.dim, int) or self.dim < 1:
            raise InputError("dim", repr(self.dim)[:40], "a natural number above 0", "SpaceFillingFamily(2)")
        known = isinstance(self.curve, str) and self.curve in CURVES
        if not known and (isinstance(self.curve, str) or not callable(self.curve)):
            raise InputError("curve", repr(self.curve)[:40], f"one of {', '.join(CURVES)}")
        self._few(1)

    def width(self, depth: int) -> int:
        """How many weights networks of a depth have."""
        return depth * self.dim * (self.dim + 1)

    def parameters_at(self, theta: Any) -> NetworkParameters:
        """The weights of the network at a rational theta.

        Raises: InputError for floats and irrational numbers; TooManyDigits.

        >>> SpaceFillingFamily(1).parameters_at("71/36").entries
        (1, 0)
        """
        place = rational(theta, "theta")
        if place <= 1:
            return NetworkParameters(self.dim, 1, self._filling(1, fmpq(0)))
        whole = int(place.p // place.q)
        self._few(whole // 2 + 1)
        share = place - whole
        depth = (whole + 1) // 2
        if whole % 2:
            return NetworkParameters(self.dim, depth, self._filling(depth, share))
        first = self._filling(depth, fmpq(1)) + identity(self.dim)
        last = self._filling(depth + 1, fmpq(0))
        mixed = tuple((1 - share) * a + share * b for a, b in zip(first, last, strict=True))
        return NetworkParameters(self.dim, depth + 1, mixed)

    def law(self, theta: Any) -> VectorLaw:
        """The law of the family at a rational theta.

        >>> SpaceFillingFamily(1).law("71/36").mean()
        1/2
        """
        found = self.parameters_at(theta).shortened
        diagonal = along(uniform(0, 1), (0,) * self.dim, (1,) * self.dim)
        return diagonal.pushed(found)

    def parameter(self, network: Network | Layer) -> fmpq:
        """A theta at which the family has this network, perhaps with identity layers at its end.

        Raises: InputError for widths other than dim, activations other than the ReLU, weights that are not
        rational; TooManyDigits.

        >>> SpaceFillingFamily(2).parameter(Layer([[1, 0], [0, 1]], [0, 0]))
        18950/9477
        """
        return self._place(self._read(network))[0]

    def witness(self, theta: Any, layer: Layer) -> SpaceFillingWitness:
        """A parameter of the image of p(theta) under a rational layer, checked as an equality of functions.

        Raises: InputError for what is not rational; TooManyDigits where the parameter cannot be written down.
        """
        start = rational(theta, "theta")
        own = self._read(layer)
        before = self.parameters_at(start)
        wanted = NetworkParameters(self.dim, before.depth + 1, before.entries + own.entries)
        found, parameters = self._place(wanted)
        image = before.shortened.layers + own.network.layers
        again = self.parameters_at(found)
        same = again == parameters and same_function(self._on(again.shortened), self._on(Network(image)))
        if not same:
            raise ProofFailed(f"the image of p({shown(start)}) is p({shown(found)})")
        return SpaceFillingWitness(start, layer, found, parameters, same)

    def steep(self, k: int, depth: int = 1) -> SteepPair:
        """The k-th of a sequence of members on Lebesgue's curve whose slopes grow without bound.

        The network is 0; the first bias of its last layer is moved in binary digit k.

        Raises: InputError for another curve and for k < 2.

        >>> [SpaceFillingFamily(1).steep(k).ratio for k in (2, 3)]
        [81/4, 729/8]
        """
        self._few(depth)
        return point_masses(self, k, depth)

    def steep_translation(self, k: int, depth: int = 1) -> SteepPair:
        """The k-th of a sequence of members with infinite supports whose slopes grow without bound.

        On Lebesgue's curve the law on the diagonal is moved, on Hilbert's (k even) that of a network whose
        weights are all depth/3. On R the distance to the moved uniform law is exact, else a lower bound.

        Raises: InputError for numbers that are not natural, k < 2, and odd k on Hilbert's curve;
        TooManyDigits.

        >>> [SpaceFillingFamily(1).steep_translation(k, depth=2).ratio for k in (2, 3)]
        [6561/4, 531441/8]
        """
        self._few(depth)
        return translated_laws(self, k, depth)

    def image_of_diagonal(self, theta: Any) -> Restriction:
        """The piecewise affine curve t -> f(t 1), 0 <= t <= 1, of the network f at a rational theta."""
        return self._on(self.parameters_at(theta).shortened)

    def curve_in(self, m: int) -> SpaceFillingCurve:
        """The curve from [0, 1] onto the cube of dimension m."""
        return (CURVES[self.curve] if isinstance(self.curve, str) else self.curve)(m)

    def _few(self, depth: int) -> None:
        if isinstance(depth, int) and self.width(depth) > MOST_PARAMETERS:
            advice = "smaller weights, or a smaller theta"
            raise TooManyDigits("the list of weights", MOST_PARAMETERS, advice)

    def _filling(self, depth: int, share: fmpq) -> Entries:
        point = self.curve_in(self.width(depth))(share)
        return tuple(2 * depth * x - depth for x in point)

    def _place(self, wanted: NetworkParameters) -> tuple[fmpq, NetworkParameters]:
        """A theta for these weights; a box whose side is a power of 2 keeps periods short if others fail.

        Short answers are looked for first.
        """
        largest = max(abs(entry) for entry in wanted.entries)
        least = max(wanted.depth, int(-(-largest.p // largest.q)))
        power = 1 << (least - 1).bit_length()
        self._few(least)
        depths = [least] if power == least or self.width(power) > MOST_PARAMETERS else [least, power]
        for depth in depths:
            with suppress(TooManyDigits):
                return self._filled(wanted.padded(depth), MOST_DIGITS)
        return self._filled(wanted.padded(depths[0]), None)

    def _filled(self, wanted: NetworkParameters, most: int | None) -> tuple[fmpq, NetworkParameters]:
        depth = wanted.depth
        point = tuple((entry + depth) / (2 * depth) for entry in wanted.entries)
        curve = self.curve_in(len(point))
        if most is not None and most < curve.most_digits:
            curve = replace(curve, most_digits=most)
        return 2 * depth - 1 + curve.inverse(point), wanted

    def _read(self, network: Network | Layer) -> NetworkParameters:
        layers = network.layers if isinstance(network, Network) else (network,)
        entries: list[fmpq] = []
        for layer in layers:
            if not isinstance(layer, Layer):
                raise InputError("layer", repr(layer)[:40], "a Layer or a Network")
            if layer.widths != (self.dim, self.dim) or layer.activation.name != "relu":
                found = f"{layer.activation.name} from R^{layer.widths[0]} to R^{layer.widths[1]}"
                raise InputError("layer", found, f"relu from R^{self.dim} to R^{self.dim}")
            entries += [rational(w, "layer") for row in (*layer.weights, layer.bias) for w in row]
        return NetworkParameters(self.dim, len(layers), tuple(entries))

    def _on(self, network: Network) -> Restriction:
        return network.on_segment((0,) * self.dim, (1,) * self.dim)


def identity(dim: int) -> Entries:
    """The weights of the identity layer."""
    return (*(fmpq(int(i == j)) for i in range(dim) for j in range(dim)), *(fmpq(0),) * dim)


def same_function(one: Restriction, other: Restriction) -> bool:
    """Whether two piecewise affine curves on one interval are equal: at the nodes of both."""
    nodes = {*one.nodes, *other.nodes}
    ends = (one.nodes[0], one.nodes[-1]) == (other.nodes[0], other.nodes[-1])
    return ends and all(one(t) == other(t) for t in nodes)
