# pyright: basic
"""Whether a law of weights is rotation-invariant: known, or refuted by inputs and their images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.activation import Homogeneous
from symrelu.equivalent_kernels.balls import sign_of
from symrelu.equivalent_kernels.covariance import covariance
from symrelu.equivalent_kernels.invariant_law import Gaussian, InvariantLaw
from symrelu.equivalent_kernels.kernel import EquivalentKernel
from symrelu.equivalent_kernels.pair import Vector
from symrelu.equivalent_kernels.weights import Independent, IndependentBias, read_weights
from symrelu.errors import InputError, SymreluError
from symrelu.model.scalar import Expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Ball, Points, Product, VectorMixture

_TRIED = (Homogeneous.two_slope(1, 0), Homogeneous.relu_power(0), Homogeneous.relu_power(2))


@dataclass(frozen=True, repr=False)
class RotationWitness:
    """A pair of inputs and its image under a rotation, with kernels that differ.

    Where there is no image, `image_kernel` is the kernel at the pair for every rotation-invariant law with
    the same kernel at (x, x).
    """

    activation: Homogeneous
    pair: tuple[Vector, Vector]
    image: tuple[Vector, Vector] | None
    kernel: Expression
    image_kernel: Expression
    sign: int

    @property
    def difference(self) -> Expression:
        """The kernel at the image minus the kernel at the pair; `sign` is its sign."""
        return sp.expand(self.image_kernel - self.kernel)

    def __repr__(self) -> str:
        x, y = self.pair
        start = f"the kernel of {self.activation!r} at {x}, {y} is {self.kernel}, and "
        if self.image is None:
            return f"{start}{self.image_kernel} for rotation-invariant laws with the same kernel at {x}, {x}"
        return f"{start}at their images {self.image[0]}, {self.image[1]} under a rotation {self.image_kernel}"


@dataclass(frozen=True, repr=False)
class RotationAnswer:
    """`status` is "invariant", "refuted" (with a witness) or "unknown"; it is no truth value."""

    status: str
    reason: str
    witness: RotationWitness | None = None

    def __bool__(self) -> bool:
        raise TypeError("an answer has three values; look at status")

    def __repr__(self) -> str:
        return f"{self.status}: {self.reason}"


def is_rotation_invariant(weights: Any, dim: Any = None) -> RotationAnswer:
    """Whether the law of a weight vector is rotation-invariant.

    It is refuted by two inputs whose kernel, computed exactly, changes under a rotation.
    Raises: InputError where the dimension is not told.

    >>> from symrelu.equivalent_kernels.weights import Weights
    >>> from symrelu.laws.base import discrete
    >>> coin = discrete({1: sp.Rational(1, 2), -1: sp.Rational(1, 2)})
    >>> is_rotation_invariant(Weights.independent(coin), 2).witness.difference
    -1/4
    """
    law = read_weights(weights)
    if isinstance(law, InvariantLaw):
        return RotationAnswer("invariant", f"{law!r} is so by its definition")
    m = law.dim if isinstance(law, VectorLaw) else dim
    if isinstance(m, bool) or not isinstance(m, int) or m < 2:
        raise InputError("dim", str(dim), "a dimension 2, 3, ...", "is_rotation_invariant(weights, 2)")
    known = _known(law, m)
    if known:
        return RotationAnswer("invariant", known)
    reasons: list[str] = []
    for f in _TRIED:
        kernel = EquivalentKernel(f, law)
        for pair, image in _rotated(m):
            try:
                witness = _compared(kernel, pair, image)
            except SymreluError as error:
                reasons.append(str(error).partition(". Try")[0])
                break
            if witness is not None:
                return RotationAnswer("refuted", repr(witness), witness)
    for axes in _axes(law, m):
        found = _on_axes(law, axes, reasons)
        if found is not None:
            return RotationAnswer("refuted", repr(found), found)
    tried = "; ".join(dict.fromkeys(reasons)) or "all kernels that were compared agree"
    return RotationAnswer("unknown", tried)


def _axes(law: Any, m: int) -> Iterator[tuple[Vector, Vector]]:
    """Pairs of axes whose coordinates are independent, one pair for each pair of laws."""
    laws: list[Any] = []
    if isinstance(law, Independent):
        laws = [*law.coordinates(m)]
    elif isinstance(law, VectorLaw) and isinstance(law.source, Product) and not law.maps:
        laws = [*law.source.laws]
    elif isinstance(law, IndependentBias):
        laws = [*[law.inner] * (m - 1), law.bias]
    pairs = {(repr(laws[i]), repr(laws[j])): (i, j) for j in range(len(laws)) for i in range(j)}
    if isinstance(law, IndependentBias):
        pairs = {key: pair for key, pair in pairs.items() if m - 1 in pair}
    for i, j in pairs.values():
        yield _unit(m, i), _unit(m, j)


def _on_axes(law: Any, axes: tuple[Vector, Vector], reasons: list[str]) -> RotationWitness | None:
    """Axes, where only moments of one coordinate are asked: k(x, y) against its share of k(x, x)."""
    x, y = axes
    image = y, tuple(-c for c in x)  # x and y turned by 90 degrees
    for p in (1, sp.Rational(1, 4), sp.Rational(1, 64)):
        for left in (0, 1):
            f = Homogeneous.power(p, 1, left)
            kernel = EquivalentKernel(f, law)
            try:
                turned = _compared(kernel, (x, x), (y, y))
                if turned is not None:
                    return turned
                turned = _compared(kernel, axes, image)
                if turned is not None:
                    return turned
                at_pair, own = kernel(x, y).exact, kernel(x, x).exact
                if own.is_infinite or at_pair.is_infinite:
                    continue
                share = EquivalentKernel(f, Gaussian(sp.S.One))(x, y).correlation
                sign = sign_of(own * share - at_pair)
            except SymreluError as error:
                reasons.append(str(error).partition(". Try")[0])
                continue
            if sign:
                return RotationWitness(f, (x, y), None, at_pair, sp.expand(own * share), sign)
    return None


def _known(law: Any, m: int) -> str:
    matrix = covariance(law, m)
    if matrix is not None and matrix == matrix[0, 0] * sp.eye(m):
        return "it is normal with a multiple of the unit matrix as covariance"
    if isinstance(law, Independent) and all(w.atoms() == {sp.S.Zero: sp.S.One} for w in law.laws):
        return "it is the point mass at 0"
    if isinstance(law, VectorLaw) and not law.maps:
        if isinstance(law.source, Ball):
            return "it is uniform on a ball"
        if isinstance(law.source, Points) and all(c == 0 for point in law.source.points for c in point):
            return "it is the point mass at 0"
        if isinstance(law.source, VectorMixture):
            known = [_known(part, m) for _, part in law.source.parts]
            return f"it is a mixture: {'; '.join(dict.fromkeys(known))}" if all(known) else ""
    return ""


def _rotated(m: int) -> Iterator[tuple[tuple[Vector, Vector], tuple[Vector, Vector]]]:
    """Pairs and their images under rotations of coordinate planes by 45 and 90 degrees, and by atan(3/4)."""
    root = 1 / sp.sqrt(2)
    turns = [(root, root), (sp.S.Zero, sp.S.One), (sp.Rational(4, 5), sp.Rational(3, 5))]
    planes = [(0, j) for j in range(1, min(m, 4))]
    for i, j in planes:
        axes = (_unit(m, i), _unit(m, j))
        sums = (axes[0], tuple(a + b for a, b in zip(*axes, strict=True)))
        for c, s in turns:
            for pair in (axes, (axes[0], axes[0]), sums):
                yield pair, (_turned(pair[0], i, j, c, s), _turned(pair[1], i, j, c, s))


def _unit(m: int, i: int) -> Vector:
    return tuple(sp.Integer(int(i == k)) for k in range(m))


def _turned(x: Vector, i: int, j: int, c: Expression, s: Expression) -> Vector:
    moved = list(x)
    moved[i], moved[j] = c * x[i] - s * x[j], s * x[i] + c * x[j]
    return tuple(moved)


def _compared(
    kernel: EquivalentKernel, pair: tuple[Vector, Vector], image: tuple[Vector, Vector]
) -> RotationWitness | None:
    one, two = kernel(*pair).exact, kernel(*image).exact
    if one.is_infinite or two.is_infinite:
        if one == two:
            return None
        sign = 1 if two is sp.oo or one is -sp.oo else -1
    else:
        found = sign_of(two - one)
        if not found:
            return None
        sign = found
    return RotationWitness(kernel.activation, pair, image, one, two, sign)
