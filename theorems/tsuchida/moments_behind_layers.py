r"""Second moments behind many random layers, with independent layers: the tower property, step by step.

The inputs of layer $l + 1$ have the law $\nu_l$ and its weights the law $\mu_{l+1}$, independently: the mean
of a function at its outputs is the mean over the inputs of the mean over the weights. That is asked for the
squared norm, cut at any level.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, initialisation; proof: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    NonZero,
    Prod,
    as_functions,
    fact,
    functions,
    given,
    have,
    induct_on,
    law_families,
    naturals,
    reals,
    relu,
    rewriting,
    sequences,
    square,
    theorem,
)

from .critical_initialisations import factor as GAINS
from .critical_initialisations import gain, moments_behind_layers
from .critical_initialisations import n as DEPTH
from .critical_initialisations import q as MOMENTS
from .exact_asymptotics import multiples
from .means_below_sums import combinations_of_sequences, cut_mean, integrable_too, under
from .means_through_layers import capped, means_through_a_layer, over_weights_mean
from .means_through_layers import chi as CHI
from .means_through_layers import image as IMAGE
from .means_through_layers import mu as MU
from .means_through_layers import nu as NU
from .means_through_layers import phi as PHI
from .means_through_layers import psi as PSI
from .random_layers import (
    PAPER,
    SEQ,
    a,
    b,
    combined,
    halves,
    j,
    l,
    leaky,
    m,
    moment_of_a_layer,
    n,
    p,
    q,
    response,
    squared_norm,
    w,
    x,
)
from .random_layers import F as UNITS
from .random_layers import d as WIDTH
from .random_layers import mu as MEASURE
from .random_layers import p as HALF

mu, nu = law_families("mu nu", "N", SEQ)
d, s = functions("d", "N", "N"), sequences("s")
L, r = naturals("L r")


def norm(l):
    """The squared norm in front of layer l + 1."""
    return lambda x: squared_norm(d(l), x)


def unit(l, j, x):
    """What unit j of layer l + 1 sees of the input x, as a function of the weights."""
    return lambda w: response(d(l), w, j, x)


def outputs(l, x):
    """The squared norm of the outputs of layer l + 1 at the input x, as a function of the weights."""
    return lambda w: squared_norm(d(l + 1), lambda j: leaky(a, unit(l, j, x)(w)))


def strength(l):
    """By what layer l multiplies second moments."""
    return gain(d(l), s(l))


@theorem("Squared norms are not negative", AtMost(0, squared_norm(m, x)), source="elementary")
def norms_are_positive(claim):
    every = induct_on(
        m,
        claim,
        base=fact("sum_empty", 1, 0, lambda i: x(i) ** 2),
        step=[fact("sum_last", 1, m, lambda i: x(i) ** 2), square(x(m + 1))],
    )
    return have(claim, by=every.instance(m))


HALVES = ForAll(
    (r, x, j),
    [1 <= j, j <= d(r + 1)],
    halves(mu(r + 1), lambda w: unit(r, j, x)(w), s(r + 1) ** 2 * squared_norm(d(r), x) / 2),
)
TOWER = ForAll(
    (r, n),
    [],
    Equal(
        E(nu(r + 1), capped(norm(r + 1), n)),
        E(nu(r), lambda x: E(mu(r + 1), capped(outputs(r, x), n))),
    ),
)
FINITE = Integrable(nu(0), lambda x: norm(0)(x))
LAYERS = [HALVES, TOWER]


def moment(l):
    """The mean squared norm in front of layer l + 1."""
    return E(nu(l), lambda x: norm(l)(x))


@theorem(
    "The second moment behind one more layer",
    Implies(
        And(*LAYERS, Integrable(nu(l), lambda x: norm(l)(x))),
        And(
            Integrable(nu(l + 1), lambda x: norm(l + 1)(x)),
            Equal(moment(l + 1), strength(l + 1) * moment(l)),
        ),
    ),
    uses=[norms_are_positive, moment_of_a_layer, combinations_of_sequences, means_through_a_layer],
    source=PAPER,
)
def one_more_layer(claim, positive, layer, combinations, tower):
    held = claim.condition.parts
    names = {PHI: norm(l + 1), PSI: lambda x: strength(l + 1) * norm(l)(x), CHI: lambda x: outputs(l, x)}
    through = tower.at({NU: nu(l), IMAGE: nu(l + 1), MU: mu(l + 1), **names})
    norms = [positive.at({m: d(l + 1), x: y}) for y in (x, lambda j: leaky(a, unit(l, j, x)(w)))]
    value = s(l + 1) ** 2 * squared_norm(d(l), x) / 2
    mean = layer.at({MEASURE: mu(l + 1), WIDTH: d(l + 1), UNITS: lambda j: unit(l, j, x), HALF: value})
    inner_ = have(
        And(
            Integrable(mu(l + 1), lambda w: outputs(l, x)(w)),
            Equal(E(mu(l + 1), lambda w: outputs(l, x)(w)), strength(l + 1) * norm(l)(x)),
        ),
        given=held,
        by=[mean, given(HALVES).instance(l, x)],
    )
    weight, before = strength(l + 1), norm(l)
    scaled = combined(combinations, nu(l), before, before, weight, 0)
    same = have(Equal(weight * before(x) + 0 * before(x), weight * before(x)))
    finite = integrable_too(nu(l), lambda x: weight * before(x) + 0 * before(x), names[PSI], x, same)
    total = have(
        And(Integrable(nu(l), names[PSI]), Equal(E(nu(l), names[PSI]), weight * moment(l))),
        given=held,
        by=[scaled, finite, as_functions(same, x)],
    )
    proof = have(
        claim,
        by=[
            through,
            norms[0].forall(x),
            norms[1].forall(x, w),
            inner_.forall(x),
            total,
            given(TOWER).instance(l),
        ],
    )
    return proof, *definedness(r), cut_mean(nu(l), norm(l), x), cut_mean(nu(l + 1), norm(l + 1), x)


def definedness(r):
    """The means in what is asked of the layers exist."""
    function = unit(r, j, x)
    parts = (lambda w: relu(function(w)) ** 2), (lambda w: relu(-function(w)) ** 2)
    outer = over_weights_mean().at({NU: nu(r), MU: mu(r + 1), CHI: lambda x: outputs(r, x)})
    return *(cut_mean(mu(r + 1), part, w) for part in parts), outer


@theorem(
    "Second moments from layer to layer",
    Implies(
        And(*LAYERS, FINITE),
        And(Integrable(nu(l), lambda x: norm(l)(x)), Equal(moment(l + 1), strength(l + 1) * moment(l))),
    ),
    uses=[one_more_layer],
    source=PAPER,
)
def layer_by_layer(claim, layer):
    held = claim.condition.parts
    exists = induct_on(
        l,
        Integrable(nu(l), lambda x: norm(l)(x)),
        "Each layer keeps them finite.",
        given=held,
        base=given(FINITE),
        step=layer,
    ).instance(l)
    after = have(claim.conclusion.parts[1], given=held, by=[exists, layer])
    behind = have(Integrable(nu(l + 1), lambda x: norm(l + 1)(x)), given=held, by=[exists, layer])
    cuts = [cut_mean(nu(e), norm(e), x) for e in (0, l, l + 1)]
    return have(claim, by=[exists, after]), under(claim.condition, behind), *definedness(r), *cuts


@theorem(
    "The second moment behind random layers",
    Implies(
        And(*LAYERS, FINITE),
        And(
            Integrable(nu(L), lambda x: norm(L)(x)),
            Equal(moment(L), Prod(1, L, lambda l: strength(l)) * moment(0)),
        ),
    ),
    uses=[layer_by_layer, moments_behind_layers],
    source=PAPER,
)
def moments_behind_random_layers(claim, layer, product):
    held = claim.condition.parts
    onward = have(Equal(moment(l + 1), strength(l + 1) * moment(l)), given=held, by=layer)
    whole = product.at({MOMENTS: lambda l: moment(l), GAINS: lambda l: strength(l), DEPTH: L})
    proof = have(claim, "Layer by layer.", by=[layer.at({l: L}), onward.forall(l), whole])
    return proof, *sides(claim, layer)


def sides(claim, layer):
    """Second moments exist in front of each layer."""
    exists = have(
        Integrable(nu(l), lambda x: norm(l)(x)),
        given=[claim.condition],
        by=have(Implies(claim.condition, layer.claim.args[1]), by=layer),
    )
    return (
        *definedness(r),
        *(exists.at({l: e}) for e in (0, L)),
        *(cut_mean(nu(e), norm(e), x) for e in (0, L)),
    )


# ---- scales that keep second moments -------------------------------------------------------------------


FAN_OUT = ForAll(l, [], Equal((1 + a**2) * d(l + 1) * s(l + 1) ** 2, 2))
FAN_IN = ForAll(l, [], And(1 <= d(l), Equal((1 + a**2) * d(l) * s(l + 1) ** 2, 2)))


@theorem(
    "Fan-out scales keep the second moment",
    Implies(And(*LAYERS, FINITE, FAN_OUT), Equal(moment(L), moment(0))),
    uses=[layer_by_layer],
    source=PAPER,
)
def fan_out(claim, layer):
    held = claim.condition.parts
    one = have(Implies(And(Equal(p, q * b), Equal(2 * q, 2)), Equal(p, b)), by=rewriting(q, 1))
    one = one.at({p: moment(l + 1), q: strength(l + 1), b: moment(l)})
    step = have(Equal(moment(l + 1), moment(l)), given=held, by=[layer, one, given(FAN_OUT).instance(l)])
    every = induct_on(l, Equal(moment(l), moment(0)), given=held, step=step)
    return have(claim, "Every gain is 1.", by=every.instance(L)), *sides(claim, layer)


@theorem(
    "Fan-in scales keep the second moment of each unit",
    Implies(And(*LAYERS, FINITE, FAN_IN), Equal(moment(L) / d(L), moment(0) / d(0))),
    uses=[layer_by_layer],
    source=PAPER,
)
def fan_in(claim, layer):
    held = claim.condition.parts
    u, v, h, y, z = reals("u v h y z")
    units = [Equal(u * h, 1), Equal(u * y, 1), Equal(v * z, 1)]
    known = [*multiples(u, h, y, q * y), *multiples(u, y, h, q * h), *multiples(v, z, q * h)]
    ratio = have(
        Implies(And(Equal(p, v * h * q), *units), Equal(p * z, q * y)), by=[rewriting(p, v * h * q), *known]
    )
    values = {p: moment(l + 1), q: moment(l), u: d(l), v: d(l + 1), h: (1 + a**2) * s(l + 1) ** 2 / 2}
    scale = given(FAN_IN)
    inverses = [fact("inverse", d(l)), fact("inverse", d(l + 1))]
    step = have(
        Equal(moment(l + 1) / d(l + 1), moment(l) / d(l)),
        given=held,
        by=[
            layer,
            ratio.at({**values, y: 1 / d(l), z: 1 / d(l + 1)}),
            scale.instance(l),
            scale.instance(l + 1),
            *inverses,
        ],
    )
    every = induct_on(l, Equal(moment(l) / d(l), moment(0) / d(0)), given=held, step=step)
    widths = [under(claim.condition, have(NonZero(d(e)), given=held, by=scale.instance(e))) for e in (0, L)]
    return (
        have(claim, "The gain is the ratio of the widths.", by=every.instance(L)),
        *sides(claim, layer),
        *widths,
    )
