"""The impossibility theorem: what it rests on, what it does not prove, and that it is not vacuous."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from symrelu import And, Claim, Equal, ForAll, Implies, abs_, exhibit, fact, given, have, known
from symrelu.kernel.certificate import load
from symrelu.kernel.normal import canon
from symrelu.script.lemma import Lemma
from symrelu.script.library import Checked
from symrelu.script.proposition import Proposition, Result, prove
from symrelu.terms.bridge import to_term
from symrelu.terms.sorts import SEQ
from symrelu.terms.substitution import substitute
from symrelu.terms.term import lam, op, var
from tests.theorems.proofs import Paper, lemma, refused

PAPER = "macdonald_waldchen"
MODULES = (
    "bends", "chains", "hats", "hat_functionals", "triangular_systems", "slopes", "cubes_of_chains",
    "hinged_rays", "cuts", "support_points", "laws_of_few_points", "finite_or_more_points", "impossibility",
    "powers", "hoelder_families",
)  # fmt: skip
LIPSCHITZ = {
    "chains_need_parameters", "support_needs_parameters", "impossibility", "finite_supports",
    "one_of_three_restrictions",
}  # fmt: skip
HOELDER = {"hoelder_chains", "hoelder_support", "no_fixed_exponent"}


@pytest.fixture(scope="module")
def lines(paper: Paper) -> dict[str, Checked]:
    proved = paper.proved(MODULES)
    return {name.partition(".")[2]: line for name, line in proved.items()}


# ---- what is proved, and on what it rests ---------------------------------------------------------


def test_all_are_proved(lines: dict[str, Checked]) -> None:
    assert {name: line.reason for name, line in lines.items() if line.verdict != "proved"} == {}
    assert {line.name.partition(".")[0] for line in lines.values()} >= set(MODULES)


def test_the_theorems_rest_on_one_cited_statement_each(lines: dict[str, Checked]) -> None:
    assert {name for name, line in lines.items() if line.axioms} == LIPSCHITZ | HOELDER
    assert {lines[name].axioms for name in LIPSCHITZ} == {("cited: lipschitz_null",)}
    assert {lines[name].axioms for name in HOELDER} == {("cited: hoelder_null",)}


INVARIANT = (
    "(forall theta:Seq. Omega(theta) -> (forall W:N -> Seq. forall b:Seq. "
    "exists theta':Seq. Omega(theta') and "
    "push(lam z:Seq. lam i:N. ite(1 <= i and i <= d, relu(sum(1, d, lam j:N. W(i)(j)*z(j)) + b(i)), 0), "
    "p(theta)) = p(theta')))"
)
LOCAL = (
    "(forall theta:Seq. Omega(theta) -> (exists rho. exists C. 0 < rho and 0 <= C and "
    "(forall theta':Seq. forall theta'':Seq. Omega(theta') and Omega(theta'') and "
    "dist(n, theta, theta') <= rho and dist(n, theta, theta'') <= rho -> "
    "dPd(d, p(theta'), p(theta'')) <= C*dist(n, theta', theta''))))"
)


def support_at_least(law: str, count: str) -> str:
    return (
        f"(exists x:N -> Seq. (forall i:N. forall j:N. 1 <= i and i < j and j <= {count} -> "
        f"0 < dist(d, x(i), x(j))) and (forall i:N. 1 <= i and i <= {count} -> "
        f"(forall r. 0 < r -> 0 < P({law}, lam y:Seq. dist(d, y, x(i)) < r))))"
    )


def test_the_theorem_says_what_it_should(lines: dict[str, Checked]) -> None:
    few = support_at_least("p(theta_0)", "n + 1")
    assert repr(lemma(lines, "impossibility").claim) == (
        f"2 <= d and {LOCAL} and {INVARIANT} and Omega(theta_0) -> not {few}"
    )
    live = "P(p(theta), lam y:Seq. exists i:N. 1 <= i and i <= {} and dist(d, y, x(i)) = 0) = 1"
    assert repr(lemma(lines, "finite_supports").claim) == (
        f"2 <= d and {LOCAL} and {INVARIANT} -> "
        f"(forall theta:Seq. Omega(theta) -> (exists x:N -> Seq. {live.format('n')}))"
    )
    finite = f"(forall theta:Seq. Omega(theta) -> (exists m:N. exists x:N -> Seq. {live.format('m')}))"
    assert repr(lemma(lines, "one_of_three_restrictions").claim) == (
        f"1 <= d and {INVARIANT} -> d = 1 or {finite} or not {LOCAL}"
    )


def test_the_certificate_is_replayed_by_the_kernel(certificates: Path, lines: dict[str, Checked]) -> None:
    assert lines["impossibility"].verdict == "proved"
    published = load((certificates / "impossibility.impossibility.json").read_text(encoding="utf-8"))
    assert published.formula == lemma(lines, "impossibility").claim
    assert {axiom.name for axiom in published.axioms} == {"lipschitz_null"}


# ---- near misses ----------------------------------------------------------------------------------


def without(claim: Implies, k: int) -> Implies:
    """The claim without one of its conditions."""
    parts = claim.condition.parts
    return Implies(And(*parts[:k], *parts[k + 1 :]), claim.conclusion)


def test_the_scripts_prove_their_own_claims(paper: Paper, lines: dict[str, Checked]) -> None:
    for name in ("bends.hinge", "chains.chain_grows", "impossibility.support_needs_parameters"):
        home, _, title = name.partition(".")
        assert not refused(paper, lines, name, getattr(paper.module(home), title).claim)


@pytest.mark.parametrize(
    "name",
    [
        "finite_or_more_points.further", "cuts.cut", "support_points.mass_near_a_point",
        "bends.hinge", "bends.hinge_layer", "chains.chain_grows",
        "hats.reading_is_lipschitz", "hat_functionals.entry_positive",
        "triangular_systems.triangular_inverse", "slopes.slopes_read",
        "cubes_of_chains.chains_need_parameters", "impossibility.support_needs_parameters",
    ],
)  # fmt: skip
def test_every_condition_is_needed_by_the_script(paper: Paper, lines: dict[str, Checked], name: str) -> None:
    home, _, title = name.partition(".")
    claim = getattr(paper.module(home), title).claim
    parts = getattr(claim.condition, "parts", (claim.condition,))
    for k in range(len(parts)):
        weaker = without(claim, k) if len(parts) > 1 else claim.conclusion
        assert refused(paper, lines, name, weaker), parts[k]


def test_one_parameter_less_is_not_proved(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("cubes_of_chains")
    condition = script.chains_need_parameters.claim.condition
    too_much = Implies(condition, script.N + 1 <= script.n)
    assert refused(paper, lines, "cubes_of_chains.chains_need_parameters", too_much)


def test_the_exponents_are_not_exchanged(paper: Paper, lines: dict[str, Checked]) -> None:
    script = paper.module("hoelder_families")
    claim = script.hoelder_chains.claim
    for conclusion in (
        script.N * script.a <= script.n * script.b,
        script.N * script.b + 1 <= script.n * script.a,
    ):
        assert refused(paper, lines, "hoelder_families.hoelder_chains", Implies(claim.condition, conclusion))


def test_width_one_is_not_refuted(paper: Paper, lines: dict[str, Checked]) -> None:
    for name in ("impossibility.support_needs_parameters", "bends.hinge_layer"):
        home, _, title = name.partition(".")
        script = paper.module(home)
        claim = getattr(script, title).claim
        parts = getattr(claim.condition, "parts", (claim.condition,))
        narrow = Implies(And(1 <= script.d, *parts[1:]), claim.conclusion)
        assert refused(paper, lines, name, narrow)


# ---- the cited statement ---------------------------------------------------------------------------


def test_the_cited_statement_would_be_false_in_equal_dimensions(paper: Paper) -> None:
    """The identity of R^n satisfies both hypotheses for m = n, so n < m cannot be dropped."""
    script = paper.module("null_sets")
    n, i, step = script.n, script.i, script.step

    def identity(other: Any, kappa: Any) -> Claim:
        return ForAll(i, [1 <= i, i <= n], Equal(other(i), kappa(i)))

    whole = {to_term(script.Omega): lam(var("theta", SEQ), op("and"))}
    onto = substitute(script.onto(n, identity).formula, whole)
    assert exhibit(onto, witness=(script.kappa,)).claim == onto
    conditions, closer = script.pairs(n, identity, 1)
    read = [given(c).instance(i) for c in conditions[4:]]
    near = [
        fact("dist_ge", n, script.first, script.second, i),
        fact("dist_nonneg", n, script.first, script.second),
    ]
    gap = abs_(script.kappa1(i) - script.kappa2(i))
    coordinate = have(Implies(And(1 <= i, i <= n), gap <= step), by=[*read, *near])
    row = known("dist_le", n, script.kappa1, script.kappa2, step)
    close = have(closer, by=[row, coordinate.forall(i), near[1]])
    assert set(close.given) <= {to_term(c) for c in conditions}


# ---- the theorem is not vacuous -------------------------------------------------------------------


def test_finite_laws_satisfy_the_hypotheses(paper: Paper, lines: dict[str, Checked]) -> None:
    """With n = N (d + 1) the laws of N points are a model, for all N and d; the theorem then bounds them."""
    model = paper.module("points_as_parameters")
    found: dict[Proposition, Result] = {}
    theta, N, d = model.theta, model.N, model.d
    invariant, local = (
        Lemma(prove(getattr(model, name), found).theorem).instance(N, d)
        for name in ("invariant", "locally_lipschitz")
    )
    _, (weighted,), law = model.family(d)
    script = paper.module("impossibility")
    values = {
        script.Omega: lam(to_term(theta), to_term(weighted)),
        script.p: lam(to_term(theta), to_term(law)),
        script.n: N * (d + 1),
    }
    stated = lemma(lines, "impossibility").at(values)
    (wide, lipschitz, closed, inside), few = stated.claim.args[0].args, stated.claim.args[1]
    assert canon(closed) == canon(invariant.claim.args[1])
    assert canon(lipschitz) == canon(local.claim.args[1])
    bounded = have(op("imp", op("and", to_term(1 <= N), wide, inside), few), by=[stated, invariant, local])
    assert {axiom.name for axiom in bounded.axioms} == {"lipschitz_null"} and not bounded.given
