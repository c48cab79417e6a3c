"""Laws of R^3 and R^4 under ReLU layers: parts, moments, named masses and their rigorous enclosures.

Run: python benchmarks/bench_laws_in_space.py [--quick]
CPU seconds in one process; each law is made anew for each question.
"""

from __future__ import annotations

import argparse
from typing import Any

import sympy as sp
from bench_vector_laws import network
from measure import cpu, holds, ms, table

from symrelu import GaussianMass, exponential, laplace, normal, product, push, reals, relu, student_t, uniform

y1, y2, y3 = reals("y1 y2 y3")
EVENT = sp.And(y1 > sp.Rational(1, 2), y1 + y2 < 2)
SECOND = 1.0


def spread(n: int) -> Any:
    return [[2 if i == j else 1 if abs(i - j) == 1 else 0 for j in range(n)] for i in range(n)]


def sources() -> dict[str, Any]:
    return {
        "Gaussian law of R^3": normal([0, 0, 0], spread(3)),
        "three exponentials": product(exponential(1), exponential(2), exponential(1)),
        "Laplace, Laplace, uniform": product(laplace(0, 1), laplace(1, 2), uniform(-1, 1)),
        "three Student laws": product(student_t(3), student_t(4), student_t(5)),
        "Gaussian law of R^4": normal([0, 0, 0, 0], spread(4)),
    }


def one_layer(quick: bool) -> None:
    """relu(X): all parts with their masses, the covariance matrix, a probability."""
    rows = []
    for name, source in sources().items():
        whole, parts = cpu(lambda s=source: push(relu, s).parts(), 1)
        moments, _ = cpu(lambda s=source: push(relu, s).covariance(), 1)
        event = sp.And(y1 > 1, y2 <= 1) if "Student" in name else EVENT
        chance, value = cpu(lambda s=source, e=event: push(relu, s).prob(e), 1)
        worst = holds(max(whole, moments, chance), SECOND)
        rows.append([name, len(parts), ms(whole), ms(moments), ms(chance), str(sp.N(value, 12)), worst])
    table(["relu(X)", "parts", "all parts", "mean, covariance", "P", "value", "under a second"], rows)


def networks(quick: bool) -> None:
    """Networks 3-n-2 on a Gaussian law and on exponentials: parts, then the value of all masses.

    The masses of a Gaussian law of R^3 take about a hundredth of a second for each vertex of each cell.
    """
    rows = []
    names = ("Gaussian law of R^3", "three exponentials")
    for n in (3, 4) if not quick else (4,):
        for name in names:
            law = push(network(1, (3, n, 2)), sources()[name])
            whole, parts = cpu(law.parts, 1)
            values, total = cpu(lambda p=parts: sum(sp.N(part.mass, 15) for part in p), 1)
            rows.append(
                [f"3-{n}-2, {name}", len(law._images.images), len(parts), ms(whole), ms(values), str(total)]
            )
    table(["network", "cells", "parts", "all parts", "all masses to 15 digits", "their sum"], rows)


def enclosures(quick: bool) -> None:
    """A simplicial cone off the mean: one integral in R^3, two iterated ones in R^4 and R^5."""
    rows = []
    for n in (3, 4) if quick else (3, 4, 5):
        mass = GaussianMass([0] * n, spread(n), [(*(int(i == j) for j in range(n)), 1) for i in range(n)])
        for digits in (10,) if n == 5 else (10, 30):
            spent, ball = cpu(lambda m=mass, d=digits: m.ball(4 * d), 1)
            rows.append([f"R^{n}", digits, ms(spent), str(ball.mid())[:24], f"{float(ball.rad()):.1e}"])
    table(["GaussianMass in", "digits", "enclosure", "value", "radius"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, fewer runs")
    quick = parser.parse_args().quick
    one_layer(quick)
    networks(quick)
    enclosures(quick)


if __name__ == "__main__":
    main()
