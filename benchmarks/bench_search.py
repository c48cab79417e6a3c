"""The search for refutation trees: time per node, and growth with the number of piecewise heads in the claim.

Run: python benchmarks/bench_search.py [--quick]
Each line gives the nodes of the tree, CPU seconds of the search (median of three) and of the kernel's check,
milliseconds per node, the growth to the line above, and the CPU seconds of z3 on the same claim (z3 leaves no
evidence that the kernel could check).
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

import z3

from symrelu.kernel.flattening import root_facts
from symrelu.kernel.tree import check
from symrelu.methods.search import Hints, refute
from symrelu.methods.witness import Reader
from symrelu.terms.term import Term, num, op, var

Goal = tuple[str, Term, tuple[Term, ...]]


def cpu(action: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    """The median CPU seconds of an action, and its last result."""
    times, result = [], None
    for _ in range(repeat):
        start = time.process_time()
        result = action()
        times.append(time.process_time() - start)
    return statistics.median(times), result


def say(*columns: object) -> None:
    texts = [f"{c:>10.4f}" if isinstance(c, float) else f"{c!s:>10}" for c in columns[1:]]
    sys.stdout.write(f"{columns[0]!s:>28}  " + "  ".join(texts) + "\n")


def size(tree: Any) -> int:
    """The number of nodes."""
    if not isinstance(tree, tuple):
        return 0
    if tree and isinstance(tree[0], str):
        if tree[0] in ("close", "bool", "absurd"):
            return 1
        start = {"spec": 3, "fact": 3, "rewrite": 4}.get(tree[0], 2)
        return 1 + sum(map(size, tree[start:]))
    return sum(map(size, tree))


def reals(names: str) -> tuple[Term, ...]:
    return tuple(var(name, "R") for name in names.split())


def relu(t: Term) -> Term:
    return op("relu", t)


def total(terms: Iterable[Term]) -> Term:
    first, *rest = terms
    return sum(rest, first)


def by_z3(claim: Term, given: tuple[Term, ...]) -> str:
    names = {v: z3.Real(v.data) for v in {var(n, s) for f in (claim, *given) for n, s in f.free}}
    reader = Reader(z3, names)
    solver = z3.Solver()
    solver.set("timeout", 20_000)
    solver.add(*map(reader.formula, given), z3.Not(reader.formula(claim)))
    return str(solver.check())


def measure(goals: Iterable[Goal]) -> None:
    say("claim", "nodes", "search s", "check s", "ms/node", "growth", "z3 s", "z3 says")
    before = 0.0
    for name, claim, given in goals:
        facts = root_facts(given, (), claim)
        seconds, tree = cpu(lambda f=facts: refute(f, Hints(), time.monotonic() + 120))
        checking, _ = cpu(lambda f=facts, t=tree: check(f, t))
        other, verdict = cpu(lambda c=claim, g=given: by_z3(c, g), 1)
        nodes = size(tree)
        growth = seconds / before if before else 0.0
        say(name, nodes, seconds, checking, 1000 * seconds / nodes, growth, other, verdict)
        before = seconds


def clip_calculus() -> Iterator[Goal]:
    z, l, h, w, b, e, u, v = reals("z l h w b e u v")
    z2, l2, h2, L, H = reals("z2 l2 h2 L H")

    def clip(*args: Term) -> Term:
        return op("clip", *args)

    def near(a: Term, b: Term) -> Term:
        return op("abs", a - b)

    low, high = op("min", w * l + b, w * h + b), op("max", w * l + b, w * h + b)
    image = relu(w * clip(z, l, h) + b)
    half_line = relu(w * op("max", l, z) + b)
    step = clip(u, l, h) - clip(v, l, h)
    yield "C1", op("eq", relu(clip(z, l, h)), clip(z, relu(l), relu(h))), ()
    yield "C2", op("eq", w * clip(z, l, h) + b, clip(w * z + b, w * l + b, w * h + b)), (0 < w,)
    yield "C3", op("eq", w * clip(z, l, h) + b, clip(w * z + b, w * h + b, w * l + b)), (w < 0, l <= h)
    yield "C4", op("eq", relu(b), clip(b, relu(b), relu(b))), ()
    yield "C5, w > 0", op("eq", image, clip(w * z + b, relu(low), relu(high))), (l <= h, 0 < w)
    yield "C5, w < 0", op("eq", image, clip(w * z + b, relu(low), relu(high))), (l <= h, w < 0)
    yield "C5, any w", op("eq", image, clip(w * z + b, relu(low), relu(high))), (l <= h,)
    yield "C6, w > 0", op("eq", half_line, op("max", relu(w * l + b), w * z + b)), (0 < w,)
    yield "C6, w < 0", op("eq", half_line, clip(w * z + b, num(0), relu(w * l + b))), (w < 0,)
    yield "C7", op("eq", clip(clip(z, L, H), l, h), clip(z, l, h)), (L <= l, l <= h, h <= H)
    bounds = (near(z, z2) <= e, near(l, l2) <= e, near(h, h2) <= e)
    yield "C8", near(clip(z, l, h), clip(z2, l2, h2)) <= e, bounds
    yield "C9", op("and", 0 <= step, step <= u - v), (v <= u,)


def signs(most: int) -> Iterator[Goal]:
    """sum relu(t_i) - relu(-t_i) = sum t_i with n different t_i: 2n heads."""
    x = reals(" ".join(f"x{i}" for i in range(most + 1)))
    for n in range(1, most + 1):
        arguments = [x[i] - 2 * x[i + 1] + i for i in range(n)]
        yield (
            f"both signs, {2 * n} relus",
            op("eq", total(relu(t) - relu(-t) for t in arguments), total(arguments)),
            (),
        )


def triangle(most: int) -> Iterator[Goal]:
    """|x_1 + .. + x_n| <= |x_1| + .. + |x_n|."""
    x = reals(" ".join(f"x{i}" for i in range(most)))
    for n in range(2, most + 1):
        yield f"triangle, {n} terms", op("abs", total(x[:n])) <= total(op("abs", t) for t in x[:n]), ()


def rescaled(most: int) -> Iterator[Goal]:
    """A 2-n-1 network against a rescaled, permuted copy: its relus are other atoms, 2n in all."""
    x, y = reals("x y")
    source = random.Random(1)
    for n in range(1, most + 1):
        units = [[Fraction(source.randint(-3, 3), 2) for _ in range(4)] for _ in range(n)]
        scales = [Fraction(source.randint(2, 5), source.choice((1, 2, 3))) for _ in range(n)]
        left = total(v * relu(a * x + b * y + c) for a, b, c, v in units)
        right = total(
            v / s * relu(s * a * x + s * b * y + s * c)
            for (a, b, c, v), s in reversed([*zip(units, scales, strict=True)])
        )
        yield f"2-{n}-1 net, {2 * n} relus", op("eq", relu(left), relu(right)), ()


def deep(most: int) -> Iterator[Goal]:
    """A 2-n-n-1 network against a copy with both hidden layers rescaled and permuted: 4n + 2 relus."""
    source = random.Random(2)
    for n in range(1, most + 1):
        first = [[Fraction(source.randint(-3, 3), 2) for _ in range(3)] for _ in range(n)]
        second = [[Fraction(source.randint(-2, 2)) for _ in range(n + 1)] for _ in range(n)]
        last = [Fraction(source.choice((-2, -1, 1, 2))) for _ in range(n)]
        ones = [Fraction(1)] * n
        inner, outer = ([Fraction(source.randint(2, 4)) for _ in range(n)] for _ in range(2))
        left = _stack(first, second, last, ones, ones)
        right = _stack(first[::-1], [[*row[-2::-1], row[-1]] for row in second], last, inner, outer)
        yield f"2-{n}-{n}-1 net, {4 * n + 2} relus", op("eq", relu(left), relu(right)), ()


def _stack(
    first: list[list[Fraction]],
    second: list[list[Fraction]],
    last: list[Fraction],
    inner: list[Fraction],
    outer: list[Fraction],
) -> Term:
    """The network in which hidden unit i of each layer computes s_i times, and passes on 1 / s_i times."""
    x, y = reals("x y")
    hidden = [relu(s * a * x + s * b * y + s * c) for s, (a, b, c) in zip(inner, first, strict=True)]
    units = [
        relu(total(r * w / s * h for w, s, h in zip(row, inner, hidden, strict=False)) + r * row[-1])
        for r, row in zip(outer, second, strict=True)
    ]
    return total(v / r * u for v, r, u in zip(last, outer, units, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes")
    quick = parser.parse_args().quick
    measure(clip_calculus())
    measure(signs(3 if quick else 6))
    measure(triangle(4 if quick else 7))
    measure(rescaled(3 if quick else 6))
    measure(deep(2 if quick else 4))


if __name__ == "__main__":
    main()
