"""The ReLU kernel of normal weights at random pairs with JAX, and by scipy's quadrature.

Run: python jax_kernels.py COUNT DIM SEED
Prints CPU seconds of a warm call in JAX (doubles, compiled) and of one quadrature, and first values of each.
"""

from __future__ import annotations

import json
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from scipy.integrate import quad

jax.config.update("jax_enable_x64", True)
QUADRATURES = 20


@jax.jit
def kernel(x: jax.Array, y: jax.Array) -> jax.Array:
    """The arc-cosine kernel of order 1, row by row."""
    norms = jnp.linalg.norm(x, axis=1) * jnp.linalg.norm(y, axis=1)
    c = jnp.clip(jnp.sum(x * y, axis=1) / norms, -1, 1)
    theta = jnp.arccos(c)
    return norms / (2 * jnp.pi) * (jnp.sin(theta) + (jnp.pi - theta) * c)


def by_quadrature(x: np.ndarray, y: np.ndarray) -> float:
    """The planar integral over the arc on which both units are on."""
    norms = float(np.linalg.norm(x) * np.linalg.norm(y))
    theta = float(np.arccos(np.clip(x @ y / norms, -1, 1)))
    value, _ = quad(lambda u: np.cos(u) * np.cos(u - theta), theta - np.pi / 2, np.pi / 2)
    return norms * value / np.pi


def main() -> None:
    count, dim, seed = map(int, sys.argv[1:4])
    draw = np.random.default_rng(seed)
    x, y = draw.standard_normal((count, dim)), draw.standard_normal((count, dim))
    u, v = jnp.asarray(x), jnp.asarray(y)
    values = np.asarray(kernel(u, v))
    best = float("inf")
    for _ in range(20):
        start = time.process_time()
        kernel(u, v).block_until_ready()
        best = min(best, time.process_time() - start)
    start = time.process_time()
    integrals = [by_quadrature(x[i], y[i]) for i in range(QUADRATURES)]
    each = (time.process_time() - start) / QUADRATURES
    answer = {"jax": best, "values": values[:100].tolist(), "quad": each, "integrals": integrals}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
