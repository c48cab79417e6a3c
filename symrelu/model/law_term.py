# pyright: basic
"""The statement of a law as a term: nested pushes, in the order in which the maps were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from symrelu.errors import Refused
from symrelu.model.activation import Activation
from symrelu.model.expression import Map, PiecewiseExpression
from symrelu.model.network import Network
from symrelu.model.scalar import Scalar, expression
from symrelu.model.source import Base, Mixture, Point
from symrelu.terms.bridge import point, to_term, variable_name
from symrelu.terms.sorts import N, R
from symrelu.terms.substitution import unused
from symrelu.terms.term import Term, lam, num, op, var

if TYPE_CHECKING:
    from symrelu.model.law import Law


def scalar_term(value: Scalar) -> Term:
    """The term of an exact scalar."""
    return to_term(expression(value))


def affine_form(weights: tuple[Scalar, ...], inputs: tuple[Term, ...], bias: Scalar) -> Term:
    terms = [
        u if w == 1 else op("*", scalar_term(w), u) for w, u in zip(weights, inputs, strict=True) if w != 0
    ]
    if not terms or bias != 0:
        terms.append(scalar_term(bias))
    return terms[0] if len(terms) == 1 else op("+", *terms)


def activated(activation: Activation, u: Term) -> Term:
    if activation.name == "identity":
        return u
    if activation.name in ("relu", "abs"):
        return op(activation.name, u)
    if activation.name == "leaky_relu":
        slope = scalar_term(-activation.pieces[0][0])
        return op("+", op("relu", u), op("*", slope, op("relu", op("*", num(-1), u))))
    if activation.name == "constant":
        bound = scalar_term(activation.pieces[0][1])
        return op("clip", u, bound, bound)
    lo, hi = activation.bounds() or (None, None)
    if lo is None:
        return op("min", u, scalar_term(hi))
    return op("max", u, scalar_term(lo)) if hi is None else op("clip", u, scalar_term(lo), scalar_term(hi))


def map_term(f: Map) -> Term:
    """The map as a function of one real variable.

    >>> from symrelu.model.network import Layer
    >>> map_term(Layer(2, -1))
    lam x:R. relu(2*x - 1)
    """
    if isinstance(f, PiecewiseExpression):
        return lam(to_term(f.symbol), to_term(f.expression))
    x = var(unused("x", map(variable_name, f.symbols())), R)
    values: tuple[Term, ...] = (x,)
    for layer in f.layers if isinstance(f, Network) else (f,):
        rows = zip(layer.weights, layer.bias, strict=True)
        values = tuple(activated(layer.activation, affine_form(row, values, b)) for row, b in rows)
    return lam(x, values[0])


def _head_arguments(base: Base) -> tuple[Scalar, ...]:
    if base.name == "gamma_law":
        shape, rate = base.parameters
        return shape, 1 / rate if isinstance(rate, fmpq) else 1 / expression(rate)
    return base.parameters


def _base_term(base: Base) -> Term:
    if base.name == "density_law":
        raise Refused("the logic has no head for a law given by its own density: state it by DensityOn")
    return op(base.name, *map(scalar_term, _head_arguments(base)))


def chosen(index: Term, values: list[Term]) -> Term:
    """ite(k = 1, v_1, ite(k = 2, v_2, ... v_n)); one value if all are equal."""
    out = values[-1]
    for k in range(len(values) - 1, 0, -1):
        if any(v != out for v in values[k - 1 :]):
            out = op("ite", op("eq", index, num(k)), values[k - 1], out)
    return out


def _mixture_term(mixture: Mixture) -> Term:
    weights = point([expression(w) for w, _ in mixture.parts])
    laws = [law for _, law in mixture.parts]
    places = [law.source.at for law in laws if isinstance(law.source, Point) and not law.maps]
    if len(places) == len(laws):
        return op("atoms", num(len(laws)), weights, point(map(expression, places)))
    k = var(unused("k", (variable_name(s) for law in laws for s in law.parameters)), N)
    bases = [law.source for law in laws if isinstance(law.source, Base)]
    names = {base.name for base in bases}
    if any(isinstance(law.source, Mixture) for law in laws) or len(names) != 1:
        raise Refused(
            "the logic states mixtures of one kind of base law and point masses, atoms and normal laws, say"
        )
    if len(bases) == len(laws) and not any(law.maps for law in laws):
        columns = list(zip(*[_base_term(base).args for base in bases], strict=True))
        return op(
            "mix", num(len(laws)), weights, lam(k, op(bases[0].name, *[chosen(k, list(c)) for c in columns]))
        )
    if len(set(bases)) != 1:
        raise Refused("the logic states a mixture of pushed laws and point masses only over one base law")
    x = var(unused("x", (variable_name(s) for law in laws for s in law.parameters)), R)
    bodies = [_image_term(law, x) for law in laws]
    return op(
        "mix", num(len(laws)), weights, lam(k, op("push", lam(x, chosen(k, bodies)), _base_term(bases[0])))
    )


def _image_term(law: Law, x: Term) -> Term:
    value = scalar_term(law.source.at) if isinstance(law.source, Point) else x
    for f in law.maps:
        value = op("app", map_term(f), value)
    return value


def law_term(law: Law) -> Term:
    """The law as a term.

    Raises: Refused for what the logic has no head for.
    """
    if isinstance(law.source, Point):
        term = op("delta", scalar_term(law.source.at))
    elif isinstance(law.source, Base):
        term = _base_term(law.source)
    else:
        term = _mixture_term(law.source)
    for f in law.maps:
        term = op("push", map_term(f), term)
    return term
