r"""The one cited statement: sets of parameters do not cover cubes of higher dimension in a Lipschitz way.

Images of subsets of $\mathbb R^n$ in $\mathbb R^m$, $n < m$, under locally Lipschitz maps are null sets, and
the unit cube of $\mathbb R^m$ is none. The map is given as a relation between parameters and points.

Source: Federer, Geometric Measure Theory, 1969, 2.10.11.
"""

from symrelu import And, Exists, ForAll, Or, cite, dist, functions, naturals, reals, sequences

C, rho = reals("C rho")
i, m, n = naturals("i m n")
theta, other, first, second = sequences("theta theta' theta_1 theta_2")
kappa, kappa1, kappa2 = sequences("kappa kappa' kappa''")
SEQUENCE = ("fun", "N", "R")
Omega = functions("Omega", SEQUENCE, "B")
Rel = functions("Rel", SEQUENCE, ("fun", SEQUENCE, "B"))
step = dist(n, first, second)


def related(other, kappa):
    """A relation between parameters and points."""
    return Rel(other)(kappa)


def onto(m, relation):
    """Every point of the unit cube of R^m is related to a parameter."""
    inside = ForAll(i, [1 <= i, i <= m], And(0 <= kappa(i), kappa(i) <= 1))
    return ForAll(kappa, [inside], Exists(other, And(Omega(other), relation(other, kappa))))


def pairs(m, relation, constant):
    """Within the radius the related points move at most by the constant."""
    near = [Omega(first), Omega(second), dist(n, theta, first) <= rho, dist(n, theta, second) <= rho]
    points = [relation(first, kappa1), relation(second, kappa2)]
    return [*near, *points], dist(m, kappa1, kappa2) <= constant * step


def locally_lipschitz(m, relation):
    """Near every parameter the related points of R^m move at most in proportion to the parameters."""
    everywhere = ForAll((first, second, kappa1, kappa2), *pairs(m, relation, C))
    return ForAll(theta, [Omega(theta)], Exists((rho, C), And(0 < rho, everywhere)))


LIPSCHITZ_NULL = ForAll(
    (n, m, Omega, Rel), [n + 1 <= m, onto(m, related), locally_lipschitz(m, related)], Or()
)


def no_cube(m, relation):
    """The cited statement for the parameters in Omega and the unit cube of R^m."""
    cited = cite(LIPSCHITZ_NULL, "lipschitz_null", "Federer, Geometric Measure Theory, 1969, 2.10.11")
    return cited.instance(n, m, Omega, relation)
