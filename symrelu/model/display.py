# pyright: basic
"""How a law shows itself: JSON, LaTeX, figures, samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.network import Layer
from symrelu.model.part import AtomPart, DensityPart
from symrelu.model.resolve import leaves
from symrelu.model.scalar import expression
from symrelu.model.source import Point

if TYPE_CHECKING:
    from symrelu.model.law import Law

_MOST_SHOWN = 12


def to_json(law: Law) -> dict[str, Any]:
    """The law as exact texts; a law with cases has them under "cases"."""
    cases = law.cases()
    if len(cases) > 1:
        return {
            "dim": 1,
            "cases": [{"condition": str(condition), **to_json(one)} for condition, one in cases],
        }
    atoms = [{"at": [str(point)], "mass": str(mass)} for point, mass in law.atoms().items()]
    densities = [part for part in law.parts() if isinstance(part, DensityPart)]
    parts = [
        {"support": [str(part.support[0]), str(part.support[1])], "density": str(part.density)}
        for part in densities
    ]
    return {"dim": 1, "atoms": atoms, "parts": parts, "mass": str(law.mass())}


def latex(law: Law) -> str:
    """The law in LaTeX: atoms as point masses, densities on their intervals."""
    cases = law.cases()
    if len(cases) > 1:
        rows = [f"{_measure(one)} & {sp.latex(condition)}" for condition, one in cases]
        return "$\\begin{cases} " + " \\\\ ".join(rows) + " \\end{cases}$"
    return f"${_measure(law)}$"


def _measure(law: Law) -> str:
    terms: list[str] = []
    for part in law.parts():
        if isinstance(part, AtomPart):
            mass = "" if part.mass == 1 else f"\\left({sp.latex(part.mass)}\\right)\\,"
            terms.append(f"{mass}\\delta_{{{sp.latex(part.point)}}}")
        else:
            lo, hi = map(sp.latex, part.support)
            terms.append(f"{sp.latex(part.density)}\\,\\mathbf{{1}}_{{({lo}, {hi})}}(y)\\,\\mathrm{{d}}y")
    shown = terms if len(terms) <= _MOST_SHOWN else [*terms[: _MOST_SHOWN - 1], r"\cdots"]
    return " + ".join(shown)


def _numeric(law: Law) -> None:
    if law.parameters:
        names = ", ".join(sorted(map(str, law.parameters)))
        raise InputError(
            "law", f"the free symbols {names}", "a law with numbers only", "law.at({symbol: number})"
        )


def sample(law: Law, n: int, seed: int) -> Any:
    """n samples as floats."""
    import numpy as np

    _numeric(law)
    for name, given in (("number of samples", n), ("seed", seed)):
        if isinstance(given, bool) or not isinstance(given, int) or given < 0:
            raise InputError("sample", repr(given), f"a natural number as {name}", "law.sample(1000, seed=1)")
    generator = np.random.default_rng(seed)
    order = law._order
    components = list(leaves(law, order))
    weights = np.array([float(expression(w)) for w, _, _ in components])
    counts = generator.multinomial(n, weights / weights.sum())
    drawn = []
    for count, (_, source, maps) in zip(counts, components, strict=True):
        if isinstance(source, Point):
            x = np.full(count, float(expression(source.at)))
        else:
            x = float(expression(source.location)) + float(expression(source.scale)) * source.standard.draw(
                generator, int(count)
            )
        drawn.append(_forward(maps, x))
    values = np.concatenate(drawn)
    generator.shuffle(values)
    return values


def _forward(maps: list[Any], x: Any) -> Any:
    import numpy as np

    values = x[None, :]
    for f in maps:
        if not isinstance(f, Layer):
            formula = f.expression.replace(lambda e: hasattr(e, "value"), lambda e: e.value())
            values = np.broadcast_to(sp.lambdify(f.symbol, formula, "numpy")(values), values.shape)
            continue
        W = np.array([[float(expression(w)) for w in row] for row in f.weights])
        b = np.array([float(expression(v)) for v in f.bias])
        values = activated(f.activation, W @ values + b[:, None])
    return values[0]


def activated(activation: Any, u: Any) -> Any:
    import numpy as np

    kinks = [float(expression(k)) for k in activation.kinks]
    pieces = [(float(expression(s)), float(expression(c))) for s, c in activation.pieces]
    place = np.searchsorted(kinks, u, side="left") if kinks else np.zeros(u.shape, dtype=int)
    slopes, offsets = np.array([s for s, _ in pieces]), np.array([c for _, c in pieces])
    return slopes[place] * u + offsets[place]


def plot(law: Law) -> Any:
    """Densities as curves, atoms as stems, on one pair of axes."""
    import matplotlib.pyplot as plt
    import numpy as np

    _numeric(law)
    figure, axes = plt.subplots()
    low, high = _window(law)
    y = sp.Symbol("y", real=True)
    for part in law.parts():
        if isinstance(part, AtomPart):
            axes.stem([float(part.point)], [float(part.mass)], linefmt="C1-", markerfmt="C1o", basefmt=" ")
            continue
        lo, hi = (float(end) for end in part.support)
        points = np.linspace(max(lo, low), min(hi, high), 400)[1:-1]
        curve = sp.lambdify(
            y, part.density, ["scipy", "numpy"] if part.density.has(sp.betainc_regularized) else "numpy"
        )
        axes.plot(points, np.broadcast_to(curve(points), points.shape), "C0")
    axes.set_ylim(bottom=0)
    axes.set_xlabel("y")
    axes.set_title(repr(law) if len(repr(law)) < 60 else "law")
    plt.close(figure)
    return figure


def _window(law: Law) -> tuple[float, float]:
    import numpy as np

    values = sample(law, 4000, 1)
    low, high = np.quantile(values, [0.005, 0.995])
    margin = 0.1 * (high - low) or 1.0
    return float(low - margin), float(high + margin)
