"""Linear programs, vertices and volumes over the rationals, and how they grow with the number of rows.

Run: python benchmarks/bench_geometry.py [--quick]
Random rows in dyadic numbers of 24 bits within a box; CPU seconds; every answer is checked exactly.
"""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from fractions import Fraction
from random import Random
from typing import Any

import z3
from measure import cpu, exponent, ms, say, table, times

from symrelu.geometry import linear_program
from symrelu.geometry.feasibility import Feasibility
from symrelu.geometry.linear_program import Infeasible, Optimum, maximise
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.rational import rational

BITS = 24
NEVER = (10**9, 10**9)
LIMIT = 5  # seconds for z3


def dyadic(source: Random) -> Fraction:
    """A random number in [-1, 1] with 24 bits."""
    return Fraction(source.randint(-(2**BITS), 2**BITS), 2**BITS)


def polytope(dim: int, count: int, seed: int = 5) -> Polyhedron:
    """Random half-spaces around the origin, in a box."""
    source = Random(seed)
    rows = [([dyadic(source) for _ in range(dim)], "<=", 1) for _ in range(count)]
    return Polyhedron(rows, dim).intersection(Polyhedron.box([(-2, 2)] * dim))


@contextmanager
def thresholds(value: tuple[int, int]) -> Any:
    """Floats proposed from this size on."""
    kept = linear_program._FLOATS_FROM, linear_program._FLOATS_FOR_MARGINS_FROM
    linear_program._FLOATS_FROM = linear_program._FLOATS_FOR_MARGINS_FROM = value
    try:
        yield
    finally:
        linear_program._FLOATS_FROM, linear_program._FLOATS_FOR_MARGINS_FROM = kept


def in_z3(polyhedron: Polyhedron) -> tuple[list[Any], list[Any]]:
    """Variables and the rows as z3 reads them."""
    variables = [z3.Real(f"x{i}") for i in range(polyhedron.dim)]
    rows = []
    for row in polyhedron.rows:
        form = z3.Sum([z3.RealVal(str(a)) * x for a, x in zip(row.normal, variables, strict=True) if a])
        bound = z3.RealVal(str(row.bound))
        rows.append(form < bound if row.strict else form <= bound)
    return variables, rows


def optimum_of_z3(polyhedron: Polyhedron, objective: list[int]) -> Any:
    """The value that z3 finds, None after its time."""
    variables, rows = in_z3(polyhedron)
    solver = z3.Optimize()
    solver.set("timeout", LIMIT * 1000)
    solver.add(rows)
    handle = solver.maximize(z3.Sum([c * x for c, x in zip(objective, variables, strict=True)]))
    return str(solver.upper(handle)) if solver.check() == z3.sat else None


def programs(quick: bool) -> None:
    """Optima: floats and a check, exact steps, and z3."""
    rows = []
    sizes = [(2, 10), (2, 40), (4, 20), (4, 80), (8, 40)] + ([] if quick else [(4, 320), (8, 160)])
    for dim, count in sizes:
        P = polytope(dim, count)
        source = Random(1)
        objective = [source.randint(-9, 9) for _ in range(dim)]
        ours, answer = cpu(lambda P=P, c=objective: maximise(c, P))
        with thresholds((1, 1)):
            floats, again = cpu(lambda P=P, c=objective: maximise(c, P))
        with thresholds(NEVER):
            exact, third = cpu(lambda P=P, c=objective: maximise(c, P))
        theirs, value = cpu(lambda P=P, c=objective: optimum_of_z3(P, c), 1)
        same = isinstance(answer, Optimum) and answer.value == again.value == third.value
        same = same and value in (None, str(answer.value))
        shown = [ms(t) for t in (ours, floats, exact)]
        shown += (
            [ms(theirs), times(theirs / ours)]
            if value
            else [f"none in {LIMIT} s", f"> {times(LIMIT / ours)}"]
        )
        rows.append([f"{dim} x {len(P.rows)}", f"{1 / ours:.0f}", *shown, "yes" if same else "NO"])
    head = ["optimum, columns x rows", "per second", "symrelu", "floats and check", "exact steps", "z3"]
    table([*head, "z3 / symrelu", "same value"], rows)


def search(dim: int, count: int) -> tuple[float, float, float, bool]:
    """A tree of rows pushed and popped: warm, each list afresh, and z3 with push and pop."""
    source = Random(2)
    box = Polyhedron.box([(-1, 1)] * dim)
    cuts = [([dyadic(source) for _ in range(dim)], "<=", dyadic(source) / 2) for _ in range(count)]
    both = [[([s * a for a in normal], "<=", s * bound) for s in (1, -1)] for normal, _, bound in cuts]

    def walk(ask: Any, back: Any, depth: int = 0) -> int:
        if depth == len(both):
            return 1
        found = 0
        for side in both[depth]:
            if ask(side):
                found += walk(ask, back, depth + 1)
            back()
        return found

    warm = Feasibility(box)
    held = [box]

    def cold(side: Any) -> bool:
        held.append(held[-1].intersection(Polyhedron([side])))
        found = linear_program.inner_point(linear_program.Reduction(held[-1].rows, dim))
        return not isinstance(found, Infeasible)

    variables, rows = in_z3(box)
    solver = z3.Solver()
    solver.add(rows)

    def asked(side: Any) -> bool:
        solver.push()
        normal, _, bound = side
        form = z3.Sum([z3.RealVal(str(rational(a))) * x for a, x in zip(normal, variables, strict=True)])
        solver.add(form < z3.RealVal(str(rational(bound))))
        return solver.check() == z3.sat

    one, cells = cpu(lambda: walk(lambda side: not isinstance(warm.push([side]), Infeasible), warm.pop), 1)
    two, again = cpu(lambda: walk(cold, held.pop), 1)
    three, third = cpu(lambda: walk(asked, solver.pop), 1)
    return one, two, three, cells == again == third


def searches(quick: bool) -> None:
    """The cells of random hyperplanes in a box, by a tree of questions that differ by one row."""
    rows = []
    for dim, count in [(2, 8), (3, 8)] + ([] if quick else [(2, 16), (3, 10)]):
        one, two, three, same = search(dim, count)
        shown = [ms(one), ms(two), ms(three)]
        rows.append(
            [f"R^{dim}, {count} cuts", *shown, times(two / one), times(three / one), "yes" if same else "NO"]
        )
    head = ["tree of rows", "pushed and popped", "each afresh", "z3, push and pop", "afresh / ours"]
    table([*head, "z3 / ours", "same cells"], rows)


def shapes(quick: bool) -> None:
    """Vertices and volumes, with the growth in the number of rows."""
    rows = []
    for dim, counts in ((2, (20, 80)), (3, (20, 80)), (4, (10, 20) if quick else (10, 40))):
        vertices, volumes = [], []
        for count in counts:
            P = polytope(dim, count)
            seconds, found = cpu(lambda P=P: P.vertices())
            vertices.append((seconds, len(found)))
            volumes.append(cpu(lambda P=P: P.volume())[0])
        growth = [exponent(counts, times_) for times_ in ([t for t, _ in vertices], volumes)]
        shown = [f"{n} in {ms(t)}" for t, n in vertices]
        rows.append([f"R^{dim}, {counts[0]} and {counts[1]} rows", *shown, *map(ms, volumes), *growth])
    head = ["polytope", "vertices, fewer rows", "more rows", "volume, fewer rows", "more rows"]
    table([*head, "vertices ~ rows^", "volume ~ rows^"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes")
    quick = parser.parse_args().quick
    programs(quick)
    searches(quick)
    shapes(quick)
    say("z3 gives values and no certificates; the other columns check theirs row by row.\n")


if __name__ == "__main__":
    main()
