"""Minimal parameters: proved from one cited statement, not vacuous, sharp, and right on finite laws."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, pairwise

import pytest

from symrelu import And, Implies, ProofFailed, exhibit, fact, have, known
from symrelu.script.lemma import Lemma
from symrelu.script.library import Checked
from symrelu.terms.sorts import SEQ, N
from symrelu.terms.term import Term, lam, num, op, var
from tests.theorems.proofs import Paper, lemma

PAPER = "macdonald_waldchen"
MODULES = (
    "products", "readings", "moved_lines", "cube_of_clips", "cubes_of_parameters", "ordered_points",
    "minimal_parameters", "four_suffice",
)  # fmt: skip
CITED = {
    "one_parameter", "two_parameters", "three_parameters", "four_parameters",
    "support_points_need_parameters",
}  # fmt: skip
Atoms = list[tuple[Fraction, Fraction]]


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    proved = paper.proved(MODULES)
    return {name.partition(".")[2]: line for name, line in proved.items()}


# ---- what is proved, and on what it rests ---------------------------------------------------------


def test_all_are_proved(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {line.name.partition(".")[0] for line in lines.values()} >= set(MODULES)


def test_the_theorems_rest_on_one_cited_statement(lines: dict[str, Checked]) -> None:
    assert {name for name, line in lines.items() if line.axioms} == CITED
    assert {line.axioms for name, line in lines.items() if name in CITED} == {("cited: lipschitz_null",)}


def test_the_cited_statement_is_as_it_was_reviewed(lines: dict[str, Checked]) -> None:
    (axiom,) = lemma(lines, "support_points_need_parameters").axioms
    assert repr(axiom.claim) == (
        "forall n:N. forall m:N. forall Omega:Seq -> B. forall Rel:Seq -> Seq -> B. n + 1 <= m and "
        "(forall kappa:Seq. (forall i:N. 1 <= i and i <= m -> 0 <= kappa(i) and kappa(i) <= 1) -> "
        "(exists theta':Seq. Omega(theta') and Rel(theta')(kappa))) and "
        "(forall theta:Seq. Omega(theta) -> (exists rho. exists C. 0 < rho and "
        "(forall theta_1:Seq. forall theta_2:Seq. forall kappa':Seq. forall kappa'':Seq. "
        "Omega(theta_1) and Omega(theta_2) and dist(n, theta, theta_1) <= rho and "
        "dist(n, theta, theta_2) <= rho and Rel(theta_1)(kappa') and Rel(theta_2)(kappa'') -> "
        "dist(m, kappa', kappa'') <= C*dist(n, theta_1, theta_2)))) -> false"
    )


def test_fewer_support_points_do_not_give_as_many_parameters(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("minimal_parameters")
    uses = [lemma(lines, used.name) for used in script.four_parameters.uses]
    claim = Implies(And(*script.conditions(3)), script.n >= 4)
    with pytest.raises(ProofFailed):
        script.parameters(4, claim, uses)


# ---- the theorem is not vacuous -------------------------------------------------------------------


def instance(lines: dict[str, Checked], count: int, omega: Term, law: Term, m: int) -> Lemma:
    """The main theorem for one family over R^count and m support points."""
    general = lemma(lines, "support_points_need_parameters")
    values = {
        var("n", N): num(count),
        var("m", N): num(m),
        var("Omega", ("fun", SEQ, "B")): omega,
        var("p", ("fun", SEQ, ("law", "R"))): law,
    }
    return general.at(values)


def test_laws_with_five_equal_atoms_satisfy_the_hypotheses(paper: Paper, lines: dict[str, Checked]) -> None:
    theta, first, second = (var(name, SEQ) for name in ("theta", "theta'", "theta''"))
    i, w, b, y = var("i", N), var("w", "R"), var("b", "R"), var("y", "R")
    weights = lam(i, num(Fraction(1, 5)))
    five = num(5)
    stated = instance(lines, 5, lam(theta, op("and")), lam(theta, op("atoms", five, weights, theta)), 5).claim
    lipschitz, invariant = stated.args[0].args[:2]

    total = [fact("sum_empty", 1, 0, weights), *(fact("sum_last", 1, j, weights) for j in range(5))]
    mass = have(op("eq", op("sum", num(1), five, weights), num(1)), by=total)
    layer = lam(y, op("relu", w * y + b))
    satisfied = paper.module("readings").satisfied
    sent = satisfied(known("atoms_push", layer, five, weights, theta), by=mass)
    moved = lam(i, op("relu", w * theta(i) + b))
    assert exhibit(invariant, witness=(moved,), by=sent).claim == invariant

    far = op("dist", five, first, second)
    row = known("dP_coupled", five, weights, first, weights, second, far)
    gaps = lam(i, op("abs", num(Fraction(1, 5)) - num(Fraction(1, 5))))
    nothing = [fact("sum_empty", 1, 0, gaps), *(fact("sum_last", 1, j, gaps) for j in range(5))]
    apart = [fact("dist_ge", five, first, second, i), fact("dist_nonneg", five, first, second)]
    close = satisfied(row, by=[mass, *nothing, *apart])
    assert exhibit(lipschitz, witness=(1, 1), by=close.forall(first, second)).claim == lipschitz


def test_four_is_sharp(paper: Paper, lines: dict[str, Checked]) -> None:
    """The family of clips of a bounded law satisfies all hypotheses with n = 4."""
    script = paper.module("four_suffice")
    theta = var("theta", SEQ)
    law = lam(theta, script.law(script.theta).term())
    stated = instance(lines, 4, lam(theta, theta(num(3)) <= theta(num(4))), law, 4).claim
    conclusion = lemma(lines, "four_suffice").claim.args[1]
    assert stated.args[0].args[:2] == (conclusion.args[1], conclusion.args[0])


# ---- finite laws ----------------------------------------------------------------------------------


def prokhorov(mu: Atoms, nu: Atoms) -> Fraction:
    """The distance of two finite laws by its definition: radii between which nothing changes, all subsets."""
    radii = sorted({Fraction(0), *(abs(x - y) for x, _ in mu for y, _ in nu)})

    def excess(r: Fraction) -> Fraction:
        best = Fraction(0)
        for size in range(1, len(mu) + 1):
            for chosen in combinations(mu, size):
                reached = sum(v for y, v in nu if any(abs(x - y) <= r for x, _ in chosen))
                best = max(best, sum(u for _, u in chosen) - reached)
        return best

    return min(max(r, excess(r)) for r in radii)


def clips(mu: Atoms, points: list[Fraction], z: Fraction, r: Fraction, q: list[Fraction]) -> Atoms:
    x1, x2, x3, x4 = points
    low, high = 4 * z + r * q[2], x4 - x1 - 5 * z + r * q[3]
    return [(min(high, max(low, x - x1 + r * (q[0] * (x3 - x) + q[1] * (x - x2)))), u) for x, u in mu]


@pytest.mark.parametrize("seed", range(5))
def test_finite_laws_are_as_far_apart_as_their_numbers(seed: int) -> None:
    rng = random.Random(seed)
    points = [Fraction(0)]
    for _ in range(3):
        points.append(points[-1] + rng.randint(1, 4))
    z = min(b - a for a, b in pairwise(points)) / 16
    r = min(z, Fraction(1, 2), z / (2 * (points[3] - points[0] + z)))
    shares = [Fraction(rng.randint(1, 9)) for _ in range(7)]
    extra = [Fraction(rng.randint(-40, 160), 8) for _ in range(3)]
    mu = [(x, share / sum(shares)) for x, share in zip([*points, *extra], shares, strict=True)]
    masses = [sum(u for y, u in mu if abs(y - x) < z) for x in points]
    w = min(r, *masses, *(8 * z * r * m / (1 + 4 * z) for m in masses))
    for _ in range(4):
        q, k = ([Fraction(rng.randint(0, 4), 4) for _ in range(4)] for _ in range(2))
        gap = prokhorov(clips(mu, points, z, r, q), clips(mu, points, z, r, k))
        assert all(w * abs(i - j) <= gap for i, j in zip(q, k, strict=True))


def test_a_bound_is_not_read_from_laws_as_far_apart_as_the_mass() -> None:
    """At dP = P(J) the lemma fails: f = 0 on J = {0}, g = 9 everywhere, and 9 > 1/2."""
    half = Fraction(1, 2)
    f: Atoms = [(Fraction(0), half), (Fraction(9), half)]
    g: Atoms = [(Fraction(9), half), (Fraction(9), half)]
    assert prokhorov(f, g) == half
