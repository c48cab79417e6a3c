"""Text to claims and hypotheses."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import Unreadable
from symrelu.io.claim import claim, hypotheses
from symrelu.terms.claim import And, AtMost, Equal, Less, NonZero
from symrelu.terms.symbols import nonnegative, positive, reals, relu

x, y = reals("x y")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("relu(x) == x", Equal(relu(x), x)),
        ("x <= y", AtMost(x, y)),
        ("x >= y", AtMost(y, x)),
        ("x < y", Less(x, y)),
        ("x > y", Less(y, x)),
        ("x != y", NonZero(x - y)),
    ],
)
def test_relations(text: str, wanted: object) -> None:
    assert claim(text) == wanted


def test_a_chain_claims_each_of_its_links() -> None:
    assert claim("0 < x <= y").formula == And(Less(0, x), AtMost(x, y)).formula


def test_a_claim_is_not_decided_while_it_is_read() -> None:
    """SymPy would turn these into True or False."""
    assert isinstance(claim("x < x + 1"), Less)
    assert isinstance(claim("1 == 2"), Equal)
    assert isinstance(claim("relu(x) >= 0"), AtMost)


def test_domains() -> None:
    scope, rest = hypotheses(["s > 0", "0 <= lo, t >= 0", "0 < t"])
    assert dict(scope.domains) == {"s": "positive", "lo": "nonnegative", "t": "positive"}
    assert rest == ()
    assert scope.symbol("s") == positive("s")
    assert scope.symbol("lo") == nonnegative("lo")


def test_a_hypothesis_beyond_a_domain_stays_one() -> None:
    scope, rest = hypotheses(["0 < a < b", "x < 0", "a != 1"])
    a, b = scope.symbol("a"), scope.symbol("b")
    assert a == positive("a")
    assert b == reals("b")
    assert [str(relation) for relation in rest] == ["a < b", "x < 0", "Ne(a, 1)"]
    assert rest[0] == sp.Lt(a, b, evaluate=False)


@pytest.mark.parametrize("text", ["x", "s", "normal(0,1)", "x = 1", "", "x == y, y == 1", "x == (y == 1)"])
def test_what_is_no_claim(text: str) -> None:
    with pytest.raises(Unreadable):
        claim(text)


def test_what_is_no_hypothesis() -> None:
    with pytest.raises(Unreadable, match="a relation such as s > 0"):
        hypotheses(["s"])
