"""The families of the tests: those that layers leave, and those that they do not."""

from __future__ import annotations

from sympy import Rational

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
from symrelu.model.family import Family
from symrelu.terms.symbols import abs_, clip, positive, reals, relu

a, c, l, h, mu, x = reals("a c l h mu x")
m, r, p, q = reals("m r p q")
x1, x2, x3 = reals("x1 x2 x3")
s, s2, m2 = reals("s s2 m2")
nu = positive("nu")
HALF, QUARTER = Rational(1, 2), Rational(1, 4)


def clipped(base, low=l, high=h, slope=a, offset=c):
    return push((clip(slope * x + offset, low, high), x), base)


def rectified(base):
    return push((relu(x), x), base)


def affine(base):
    return push((a * x + c, x), base)


NORMALS = mix((p, normal(m2, s2)), (1 - p, normal(mu, s)))
LINES = mix((p, push((m2 + s2 * x, x), normal(0, 1))), (1 - p, push((mu + s * x, x), normal(0, 1))))
JUMP = mix((HALF, atom(HALF)), (HALF, uniform(0, 1)))

POPULAR = {
    "normal": Family(normal(mu, s), (mu, s)),
    "rectified normal": Family(rectified(normal(mu, s)), (mu, s)),
    "rectified line of a normal": Family(push((relu(a * x + c), x), normal(0, 1)), (a, c)),
    "two normals": Family(NORMALS, (p, m2, s2, mu, s)),
    "two normals, degenerate ones allowed": Family(LINES, (p, m2, s2, mu, s)),
    "uniform": Family(uniform(l, h), (l, h)),
    "two atoms and a uniform": Family(
        mix((QUARTER, atom(c)), (QUARTER, atom(q)), (HALF, uniform(l, h))), (c, q, l, h)
    ),
    "two atoms and a uniform, free weights": Family(
        mix((p, atom(c)), (q, atom(m)), (1 - p - q, uniform(l, h))), (p, q, c, m, l, h)
    ),
    "affine exponential": Family(affine(exponential(1)), (a, c)),
    "exponential": Family(exponential(s), (s,)),
    "rectified exponential": Family(push((relu(a * x + c), x), exponential(1)), (a, c)),
    "laplace": Family(laplace(mu, s), (mu, s)),
    "rectified laplace": Family(rectified(laplace(mu, s)), (mu, s)),
    "student": Family(student_t(nu), (nu,)),
    "student, location and scale": Family(affine(student_t(3)), (a, c)),
    "cauchy": Family(cauchy(mu, s), (mu, s)),
    "rectified cauchy": Family(rectified(cauchy(mu, s)), (mu, s)),
    "half normal": Family(push((abs_(s * x), x), normal(0, 1)), (s,)),
    "logistic": Family(logistic(mu, s), (mu, s)),
    "gamma": Family(gamma_law(a, s), (a, s)),
    "beta": Family(beta_law(a, s), (a, s)),
    "spike and slab": Family(mix((p, atom(c)), (1 - p, normal(mu, s))), (p, c, mu, s)),
}

CLIPS_THAT_LEAVE = {
    "fixed bounds": Family(clipped(normal(0, 1), 0, 1), (a, c)),
    "one fixed bound": Family(clipped(normal(0, 1), 0), (a, c, h)),
    "symmetric bounds": Family(clipped(normal(0, 1), -h), (a, c, h)),
    "no offset, one fixed bound": Family(clipped(normal(0, 1), 0, offset=0), (a, h)),
    "no offset": Family(clipped(normal(0, 1), offset=0), (a, l, h)),
    "no slope": Family(clipped(normal(0, 1), slope=1), (c, l, h)),
    "rising lines of a law that is not symmetric": Family(clipped(exponential(1)), (a, c, l, h), (a >= 0,)),
    "a base with an atom": Family(affine(JUMP), (a, c)),
    "bernoulli": Family(discrete({0: p, 1: 1 - p}), (p,)),
    "positions in strict order": Family(discrete({x1: HALF, x2: HALF}), (x1, x2), (x1 < x2,)),
    "a pair that stays apart": Family(affine(discrete({0: HALF, 1: HALF})), (a, c), (a > 0,)),
}

INVARIANT = {
    "clips of a uniform": Family(clipped(uniform(0, 1)), (a, c, l, h), (l <= h,)),
    "clips of a normal": Family(clipped(normal(0, 1)), (a, c, l, h)),
    "clips of an exponential": Family(clipped(exponential(2)), (a, c, l, h)),
    "clips of a law with a jump": Family(clipped(JUMP), (a, c, l, h)),
    "clips of a rectified normal": Family(clipped(rectified(normal(0, 1))), (a, c, l, h)),
    "clips by centre and radius": Family(
        push((clip(q - a * x, m - r, m + r), x), exponential(1)), (r, m, a, q), (r >= 0,)
    ),
    "clips with bounds that are not negative": Family(clipped(uniform(0, 1)), (a, c, l, h), (l >= 0,)),
    "clips with bounds apart": Family(clipped(normal(0, 1)), (a, c, l, h), (l < h,)),
    "rising clips of a symmetric law": Family(clipped(uniform(0, 1)), (a, c, l, h), (a > 0,)),
    "censored normal": Family(push((clip(x, l, h), x), normal(mu, s)), (mu, s, l, h)),
    "censored uniform": Family(push((clip(x, l, h), x), uniform(mu, s)), (mu, s, l, h)),
    "censored logistic": Family(push((clip(x, l, h), x), logistic(mu, s)), (mu, s, l, h)),
    "a point": Family(atom(c), (c,)),
    "two points": Family(discrete({x1: HALF, x2: HALF}), (x1, x2)),
    "three points, free weights": Family(discrete({x1: p, x2: q, x3: 1 - p - q}), (x1, x2, x3, p, q)),
    "a pair": Family(affine(discrete({0: HALF, 1: HALF})), (a, c)),
    "a point and a clip": Family(mix((p, atom(x1)), (1 - p, clipped(normal(0, 1)))), (p, x1, a, c, l, h)),
}
