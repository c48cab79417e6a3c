# pyright: basic
"""Values of a network in floating point with bounds of their errors: signs that need no exact arithmetic.

A sign is told only where the value exceeds a rigorous bound of its error; the others are left to exact
numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symrelu.model.integer_layer import IntegerLayer

UNKNOWN = 2
_EPS = 2.0**-52
_SAFE = 1.01  # covers the rounding of the bounds themselves
_TINY = 1e-280  # covers what underflows


def nearest(p: Any, q: Any) -> float:
    """The float next to p/q; an infinity beyond their range.

    >>> nearest(1, 3), nearest(10**400, 1)
    (0.3333333333333333, inf)
    """
    try:
        return int(p) / int(q)
    except OverflowError:
        return float("inf") if p > 0 else float("-inf")


@dataclass(frozen=True, eq=False)
class FloatLayer:
    """A layer in floats; `size` holds the absolute values of the weights, `steep` the largest slope,
    `bias_error` bounds what the biases add to an error."""

    weights: Any
    bias: Any
    size: Any
    bias_error: Any
    kinks: tuple[float, ...]
    slopes: Any
    offsets: Any
    steep: float
    height: float

    def affine(self, values: Any, errors: Any) -> tuple[Any, Any]:
        """Shapes: values and errors are k x n; the results k x m, W x + b and a bound of its error."""
        import numpy as np

        size = np.abs(values)
        grown = errors + ((self.weights.shape[0] + 4) * _EPS) * size
        bound = _SAFE * (grown @ self.size + self.bias_error)
        return values @ self.weights + self.bias, bound + _TINY * (
            1 + grown.sum(axis=1, keepdims=True) / _EPS
        )

    def signs(self, values: Any, errors: Any, kink: int) -> Any:
        """The signs of value - kink, or UNKNOWN where the error may hide them."""
        import numpy as np

        centre = self.kinks[kink]
        if centre:
            values = values - centre
            errors = errors + 4 * _EPS * (abs(centre) + np.abs(values))
        found = (values > errors).view(np.int8) - (values < -errors).view(np.int8)
        found[(found == 0) | ~np.isfinite(values)] = UNKNOWN  # what overflowed may have cancelled
        return found

    def activated(self, values: Any, errors: Any) -> tuple[Any, Any]:
        """The activation of the values, and a bound of its error."""
        import numpy as np

        if not self.kinks and self.slopes[0] == 1 and self.offsets[0] == 0:
            return values, errors
        if self.kinks == (0.0,) and tuple(self.slopes) == (0.0, 1.0) and not self.offsets.any():
            return np.maximum(values, 0), errors
        chosen = np.zeros(values.shape, dtype=np.intp)
        for kink in self.kinks:
            chosen += values > kink
        out = self.slopes[chosen] * values + self.offsets[chosen]
        rounding = 8 * _EPS * (self.steep * np.abs(values) + self.height)
        return out, _SAFE * (self.steep * errors + rounding) + _TINY


def float_layer(layer: IntegerLayer) -> FloatLayer:
    """The layer in floats, each weight within half a unit in the last place."""
    import numpy as np

    rows = layer.matrix.tolist()
    q = rows[-1][-1]
    table = np.array([[nearest(entry, q) for entry in row[:-1]] for row in rows])
    weights, bias = np.ascontiguousarray(table[:-1]), table[-1]
    slopes = np.array([nearest(slope, layer.scale) for slope, _ in layer.pieces])
    offsets = np.array([nearest(offset, layer.scale) for _, offset in layer.pieces])
    kinks = tuple(nearest(p, q) for p, q in layer.kinks)
    steep = float(np.abs(slopes).max())
    height = float(np.abs(offsets).max()) + steep * max((abs(k) for k in kinks), default=0.0)
    bias_error = (len(weights) + 4) * _EPS * np.abs(bias)
    return FloatLayer(weights, bias, np.abs(weights), bias_error, kinks, slopes, offsets, steep, height)
