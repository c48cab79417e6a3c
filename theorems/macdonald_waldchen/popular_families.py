r"""Popular families of laws on the line, and the layer that each of them does not survive.

For each family a member and a layer are named such that the law behind the layer has a property, with an
exact value, that no member has: mostly an atom of a mass between $0$ and $1$ where members have none.
Degenerate members (scale $0$) are always allowed. Only what is clipped on both sides with free bounds is
invariant.

Source: Macdonald and Wäldchen 2021, introduction; separators and values: own computation.
"""

from sympy import Rational, erf, exp, sqrt

from symrelu import (
    And,
    Equal,
    Implies,
    Invariant,
    Layer,
    Less,
    Not,
    NotInvariant,
    Or,
    P,
    abs_,
    beta_law,
    cauchy,
    clip,
    complement,
    exponential,
    fact,
    forall,
    gamma_law,
    have,
    interval,
    inverse_root,
    known,
    laplace,
    logistic,
    no_atom,
    normal,
    pointwise,
    positive,
    push,
    reals,
    relu,
    separate,
    sign,
    student_t,
    theorem,
    uniform,
)

from .width_one import clips_are_invariant, clips_of, mu

m, s, t, x = reals("m s t x")
half = Rational(1, 2)
OWN = "own computation"
nu = positive("nu")
Z, U, E, L, C = normal(0, 1), uniform(0, 1), exponential(1), laplace(0, 1), cauchy(0, 1)


def line(base, f=lambda value: value):
    """The law of f(m + s X)."""
    return push((f(m + s * x), x), base)


def lines(base, f=lambda value: value):
    """All laws of f(m + s X), with m and s any real numbers."""
    return (m, s), [], line(base, f)


def mass(law, y):
    """The mass that the law has at the point y."""
    return P(law, lambda v: Equal(v, y))


def no_inner_atom(base, f, place, *off):
    """Members have mass 0 or 1 at t (where t is off the exceptional points)."""
    law = line(base, f)
    moving = have(
        Implies(And(Not(Equal(s, 0)), *off), Equal(mass(law, t), 0)),
        r"If $s \ne 0$ the event is one value of $x$, and the base has no atoms.",
        by=[no_atom(base, place), at_one_point(law, base, place, off)],
    )
    fixed = have(Implies(And(Equal(s, 0), Equal(f(m), t)), Equal(mass(law, t), 1)), by=pointwise)
    other = have(Implies(And(Equal(s, 0), Not(Equal(f(m), t))), Equal(mass(law, t), 0)), by=pointwise)
    claim = Or(Equal(mass(law, t), 0), Equal(mass(law, t), 1))
    return have(
        Implies(And(*off), claim) if off else claim,
        r"If $s = 0$ the law is a single point.",
        by=[moving, fixed, other],
    )


def at_one_point(law, base, place, off):
    """The event that the member is at t, as an event of the base."""
    return have(
        Implies(And(Not(Equal(s, 0)), *off), Equal(mass(law, t), mass(base, place))), by=[pointwise, sign(s)]
    )


def behind(w, b, member):
    """The law of the member behind the layer."""
    return push(Layer(w, b), member)


def proper(value):
    """The value lies strictly between 0 and 1."""
    return have(And(Less(0, value), Less(value, 1)))


# ---- location and scale --------------------------------------------------------------------------


def location_scale(claim, base, w, b, value, *reasons):
    """No member has an atom of mass strictly between 0 and 1; the pushed base has one at 0."""
    members = no_inner_atom(base, lambda v: v, (t - m) / s)
    law = behind(w, b, push((0 + 1 * x, x), base))
    left = have(Equal(mass(law, 0), P(base, lambda x: x <= -b)), by=pointwise)
    atom = have(Equal(mass(law, 0), value), "The layer sends a half line to one point.", by=[left, *reasons])
    return separate(
        claim,
        "The mass at that point is neither 0 nor 1, and a member has no such atom.",
        member=(0, 1),
        layer=(w, b),
        by=[members.at({t: 0}).forall(m, s), atom, proper(value)],
    )


@theorem("Gaussian laws are not invariant", NotInvariant(lines(Z)), source=OWN)
def gaussian(claim):
    return location_scale(claim, Z, 1, 0, half, known("normal_cdf", 0, 1, 0))


@theorem("Uniform laws on intervals are not invariant", NotInvariant(lines(U)), source=OWN)
def uniform_on_intervals(claim):
    return location_scale(claim, U, 1, -half, half, known("uniform_cdf", 0, 1, half))


@theorem("Affine exponential laws are not invariant", NotInvariant(lines(E)), source=OWN)
def affine_exponential(claim):
    value = 1 - exp(-1)
    return location_scale(claim, E, 1, -1, value, known("exponential_cdf", 1, 1))


@theorem("Laplace laws are not invariant", NotInvariant(lines(L)), source=OWN)
def laplace_laws(claim):
    return location_scale(claim, L, 1, 0, half, known("laplace_cdf", 0, 1, 0), fact("exp_zero"))


@theorem("Cauchy laws are not invariant", NotInvariant(lines(C)), source=OWN)
def cauchy_laws(claim):
    return location_scale(claim, C, 1, 0, half, known("cauchy_cdf", 0, 1, 0))


@theorem("Logistic laws are not invariant", NotInvariant(lines(logistic(0, 1))), source=OWN)
def logistic_laws(claim):
    return location_scale(claim, logistic(0, 1), 1, 0, half, known("logistic_cdf", 0, 1, 0), fact("exp_zero"))


@theorem(
    "Student laws are not invariant, whatever the degrees of freedom",
    NotInvariant(lines(student_t(nu))),
    source=OWN,
)
def student_laws(claim):
    base = student_t(nu)
    ends = fact("betainc_range", nu / 2, half, 1)
    return location_scale(claim, base, 1, 0, half, known("student_t_cdf", nu, 0), fact("inverse", nu), ends)


# ---- rectified -----------------------------------------------------------------------------------


def rectified(claim, base, value, *reasons, layer=(-1, 1), member=(0, 1), at=1, source=lambda x: x <= 0):
    """Rectified members have no atom of mass between 0 and 1 above 0; a layer makes one there."""
    members = no_inner_atom(base, relu, (t - m) / s, t > 0)
    law = behind(*layer, push((relu(member[0] + member[1] * x), x), base))
    left = have(Equal(mass(law, at), P(base, source)), by=pointwise)
    atom = have(
        Equal(mass(law, at), value), "What was cut off before is moved to another point.", by=[left, *reasons]
    )
    return separate(
        claim,
        r"That atom lies off $0$, and its mass is neither 0 nor 1.",
        member=member,
        layer=layer,
        by=[members.at({t: at}).forall(m, s), atom, proper(value)],
    )


@theorem("Rectified Gaussian laws are not invariant", NotInvariant(lines(Z, relu)), source=OWN)
def rectified_gaussian(claim):
    return rectified(claim, Z, half, known("normal_cdf", 0, 1, 0))


@theorem("Rectified Laplace laws are not invariant", NotInvariant(lines(L, relu)), source=OWN)
def rectified_laplace(claim):
    return rectified(claim, L, half, known("laplace_cdf", 0, 1, 0), fact("exp_zero"))


@theorem("Rectified Cauchy laws are not invariant", NotInvariant(lines(C, relu)), source=OWN)
def rectified_cauchy(claim):
    return rectified(claim, C, half, known("cauchy_cdf", 0, 1, 0))


@theorem("Rectified exponential laws are not invariant", NotInvariant(lines(E, relu)), source=OWN)
def rectified_exponential(claim):
    return rectified(
        claim,
        E,
        exp(-1),
        complement(E, lambda x: x < 1),
        known("exponential_cdf_left", 1, 1),
        layer=(-1, half),
        member=(1, -1),
        at=half,
        source=lambda x: Not(x < 1),
    )


@theorem(
    "Half-normal laws are not invariant", NotInvariant(((s,), [], push((abs_(s * x), x), Z))), source=OWN
)
def half_normal(claim):
    law = push((abs_(s * x), x), Z)
    moving = have(
        Implies(Not(Equal(s, 0)), Equal(mass(law, 0), 0)),
        r"For $s \ne 0$ the value $0$ is taken at one point only.",
        by=[
            no_atom(Z, 0),
            have(Implies(Not(Equal(s, 0)), Equal(mass(law, 0), mass(Z, 0))), by=[pointwise, sign(s)]),
        ],
    )
    fixed = have(
        Implies(Equal(s, 0), Equal(mass(law, 0), 1)), "For $s = 0$ the law is the point $0$.", by=pointwise
    )
    pushed = behind(1, -1, push((abs_(1 * x), x), Z))
    value = erf(1 / sqrt(2))
    inner = have(Equal(mass(pushed, 0), P(Z, lambda x: And(-1 <= x, x <= 1))), by=pointwise)
    atom = have(
        Equal(mass(pushed, 0), value),
        "The layer sends the interval from $-1$ to $1$ to the point $0$.",
        by=[
            inner,
            interval(Z, -1, 1),
            known("normal_cdf", 0, 1, 1),
            known("normal_cdf_left", 0, 1, -1),
            inverse_root(2),
        ],
    )
    return separate(
        claim,
        "The mass is neither 0 nor 1.",
        member=(1,),
        layer=(1, -1),
        by=[moving.forall(s), fixed.forall(s), atom, proper(value)],
    )


# ---- atomless with parameters of their own -------------------------------------------------------

k, r, al, be = positive("k r alpha beta")


def atomless(claim, parameters, law, member, b, event, *reasons, values):
    """No member has an atom; behind the layer relu(x + b) one member has one at 0."""
    none = have(Equal(mass(law, 0), 0), "Members have continuous distribution functions.", by=no_atom(law, 0))
    pushed = behind(1, b, member)
    half_line = have(Equal(mass(pushed, 0), P(member, event)), by=pointwise)
    atom = have(
        Less(0, mass(pushed, 0)),
        "The layer sends an event of positive mass to one point.",
        by=[half_line, *reasons],
    )
    return separate(
        claim, "No member has an atom.", member=values, layer=(1, b), by=[forall(none, *parameters), atom]
    )


@theorem("Gamma laws are not invariant", NotInvariant(((k, r), [], gamma_law(k, r))), source=OWN)
def gamma_laws(claim):
    return atomless(
        claim,
        (k, r),
        gamma_law(k, r),
        gamma_law(1, 1),
        -1,
        lambda x: x <= 1,
        known("gamma_law_cdf", 1, 1, 1),
        fact("lowergamma_range", 1, 1),
        values=(1, 1),
    )


@theorem("Beta laws are not invariant", NotInvariant(((al, be), [], beta_law(al, be))), source=OWN)
def beta_laws(claim):
    return atomless(
        claim,
        (al, be),
        beta_law(al, be),
        beta_law(1, 1),
        -half,
        lambda x: x <= half,
        known("beta_law_cdf", 1, 1, half),
        have(Equal(clip(half, 0, 1), half)),
        fact("betainc_range", 1, 1, half),
        values=(1, 1),
    )


# ---- censored ------------------------------------------------------------------------------------


@theorem(
    "Censored Gaussian laws are invariant",
    Invariant(clips_of(Z)),
    uses=[clips_are_invariant],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def censored_gaussian(claim, clips):
    return have(claim, "This is the family of all clips of the standard normal law.", by=clips.at({mu: Z}))
