"""The space-filling family: what is proved, near misses, and its statements on the computed family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from flint import fmpq

from symrelu import And, AtMost, Equal, ForAll, Implies, min_
from symrelu.geometry.lebesgue import lebesgue
from symrelu.invariance.space_filling import SpaceFillingFamily
from symrelu.kernel.certificate import load
from symrelu.script.library import Checked
from symrelu.script.restrictions import Example, example_of
from symrelu.terms.bridge import to_term
from symrelu.terms.substitution import substitute
from symrelu.terms.term import Term, num
from tests.theorems.proofs import Paper, lemma, refused

PAPER = "macdonald_waldchen"
MODULES = (
    "filling_curves", "network_laws", "identity_padding", "space_filling", "close_layers", "close_networks",
    "filling_segments", "connecting_segments", "joined_segments", "continuous_family", "uniform_diagonal",
    "one_parameter", "exponents_of_one_parameter", "centre_of_the_cube", "layers_without_weights",
    "steep_steps", "dirac_witness", "lebesgue_family", "third_restriction",
)  # fmt: skip
CITED = {
    "one_parameter.not_locally_lipschitz": ("cited: lipschitz_null",),
    "one_parameter.rich_is_rough": ("cited: lipschitz_null",),
    "exponents_of_one_parameter.no_exponent": ("cited: hoelder_null",),
}


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    return paper.proved(MODULES)


# ---- what is proved, and on what it rests ---------------------------------------------------------


def test_all_are_proved(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {name.partition(".")[0] for name in lines} >= set(MODULES)


def test_only_the_corollaries_of_the_main_theorem_rest_on_a_citation(lines: dict[str, Checked]) -> None:
    own = {name: line.axioms for name, line in lines.items() if name.partition(".")[0] in MODULES}
    assert {name: axioms for name, axioms in own.items() if axioms} == CITED


def test_the_third_restriction_says_what_it_should(certificates: Path, lines: dict[str, Checked]) -> None:
    member = "p_3(theta)"
    invariant = (
        "(forall theta. forall W:N -> Seq. forall b:Seq. exists theta'. "
        "push(lam z:Seq. lam i:N. ite(1 <= i and i <= 2, relu(sum(1, 2, lam j:N. W(i)(j)*z(j)) + b(i)), 0), "
        f"{member}) = p_3(theta'))"
    )
    rich = (
        "(exists theta. forall n:N. exists x:N -> Seq. "
        "(forall i:N. forall j:N. 1 <= i and i < j and j <= n -> 0 < dist(2, x(i), x(j))) and "
        "(forall i:N. 1 <= i and i <= n -> "
        f"(forall r. 0 < r -> 0 < P({member}, lam y:Seq. dist(2, y, x(i)) < r))))"
    )
    rough = (
        "not (forall theta. exists rho. exists C. 0 < rho and 0 <= C and (forall theta'. forall theta''. "
        "abs(theta - theta') <= rho and abs(theta - theta'') <= rho -> "
        "dPd(2, p_3(theta'), p_3(theta'')) <= C*abs(theta' - theta'')))"
    )
    continuous = (
        "(forall theta. forall e. 0 < e -> (exists r. 0 < r and (forall theta'. "
        f"abs(-theta + theta') <= r -> dPd(2, {member}, p_3(theta')) <= e)))"
    )
    placed = f"(forall theta. P({member}, lam y:Seq. forall i:N. i = 0 or 2 < i -> y(i) = 0) = 1)"
    name = "third_restriction.third_restriction_only"
    parts = " and ".join((invariant, rich, rough, continuous, placed))
    assert repr(lemma(lines, name).claim) == f"exists p_3:R -> law Seq. {parts}"
    published = load((certificates / f"{name}.json").read_text(encoding="utf-8"))
    assert published.formula == lemma(lines, name).claim
    assert published.axioms == frozenset()


def test_it_is_the_third_row_of_the_table(paper: Paper) -> None:
    claim = paper.module("third_restriction").third_restriction_only.claim
    assert example_of(claim) == Example(width_one=False, finite_supports=False, not_lipschitz=True)


# ---- near misses ----------------------------------------------------------------------------------


CONDITIONED = (
    "filling_curves.table_met", "network_laws.identity_layer", "network_laws.networks_in_orthant",
    "network_laws.equal_networks", "identity_padding.padded_network", "space_filling.network_is_member",
    "close_layers.nearby_layers", "layers_without_weights.axis_distance",
    "continuous_family.right_on_piece",
)  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONED)
def test_no_condition_can_be_dropped(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    home, _, title = name.partition(".")
    claim = getattr(paper.module(home), title).claim
    assert not refused(paper, lines, name, claim)
    parts = claim.condition.parts
    for k in range(len(parts)):
        fewer = Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)
        assert refused(paper, lines, name, fewer), str(parts[k])


def test_nothing_sharper_is_proved(paper: Paper, lines: dict[str, Checked]) -> None:
    layers, curves = paper.module("close_layers"), paper.module("filling_curves")
    claim = layers.nearby_layers.claim
    left = claim.conclusion.left
    tighter = AtMost(left, layers.eta * (layers.d * layers.R))
    assert refused(paper, lines, "close_layers.nearby_layers", Implies(claim.condition, tighter))
    parts = curves.PLACE.parts
    fewer = Implies(curves.l + 1 <= curves.K, curves.index <= curves.K * curves.d**2)
    shorter = And(parts[0], fewer, *parts[2:])
    ordered = ForAll((curves.l, curves.i, curves.j, curves.K), curves.entries(), shorter)
    claim = curves.parameters_in_a_row.claim
    bad = ForAll(curves.d, [], replace(claim.body, body=ordered))
    assert refused(paper, lines, "filling_curves.parameters_in_a_row", bad)
    masses = paper.module("layers_without_weights")
    claim = masses.axis_distance.claim
    for value in (min_(1, 2 * masses.t), min_(1, masses.t / 2), masses.t):
        other = Implies(claim.condition, Equal(masses.APART, value))
        assert refused(paper, lines, "layers_without_weights.axis_distance", other)


# ---- the statements on the family that is computed --------------------------------------------------


def place(d: int, layer: int, i: int, j: int) -> int:
    """The order of the parameters that are computed: W row by row, then b; column 0 is the bias."""
    own = d * d + i if j == 0 else (i - 1) * d + j
    return layer * d * (d + 1) + own


def test_the_order_of_the_computed_parameters_is_one_of_those_of_the_theorems() -> None:
    for d, K in product((1, 2, 3), (1, 2, 3)):
        places = [place(d, *entry) for entry in product(range(K), range(1, d + 1), range(d + 1))]
        assert sorted(places) == list(range(1, K * d * (d + 1) + 1))


def value(term: Term, d: int) -> Fraction | bool:
    """The value of a closed term, for Lebesgue's curve h and the computed order c of the parameters."""
    if term.head == "num":
        return Fraction(term.data)
    if term.head == "app":
        heads: list[Term] = []
        while term.head == "app":
            term, argument = term.args
            heads.insert(0, argument)
        numbers = [value(argument, d) for argument in heads]
        if term.data == "c":
            return Fraction(place(d, *map(int, numbers)))
        assert term.data == "h"
        point = lebesgue(int(numbers[0]))(fmpq(numbers[1].numerator, numbers[1].denominator))
        coordinate = point[int(numbers[2]) - 1]
        return Fraction(int(coordinate.p), int(coordinate.q))
    if term.head == "ite":
        return value(term.args[1 if value(term.args[0], d) else 2], d)
    arguments = [value(argument, d) for argument in term.args]
    rules: dict[str, Callable[..., Any]] = {
        "+": lambda *parts: sum(parts, Fraction(0)),
        "*": lambda *parts: Fraction(sp.prod(map(sp.Rational, parts))),
        "pow": lambda base, power: base ** int(power),
        "inv": lambda x: 1 / x,
        "le": lambda x, y: x <= y,
        "eq": lambda x, y: x == y,
        "and": lambda *parts: all(parts),
        "or": lambda *parts: any(parts),
    }
    return rules[term.head](*arguments)


def closed(expression: Any, numbers: dict[Any, int]) -> Term:
    """The term with numbers for its symbols."""
    return substitute(to_term(expression), {to_term(symbol): num(n) for symbol, n in numbers.items()})


THETAS = [
    Fraction(1),
    Fraction(71, 36),
    Fraction(2),
    Fraction(9, 4),
    Fraction(3),
    Fraction(10, 3),
    Fraction(14, 3),
]


@pytest.mark.parametrize("d", [1, 2])
def test_segments_and_connections_are_those_of_the_computed_family(paper: Paper, d: int) -> None:
    curves, connections = paper.module("filling_curves"), paper.module("connecting_segments")
    family = SpaceFillingFamily(d)
    for theta in THETAS:
        whole = int(theta)
        depth, share = (whole + 1) // 2, sp.Rational(theta - whole)
        found = family.parameters_at(fmpq(theta.numerator, theta.denominator))
        on_segment = whole % 2 == 1
        table = curves.parameters(depth, share) if on_segment else connections.line(depth, share)
        assert found.depth == depth + (not on_segment)
        for layer, i, j in product(range(found.depth), range(1, d + 1), range(d + 1)):
            stated = value(closed(table(layer)(i)(j), {curves.d: d}), d)
            entry = found.entries[place(d, layer, i, j) - 1]
            assert stated == Fraction(int(entry.p), int(entry.q))


@pytest.mark.parametrize(("d", "depth", "k"), [(1, 1, 2), (1, 2, 3), (2, 1, 2), (2, 2, 4), (3, 1, 3)])
def test_the_witness_is_the_steep_pair_that_is_computed(paper: Paper, d: int, depth: int, k: int) -> None:
    script = paper.module("dirac_witness")
    numbers = {script.d: d, script.k: depth - 1, script.n: k - 2, script.q: place(d, depth - 1, 1, 0)}
    start, later, bias = (
        value(closed(part, numbers), d)
        for part in (script.START, script.START + script.delay(script.n), script.BIAS)
    )
    pair = SpaceFillingFamily(d).steep(k, depth)
    assert (pair.theta, pair.near) == (fmpq(*start.as_integer_ratio()), fmpq(*later.as_integer_ratio()))
    distance = min(Fraction(1), bias)
    assert pair.distance == fmpq(*distance.as_integer_ratio())
    ratio = distance / (later - start)
    assert pair.ratio == fmpq(*ratio.as_integer_ratio())
