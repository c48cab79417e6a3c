"""Claims about laws and families unfold to the formulas that one would write by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import sympy as sp

from symrelu.errors import InputError
from symrelu.kernel.rows import density_on
from symrelu.terms.claim import (
    Cdf,
    DensityOn,
    Equal,
    Fails,
    InSupport,
    Invariant,
    LayerMap,
    Layers,
    Lipschitz,
    LocallyLipschitz,
    MapsEqual,
    Mass,
    NotInvariant,
    NotLocallyLipschitz,
    OnSpace,
    Prob,
    SameLaw,
    SupportAtLeast,
    SupportFinite,
    SupportInfinite,
)
from symrelu.terms.sorts import SEQ, N, R, fun
from symrelu.terms.sorts import law as law_sort
from symrelu.terms.symbols import naturals, nonnegative, positive, reals, relu
from symrelu.terms.term import Term, lam, num, op, var
from symrelu.terms.variables import borel, events, functions, laws, sequences, variables

mu, nu = laws("mu nu")
om, on = laws("om on", SEQ)
MU, NU = mu.term(), nu.term()
OM, ON = om.term(), on.term()
x, y = reals("x y")
a, b = reals("a b")
s, lo = positive("s"), nonnegative("lo")
d, n = naturals("d n")
X, Y, U, V, W, Bv, S, A = (var(name, R) for name in ("x", "y", "u", "v", "w", "b", "s", "a"))
D, NN, K, J = (var(name, N) for name in ("d", "n", "i", "j"))
Z, PT = var("z", SEQ), var("p", SEQ)


def every(*parts: Term) -> Term:
    body = parts[-1]
    for variable in reversed(parts[:-1]):
        body = op("forall", lam(variable, body))
    return body


def some(*parts: Term) -> Term:
    body = parts[-1]
    for variable in reversed(parts[:-1]):
        body = op("exists", lam(variable, body))
    return body


def both(*parts: Term) -> Term:
    return op("and", *parts)


def eq(left: Term, right: Term | int) -> Term:
    return op("eq", left, right if isinstance(right, Term) else num(right))


def lives(d: Term, law: Term) -> Term:
    off = op("imp", op("or", eq(K, 0), d < K), eq(Z(K), 0))
    return eq(op("P", law, lam(Z, every(K, off))), 1)


def test_laws_on_the_line() -> None:
    assert SameLaw(mu, nu).formula == eq(MU, NU)
    assert Mass(mu, x, s).formula == eq(op("P", MU, lam(Y, eq(Y, X))), S)
    assert Mass(mu, x, s).domains == (num(0) < S,)
    assert Prob(mu, lambda v: v <= x, 1).formula == eq(op("P", MU, lam(Y, Y <= X)), 1)
    assert Prob(mu, events("E1"), 1).formula == eq(op("P", MU, events("E1").term()), 1)
    F = functions("F")
    assert Cdf(mu, F).formula == every(Y, eq(op("P", MU, lam(X, X <= Y)), F.term()(Y)))


def test_laws_on_space() -> None:
    assert OnSpace(d, om).formula == lives(D, OM)
    assert SameLaw(om, on, d).formula == both(lives(D, OM), lives(D, ON), eq(OM, ON))  # near miss 130
    point = sequences("p")
    assert Mass(om, point, 1, d=2).formula == eq(op("P", OM, lam(Z, eq(op("dist", num(2), Z, PT), 0))), 1)


@pytest.mark.parametrize(
    "build",
    [
        lambda: SameLaw(om, on),
        lambda: SameLaw(mu, nu, d=1),
        lambda: Mass(om, (1, 2), 1),
        lambda: InSupport(mu, 0, d=1),
        lambda: SupportInfinite(om),
        lambda: OnSpace(1, mu),
        lambda: Cdf(om, lambda v: v),
        lambda: DensityOn(om, lambda v: v, (0, 1)),
    ],
)
def test_a_dimension_is_given_exactly_on_space(build: Callable[[], object]) -> None:
    with pytest.raises(InputError, match="law on R"):
        build()


def test_a_dimension_is_natural() -> None:
    with pytest.raises(InputError, match="natural"):
        OnSpace(x, om)


def test_densities_are_those_of_the_kernel() -> None:
    f = borel("f")
    assert DensityOn(mu, f, (a, s)).formula == density_on(MU, f.term(), A, S)
    u = reals("u")
    assert DensityOn(mu, lambda v: u * v, (u, 1)).formula == density_on(MU, lam(Y, U * Y), U, num(1))
    whole = DensityOn(mu, f, (-sp.oo, sp.oo)).formula
    assert whole.args[0] == every(Y, num(0) <= f.term()(Y))
    half = DensityOn(mu, f, (0, sp.oo)).formula
    assert half.args[0] == every(Y, op("imp", num(0) < Y, num(0) <= f.term()(Y)))


def near(law: Term, point: Term) -> Term:
    return every(U, op("imp", num(0) < U, num(0) < op("P", law, lam(Y, op("abs", Y - point) < U))))


def near_in(d: Term, law: Term, point: Term) -> Term:
    return every(U, op("imp", num(0) < U, num(0) < op("P", law, lam(Z, op("dist", d, Z, point) < U))))


def test_supports() -> None:
    XS, PS = var("x", SEQ), var("x", fun(N, SEQ))
    order, among = both(num(1) <= K, K < J, J <= NN), both(K >= 1, K <= NN)
    assert InSupport(mu, x).formula == near(MU, X)
    assert InSupport(om, sequences("p"), d).formula == near_in(D, OM, PT)
    line = some(
        XS,
        both(
            every(K, J, op("imp", order, op("not", eq(XS(K), XS(J))))),
            every(K, op("imp", among, near(MU, XS(K)))),
        ),
    )
    space = some(
        PS,
        both(
            every(K, J, op("imp", order, num(0) < op("dist", D, PS(K), PS(J)))),
            every(K, op("imp", among, near_in(D, OM, PS(K)))),
        ),
    )
    assert SupportAtLeast(mu, n).formula == line
    assert SupportAtLeast(om, n, d).formula == space  # near miss 128: apart in the coordinates 1, ..., d
    assert SupportInfinite(mu).formula == every(NN, line)
    assert SupportInfinite(om, d).formula == every(NN, space)
    chosen = both(num(1) <= K, K <= NN)
    assert SupportFinite(mu, n).formula == some(
        XS, eq(op("P", MU, lam(Y, some(K, both(*chosen.args, eq(Y, XS(K)))))), 1)
    )
    assert SupportFinite(om, n, d).formula == some(
        PS, eq(op("P", OM, lam(Z, some(K, both(*chosen.args, eq(op("dist", D, Z, PS(K)), 0))))), 1)
    )


def test_maps() -> None:
    assert MapsEqual(relu, lambda v: v, on=lambda v: v >= 0).formula == every(
        X, op("imp", num(0) <= X, eq(op("relu", X), X))
    )
    assert MapsEqual(functions("f"), relu).formula == every(X, eq(functions("f").term()(X), op("relu", X)))
    f, g = functions("f g", SEQ, SEQ)
    inside = both(num(0) <= Z(1), Z(1) <= 1)
    claim = MapsEqual(f, g, on=lambda p: sp.And(p(1) >= 0, p(1) <= 1), shape=(2, 3))
    agree = every(K, op("imp", both(K >= 1, num(3) >= K), eq(f.term()(Z)(K), g.term()(Z)(K))))
    assert claim.formula == every(Z, op("imp", inside, agree))
    with pytest.raises(InputError, match="a function on R"):
        MapsEqual(f, g)


# ---- families ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Family:
    law: Any
    parameters: tuple[Any, ...]
    given: tuple[Any, ...] = ()


p1 = functions("p", R, law_sort(R))
p2 = functions("q", R, fun(R, law_sort(R)))
PP, QQ = p1.term(), p2.term()
T1, T2 = var("t", R), var("r", R)
LAYER = lam(Y, op("relu", W * Y + Bv))


def test_layers_are_maps() -> None:
    w = reals("w")
    assert LayerMap(w, b).term() == LAYER
    assert LayerMap(2, -1).term() == lam(Y, op("relu", num(2) * Y + num(-1)))
    Wm, Bm = var("W", fun(N, SEQ)), var("B", SEQ)
    row = op("sum", num(1), D, lam(J, Wm(K)(J) * Z(J))) + Bm(K)
    full = lam(Z, lam(K, op("ite", both(K >= 1, K <= D), op("relu", row), num(0))))
    assert LayerMap(variables("W", fun(N, SEQ)), sequences("B"), d).term() == full
    assert LayerMap([[1, 2], [3, 4]], (5, 6), 2).term().sort == fun(SEQ, SEQ)
    assert mu.push(LayerMap(w, b)).term() == op("push", LAYER, MU)
    assert LayerMap(s, b).free_symbols == {s, b}


def test_invariance_of_one_parameter() -> None:
    member = every(W, Bv, some(T1, both(num(0) < T1, eq(op("push", LAYER, PP(S)), PP(T1)))))
    expected = every(S, op("imp", num(0) < S, member))
    for family in (((s,), [], p1(s)), Family(p1(s), (s,)), [(s,), (), p1(s)]):
        claim = Invariant(family)
        assert claim.formula == expected
        assert claim.domains == ()
        assert claim.free_symbols == frozenset()
    assert NotInvariant(Family(p1(s), (s,))).formula == op("not", expected)


def test_invariance_with_conditions_and_a_free_symbol() -> None:
    c = positive("c")
    family = Family(p2(a, lo), (a, lo), (a <= c,))
    LO = var("lo", R)
    omega = both(num(0) <= LO, var("c", R) >= A)
    image = both(num(0) <= T2, var("c", R) >= T1, eq(op("push", LAYER, QQ(A)(LO)), QQ(T1)(T2)))
    claim = Invariant(family)
    assert claim.formula == every(A, LO, op("imp", omega, every(W, Bv, some(T1, T2, image))))
    assert claim.domains == (num(0) < var("c", R),)


def test_invariance_without_conditions() -> None:
    claim = Invariant(Family(p1(a), (a,)))
    assert claim.formula == every(A, W, Bv, some(T1, eq(op("push", LAYER, PP(A)), PP(T1))))


def test_parameters_named_like_weights_and_primes_are_not_captured() -> None:
    w, w_ = reals("w"), sp.Symbol("w'", real=True)
    claim = Invariant(Family(p2(w, w_), (w,)))
    assert claim.formula.free == frozenset({("q", QQ.sort), ("w'", R)})
    assert claim.formula == every(
        T1, W, Bv, some(U, eq(op("push", LAYER, QQ(T1)(var("w'", R))), QQ(U)(var("w'", R))))
    )


def test_invariance_on_space_and_for_general_families() -> None:
    theta, omega = sequences("th"), functions("Om", SEQ, "B")
    p = functions("p3", SEQ, law_sort(SEQ))
    TH, TH2, Wm, Bm = var("th", SEQ), var("th2", SEQ), var("W", fun(N, SEQ)), var("b", SEQ)
    row = op("sum", num(1), D, lam(J, Wm(K)(J) * Z(J))) + Bm(K)
    full = lam(Z, lam(K, op("ite", both(K >= 1, K <= D), op("relu", row), num(0))))
    reached = eq(op("push", full, p.term()(TH)), p.term()(TH2))
    found = some(TH2, both(omega.term()(TH2), reached))
    claim = Invariant(Family(p(theta), (theta,), (omega(theta),)), d)
    assert claim.formula == every(TH, op("imp", omega.term()(TH), every(Wm, Bm, found)))
    with pytest.raises(InputError, match="layers"):
        Invariant(Family(p(theta), (theta,)))
    with pytest.raises(InputError, match="layers"):
        Invariant(Family(p1(a), (a,)), 2)


def test_other_layers() -> None:
    c = positive("c")
    claim = Invariant(Family(p1(a), (a,)), Layers((c,), lambda v: c * v, (c <= 1,)))
    scale = lam(Y, T1 * Y)
    found = some(T2, eq(op("push", scale, PP(A)), PP(T2)))
    assert claim.formula == every(A, T1, op("imp", both(num(0) < T1, T1 <= 1), found))
    with pytest.raises(InputError, match="outside the family"):
        Invariant(Family(p1(a), (a,)), Layers((c,), lambda v: c * v + a))


def test_lipschitz() -> None:
    family = Family(p1(s), (s,), (s <= 1,))
    inside = both(num(0) < S, S <= 1, num(0) < T1, T1 <= 1)
    gap = op("dP", PP(S), PP(T1))
    constant = every(S, T1, op("imp", inside, gap <= num(2) * op("abs", S - T1)))
    assert Lipschitz(family, 2).formula == constant
    own = Lipschitz(family, lambda th, ot: b * relu(th[0] - ot[0]))
    assert own.formula == every(S, T1, op("imp", inside, gap <= Bv * op("relu", S - T1)))
    assert own.free_symbols == {b}
    pair = Lipschitz(Family(p2(a, b), (a, b)), 3).formula
    largest = op("max", op("abs", A - T1), op("abs", Bv - T2))
    assert pair == every(A, Bv, T1, T2, op("dP", QQ(A)(Bv), QQ(T1)(T2)) <= num(3) * largest)


def test_a_modulus_mentions_parameters_as_arguments_only() -> None:
    family = Family(p1(s), (s,))
    with pytest.raises(InputError, match="modulus"):
        Lipschitz(family, lambda th, ot: s * th[0])
    with pytest.raises(InputError, match="outside the family"):
        Lipschitz(family, s)
    with pytest.raises(InputError, match="modulus"):
        Lipschitz(family, lambda th, ot: sp.Symbol("s'", real=True) * th[0])


def test_local_lipschitz() -> None:
    theta, omega = sequences("th"), functions("Om", SEQ, "B")
    p = functions("p3", SEQ, law_sort(SEQ))
    T0, F1, F2 = var("f0", SEQ), var("f1", SEQ), var("f2", SEQ)
    RHO, C = U, V
    Om, Q = omega.term(), p.term()

    def dist(left: Term, right: Term) -> Term:
        return op("dist", NN, left, right)

    pairs = every(
        F1,
        F2,
        op(
            "imp",
            both(Om(F1), Om(F2), dist(T0, F1) <= RHO, dist(T0, F2) <= RHO),
            op("dPd", D, Q(F1), Q(F2)) <= C * dist(F1, F2),
        ),
    )
    expected = every(T0, op("imp", Om(T0), some(RHO, C, both(num(0) < RHO, num(0) <= C, pairs))))
    family = Family(p(theta), (theta,), (omega(theta),))
    assert LocallyLipschitz(family, d=d, n=n).formula == expected
    assert NotLocallyLipschitz(family, d=d, n=n).formula == op("not", expected)
    with pytest.raises(InputError, match="distance"):
        LocallyLipschitz(family, d=d)
    with pytest.raises(InputError, match="dimension"):
        LocallyLipschitz(family, n=n)


def test_local_lipschitz_of_one_real_parameter() -> None:
    F1, F2 = T1, T2
    pairs = every(
        F1,
        F2,
        op(
            "imp",
            both(num(0) < F1, num(0) < F2, op("abs", S - F1) <= U, op("abs", S - F2) <= U),
            op("dP", PP(F1), PP(F2)) <= V * op("abs", F1 - F2),
        ),
    )
    expected = every(S, op("imp", num(0) < S, some(U, V, both(num(0) < U, num(0) <= V, pairs))))
    assert LocallyLipschitz(Family(p1(s), (s,))).formula == expected


@pytest.mark.parametrize(
    "family",
    [p1(s), (), ((s, s), [], p1(s)), ((s + 1,), [], p1(s)), ((s,), [s], p1(s)), ((s,), [], s), ((), [], mu)],
    ids=str,
)
def test_what_is_no_family_is_refused(family: object) -> None:
    with pytest.raises(InputError):
        Invariant(family)


def test_parameters_that_print_alike_are_refused() -> None:
    with pytest.raises(InputError, match="of this name"):
        Invariant(Family(p1(reals("s")), (s,)))


def test_failing_to_be_equal_in_law() -> None:
    claim = Fails(Equal(mu.push(relu), mu))
    assert claim.formula == op("not", every(MU, eq(op("push", lam(Y, op("relu", Y)), MU), MU)))


def test_laws_that_are_computed_with_state_themselves() -> None:
    from symrelu.laws.base import normal

    m = reals("m")
    claim = Mass(normal(m, s), 0, 0)
    assert claim.formula == eq(op("P", op("normal", var("m", R), S), lam(Y, eq(Y, 0))), 0)
    assert claim.free_symbols == {m, s}
    assert claim.domains == (num(0) < S,)
    member = op("normal", var("m", R), S)
    image = both(num(0) < T2, eq(op("push", LAYER, member), op("normal", T1, T2)))
    expected = every(var("m", R), S, op("imp", num(0) < S, every(W, Bv, some(T1, T2, image))))
    assert Invariant(((m, s), (), normal(m, s))).formula == expected
