# pyright: basic
"""Samples of laws on R^d: floats, for plots and tests."""

from __future__ import annotations

from typing import Any

from symrelu.errors import InputError
from symrelu.laws.uniform_images import polytope_of
from symrelu.model.display import activated
from symrelu.model.network import Network
from symrelu.model.scalar import expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Along, Ball, Points, Product, Uniform, VectorMixture


def sample(law: VectorLaw, n: int, seed: int) -> Any:
    """n samples as an n x d array."""
    import numpy as np

    if law.parameters:
        names = ", ".join(sorted(map(str, law.parameters)))
        raise InputError(
            "law", f"the free symbols {names}", "a law with numbers only", "law.at({symbol: number})"
        )
    for name, given in (("number of samples", n), ("seed", seed)):
        if isinstance(given, bool) or not isinstance(given, int) or given < 0:
            raise InputError("sample", repr(given), f"a natural number as {name}", "law.sample(1000, seed=1)")
    return _draw(law, n, np.random.default_rng(seed))


def _draw(law: VectorLaw, n: int, generator: Any) -> Any:
    import numpy as np

    values = _source(law.source, n, generator)
    for f in law.maps:
        for layer in f.layers if isinstance(f, Network) else (f,):
            W = np.array([_floats(row) for row in layer.weights])
            values = activated(layer.activation, values @ W.T + np.array(_floats(layer.bias)))
    return values


def _floats(values: Any) -> list[float]:
    return [float(expression(v)) for v in values]


def _source(source: Any, n: int, generator: Any) -> Any:
    import numpy as np

    if isinstance(source, Points):
        weights = np.array(_floats(source.weights))
        places = np.array([_floats(point) for point in source.points])
        return places[generator.choice(len(places), size=n, p=weights / weights.sum())]
    if isinstance(source, Along):
        t = source.law.sample(n, int(generator.integers(2**62)))
        return np.array(_floats(source.start)) + t[:, None] * np.array(_floats(source.direction))
    if isinstance(source, Product):
        columns = [law.sample(n, int(generator.integers(2**62))) for law in source.laws]
        return np.stack(columns, axis=1)
    if isinstance(source, VectorMixture):
        weights = np.array(_floats([w for w, _ in source.parts]))
        counts = generator.multinomial(n, weights / weights.sum())
        rows = [_draw(part, int(k), generator) for k, (_, part) in zip(counts, source.parts, strict=True)]
        values = np.concatenate(rows)
        generator.shuffle(values)
        return values
    if isinstance(source, Uniform):
        return _in_polytope(source, n, generator)
    if isinstance(source, Ball):
        normal = generator.standard_normal((n, source.dim + 2))
        return normal[:, : source.dim] / np.linalg.norm(normal, axis=1, keepdims=True)
    covariance = np.array([_floats(row) for row in source.covariance])
    return generator.multivariate_normal(_floats(source.mean), covariance, size=n, method="eigh")


def _in_polytope(source: Uniform, n: int, generator: Any) -> Any:
    import numpy as np

    from symrelu.laws.polytope import simplex_volume

    simplices = polytope_of(source.polytope).simplices
    volumes = np.array(_floats([simplex_volume(simplex) for simplex in simplices]))
    chosen = generator.choice(len(simplices), size=n, p=volumes / volumes.sum())
    corners = np.array([[_floats(v) for v in simplex] for simplex in simplices])
    shares = generator.dirichlet(np.ones(source.dim + 1), size=n)
    return np.einsum("nk,nkd->nd", shares, corners[chosen])
