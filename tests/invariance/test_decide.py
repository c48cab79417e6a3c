"""Verdicts on families: proved with a map of the parameters, refuted with an exact witness."""

from __future__ import annotations

import time

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import InputError
from symrelu.invariance import closure, decide_invariance
from symrelu.invariance.members import members
from symrelu.invariance.statement import statement
from symrelu.kernel.certificate import dump, load
from symrelu.kernel.definedness import publish, required
from symrelu.laws.base import (
    atom,
    beta_law,
    cauchy,
    discrete,
    exponential,
    gamma_law,
    laplace,
    logistic,
    mix,
    normal,
    student_t,
    uniform,
)
from symrelu.laws.push import push
from symrelu.methods.establish import establish
from symrelu.model.family import Family
from symrelu.model.network import Layer
from symrelu.terms.claim import Invariant, NotInvariant
from symrelu.terms.symbols import clip, reals, relu
from tests.invariance.families import (
    CLIPS_THAT_LEAVE,
    HALF,
    INVARIANT,
    JUMP,
    POPULAR,
    a,
    c,
    clipped,
    h,
    l,
    mu,
    s,
    x,
    x1,
    x2,
)

POINTS = [sp.Rational(k, 3) for k in range(-6, 13)]


def number(e):
    return e.doit().replace(lambda t: hasattr(t, "value"), lambda t: t.value()).doit()


def member(family, values):
    """The law at exact numbers, and whether they lie in the domain."""
    inside = all(bool(number(g.subs(values))) for g in (*family.given, *family.required()))
    return family.law.at(values) if inside else None


def holds_at(family, parameter_map, values, w, b):
    """Whether the parameter map is right at one member and one layer, exactly."""
    law = member(family, values)
    if law is None:
        return True
    weights = {sp.Symbol("w", real=True): w, sp.Symbol("b", real=True): b}
    point = {p: number(e.subs({**values, **weights}, simultaneous=True)) for p, e in parameter_map.items()}
    image = member(family, point)
    pushed = push(Layer(w, b), law)
    return image is not None and all(sp.simplify(image.cdf(t) - pushed.cdf(t)) == 0 for t in POINTS)


@pytest.mark.parametrize("name", POPULAR)
def test_popular_families_are_refuted(name):
    check_refuted(POPULAR[name], 10)


@pytest.mark.parametrize("name", CLIPS_THAT_LEAVE)
def test_clips_with_too_little_freedom_are_refuted(name):
    check_refuted(CLIPS_THAT_LEAVE[name], 10)


def check_refuted(family, seconds):
    started = time.process_time()
    verdict = decide_invariance(family, seconds=60)
    elapsed = time.process_time() - started
    assert verdict.status == "refuted", verdict
    assert elapsed < 2 * seconds  # a shared core is slower
    assert verdict.theorem.claim == NotInvariant(family).formula
    assert not verdict.theorem.hyps and not verdict.axioms
    check_witness(family, verdict.witness)


def check_witness(family, witness):
    """The witness is a member of the family, and the functional has these values at its image."""
    values = {p: witness.parameters[str(p)] for p in family.parameters}
    law = member(family, values)
    assert law is not None
    for layer in witness.layers:
        law = push(layer, law)
    asked = witness.functional.split(", ")
    assert len(asked) == len(witness.values)
    for text, value in zip(asked, witness.values, strict=True):
        t = sp.Rational(text.removesuffix(")").split("= ")[1])
        found = law.cdf(t) if "<=" in text else law.cdf(t) - law.cdf_left(t)
        assert sp.simplify(found - value) == 0


@pytest.mark.parametrize("name", INVARIANT)
def test_invariant_families_are_proved(name):
    family = INVARIANT[name]
    verdict = decide_invariance(family, seconds=60)
    assert verdict.status == "proved", verdict
    assert verdict.theorem.claim == Invariant(family).formula
    assert not verdict.theorem.hyps and not verdict.axioms
    assert set(verdict.parameter_map) == set(family.parameters)
    inside = list(members(statement(family)))[:12:4]
    assert inside
    for point in inside:
        values = {
            t: sp.Rational(v.numerator, v.denominator) for t, v in zip(family.parameters, point, strict=True)
        }
        assert member(family, values) is not None
        for w, b in ((1, 0), (-2, 1), (0, 1), (0, -1), (HALF, -1)):
            assert holds_at(family, verdict.parameter_map, values, sp.sympify(w), sp.sympify(b))


def test_theorems_of_verdicts_replay_from_their_certificates():
    for family in (POPULAR["normal"], INVARIANT["clips of a uniform"], INVARIANT["censored normal"]):
        theorem = decide_invariance(family).theorem
        side = tuple(establish(o.condition, given=o.context) for o in required(theorem.claim, (), ()))
        text = dump(publish("verdict", theorem.claim, (), theorem, side, ()))
        assert load(text).theorem.claim == theorem.claim


# ---- closure -------------------------------------------------------------------------------------

LAWS = (
    normal(0, 1), uniform(-1, 2), exponential(2), laplace(0, 1), student_t(3), cauchy(0, 1), logistic(1, 2),
    gamma_law(2, 3), beta_law(2, 3), atom(2), discrete({0: HALF, 1: HALF}), JUMP,
    discrete({k: sp.Rational(1, 9) for k in range(9)}), mix((HALF, normal(0, 1)), (HALF, normal(3, 1))),
    push((relu(2 * x - 1), x), normal(0, 1)), push(Layer(2, -1), discrete({0: HALF, 3: HALF})),
)  # fmt: skip


@pytest.mark.parametrize("law", LAWS, ids=repr)
def test_the_closure_of_a_law_is_invariant(law):
    family = closure(law)
    verdict = decide_invariance(family, seconds=30)
    assert verdict.status == "proved"
    assert verdict.theorem.claim == Invariant(family).formula


def test_the_closure_contains_a_bounded_law():
    law = uniform(-1, 2)
    at = dict(zip(closure(law).parameters, (1, 0, -1, 2), strict=True))
    again = closure(law).law.at(at)
    assert all(again.cdf(t) == law.cdf(t) for t in POINTS)
    positions = closure(discrete({0: HALF, 1: HALF}))
    assert positions.law.at(dict(zip(positions.parameters, (0, 1), strict=True))).atoms() == {
        0: HALF,
        1: HALF,
    }


def test_closure_refuses_what_is_no_law_with_numbers():
    for bad in (normal(mu, s), "normal(0,1)", 3):
        with pytest.raises(InputError):
            closure(bad)


# ---- near misses ---------------------------------------------------------------------------------


def test_a_family_whose_bounds_may_not_meet_still_has_its_constants_by_slope_zero():
    family = INVARIANT["clips with bounds apart"]
    verdict = decide_invariance(family)
    w, b = sp.Symbol("w", real=True), sp.Symbol("b", real=True)
    values = dict(zip((a, c, l, h, w, b), (1, 0, 0, 1, 0, 5), strict=True))
    point = {p: number(e.subs(values)) for p, e in verdict.parameter_map.items()}
    assert point[a] == 0 and point[l] < point[h]


def test_the_weights_have_fresh_names_where_parameters_are_called_w_and_b():
    w, b = reals("w b")
    family = Family(push((clip(w * x + b, l, h), x), uniform(0, 1)), (w, b, l, h))
    verdict = decide_invariance(family)
    assert verdict.status == "proved"
    assert {str(t) for t in verdict.parameter_map[w].free_symbols} == {"w", "w'"}


def test_what_is_no_family_is_refused():
    with pytest.raises(InputError):
        decide_invariance(normal(0, 1))


@pytest.mark.parametrize("seconds", [0, 0.05, 0.5])
def test_the_time_is_kept(seconds):
    started = time.process_time()  # a loaded machine is no fault of the search
    verdict = decide_invariance(POPULAR["two normals, degenerate ones allowed"], seconds=seconds)
    assert time.process_time() - started < seconds + 1.5
    assert verdict.status in ("unknown", "refuted")


# ---- the hunt for wrong verdicts -----------------------------------------------------------------

SMALL = st.sampled_from([sp.Rational(v) for v in ("0", "1", "-1", "1/2", "2", "-1/3")])
CONSTRAINTS = st.sampled_from(
    [
        (),
        (a > 0,),
        (a >= 0,),
        (l >= 0,),
        (l < h,),
        (c >= 0,),
        (h <= 1,),
        (a <= 1,),
        (l <= c,),
        (a >= 0, l >= 0),
    ]
)
BASES = st.sampled_from([uniform(0, 1), normal(0, 1), exponential(1), JUMP])
SHAPES = st.sampled_from(
    [
        lambda: (clip(a * x + c, l, h), (a, c, l, h)),
        lambda: (clip(c - a * x, l, l + h), (a, c, l, h)),
        lambda: (clip(a * x + c, 0, h), (a, c, h)),
        lambda: (relu(a * x + c), (a, c)),
        lambda: (clip(a * x, l, h), (a, l, h)),
        lambda: (a * x + c, (a, c)),
    ]
)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.data())
def test_no_verdict_is_wrong(data):
    expression, parameters = data.draw(SHAPES)()
    given_ = tuple(g for g in data.draw(CONSTRAINTS) if g.free_symbols <= set(parameters))
    family = Family(push((expression, x), data.draw(BASES)), parameters, given_)
    verdict = decide_invariance(family, seconds=8)
    if verdict.status == "refuted":
        assert verdict.theorem.claim == NotInvariant(family).formula
        check_witness(family, verdict.witness)
    if verdict.status == "proved":
        assert verdict.theorem.claim == Invariant(family).formula
        for _ in range(3):
            values = {p: data.draw(SMALL) for p in parameters}
            assert holds_at(family, verdict.parameter_map, values, data.draw(SMALL), data.draw(SMALL))


def test_members_at_the_edge_of_the_domain():
    family = Family(clipped(uniform(0, 1)), (a, c, l, h))
    verdict = decide_invariance(family)
    edge = {a: sp.S.Zero, c: sp.S.One, l: HALF, h: HALF}
    assert all(holds_at(family, verdict.parameter_map, edge, w, b) for w in (0, 1, -1) for b in (0, 1, -1))


def test_ordered_positions_are_not_decided_wrongly():
    family = Family(discrete({x1: HALF, x2: HALF}), (x1, x2), (x1 <= x2,))
    assert decide_invariance(family, seconds=10).status != "refuted"
