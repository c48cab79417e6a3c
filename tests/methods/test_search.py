"""What the search must find, and what it must not; the kernel checks every tree that is found."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from symrelu.errors import OutOfTime
from symrelu.kernel.flattening import root_facts
from symrelu.methods.search import Hints, Open, refute
from symrelu.terms.term import Term, lam, num, op, var
from tests.methods.vocabulary import (
    absolute,
    both,
    clip,
    equal,
    implies,
    largest,
    proves,
    reals,
    relu,
    size,
    smallest,
)

x, y, z, t, u, v, w, a, b, c, e, l, h = reals("x y z t u v w a b c e l h")
z2, l2, h2, L, H, q, q0, k = reals("z2 l2 h2 L H q q0 k")
f, g = var("f", ("fun", "R", "R")), var("g", ("fun", "R", "R"))
mu, nu, rho = (var(name, ("law", "R")) for name in ("mu", "nu", "rho"))
A, B, C = (var(name, "B") for name in ("A", "B", "C"))

difference = clip(u, l, h) - clip(v, l, h)
outer_low = relu(smallest(w * l + b, w * h + b))
outer_high = relu(largest(w * l + b, w * h + b))
near = (absolute(z - z2) <= e, absolute(l - l2) <= e, absolute(h - h2) <= e)
radius = largest(absolute(z - z2), largest(absolute(l - l2), absolute(h - h2)))
clipped = relu(w * clip(z, l, h) + b)

CLIP_CALCULUS: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "C1": (equal(relu(clip(z, l, h)), clip(z, relu(l), relu(h))), ()),
    "C2": (equal(w * clip(z, l, h) + b, clip(w * z + b, w * l + b, w * h + b)), (0 < w,)),
    "C3": (equal(w * clip(z, l, h) + b, clip(w * z + b, w * h + b, w * l + b)), (w < 0, l <= h)),
    "C4": (equal(relu(b), clip(b, relu(b), relu(b))), ()),
    "C5": (equal(clipped, clip(w * z + b, outer_low, outer_high)), (l <= h,)),
    "C6+": (equal(relu(w * largest(l, z) + b), largest(relu(w * l + b), w * z + b)), (0 < w,)),
    "C6-": (equal(relu(w * largest(l, z) + b), clip(w * z + b, num(0), relu(w * l + b))), (w < 0,)),
    "C7": (equal(clip(clip(z, L, H), l, h), clip(z, l, h)), (L <= l, l <= h, h <= H)),
    "C8": (absolute(clip(z, l, h) - clip(z2, l2, h2)) <= e, near),
    "C8 max": (absolute(clip(z, l, h) - clip(z2, l2, h2)) <= radius, ()),
    "C9": (both(0 <= difference, difference <= u - v), (v <= u,)),
}


@pytest.mark.parametrize("name", CLIP_CALCULUS)
def test_clip_calculus(name: str) -> None:
    claim, given = CLIP_CALCULUS[name]
    assert size(proves(claim, given)) < 400


def test_blunt_sign_split() -> None:
    claim, given = CLIP_CALCULUS["C5"]
    tree = proves(claim, given, hints=Hints(signs=(w,)))
    assert tree[0] == "split"


def inverse(term: Term) -> Term:
    return op("inv", term)


TRUE: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "relu of both signs": (equal(relu(x) - relu(-x), x), ()),
    "positive homogeneity": (equal(relu(w * x), w * relu(x)), (0 < w,)),
    "absolute value of a product": (equal(absolute(w * x), absolute(w) * absolute(x)), ()),
    "square of an absolute value": (equal(absolute(x) * absolute(x), x * x), ()),
    "line": (absolute(a * x + c - (b * x + e)) <= absolute(a - b) + absolute(c - e), (0 <= x, x <= 1)),
    "hinge": (
        both(
            equal(relu(y - k * t + k * q), y + k * relu(q - t)),
            0 <= y + k * relu(q - t),
            implies(q <= t, equal(y + k * relu(q - t), 0)),
        ),
        (0 <= t, 0 <= y, implies(q0 <= t, equal(y, 0)), q0 <= q, 0 <= k),
    ),
    "leaky relu": (equal(largest(t, a * t), op("ite", 0 <= t, t, a * t)), (0 < a, a < 1)),
    "division": (equal(a * inverse(a), 1), (0 < a,)),
    "sign of an inverse": (0 < inverse(a), (0 < a,)),
    "event of the lower bound": (
        op("iff", equal(clip(a * x + c, l, h), l), x <= (l - c) * inverse(a)),
        (0 < a, l < h),
    ),
    "event, slope below 0": (
        op("iff", equal(clip(a * x + c, l, h), l), (l - c) * inverse(a) <= x),
        (a < 0, l < h),
    ),
    "means": (x * y + y * z + z * x <= x * x + y * y + z * z, ()),
    "product under a sum": (x * y <= num(Fraction(1, 4)), (equal(x + y, 1),)),
    "smooth step": (3 * t**2 - 2 * t**3 <= 1, (0 <= t, t <= 1)),
    "natural": (0 <= var("n", "N") + relu(x), ()),
    "congruence": (equal(f(x), f(y)), (equal(x, y + 1), equal(z, y), equal(x, z))),
    "slope 0": (equal(relu(w * f(w * x)), relu(w * f(z))), (equal(w, 0),)),
    "scaled equation": (equal(f(3 * x), f(y)), (equal(3 * x, y),)),
    "multiple of a variable": (equal(f(x), f(num(0))), (equal(y, 0), equal(4 * x, y))),
}


@pytest.mark.parametrize("name", TRUE)
def test_found(name: str) -> None:
    claim, given = TRUE[name]
    proves(claim, given)


LOGIC: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "implication": (op("iff", implies(A, B), op("or", op("not", A), B)), ()),
    "peirce": (implies(implies(implies(A, B), A), A), ()),
    "cases": (C, (op("or", A, B), implies(A, C), implies(B, C))),
    "bound names": (
        implies(op("forall", lam(x, f(x) <= 0)), op("or", B, op("forall", lam(y, f(y) <= 0)))),
        (),
    ),
    "laws": (equal(mu, rho), (equal(mu, nu), equal(nu, rho))),
    "laws by cases": (equal(mu, nu), (op("or", equal(nu, mu), both(equal(mu, rho), equal(rho, nu))),)),
    "under a head": (
        equal(op("push", lam(x, x + 1), mu), op("push", lam(x, x + 1), nu)),
        (equal(mu, nu),),
    ),
}


@pytest.mark.parametrize("name", LOGIC)
def test_logic(name: str) -> None:
    claim, given = LOGIC[name]
    proves(claim, given)


UNIVERSAL: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "one": (f(y) <= 3, (op("forall", lam(x, f(x) <= 2)),)),
    "chained": (
        f(g(y)) <= 3,
        (op("forall", lam(x, implies(0 <= x, f(x) <= 2))), op("forall", lam(x, 0 <= g(x)))),
    ),
    "two binders": (
        f(y) - f(z) <= absolute(y - z),
        (op("forall", lam(x, op("forall", lam(y, absolute(f(x) - f(y)) <= absolute(x - y))))),),
    ),
    "never": (op("not", 0 < f(y)), (op("not", op("exists", lam(x, 0 < f(x)))),)),
}


@pytest.mark.parametrize("name", UNIVERSAL)
def test_universal_facts(name: str) -> None:
    claim, premises = UNIVERSAL[name]
    proves(claim, premises=premises)


FALSE: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "8 homogeneity without a sign": (equal(relu(k * t), k * relu(t)), ()),
    "9 division by 0": (equal(x * inverse(x), 1), ()),
    "11 root of a square": (equal(op("sqrt", x * x), x), ()),
    "12 logarithm off its domain": (equal(op("exp", op("log", x)), x), ()),
    "16 C5 without l <= h": (CLIP_CALCULUS["C5"][0], ()),
    "17 bounds not swapped": (CLIP_CALCULUS["C2"][0], (w < 0, l <= h)),
    "18 strictly monotone": (relu(x) < relu(y), (x < y,)),
    "19 nested shift": (equal(relu(relu(x) - u), relu(x - u)), ()),
    "20 hinge with decreasing q": (TRUE["hinge"][0], (*TRUE["hinge"][1][:3], q <= q0, 0 <= k)),
    "21 leaky relu, slope above 1": (TRUE["leaky relu"][0], (1 < a,)),
    "34 congruence from an inequality": (equal(f(x), f(y)), (x <= y,)),
    "54 strict event": (op("iff", equal(clip(a * x + c, l, h), l), x < (l - c) * inverse(a)), (0 < a, l < h)),
    "C8 with one bound missing": (CLIP_CALCULUS["C8"][0], near[:2]),
    "C9 reversed": (CLIP_CALCULUS["C9"][0], (u <= v,)),
    "opaque": (implies(A, B), ()),
    "universal": (f(y) <= 1, (op("forall", lam(x, f(x) <= 2)),)),
}


@pytest.mark.parametrize("name", FALSE)
def test_no_tree(name: str) -> None:
    claim, given = FALSE[name]
    with pytest.raises(Open) as caught:
        proves(claim, given, seconds=5)
    assert caught.value.leaf


HINTED: dict[str, tuple[Term, tuple[Term, ...], Hints]] = {
    "square": (
        (a * c + u * t) ** 2 <= (a * a + u * u) * (c * c + t * t),
        (),
        Hints(squares=(a * t - u * c,)),
    ),
    "product": (a * b * c <= a * b, (0 <= a * b, c <= 1), Hints(products=((0 <= a * b, c <= 1),))),
    "row": (op("exp", x) * op("exp", -x) <= 1, (), Hints(facts=(("exp_sum", (x, -x)), ("exp_zero", ())))),
    "case": (f(x) <= 1, (implies(x < y, f(x) <= 1), implies(y <= x, f(x) <= 1)), Hints(cases=(x < y,))),
    "instance": (
        f(num(2) * y) <= 3,
        (op("forall", lam(x, f(2 * x) <= 3)),),
        Hints(instances=((op("forall", lam(x, f(2 * x) <= 3)), y),)),
    ),
    "rewriting": (
        equal(f(g(x)), f(y)),
        (equal(g(x), y),),
        Hints(rewrites=((g(x), y),)),
    ),
}


@pytest.mark.parametrize("name", HINTED)
def test_hints(name: str) -> None:
    claim, given, hints = HINTED[name]
    proves(claim, given, hints=hints)


def test_the_open_leaf_says_what_holds_there() -> None:
    with pytest.raises(Open) as caught:
        proves(equal(relu(k * t), k * relu(t)))
    assert (
        op("lt", num(0), -k) in caught.value.leaf or k < 0 in caught.value.leaf or len(caught.value.leaf) > 2
    )


@pytest.mark.parametrize("seconds", [0.2, 1.0])
def test_the_deadline_is_kept(seconds: float) -> None:
    names = reals(" ".join(f"x{i}" for i in range(14)))
    left = right = num(0)
    for i in range(13):
        left = left + absolute(names[i] * names[i + 1] - relu(names[i]))
        right = right + relu(names[i] * names[i + 1]) * absolute(names[i])
    started = time.monotonic()
    with pytest.raises((OutOfTime, Open)):
        refute(root_facts((), (), equal(left, right)), Hints(), started + seconds)
    assert time.monotonic() - started < seconds + 5  # 0.5 on an idle machine


def test_the_same_tree_every_time() -> None:
    claim, given = CLIP_CALCULUS["C7"]
    assert proves(claim, given) == proves(claim, given)


def test_disjuncts_that_become_one_fact() -> None:
    left = smallest(absolute(x), clip(num(-1), largest(x, y), smallest(z, x) + y))
    low = clip(num(-1), x + relu(y - x), -largest(-z, -x) + y)
    proves(equal(left, absolute(x) - relu(absolute(x) - low)))


@pytest.mark.parametrize("count", [3, 6, 9])
def test_heads_with_one_kink_are_shared(count: int) -> None:
    names = reals(" ".join(f"x{i}" for i in range(count)))
    left = right = num(0)
    for i, name in enumerate(names):
        left = left + relu(name - i) - relu(i - name)
        right = right + name - i
    assert size(proves(equal(left, right))) <= 25 * count


def test_a_rescaled_deep_network() -> None:
    first = [relu(x - 2 * y + 1), relu(y - x), relu(x + y - 3)]
    again = [relu(3 * (x - 2 * y + 1)), relu(2 * (y - x)), relu(5 * (x + y - 3))]
    scaled = [Fraction(1, 3) * again[0], Fraction(1, 2) * again[1], Fraction(1, 5) * again[2]]
    left = relu(first[0] - first[1] + 2 * first[2]) - relu(first[2] - first[0] + 1)
    doubled = relu(2 * (scaled[0] - scaled[1] + 2 * scaled[2]))
    right = Fraction(1, 2) * doubled - relu(scaled[2] - scaled[0] + 1)
    assert size(proves(equal(left, right))) < 150
