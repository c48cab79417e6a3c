# pyright: basic
"""Arrays of floats in files: exact rationals, or refused."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from symrelu.errors import InputError


def exact(array: Any, name: str) -> list[fmpq]:
    """The entries of a NumPy array of floats or integers, row by row, as the rationals that they are.

    Raises: InputError for NaN and infinities, and for entries that are no numbers.

    >>> import numpy as np
    >>> exact(np.array([0.5, -3], dtype=np.float32), "bias")
    [1/2, -3]
    """
    import numpy as np

    if array.dtype.kind in "iu":
        return [fmpq(int(entry)) for entry in array.ravel().tolist()]
    if array.dtype.kind != "f" and "float" not in array.dtype.name:
        raise InputError(name, f"entries of type {array.dtype.name}", "real numbers")
    if array.dtype.itemsize > 8:
        raise InputError(name, f"entries of type {array.dtype.name}", "floats of at most 64 bits")
    values = array.ravel().astype(np.float64)
    if not np.isfinite(values).all():
        place = int(np.flatnonzero(~np.isfinite(values))[0])
        raise InputError(f"{name}, entry {place}", str(values[place]), "finite numbers")
    return [fmpq(*entry.as_integer_ratio()) for entry in values.tolist()]
