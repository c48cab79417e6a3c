"""Facts about laws: probability, equality of laws, the Prokhorov metric, expectation, finite laws.

Each row is a formula that is true for all arguments of its sorts, with its proof in a few words; mw21 1.3
has M1 to M8. `law s` is a law on R or on Seq, as the argument says.
"""

from __future__ import annotations

from collections.abc import Callable

from symrelu.kernel.rows import (  # isort: skip
    EVENT, LAW, REAL_LAW, SEQ_LAW, Schema, absolute, apart, both, density_on, eq, every, given, inside,
    integrable_law, integral, mean, no, on, point, prob, push, some, sure, table, to, total, weights, within,
)
from symrelu.terms.sorts import SEQ, B, N, R, Sort, borel, fun, law
from symrelu.terms.term import Term, num, op, private

_MAP, _REAL, _REALS = borel("s", "t"), borel("s", R), fun(N, borel("s", R))
_x, _y = private(0, R), private(1, R)
_p, _q, _level = private(0, SEQ), private(1, SEQ), private(4, R)
_i, _n, _k = private(8, N), private(9, N), private(11, N)


def _orthant(mu: Term) -> Term:
    return prob(mu, to(_p, every(_i, given(_i <= _n, _p(_i) <= _q(_i)))))


def _half_line(mu: Term, y: Term) -> Term:
    return prob(mu, to(_x, _x <= y))


def _fatou(mu: Term, S: Term, g: Term, phi: Term, bound: Term) -> Term:
    x = point(mu)
    positive = on(S, x, both(phi(x) >= 0, every(_n, g(_n)(x) >= 0)))
    small = every(_n, both(integrable_law(mu, g(_n)), mean(mu, g(_n)) <= bound))
    reached = some(_n, every(_k, given(_n <= _k, _level <= g(_k)(x))))
    limit = on(S, x, every(_level, given(_level < phi(x), reached)))
    return given(sure(mu, S), positive, small, limit, both(integrable_law(mu, phi), mean(mu, phi) <= bound))


PROBABILITY = table(
    Schema("push_prob", (_MAP, LAW, borel("t", B)), lambda f, mu, A:
        eq(prob(push(f, mu), A), prob(mu, to(x := point(mu), A(f(x))))), "definition of the image law"),
    Schema("prob_same", (LAW, EVENT, EVENT), lambda mu, A, C:
        given(every(x := point(mu), op("iff", A(x), C(x))), eq(prob(mu, A), prob(mu, C))),
        "the two events are one set"),
    Schema("prob_mono", (LAW, EVENT, EVENT), lambda mu, A, C:
        given(on(A, x := point(mu), C(x)), prob(mu, A) <= prob(mu, C)), "a measure is monotone"),
    Schema("prob_split", (LAW, EVENT, EVENT), lambda mu, A, C:
        eq(prob(mu, A), prob(mu, to(x := point(mu), both(A(x), C(x)))) + prob(mu,
        to(x, both(A(x), no(C(x)))))), "a measure is additive"),
    Schema("prob_sure", (LAW, EVENT), lambda mu, A: given(every(x := point(mu), A(x)), sure(mu, A)),
        "the whole space has mass 1"),
    Schema("prob_never", (LAW, EVENT), lambda mu, A:
        given(every(x := point(mu), no(A(x))), eq(prob(mu, A), 0)), "the empty set has mass 0"),
    Schema("prob_range", (LAW, EVENT), lambda mu, A: both(prob(mu, A) >= 0, prob(mu, A) <= 1),
        "0 <= P(A) <= P(space) = 1"),
    Schema("prob_countable", (LAW, fun(N, EVENT)), lambda mu, A:
        given(every(_n, x := point(mu), given(A(_n)(x), A(_n + 1)(x))),
        every(_level, given(_level > 0,
        some(_n, prob(mu, to(x, some(_k, A(_k)(x)))) <= prob(mu, A(_n)) + _level)))),
        "continuity from below"),
    Schema("law_ext", (REAL_LAW, REAL_LAW), lambda mu, nu:
        given(every(_y, eq(_half_line(mu, _y), _half_line(nu, _y))), eq(mu, nu)),
        "half lines are a pi-system that generates the Borel sets of R"),
    Schema("law_ext_seq", (SEQ_LAW, SEQ_LAW), lambda mu, nu:
        given(every(_n, _q, eq(_orthant(mu), _orthant(nu))), eq(mu, nu)),
        "orthants of finitely many coordinates 0..n are a pi-system that generates the Borel sets of Seq"),
    Schema("push_comp", (borel("t", "u"), _MAP, LAW), lambda f, g, mu:
        eq(push(f, push(g, mu)), push(to(x := point(mu), f(g(x))), mu)),
        "the preimage of a preimage is the preimage under the composition"),
    Schema("push_same", (LAW, EVENT, _MAP, _MAP), lambda mu, S, f, g:
        given(sure(mu, S), on(S, x := point(mu), eq(f(x), g(x))), eq(push(f, mu), push(g, mu))),
        "f and g agree off a null set"),
    Schema("push_id", (LAW,), lambda mu: eq(push(to(x := point(mu), x), mu), mu), "the preimage of A is A"),
)

EXPECTATION = table(
    Schema("E_push", (_MAP, LAW, borel("t", R)), lambda f, mu, phi:
        eq(mean(push(f, mu), phi), mean(mu, to(x := point(mu), phi(f(x))))),
        "change of variables; both sides are 0 where not integrable"),
    Schema("E_same", (LAW, EVENT, _REAL, _REAL), lambda mu, S, phi, psi:
        given(sure(mu, S), on(S, x := point(mu), eq(phi(x), psi(x))), eq(mean(mu, phi), mean(mu, psi))),
        "phi and psi agree off a null set, so both are integrable or neither"),
    Schema("E_range", (LAW, EVENT, _REAL, R, R), lambda mu, S, phi, a, b:
        given(sure(mu, S), on(S, x := point(mu), within(a, phi(x), b)), within(a, mean(mu, phi), b)),
        "phi is bounded off a null set, hence integrable; the mean is monotone"),
    Schema("E_sum", (LAW, EVENT, N, SEQ, _REALS, R), lambda mu, S, n, c, g, M:
        given(sure(mu, S), every(_k, x := point(mu), given(within(1, _k, n), S(x), absolute(g(_k)(x)) <= M)),
        eq(mean(mu, to(x, total(n, _k, c(_k) * g(_k)(x)))), total(n, _k, c(_k) * mean(mu, g(_k))))),
        "finite linearity for functions that are bounded off a null set"),
    Schema("E_linear", (LAW, _REAL, _REAL, R, R), lambda mu, phi, psi, a, b:
        given(integrable_law(mu, phi), integrable_law(mu, psi),
        eq(mean(mu, to(x := point(mu), a * phi(x) + b * psi(x))), a * mean(mu, phi) + b * mean(mu, psi))),
        "linearity of the integral on integrable functions"),
    Schema("E_mono", (LAW, EVENT, _REAL, _REAL), lambda mu, S, phi, psi:
        given(sure(mu, S), integrable_law(mu, phi), integrable_law(mu, psi),
        on(S, x := point(mu), phi(x) <= psi(x)), mean(mu, phi) <= mean(mu, psi)),
        "the integral is monotone on integrable functions"),
    Schema("E_abs", (LAW, _REAL), lambda mu, phi:
        given(integrable_law(mu, phi), absolute(mean(mu, phi)) <= mean(mu,
        to(x := point(mu), absolute(phi(x))))), "triangle inequality of the integral"),
    Schema("E_cauchy", (LAW, _REAL, _REAL), lambda mu, phi, psi:
        given(integrable_law(mu, f := to(x := point(mu), phi(x) ** 2)),
        integrable_law(mu, g := to(x, psi(x) ** 2)),
        mean(mu, to(x, phi(x) * psi(x))) ** 2 <= mean(mu, f) * mean(mu, g)), "Cauchy-Schwarz in L2(mu)"),
    Schema("E_markov", (LAW, _REAL, R), lambda mu, phi, c:
        given(every(x := point(mu), phi(x) >= 0), integrable_law(mu, phi), c > 0,
        prob(mu, to(x, c <= phi(x))) <= op("inv", c) * mean(mu, phi)), "c 1_(c <= phi) <= phi"),
    Schema("E_positive", (LAW, EVENT, EVENT, _REAL, R, R), lambda mu, S, A, phi, M, c:
        given(sure(mu, S), on(S, x := point(mu), both(phi(x) >= 0, phi(x) <= M)), c > 0,
        every(x, given(S(x), A(x), c <= phi(x))), prob(mu, A) > 0, mean(mu, phi) > 0),
        "E phi >= c P(A), since phi >= c 1_A off a null set"),
    Schema("E_event", (LAW, EVENT), lambda mu, A:
        eq(mean(mu, to(x := point(mu), op("ite", A(x), num(1), num(0)))), prob(mu, A)),
        "integral of an indicator"),
    Schema("E_fatou", (LAW, EVENT, _REALS, _REAL, R), _fatou,
        "Fatou's lemma: phi <= liminf g_n off a null set, all of them non-negative there"),
    Schema("E_layers", (REAL_LAW, R, R), lambda mu, a, b:
        given(a <= b, eq(mean(mu, to(_x, op("clip", _x, a, b))),
        b - integral(a, b, to(_y, _half_line(mu, _y))))),
        "layer cake: E Y = a + int_a^b P(Y > y) dy for a <= Y <= b, and P(Y > y) = 1 - P(X <= y) on [a, b)"),
    Schema("E_density", (REAL_LAW, borel(R, R), R, R, borel(R, R)), lambda mu, f, a, b, phi:
        given(density_on(mu, f, a, b), sure(mu, to(_x, inside(a, _x, b))),
        eq(mean(mu, phi), integral(a, b, to(_x, phi(_x) * f(_x))))),
        "f dx and mu agree on the half-open intervals in (a,b), hence there; both sides are 0 together"),
    Schema("E_density_part", (REAL_LAW, borel(R, R), R, R, borel(R, R)), lambda mu, f, a, b, phi:
        given(density_on(mu, f, a, b), every(_x, given(no(inside(a, _x, b)), eq(phi(_x), 0))),
        eq(mean(mu, phi), integral(a, b, to(_x, phi(_x) * f(_x))))),
        "as before; mu may have mass off (a,b), where phi vanishes"),
)

FINITE = table(
    Schema("delta_prob", ("s", EVENT), lambda c, A:
        both(given(A(c), sure(op("delta", c), A)), given(no(A(c)), eq(prob(op("delta", c), A), 0))),
        "definition of the point mass"),
    Schema("atoms_prob", (N, SEQ, fun(N, "s"), EVENT), lambda n, w, x, A:
        given(weights(n, w), eq(prob(op("atoms", n, w, x), A),
        total(n, _i, op("ite", A(x(_i)), w(_i), num(0))))), "definition of a law with finitely many atoms"),
    Schema("atoms_push", (_MAP, N, SEQ, fun(N, "s")), lambda f, n, w, x:
        given(weights(n, w), eq(push(f, op("atoms", n, w, x)), op("atoms", n, w, to(_i, f(x(_i)))))),
        "both laws have the same value at every event; without the weights it would decide junk"),
    Schema("mix_prob", (N, SEQ, fun(N, LAW), EVENT), lambda n, w, mu, A:
        given(weights(n, w), eq(prob(op("mix", n, w, mu), A), total(n, _i, w(_i) * prob(mu(_i), A)))),
        "definition of a mixture"),
)

_COUPLED_PROOF = "M8: couple the indices maximally, P(I != J) = sum |w - v| / 2 <= e; then M1"


def _metric(seq: bool) -> tuple[Schema, ...]:
    """The rows on the Prokhorov metric: of laws on R, or of laws on Seq for dist(d, ., .), d first."""
    space, d_sort = (SEQ, (N,)) if seq else (R, ())
    head, mus, maps = "dPd" if seq else "dP", (law(space), law(space)), (borel("s", space), borel("s", space))
    x, y, event = private(0, space), private(1, space), borel(space, B)

    def far(d: tuple[Term, ...], a: Term, b: Term) -> Term:
        return op("dist", *d, a, b) if seq else apart(a, b)

    def metric(d: tuple[Term, ...], mu: Term, nu: Term) -> Term:
        return op(head, *d, mu, nu)

    def row(name: str, sorts: tuple[Sort, ...], build: Callable[..., Term], proof: str) -> Schema:
        if seq:
            name = name.replace("dP_", "dPd_") if name.startswith("dP_") else f"{name}_seq"
        return Schema(name, d_sort + sorts, lambda *a: build(a[: len(d_sort)], *a[len(d_sort) :]), proof)

    return table(
        row("push_bound", (LAW, EVENT, *maps, R), lambda d, mu, S, f, g, e:
            given(e >= 0, sure(mu, S), on(S, z := point(mu), far(d, f(z), g(z)) <= e),
            metric(d, push(f, mu), push(g, mu)) <= e), "M2: M1 with X = f, Y = g on (s, mu)"),
        row("push_kyfan", (LAW, *maps, R), lambda d, mu, f, g, e:
            given(e >= 0, prob(mu, to(z := point(mu), e < far(d, f(z), g(z)))) <= e,
            metric(d, push(f, mu), push(g, mu)) <= e), "M1 (Ky Fan) with X = f, Y = g on (s, mu)"),
        row("push_contract", (borel(space, space), R, *mus), lambda d, f, L, mu, nu:
            given(L >= 0, every(x, y, far(d, f(x), f(y)) <= L * far(d, x, y)),
            metric(d, push(f, mu), push(f, nu)) <= op("max", num(1), L) * metric(d, mu, nu)),
            "M3: the r-neighbourhood of the preimage lies in the preimage of that of radius max(1,L) r"),
        row("dP_tv", (*mus, R), lambda d, mu, nu, e:
            given(e >= 0, every(A := private(15, event), prob(mu, A) - prob(nu, A) <= e),
            metric(d, mu, nu) <= e), "M4: an event lies in its neighbourhoods"),
        row("dP_nonneg", mus, lambda d, mu, nu: metric(d, mu, nu) >= 0, "infimum of positive numbers"),
        row("dP_le_1", mus, lambda d, mu, nu: metric(d, mu, nu) <= 1, "every number above 1 is admissible"),
        row("dP_symmetric", mus, lambda d, mu, nu: eq(metric(d, mu, nu), metric(d, nu, mu)),
            "apply the definition to the complement of the neighbourhood"),
        row("dP_triangle", (*mus, law(space)), lambda d, mu, nu, pi:
            (metric(d, mu, pi) <= metric(d, mu, nu) + metric(d, nu, pi)), "neighbourhoods of neighbourhoods"),
        row("dP_functional", (borel(space, R), R, R, *mus), lambda d, phi, L, M, mu, nu:
            given(L >= 0, M >= 0, every(x, both(phi(x) >= 0, phi(x) <= M)),
            every(x, y, apart(phi(x), phi(y)) <= L * far(d, x, y)),
            apart(mean(mu, phi), mean(nu, phi)) <= (L + M) * metric(d, mu, nu)),
            "M5, by the layer cake; it never uses that the distance separates points"),
        row("dP_event", (*mus, R, event, event), lambda d, mu, nu, e, A, C:
            given(metric(d, mu, nu) < e, every(x, y, given(A(x), far(d, x, y) < e, C(y))),
            prob(mu, A) <= prob(nu, C) + e), "some r < e is admissible; the r-neighbourhood of A lies in C"),
        row("dP_dirac_open", (space, law(space), R), lambda d, c, mu, e:
            given(metric(d, op("delta", c), mu) < e, prob(mu, to(y, e <= far(d, y, c))) <= e),
            "M6: some r < e is admissible for the event of the point c alone"),
        row("dP_dirac_closed", (space, law(space), R), lambda d, c, mu, e:
            given(metric(d, op("delta", c), mu) <= e, prob(mu, to(y, e < far(d, y, c))) <= e),
            "M6: the row before at radii that fall to e"),
        row("dP_dirac_bound", (space, law(space), R), lambda d, c, mu, e:
            given(e >= 0, prob(mu, to(y, e < far(d, y, c))) <= e, metric(d, op("delta", c), mu) <= e),
            "M1 with X = c, Y the identity"),
        row("dP_coupled", (N, SEQ, fun(N, space), SEQ, fun(N, space), R), lambda d, n, w, x, v, y, e:
            given(weights(n, w), weights(n, v), every(_i, given(within(1, _i, n), far(d, x(_i), y(_i)) <= e)),
            total(n, _i, apart(w(_i), v(_i))) <= 2 * e,
            metric(d, op("atoms", n, w, x), op("atoms", n, v, y)) <= e), _COUPLED_PROOF),
    )


def _axis(t: Term) -> Term:
    """The point of Seq with first coordinate t and no other."""
    return to(_i, op("ite", eq(_i, 1), t, num(0)))


METRIC = table(
    *_metric(False),
    *_metric(True),
    Schema("dP_embed", (N, REAL_LAW, REAL_LAW), lambda d, mu, nu:
        given(d >= 1, eq(op("dPd", d, push(J := to(_x, _axis(_x)), mu), push(J, nu)), op("dP", mu, nu))),
        "J keeps distances, and every Borel set B of R is the preimage of the Borel set J(B)"),
)

LAWS = table(*PROBABILITY, *METRIC, *EXPECTATION, *FINITE)
