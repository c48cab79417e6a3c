"""Rows on base laws against textbook densities at 30 digits; rows with a syntactic condition."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import mpmath
import pytest

from symrelu.errors import Refused
from symrelu.kernel.rows import density_on, integrable_law, integrable_on, integrable_real, weights
from symrelu.kernel.schemas import SCHEMAS, schema
from symrelu.terms.sorts import SEQ, borel, fun, law
from symrelu.terms.term import Term, lam, num, op, var
from tests.kernel.evaluate import FiniteLaw, Point, World, evaluate, same

H = Fraction(1, 2)
PARAMETERS: dict[str, list[tuple[Fraction | int, ...]]] = {
    "uniform": [(-1, H), (0, 3)],
    "normal": [(0, 1), (-1, 3 * H)],
    "exponential": [(1,), (5 * H,)],
    "laplace": [(0, 1), (1, H)],
    "student_t": [(3,), (1,), (5 * H,)],
    "cauchy": [(0, 1), (1, 3 * H)],
    "logistic": [(0, 1), (-1, H)],
    "gamma_law": [(2, 1), (3 * H, H)],
    "beta_law": [(2, 3), (1, 1), (3 * H, 2)],
}
OFF = {"uniform": [(1, 1), (2, 1)], "exponential": [(0,), (-1,)], "student_t": [(0,)]}
HEADS = tuple(PARAMETERS)
PLACES = [Fraction(-2), -H, Fraction(0), Fraction(1, 3), Fraction(1), Fraction(7, 4)]


def numerals(values: tuple[Fraction | int, ...]) -> tuple[Term, ...]:
    return tuple(num(Fraction(v)) for v in values)


@pytest.mark.parametrize("suffix", ["_cdf", "_cdf_left"])
@pytest.mark.parametrize("head", HEADS)
def test_distribution_functions_are_integrals_of_the_density(head: str, suffix: str) -> None:
    for parameters in PARAMETERS[head]:
        for y in PLACES:
            formula = schema(head + suffix, (*numerals(parameters), num(y)))
            world = World(cuts=[*PLACES, Fraction(0), Fraction(1)])
            assert evaluate(formula.args[0], world)
            left, right = (evaluate(t, world) for t in formula.args[1].args)
            assert same(left, right), (head, parameters, y, left, right)


@pytest.mark.parametrize("head", HEADS)
def test_distribution_functions_ask_for_their_parameters(head: str) -> None:
    count = len(PARAMETERS[head][0])
    for parameters in OFF.get(head, [(0, 0), (-1, -1)] if count == 2 else []):
        formula = schema(f"{head}_cdf", (*numerals(parameters), num(1)))
        assert not evaluate(formula.args[0], World())


@pytest.mark.parametrize("name", [n for n in SCHEMAS if n.endswith("_density") and n != "E_density"])
def test_densities(name: str) -> None:
    head = name.removesuffix("_density")
    for parameters in PARAMETERS[head]:
        low, high = (Fraction(0), Fraction(2)) if head == "exponential" else (Fraction(-1), H)
        if head == "uniform":
            low, high = Fraction(parameters[0]), Fraction(parameters[1])
        inside = [low + (high - low) * t for t in (Fraction(1, 5), Fraction(2, 3))]
        world = World(reals=[low, *inside, high], cuts=[low, *inside, high, Fraction(parameters[0])])
        formula = schema(name, (*numerals(parameters), num(low), num(high)))
        assert evaluate(formula.args[0], world)
        assert evaluate(formula.args[1], world), (name, parameters)


def test_densities_ask_for_the_interval() -> None:
    for name, args in (("uniform_density", (0, 1, -1, 1)), ("exponential_density", (1, -1, 1))):
        formula = schema(name, numerals(args))
        world = World(reals=[Fraction(-1), -H, H, Fraction(1)], cuts=[-H, Fraction(0), H])
        assert not evaluate(formula.args[0], world)
        assert not evaluate(formula.args[1], world)


def test_normal_moments() -> None:
    assert evaluate(schema("normal_moments", ()), World(cuts=[Fraction(0)]))


def test_cauchy_is_why_linearity_asks_for_integrability() -> None:
    x = var("x", "R")
    formula = schema("E_linear", (op("cauchy", num(0), num(1)), lam(x, x), lam(x, 1 - x), num(1), num(1)))
    world = World(cuts=[Fraction(0)])
    assert evaluate(formula, world)
    assert not evaluate(formula.args[0], world)
    assert not evaluate(formula.args[1], world)


def test_gauss_rotation_keeps_all_moments_up_to_nine() -> None:
    nodes, masses = hermite(5)
    line = list(zip(nodes, masses, strict=True))
    plane = [(Point([Fraction(0), x, y]), p * q) for (x, p), (y, q) in product(line, repeat=2)]
    formula = schema("gauss_rotation", numerals((Fraction(3, 5), Fraction(4, 5))))
    assert evaluate(formula.args[0], World())
    turn = evaluate(formula.args[1].args[0].args[0], World())
    for i, j in product(range(10), repeat=2):
        if i + j <= 9:
            before = sum(p * z(1) ** i * z(2) ** j for z, p in plane)
            after = sum(p * turn(z)(1) ** i * turn(z)(2) ** j for z, p in plane)
            assert abs(before - after) < mpmath.mpf(10) ** -20
    assert not evaluate(schema("gauss_rotation", numerals((1, 1))).args[0], World())


def hermite(count: int) -> tuple[list[mpmath.mpf], list[mpmath.mpf]]:
    """Nodes and masses of the Gauss rule of the standard normal law."""
    roots = mpmath.polyroots([1, 0, -10, 0, 15, 0], maxsteps=200, extraprec=200)
    he4 = [r**4 - 6 * r**2 + 3 for r in roots]
    return roots, [mpmath.factorial(count) / (count * h) ** 2 for h in he4]


# ---- poly_null -----------------------------------------------------------------------------------

Z = var("z", SEQ)
MU = var("mu", fun("N", law("R")))
K = var("k", "N")
POLYNOMIALS = [
    Z(num(1)) ** 2 - Z(num(2)),
    Z(num(1)) * Z(num(2)) + num(3) * Z(num(1)) - num(1),
    op("sum", num(1), num(2), lam(K, Z(K) ** (K + 1))),
    op("prod", num(1), num(2), lam(K, Z(K) - K)),
]
NO_POLYNOMIALS = [
    op("pow", num(2), num(2)) * op("cos", Z(num(1))),
    op("relu", Z(num(1))),
    op("inv", Z(num(1))),
    op("ite", Z(num(1)) <= 0, num(0), Z(num(2))),
    op("sum", num(1), num(2), Z),
    op("exp", Z(num(1))),
    op("dist", num(2), Z, Z),
    op("max", Z(num(1)), num(0)),
    op("sum", num(1), num(2), lam(K, op("abs", Z(K)))),
    op("prod", num(1), num(2), Z),
]


@pytest.mark.parametrize("p", POLYNOMIALS, ids=str)
def test_zero_sets_of_polynomials_are_thin(p: Term) -> None:
    formula = schema("poly_null", (num(2), MU, lam(Z, p)))
    found = []
    for count in (4, 16):
        points = [(Fraction(2 * k + 1, count), Fraction(1, count)) for k in range(count)]
        world = World({"mu": lambda i, points=points: FiniteLaw(points)})
        found.append(evaluate(formula.args[1].args[0], world))
    assert found[1] <= Fraction(6, 16)  # degree/points, by Schwartz and Zippel


@pytest.mark.parametrize("p", NO_POLYNOMIALS, ids=str)
def test_what_is_no_polynomial_is_refused(p: Term) -> None:
    with pytest.raises(Refused):
        schema("poly_null", (num(2), MU, lam(Z, p)))


def test_poly_null_looks_at_the_coordinates_one_to_d_alone() -> None:
    grid = [Point([Fraction(v) for v in values]) for values in product((0, 1), repeat=4)]
    atomless = World({"mu": lambda i: FiniteLaw([(Fraction(i), Fraction(1))])}, naturals=5, seqs=grid)
    for coordinate in (0, 3):
        formula = schema("poly_null", (num(2), MU, lam(Z, Z(num(coordinate)))))
        witness = formula.args[0].args[0]
        assert not evaluate(witness, atomless)  # z_0 is 0 almost surely, though z_0 is no zero polynomial
        assert evaluate(formula.args[1].args[0], atomless) == 1
    assert not evaluate(
        schema("poly_null", (num(2), MU, lam(Z, Z(num(1))))).args[0].args[1],
        World({"mu": atomless.values["mu"]}, reals=[Fraction(1)], naturals=3),
    )
    with pytest.raises(Refused):
        schema("poly_null", (num(2), MU, var("p", borel(SEQ, "R"))))


# ---- Int_cont ------------------------------------------------------------------------------------

X, Y = var("x", "R"), var("y", "R")


def test_continuous_integrands_name_their_conditions() -> None:
    total = lam(X, op("clip", op("exp", X) * op("relu", X - Y), num(0), Y) ** 3)
    assert len(schema("Int_cont", (Y, Y, total)).args[0].args or ()) == 2
    partial = schema("Int_cont", (num(0), num(1), lam(X, op("sqrt", X) + op("inv", op("log", X + 1)))))
    assert str(partial).count("forall x") == 3
    assert str(partial).endswith("<= c)")
    world = World(reals=[Fraction(0), H, Fraction(1)], cuts=[Fraction(0), H, Fraction(1)])
    sides = [p for p in partial.args[0].args if p.head == "forall"]
    assert [evaluate(p, world) for p in sides] == [True, True, False]


@pytest.mark.parametrize(
    "f",
    [
        lam(X, op("ite", X <= 0, num(0), num(1))),
        var("f", borel("R", "R")),
        lam(X, var("f", borel("R", "R"))(X)),
        lam(X, op("int", num(0), X, lam(Y, Y))),
        lam(X, op("betainc", num(1), num(1), X)),
        lam(X, op("sum", num(1), num(2), lam(K, K * X))),
        lam(X, op("P", op("delta", num(0)), lam(Y, Y <= X))),
    ],
    ids=str,
)
def test_what_may_jump_is_refused(f: Term) -> None:
    with pytest.raises(Refused):
        schema("Int_cont", (num(-1), num(1), f))


def test_int_cont_on_total_integrands_in_small_worlds() -> None:
    for seed in range(10):
        rng = Random(seed)
        a, b = sorted(rng.sample(range(-3, 4), 2))
        f = lam(X, op("abs", X - rng.randint(-2, 2)) * op("max", X, num(rng.randint(-2, 2))))
        assert evaluate(schema("Int_cont", (num(a), num(b), f)), World(reals=PLACES, cuts=PLACES))


# ---- existence rows and shared formulas ----------------------------------------------------------


def test_recursion_takes_its_sort_from_the_caller() -> None:
    n, x = var("n", "N"), var("x", "R")
    halves = lam(n, lam(x, num(H)))
    assert schema("recursion", ("R", num(0), halves)).head == "exists"
    with pytest.raises(Refused):
        schema("recursion", ("N", num(0), halves))
    with pytest.raises(Refused):
        schema("recursion", (num(0), halves))


def test_choice_gives_no_borel_function() -> None:
    A = var("A", fun("R", fun("R", "B")))
    assert schema("choice", (A,)).args[1].args[0].data == fun("R", "R")


def test_schemas_refuse_arguments_of_other_spaces() -> None:
    mu, nu = var("mu", law("R")), var("nu", law(SEQ))
    for name, args in (
        ("law_ext", (mu, nu)),
        ("law_ext_seq", (mu, mu)),
        ("dP_nonneg", (nu, nu)),
        ("prob_same", (mu, var("A", borel(SEQ, "B")), var("A", borel(SEQ, "B")))),
    ):
        with pytest.raises(Refused):
            schema(name, args)


def test_shared_formulas_read_as_the_specification_says() -> None:
    mu, phi, n, w = var("mu", law("R")), var("phi", borel("R", "R")), var("n", "N"), var("w", SEQ)
    assert str(integrable_law(mu, phi)) == "exists c. forall n:N. E(mu, lam x:R. min(abs(phi(x)), n)) <= c"
    a, b = var("a", "R"), var("b", "R")
    assert str(integrable_on(a, b, phi)) == (
        "a <= b and (exists c. forall n:N. int(a, b, lam x:R. min(abs(phi(x)), n)) <= c)"
    )
    assert str(weights(n, w)) == "(forall i:N. 1 <= i and i <= n -> 0 <= w(i)) and sum(1, n, w) = 1"
    text = str(density_on(mu, phi, a, b))
    assert text.startswith("(forall x. a < x and x < b -> 0 <= phi(x)) and (forall u.")


def test_claims_unfold_to_the_same_formulas() -> None:
    from symrelu.terms.claim import laws, numbers

    mu, phi, a, b = var("mu", law("R")), var("phi", borel("R", "R")), var("a", "R"), var("b", "R")
    assert numbers.integrable((mu,), phi) == integrable_law(mu, phi)
    assert numbers.integrable((a, b), phi) == integrable_on(a, b, phi)
    assert numbers.integrable((), phi) == integrable_real(phi)
    assert laws.DensityOn(mu, phi, (a, b)).formula == density_on(mu, phi, a, b)
