"""Families on R^d for the tests: those that layers leave, and those that they do not."""

from __future__ import annotations

from sympy import Rational

from symrelu.laws.base import atom, exponential, laplace, mix, normal, student_t, uniform
from symrelu.laws.push import push
from symrelu.laws.vectors import along, points, product, uniform_ball, uniform_box
from symrelu.model.family import Family
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import clip, nonnegative, positive, reals, relu

m1, m2, m3, a, b, c, e = reals("m1 m2 m3 a b c e")
s11, s12, s22 = reals("s11 s12 s22")
s1, s2, r1, r2 = positive("s1 s2 r1 r2")
v1, v2, x = reals("v1 v2 x")
COVARIANCE = [[s11, s12], [s12, s22]]
PLANE = (m1, m2, s11, s12, s22)
GAUSS = normal([m1, m2], COVARIANCE)
GAUSS3 = normal([m1, m2, m3], [[s11, s12, 0], [s12, s22, 0], [0, 0, 1]])

MARGINAL_ATOMS = {
    "gaussian": Family(GAUSS, PLANE),
    "gaussian, positive definite": Family(
        normal([m1, m2], [[s1, s12], [s12, s2]]), (m1, m2, s1, s12, s2), (s12**2 < s1 * s2,)
    ),
    "diagonal gaussian": Family(normal([m1, m2], [[s11, 0], [0, s22]]), (m1, m2, s11, s22)),
    "gaussian in space": Family(GAUSS3, (*PLANE, m3)),
    "rectified gaussian": Family(push(relu, GAUSS), PLANE),
    "rectified gaussian in space": Family(push(relu, GAUSS3), (*PLANE, m3)),
    "independent normal": Family(product(normal(m1, s1), normal(m2, s2)), (m1, s1, m2, s2)),
    "independent rectified normal": Family(
        product(push(relu(x), normal(m1, s1)), push(relu(x), normal(m2, s2))), (m1, s1, m2, s2)
    ),
    "uniform on boxes": Family(uniform_box([(a, b), (c, e)]), (a, b, c, e)),
    "uniform on centred cubes": Family(uniform_box([(-r1, r1), (-r1, r1), (-r1, r1)]), (r1,)),
    "independent exponential": Family(product(exponential(r1), exponential(r2)), (r1, r2)),
    "one exponential coordinate free": Family(product(exponential(r1), exponential(1)), (r1,)),
    "independent laplace": Family(product(laplace(m1, s1), laplace(m2, s2)), (m1, s1, m2, s2)),
    "independent student": Family(product(student_t(r1), student_t(r2)), (r1, r2)),
    "normal on lines": Family(along(normal(0, 1), (m1, m2), (v1, v2)), (m1, m2, v1, v2)),
    "one of two points fixed": Family(points([(c, e), (0, 0)]), (c, e)),
}

a11, a12, a21, a22, p = reals("a11 a12 a21 a22 p")
u1, u2, k11, k12, k22 = reals("u1 u2 k11 k12 k22")
FREE = Layer([[a11, a12], [a21, a22]], [m1, m2], activation="identity")
FREE_PARAMETERS = (a11, a12, a21, a22, m1, m2)
SECOND = normal([u1, u2], [[k11, k12], [k12, k22]])

MIXED_COORDINATES = {
    "affine images of normal pairs": Family(push(FREE, product(normal(0, 1), normal(0, 1))), FREE_PARAMETERS),
    "rectified affine images of normal pairs": Family(
        push(relu, push(FREE, product(normal(0, 1), normal(0, 1)))), FREE_PARAMETERS
    ),
    "affine images of the unit square": Family(push(FREE, uniform_box([(0, 1), (0, 1)])), FREE_PARAMETERS),
    "affine images of exponential pairs": Family(
        push(FREE, product(exponential(1), exponential(1))), FREE_PARAMETERS
    ),
    "affine images of laplace pairs": Family(
        push(FREE, product(laplace(0, 1), laplace(0, 1))), FREE_PARAMETERS
    ),
    "two gaussians mixed": Family(
        mix((p, GAUSS), (1 - p, SECOND)), (p, *PLANE, u1, u2, k11, k12, k22), (p >= 0, p <= 1)
    ),
}

l1, h1, l2, h2, c1, c2, d1, d2 = reals("l1 h1 l2 h2 c1 c2 d1 d2")


def clipped(base, slope, offset, low, high):
    return push((clip(slope * x + offset, low, high), x), base)


DEPENDENT_IMAGES = {
    "independent clips of a normal": Family(
        product(clipped(normal(0, 1), c1, d1, l1, h1), clipped(normal(0, 1), c2, d2, l2, h2)),
        (c1, d1, l1, h1, c2, d2, l2, h2),
        (l1 <= h1, l2 <= h2),
    ),
    "independent clips of a uniform": Family(
        product(clipped(uniform(0, 1), c1, d1, l1, h1), clipped(uniform(0, 1), c2, d2, l2, h2)),
        (c1, d1, l1, h1, c2, d2, l2, h2),
        (l1 <= h1, l2 <= h2),
    ),
}

z1, z2, l, h, g1, g2 = reals("z1 z2 l h g1 g2")
BENT = Network(
    [Layer([[a11], [a12]], [g1, g2]), Layer([[v1, v2], [z1, z2]], [m1, m2], activation="identity")]
)

FEW_LINES = {
    "clips on lines": Family(
        along(clipped(uniform(0, 1), c1, d1, l, h), (z1, z2), (v1, v2)),
        (c1, d1, l, h, z1, z2, v1, v2),
        (l <= h,),
    ),
    "clips of a normal on lines in space": Family(
        along(clipped(normal(0, 1), c1, d1, l, h), (0, z1, z2), (v1, 0, v2)),
        (c1, d1, l, h, z1, z2, v1, v2),
        (l <= h,),
    ),
    "curves with two breaks": Family(push(BENT, uniform(0, 1)), (a11, a12, g1, g2, v1, v2, z1, z2, m1, m2)),
}

p1, q1, p2, q2, p3, q3, w = reals("p1 q1 p2 q2 p3 q3 w")
t1, t2, t3, t4 = nonnegative("t1 t2 t3 t4")

POSITIONS = {
    "point masses": Family(points([(p1, q1)]), (p1, q1)),
    "two points, fixed weights": Family(
        points([(p1, q1), (p2, q2)], [Rational(1, 3), Rational(2, 3)]), (p1, q1, p2, q2)
    ),
    "two points, free weights": Family(points([(p1, q1), (p2, q2)], [w, 1 - w]), (p1, q1, p2, q2, w)),
    "three equal points": Family(points([(p1, q1), (p2, q2), (p3, q3)]), (p1, q1, p2, q2, p3, q3)),
    "two points in space": Family(points([(p1, q1, p2), (q2, p3, q3)]), (p1, q1, p2, q2, p3, q3)),
    "two points of the orthant": Family(points([(t1, t2), (t3, t4)]), (t1, t2, t3, t4)),
}

ELLIPSOIDS = {
    "ellipses": Family(push(FREE, uniform_ball(2)), FREE_PARAMETERS),
    "discs": Family(
        push(Layer([[r1, 0], [0, r1]], [m1, m2], activation="identity"), uniform_ball(2)), (r1, m1, m2)
    ),
    "ellipsoids along the axes": Family(
        push(
            Layer([[r1, 0, 0], [0, r2, 0], [0, 0, s1]], [m1, m2, m3], activation="identity"), uniform_ball(3)
        ),
        (r1, r2, s1, m1, m2, m3),
    ),
}

NEVER_REFUTED = {
    "point masses on lines": Family(along(atom(0), (m1, m2), (v1, v2)), (m1, m2, v1, v2)),
    "independent point masses": Family(product(atom(m1), atom(m2)), (m1, m2)),
    "gaussians of covariance 0": Family(normal([m1, m2], [[0, 0], [0, 0]]), (m1, m2)),
    "one point twice": Family(points([(m1, m2), (m1, m2)]), (m1, m2)),
    "a point and a displacement": Family(points([(m1, m2), (m1 + v1, m2 + v2)]), (m1, m2, v1, v2)),
    "affine images of scale 0": Family(
        push(FREE, product(normal(0, 1), normal(0, 1))),
        FREE_PARAMETERS,
        tuple(r for x in (a11, a12, a21, a22) for r in (x <= 0, x >= 0)),
    ),
    "no member at all": Family(product(normal(m1, s1), normal(m2, s2)), (m1, s1, m2, s2), (m1 > 1, m1 < 0)),
}

FAR_FROM_ZERO = {
    "normal laws far from 0": Family(product(normal(m1, s1), normal(m2, s2)), (m1, s1, m2, s2), (m1 >= 5,)),
    "squares far from 0": Family(uniform_box([(r1 + 7, r1 + 8), (0, 1)]), (r1,), (r1 >= 9,)),
}
