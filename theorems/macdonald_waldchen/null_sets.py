r"""What is cited: sets of parameters do not cover cubes of higher dimension in a Lipschitz or Hölder way.

Images of subsets of $\mathbb R^n$ in $\mathbb R^m$, $n < m$, under locally Lipschitz maps are null sets, and
the unit cube of $\mathbb R^m$ is none; with a local Hölder exponent $\alpha$ this holds for $n < \alpha m$.
The map is given as a relation between parameters and points.

Source: Federer, Geometric Measure Theory, 1969, 2.10.11; Falconer, Fractal Geometry, 2003, Proposition 2.2.
"""

from symrelu import And, Exists, ForAll, Or, cite, dist, functions, naturals, reals, sequences

C, rho = reals("C rho")
a, b, i, m, n = naturals("a b i m n")
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


def near_pairs(m, relation):
    """Two parameters within the radius, and points that are related to them."""
    near = [Omega(first), Omega(second), dist(n, theta, first) <= rho, dist(n, theta, second) <= rho]
    return [*near, relation(first, kappa1), relation(second, kappa2)]


def pairs(m, relation, constant):
    """Within the radius the related points move at most by the constant."""
    return near_pairs(m, relation), dist(m, kappa1, kappa2) <= constant * step


def hoelder_pairs(m, relation, constant):
    """Within the radius the power a of the move of the points is at most the constant times the power b."""
    return near_pairs(m, relation), dist(m, kappa1, kappa2) ** a <= constant * step**b


def locally_lipschitz(m, relation):
    """Near every parameter the related points of R^m move at most in proportion to the parameters."""
    return locally(*pairs(m, relation, C))


def locally_hoelder(m, relation):
    """Near every parameter the related points of R^m are Hölder with the exponent b/a."""
    return locally(*hoelder_pairs(m, relation, C))


def locally(conditions, close):
    """Near every parameter, with some radius and constant, all pairs are close."""
    everywhere = ForAll((first, second, kappa1, kappa2), conditions, close)
    return ForAll(theta, [Omega(theta)], Exists((rho, C), And(0 < rho, everywhere)))


LIPSCHITZ_NULL = ForAll(
    (n, m, Omega, Rel), [n + 1 <= m, onto(m, related), locally_lipschitz(m, related)], Or()
)
HOELDER_NULL = ForAll(
    (n, m, a, b, Omega, Rel),
    [1 <= a, 1 <= b, n * a + 1 <= m * b, onto(m, related), locally_hoelder(m, related)],
    Or(),
)
FEDERER = "Federer, Geometric Measure Theory, 1969, 2.10.11"
FALCONER = "Falconer, Fractal Geometry, 2003, Proposition 2.2"


def no_cube(m, relation):
    """The cited statement for the parameters in Omega and the unit cube of R^m."""
    return cite(LIPSCHITZ_NULL, "lipschitz_null", FEDERER).instance(n, m, Omega, relation)


def no_hoelder_cube(m, relation):
    """The same for maps with the local Hölder exponent b/a."""
    return cite(HOELDER_NULL, "hoelder_null", FALCONER).instance(n, m, a, b, Omega, relation)
