"""Statements that read as one thing and mean another: refused, or with demands that say what is meant."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import sympy as sp

from symrelu.errors import InputError, SymreluError
from symrelu.invariance.decide import decide_invariance
from symrelu.io.law import family
from symrelu.kernel.definedness import required
from symrelu.laws.base import normal
from symrelu.report.latex import latex_of, tex
from symrelu.report.notation import layout_of
from symrelu.report.sentences import Paragraph
from symrelu.report.statement import statement_blocks
from symrelu.script.library import check, library
from symrelu.terms.claim import (
    And,
    Convex,
    DensityOn,
    Differentiable,
    Equal,
    Exists,
    ForAll,
    Formula,
    Implies,
    InSupport,
    Invariant,
    Layers,
    Lipschitz,
    LocallyLipschitz,
    MapsEqual,
    Mass,
    Monotone,
    NotInvariant,
)
from symrelu.terms.sorts import SEQ, fun, law
from symrelu.terms.symbols import abs_, naturals, positive, reals, relu
from symrelu.terms.term import lam, num, op, var
from symrelu.terms.variables import functions, laws

a, b, x, y = reals("a b x y")
s = positive("s")
mu = laws("mu")
p = functions("p", "R", law("R"))
q = functions("q", "R", law(SEQ))


@pytest.mark.parametrize(
    "interval", [(1, 0), (0, 0), (sp.oo, 0), (0, -sp.oo), (sp.oo, -sp.oo), (x, x)], ids=str
)
@pytest.mark.parametrize(
    "state",
    [
        lambda i: DensityOn(mu, lambda y: -1, i),
        lambda i: Monotone(lambda z: -z, i),
        lambda i: Convex(lambda z: -(z**2), i),
        lambda i: Differentiable(abs_, i),
    ],
)
def test_nothing_is_claimed_on_an_interval_without_points(state, interval):
    with pytest.raises(InputError, match="a lower end below the upper one"):
        state(interval)


@pytest.mark.parametrize("interval", [(0, 1), (-sp.oo, sp.oo), (-sp.oo, 0), (x, x + 1), (-1, sp.oo)], ids=str)
def test_other_intervals_are_taken(interval):
    Monotone(relu, interval), DensityOn(mu, lambda y: 1, interval)


@pytest.mark.parametrize("members", [((a,), [a < 0, a > 1], p(a)), ((s,), [s < 0], p(s))])
@pytest.mark.parametrize(
    "state", [Invariant, LocallyLipschitz, lambda f: Lipschitz(f, 1), lambda f: And(Invariant(f))]
)
def test_a_family_claim_demands_a_member(state, members):
    (demand,) = state(members).demands
    assert demand.head == "exists"
    assert demand in Implies(x > 0, state(members)).demands


def test_a_claim_that_names_a_member_demands_none():
    assert NotInvariant(((a,), [a < 0], p(a))).demands == ()
    assert Invariant(((a,), [], p(a))).demands == ()


def test_laws_on_the_plane_are_demanded_to_be_such():
    member, space = Invariant(((a,), [a > 0], q(a)), 2).demands
    assert (member.head, space.head) == ("exists", "forall")
    assert "2 < i -> y(i) = 0" in str(space)
    assert Lipschitz(((a,), [], q(a)), 1, d=3).demands[0].head == "forall"


def test_maps_that_agree_nowhere_demand_a_point():
    (demand,) = MapsEqual(relu, lambda z: z, on=lambda z: sp.And(z > 1, z < 0)).demands
    assert demand.head == "exists"
    assert MapsEqual(relu, relu).demands == ()


VACUOUS = '''"""An empty family, and one that has members."""

from symrelu import Invariant, Less, MapsEqual, atom, have, reals, relu, theorem

a = reals("a")
EMPTY, HALF = ((a,), [a < 0, a > 1], atom(a)), ((a,), [a >= 0], atom(a))


@theorem("Everything is invariant", Invariant(EMPTY))
def empty(claim):
    return have(claim, "There is nothing to show.")


@theorem("Maps that agree nowhere", MapsEqual(relu, lambda z: z, on=lambda z: z < z))
def nowhere(claim):
    return have(claim, "There is nothing to show.")


@theorem("Maps that agree somewhere", MapsEqual(relu, lambda z: z, on=lambda z: z > 3))
def somewhere(claim):
    return have(claim, "Clear.")
'''


def test_a_vacuous_statement_is_not_published(tmp_path: Path):
    (tmp_path / "vacuous.py").write_text(VACUOUS)
    lines = {line.name: line for line in check(library(tmp_path), folder=tmp_path / "certificates")}
    assert lines["vacuous.empty"].verdict == "unknown"
    assert "exists a." in lines["vacuous.empty"].reason
    assert lines["vacuous.nowhere"].verdict == "unknown"
    assert lines["vacuous.somewhere"].verdict == "proved"


def test_a_point_has_as_many_coordinates_as_its_space():
    xi = laws("xi", SEQ)
    for state in (lambda point: Mass(xi, point, 1, d=2), lambda point: InSupport(xi, point, d=2)):
        state((1, 2))
        for point in ((1,), (1, 2, 3)):
            with pytest.raises(InputError, match="2 coordinates"):
                state(point)


@pytest.mark.parametrize(
    "state",
    [
        lambda: Equal(positive("x"), x),
        lambda: Equal(naturals("x"), x),
        lambda: ForAll([positive("x")], [], x >= 0),
        lambda: Exists(x, Equal(laws("x"), mu)),
        lambda: ForAll([x, x], [], x > 0),
        lambda: Invariant(((a,), [], p(a)), Layers((b,), lambda y: a * b * y)),
        lambda: Lipschitz(((a,), [], p(a)), a),
        lambda: Lipschitz(((a,), [], p(a)), lambda u, v: abs_(u[0] - v[0]) * a),
        lambda: Lipschitz(((a,), [], p(a)), lambda u, v: abs_(u[0] - v[0]) * reals("a'")),
        lambda: Formula(var("true", "B")),
        lambda: Formula(op("not", var("false", "B"))),
        lambda: Equal(reals("true"), 1),
        lambda: Equal(0.5, x),
        lambda: Equal(sp.I, x),
        lambda: Equal(sp.Symbol("z"), 1),
        lambda: Mass(mu, 0, 1, d=1),
    ],
)
def test_what_prints_like_something_else_is_refused(state):
    with pytest.raises(SymreluError):
        state()


def test_bound_names_never_meet_free_ones():
    assert str(ForAll(s, [], Exists(a, a < s))) == "forall s. 0 < s -> (exists a. a < s)"
    assert str(Invariant(((s,), [b < s], p(s)))).startswith(
        "forall s. 0 < s and b < s -> (forall w. forall b'."
    )
    assert str(InSupport(mu, y)) == "forall r. 0 < r -> 0 < P(mu, lam y':R. abs(y' - y) < r)"
    assert str(DensityOn(mu, lambda u: u * y, (y, y + 1))).startswith("(forall y'. y < y' and y' < y + 1 -> ")


def test_the_domain_of_a_family_s_symbols_is_said():
    assert Invariant(((a,), [a > s], p(a))).domains == (0 < var("s", "R"),)
    assert "0 < s" in str(Invariant(((a, s), [], normal(a, s))))
    loose = Invariant(((a, b), [], normal(a, b)))
    assert {"0 < b", "0 < b''"} <= {str(o.condition) for o in required(loose.formula, ())}


@pytest.mark.parametrize("given", [["a > 1", "a < 0"], ["a > 1", "a^2 < 1"], ["a < a"]])
def test_an_empty_family_is_not_decided_to_be_invariant(given):
    found = decide_invariance(family("atom(a)", given), seconds=10)
    assert found.status == "unknown"
    assert "no member" in str(found)
    assert decide_invariance(family("atom(a)", ["a >= 0"]), seconds=20).status == "proved"


# ---- what is printed -----------------------------------------------------------------------------------


A, B, C = (var(name, "B") for name in "ABC")
n, t = var("n", "N"), var("t", "R")
everywhere = op("forall", lam(t, num(0) <= t))
W, point = var("W", fun("N", SEQ)), var("x", SEQ)


def printed(term):
    return tex(layout_of(term))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (op("imp", A, op("iff", B, C)), op("iff", op("imp", A, B), C)),
        (op("imp", op("imp", A, B), C), op("imp", A, op("imp", B, C))),
        (op("iff", op("imp", A, everywhere), C), op("imp", A, op("iff", everywhere, C))),
        (op("iff", op("iff", A, B), C), op("iff", A, op("iff", B, C))),
        (op("and", op("imp", A, B), C), op("imp", A, op("and", B, C))),
        (op("or", op("and", A, B), C), op("and", A, op("or", B, C))),
        (op("not", op("and", A, B)), op("and", op("not", A), B)),
        (op("not", op("imp", A, B)), op("imp", op("not", A), B)),
        (op("and", everywhere, A), op("forall", lam(t, op("and", num(0) <= t, A)))),
        (op("not", op("lt", t, n)), op("not", op("le", t, n))),
        (op("pow", num(Fraction(1, 2)), n), op("*", num(1), op("inv", op("pow", num(2), n)))),
        (op("pow", num(-2), n), num(-1) * op("pow", num(2), n)),
        (op("pow", op("pow", t, num(2)), num(3)), op("pow", t, op("pow", num(2), num(3)))),
        (op("pow", op("exp", t), num(2)), op("exp", op("pow", t, num(2)))),
        (num(-1) * op("+", t, n), op("+", num(-1) * t, n)),
        (op("inv", op("*", t, n)), op("*", op("inv", t), n)),
        (op("sum", num(1), n, lam(n, n + t)), op("sum", num(1), n, lam(n, n)) + t),
        (W(num(12))(num(3)), W(num(1))(num(23))),
        (op("normal", num(0), num(2)), op("normal", num(0), num(4))),
    ],
)
def test_different_statements_look_different(one, other):
    assert one != other
    assert printed(one) != printed(other)


def test_an_implication_beside_an_equivalence_is_bracketed():
    assert printed(op("imp", A, op("iff", B, C))) == r"A \implies (B \iff C)"
    assert printed(op("iff", op("imp", A, everywhere), C)).startswith(r"(A \implies \forall t")


def test_a_fraction_in_a_power_is_bracketed():
    assert printed(op("pow", num(Fraction(1, 2)), n)) == r"\bigl(\tfrac{1}{2}\bigr)^{n}"
    assert latex_of(sp.Pow(sp.Rational(2, 3), naturals("n"))) == r"\bigl(\tfrac{2}{3}\bigr)^{n}"


def test_a_number_x_1_is_not_the_first_coordinate_of_x():
    left, right = printed(op("eq", var("x_1", "R"), point(num(1)))).split(" = ")
    assert left != right
    bound_point = op("forall", lam(point, op("eq", var("x_1", "R"), point(num(1)))))
    left, right = printed(bound_point).partition(";")[2].split(" = ")
    assert left != right
    assert printed(W(num(12))(num(3))) == "W_{12,3}"
    assert printed(W(num(1))(num(2))) == "W_{12}"


def words(claim):
    out = []
    for block in statement_blocks(claim):
        parts = block.phrase if isinstance(block, Paragraph) else (block.formula,)
        out += [part if isinstance(part, str) else tex(part) for part in parts]
    return " ".join(" ".join(out).split())


def test_the_scope_of_a_denial_in_words_is_seen():
    within = op("not", op("forall", lam(t, op("and", num(0) <= t, everywhere, A))))
    said = words(within)
    assert said.index("it is not true") < said.index("land (") < said.index("land A")
    assert "(i)" not in said
    beside = op("and", op("not", op("forall", lam(t, op("and", num(0) <= t, everywhere)))), A)
    said = words(beside)
    assert said.index("(i)") < said.index("it is not true") < said.index("land (") < said.index("(ii) A")
