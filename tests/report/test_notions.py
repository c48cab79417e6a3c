"""A notion is named for the formula that defines it, and for no other."""

from __future__ import annotations

from typing import Any

import pytest

from symrelu import (
    AtMost,
    E,
    Exists,
    ForAll,
    InSupport,
    Integrable,
    Invariant,
    LocallyLipschitz,
    SupportAtLeast,
    SupportFinite,
    abs_,
    max_,
    min_,
    naturals,
    reals,
)
from symrelu.report.latex import tex
from symrelu.report.notation import layout_of
from symrelu.report.notions import meanings, notion
from symrelu.terms.claim.layers import layer
from symrelu.terms.sorts import SEQ
from symrelu.terms.term import Term, num, op, var
from symrelu.terms.variables import functions, laws, sequences

d, n, m = naturals("d n m")
theta, x = sequences("theta x")
p = functions("p", SEQ, ("law", SEQ))
Omega = functions("Omega", SEQ, "B")
mu = laws("mu", SEQ)
FAMILY = ((theta,), [Omega(theta)], p(theta))


def shown(claim: Any) -> str:
    return tex(layout_of(claim.formula))


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (Invariant(FAMILY, d), r"p\text{ is invariant on }\Omega\text{ under the layers of }\mathbb{R}^{d}"),
        (LocallyLipschitz(FAMILY, d=d, n=n), r"\lVert\cdot\rVert_{n}\text{ to }d_{\mathrm{P},d}"),
        (LocallyLipschitz(FAMILY, d=n, n=d), r"\lVert\cdot\rVert_{d}\text{ to }d_{\mathrm{P},n}"),
        (SupportAtLeast(mu, n + 1, d), r"\# \operatorname{supp}_{d}\,\mu \ge n + 1"),
        (SupportFinite(mu, n, d), r"\mu\text{ lives on at most }n\text{ points}\text{ in }\mathbb{R}^{d}"),
        (InSupport(mu, x, d), r"x \in \operatorname{supp}_{d}\,\mu"),
    ],
)
def test_words(claim: Any, wanted: str) -> None:
    assert wanted in shown(claim)
    assert meanings([claim.formula])


def test_a_bound_number_of_points() -> None:
    claim = ForAll(theta, [Omega(theta)], Exists(m, SupportFinite(p(theta), m, d)))
    assert r"p(\theta)\text{ lives on at most }m\text{ points}" in shown(claim)


def test_other_formulas_have_no_name() -> None:
    """The same formula with one sign, one bound or one part changed defines something else."""
    for claim in (Invariant(FAMILY, d), LocallyLipschitz(FAMILY, d=d, n=n), SupportAtLeast(mu, n, d)):
        formula = claim.formula
        assert notion(formula) is not None
        for changed in (_strict(formula), op("not", formula), op("imp", formula, formula)):
            assert changed != formula
            assert notion(changed) is None


def _strict(term: Term) -> Term:
    from symrelu.terms.term import binder

    if term.head == "le":
        return op("lt", *term.args)
    if term.head == "lam":
        return binder(term.data, _strict(term.args[0]), term.hint)
    return op(term.head, *map(_strict, term.args)) if term.args else term


NUMBER, rho = reals("r"), laws("rho")
TIMES = Integrable(rho, lambda w: w * NUMBER)


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (TIMES, r"\mathbb{E}_{w \sim \rho}[\lvert r w\rvert] < \infty"),
        (ForAll(NUMBER, [], TIMES), r"\mathbb{E}_{w \sim \rho}[\lvert r w\rvert] < \infty"),
        (Integrable(mu, lambda z: z(1)), r"\mathbb{E}_{z \sim \mu}[\lvert z_{1}\rvert] < \infty"),
        (Integrable(0, NUMBER, lambda w: w), r"\int_{0}^{r}\lvert w\rvert\,\mathrm{d}w < \infty"),
    ],
)
def test_integrable_functions(claim: Any, wanted: str) -> None:
    assert wanted in shown(claim)
    assert meanings([claim.formula])


def test_what_is_not_integrability_has_no_name() -> None:
    cut = Exists(NUMBER, ForAll(n, [], AtMost(E(rho, lambda w: min_(abs_(w), n)), NUMBER)))
    assert notion(cut.formula) is not None
    assert notion(cut.formula) == notion(Integrable(rho, lambda w: w).formula)
    for bound, value in (
        (NUMBER + 1, lambda w: min_(abs_(w), n)),
        (NUMBER, lambda w: min_(abs_(w), n + 1)),
        (NUMBER, lambda w: min_(abs_(n * w), n)),
        (NUMBER, lambda w: min_(abs_(NUMBER * w), n)),
        (NUMBER, lambda w: min_(w, n)),
        (NUMBER, lambda w: max_(abs_(w), n)),
    ):
        other = Exists(NUMBER, ForAll(n, [], AtMost(E(rho, value), bound)))
        assert notion(other.formula) is None
    assert notion(_strict(cut.formula)) is None


def test_layers_and_tuples() -> None:
    W, b, k = var("W", ("fun", "N", SEQ)), var("b", SEQ), var("k", "N")
    assert tex(layout_of(layer(k, W, b))) == r"z \mapsto \operatorname{ReLU}_{k}(W z + b)"
    assert "mapsto i" in tex(layout_of(_strict(layer(k, W, b))))
    assert tex(layout_of(op("dist", k, W(num(1)), b))).count("W_{1}") == 1
