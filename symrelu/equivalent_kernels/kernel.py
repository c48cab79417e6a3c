# pyright: basic
"""The kernel of an infinitely wide layer: E f(W.x) f(W.y) for one random weight vector W."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.activation import Homogeneous, exact, homogeneous
from symrelu.equivalent_kernels.arc_cosine import THETA
from symrelu.equivalent_kernels.balls import sign_of
from symrelu.equivalent_kernels.closed_form import (
    Found,
    at_zero_input,
    invariant_kernel,
    normalised,
    planar_moment,
)
from symrelu.equivalent_kernels.covariance import gaussian_form, is_normal, normal_pair
from symrelu.equivalent_kernels.invariant_law import InvariantLaw
from symrelu.equivalent_kernels.pair import Pair, Vector, inner, read_vector
from symrelu.equivalent_kernels.shifted_normal import normal_kernel
from symrelu.equivalent_kernels.value import KernelValue
from symrelu.equivalent_kernels.weights import Independent, IndependentBias, Weights, read_weights
from symrelu.errors import InputError, NoClosedForm
from symrelu.model.enclosure import is_zero
from symrelu.model.scalar import Expression, expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Ball, VectorMixture


@dataclass(frozen=True, repr=False)
class EquivalentKernel:
    """The function (x, y) -> E f(W.x) f(W.y) of an activation f and a law of the weight vector W.

    `dim` is the dimension of the inputs where it is told, a number or a symbol. With `bias` = b inputs get
    one more coordinate b, and the law is that of the weights together with their bias.

    >>> kernel = equivalent_kernel("relu", Weights.student_t(5))
    >>> kernel((1, 0, 0), (1, 1, 0))
    5/(6*pi) + 5/8
    """

    activation: Homogeneous
    weights: Any
    dim: Expression | None = None
    bias: Expression | None = None

    def __call__(self, x: Any, y: Any) -> KernelValue:
        """The kernel at two inputs, exact.

        Raises: InputError for inputs of different lengths, NoClosedForm where no exact value is known.
        """
        one, two = self._inputs(x, y)
        found, pair = self._found(one, two)
        angle = None if pair is None else pair.angle
        return KernelValue(self, found.exact, angle, one, two, found.conditions, found.reason)

    def at_angle(self, theta: Any = THETA, norm_x: Any = 1, norm_y: Any = 1) -> KernelValue:
        """The kernel of a rotation-invariant law at inputs with an angle and norms, numbers or symbols.

        Raises: InputError for other laws, and where the dimension matters and is not told.
        """
        law, m = self._invariant(), self._dimension()
        if m == 1:
            raise InputError("theta", str(theta), "two numbers x and y: in dimension 1 the angle is 0 or pi")
        pair = Pair.at_angle(theta, norm_x, norm_y)
        found = invariant_kernel(self.activation, law, pair, m)
        return KernelValue(self, found.exact, pair.angle, None, None, found.conditions, found.reason)

    def correlation(self, value: KernelValue) -> Expression:
        """k(x, y)/sqrt(k(x, x) k(y, y)) at the inputs of a value of this kernel."""
        if value.x is None or value.y is None:
            pair: Pair | None = Pair.at_angle(value.angle)
        elif isinstance(self._law(), InvariantLaw):
            pair = self._pair(value.x, value.y)
        else:
            own = [self._found(x, x)[0].exact for x in (value.x, value.y)]
            if not all(e.is_finite is not False and (e.is_positive or _is_positive(e)) for e in own):
                raise NoClosedForm("a correlation where k(x, x) is 0 or infinite")
            return sp.expand(sp.radsimp(value.exact / sp.sqrt(own[0] * own[1])))
        if pair is None:
            raise NoClosedForm("a correlation with the input 0")
        m = self._dimension() if value.x is None or self.dim is not None else sp.Integer(len(value.x))
        return normalised(self.activation, self._invariant(), pair, m)

    @property
    def second_moment(self) -> Expression:
        """E W_1^2, oo where it is infinite.

        Raises: NoClosedForm where E W W' is not a multiple of the unit matrix.
        """
        law = self._law()
        if isinstance(law, InvariantLaw):
            return law.second_moment(self._dimension())
        from symrelu.equivalent_kernels.coordinates import common_variance

        return common_variance(law, self.dim)

    def invariant_value(self, x: Any, y: Any) -> KernelValue:
        """The kernel that every rotation-invariant law with the same E W_1^2 has at two inputs (degree 1).

        Raises: InputError for another degree: there the kernel depends on another moment.
        """
        if self.activation.degree != 1:
            raise InputError("activation", repr(self.activation), "an activation of degree 1", '"relu"')
        one, two = self._inputs(x, y)
        law = self._law()
        if isinstance(law, InvariantLaw):
            return self(x, y)
        from symrelu.equivalent_kernels.coordinates import common_variance

        deviation = sp.sqrt(common_variance(law, sp.Integer(len(one))))
        return EquivalentKernel(self.activation, Weights.gaussian(deviation))(one, two)

    def gram(self, points: Sequence[Any]) -> Any:
        """The exact matrix of the kernel at points."""
        rows = list(points)
        upper = {(i, j): self(rows[i], rows[j]).exact for i in range(len(rows)) for j in range(i, len(rows))}
        return sp.Matrix(len(rows), len(rows), lambda i, j: upper[min(i, j), max(i, j)])

    def evaluate(self, X: Any, Y: Any) -> Any:
        """The kernel at rows of X and Y as floats, row by row: an estimate, for large data.

        Raises: InputError where the law is not rotation-invariant or its parameters are symbols.
        """
        from symrelu.equivalent_kernels.floats import evaluate

        return evaluate(self, X, Y)

    def scale_of(self, dim: int) -> Expression:
        """E R^(2p), on which alone the kernel of an invariant law depends, in R^dim."""
        m = sp.Integer(dim)
        return planar_moment(self._invariant(), self.activation.degree, m).value

    def in_dimension_of(self, x: Vector | None) -> EquivalentKernel:
        """The kernel with the dimension of an input (which has the coordinate of the bias)."""
        if x is None or self.dim is not None:
            return self
        return replace(self, dim=sp.Integer(len(x) - (self.bias is not None)))

    def _inputs(self, x: Any, y: Any) -> tuple[Vector, Vector]:
        one, two = read_vector(x, "x"), read_vector(y, "y")
        if len(one) != len(two):
            raise InputError("y", f"{len(two)} coordinates", f"{len(one)}, as x has")
        if isinstance(self.dim, sp.Integer) and len(one) != self.dim:
            raise InputError("x", f"{len(one)} coordinates", f"{self.dim}, the dimension of the kernel")
        if self.bias is not None:
            one, two = (*one, self.bias), (*two, self.bias)
        if isinstance(self.weights, VectorLaw) and len(one) != self.weights.dim:
            found = f"{len(one)} coordinates{' with that of the bias' if self.bias is not None else ''}"
            raise InputError("x", found, f"{self.weights.dim}, the dimension of the weights")
        return one, two

    def _law(self) -> Any:
        """The law of the weights, by its radial form where it is seen to be rotation-invariant."""
        law = self.weights
        if isinstance(law, VectorLaw) and isinstance(law.source, Ball) and not law.maps:
            return Weights.ball()
        if isinstance(law, Independent) and len(law.laws) == 1 and is_normal(law, 1):
            return Weights.gaussian(sp.sqrt(law.laws[0].variance()))
        return law

    def _invariant(self) -> InvariantLaw:
        law = self._law()
        if not isinstance(law, InvariantLaw):
            wanted = "a rotation-invariant law, such as Weights.gaussian()"
            raise InputError("weights", repr(law), wanted, "kernel(x, y) at numbers")
        return law

    def _dimension(self) -> Expression:
        if isinstance(self.weights, VectorLaw):
            return sp.Integer(self.weights.dim)
        m = sp.Symbol("m", integer=True, positive=True) if self.dim is None else self.dim
        return m if self.bias is None else m + 1

    def _pair(self, x: Vector, y: Vector) -> Pair | None:
        """The inputs; None where one is 0."""
        squares = inner(x, x), inner(y, y)
        if any(not s.free_symbols and is_zero(s) for s in squares):
            return None
        return Pair(*squares, inner(x, y))

    def _found(self, x: Vector, y: Vector) -> tuple[Found, Pair | None]:
        law, f = self._law(), self.activation
        if is_normal(law, len(x)):
            form = gaussian_form(law, x, y)
            pair = None if any(not s.free_symbols and is_zero(s) for s in form[:2]) else Pair(*form)
            law = Weights.gaussian()
        else:
            pair = self._pair(x, y)
        if isinstance(law, InvariantLaw):
            m = sp.Integer(len(x)) if self.dim is None else self._dimension()
            if pair is not None:
                return invariant_kernel(f, law, pair, m), pair
            both = is_zero(inner(x, x)) and is_zero(inner(y, y))
            return Found(at_zero_input(f, law, both), (), "an input is 0"), None
        shifted = normal_pair(law, x, y)
        if shifted is not None:
            return Found(normal_kernel(f, shifted)), pair
        if isinstance(law, VectorLaw) and isinstance(law.source, VectorMixture) and not law.maps:
            return self._mixed(law.source, x, y), pair
        if isinstance(law, IndependentBias):
            return Found(self._with_bias(law, x, y)), pair
        from symrelu.equivalent_kernels.coordinates import coordinate_kernel

        return Found(coordinate_kernel(f, law, x, y)), pair

    def _mixed(self, source: VectorMixture, x: Vector, y: Vector) -> Found:
        """The mean over the components of a mixture."""
        rows = [(expression(w), EquivalentKernel(self.activation, part)(x, y)) for w, part in source.parts]
        total = sp.Add(*(w * value.exact for w, value in rows))
        if total is sp.nan:
            raise NoClosedForm(f"the kernel of {self.activation!r} under a mixture: it is undefined")
        conditions = dict.fromkeys(c for _, value in rows for c in value.conditions)
        return Found(total, tuple(conditions))

    def _with_bias(self, law: IndependentBias, x: Vector, y: Vector) -> Expression:
        """Inputs that see only the weights, or only the bias, are easy; the others need a circle."""
        from symrelu.equivalent_kernels.circle import circle_kernel, mean_of_bias, mean_of_weights
        from symrelu.equivalent_kernels.coordinates import coordinate_kernel

        f = self.activation
        if x[-1] == y[-1] == 0:
            return EquivalentKernel(f, law.inner)(x[:-1], y[:-1]).exact
        only_bias = [not any(side[:-1]) for side in (x, y)]
        if all(only_bias):
            return coordinate_kernel(f, Independent((law.bias,)), x[-1:], y[-1:])
        for one, two, alone in ((x, y, only_bias[1]), (y, x, only_bias[0])):
            if alone and one[-1] == 0:
                return sp.expand(mean_of_weights(f, law.inner, one[:-1]) * mean_of_bias(f, law.bias, two[-1]))
        return circle_kernel(f, law, x, y)

    def __repr__(self) -> str:
        more = [f"dim={self.dim}"] if self.dim is not None else []
        more += [f"bias={self.bias}"] if self.bias is not None else []
        return f"EquivalentKernel({', '.join([repr(self.activation), repr(self.weights), *more])})"

    def _repr_latex_(self) -> str:
        r, s = sp.symbols("r s", positive=True)
        try:
            shown = self.at_angle(THETA, r, s)
        except (InputError, NoClosedForm):
            text = repr(self).replace("_", r"\_").replace("^", r"\^{}")
            return rf"$\text{{{text}}}$"
        return rf"$k(x, y) = {sp.latex(shown.exact)},\quad r = |x|,\ s = |y|$"


def equivalent_kernel(
    activation: Any,
    weights: Any,
    x: Any = None,
    y: Any = None,
    *,
    dim: Any = None,
    slope: Any = None,
    bias: Any = None,
) -> Any:
    """E f(W.x) f(W.y), exact: at two inputs a KernelValue, without inputs the EquivalentKernel.

    The activation is a name (relu, leaky_relu with its slope, abs, identity, step), an expression such as
    relu(t)^3, or a Homogeneous. The weights are a law of Weights, or a law on R^d. Under a rotation-invariant
    law the value depends on the law through one moment only.

    Raises: InputError; LawDependent for an activation that is not positively homogeneous; NoClosedForm.

    >>> equivalent_kernel("relu", Weights.sphere(), (1, 0), (0, 1))
    1/(4*pi)
    >>> equivalent_kernel("leaky_relu", Weights.gaussian(), (1, 0), (1, 1), slope=sp.Rational(1, 5))
    8/(25*pi) + 11/25
    """
    f = homogeneous(activation, slope)
    law = read_weights(weights)
    kernel = EquivalentKernel(f, law, _dim(dim), None if bias is None else exact(bias, "bias"))
    if x is None and y is None:
        return kernel
    if x is None or y is None:
        raise InputError("equivalent_kernel", "one input", "two inputs, or none")
    return kernel(x, y)


def _is_positive(e: Expression) -> bool:
    return not e.free_symbols and sign_of(e) == 1


def _dim(dim: Any) -> Expression | None:
    if dim is None:
        return None
    m = exact(dim, "dim")
    natural = m.is_Symbol or (m.is_Integer and m >= 1)
    if not natural or m.is_integer is False:
        raise InputError("dim", str(m), "a natural number above 0, or a symbol", 'naturals("m")')
    return m
