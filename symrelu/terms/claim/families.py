# pyright: basic
"""Claims about families of laws: invariance under layers, and how the law depends on the parameters.

A family is anything with the fields `parameters` (symbols, or variables of other sorts), `given` (relations
and claims) and `law`, or a tuple of these three. Its domain Omega is what is given, with the domains of the
symbols and with what the law asks of them (`required`, such as sigma > 0).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.terms.binding import call_fresh, read_variable, renamed
from symrelu.terms.bridge import check_symbols, domains, symbols_of, to_term
from symrelu.terms.builders import law_of
from symrelu.terms.claim.binders import both, equation, every, slot, some
from symrelu.terms.claim.laws import dimension, on_space
from symrelu.terms.claim.layers import Layers, all_layers
from symrelu.terms.sorts import SEQ, N, R
from symrelu.terms.statement import Claim, conjunction, implication
from symrelu.terms.substitution import substitute, unused
from symrelu.terms.term import Term, num, op


@dataclass(frozen=True)
class _Ranged:
    """A family as terms: the parameters, the formulas of its domain, the law."""

    parameters: tuple[Term, ...]
    omega: tuple[Term, ...]
    law: Term

    def at(self, values: tuple[Term, ...]) -> _Ranged:
        """The same family with the parameters renamed."""
        point = dict(zip(self.parameters, values, strict=True))
        return _Ranged(values, tuple(substitute(o, point) for o in self.omega), substitute(self.law, point))

    def names(self) -> frozenset[str]:
        """The names of all variables."""
        return frozenset(name for t in (*self.parameters, *self.omega, self.law) for name, _ in t.free)


def parts(family: Any) -> tuple[tuple[Any, ...], tuple[Any, ...], Any]:
    """The parameters, what is given, and the law of a family.

    Raises: InputError if it is no family.
    """
    fields = family
    if all(hasattr(family, name) for name in ("parameters", "given", "law")):
        required = getattr(
            family, "required", tuple
        )  # what the law asks of its parameters, such as sigma > 0
        fields = family.parameters, (*family.given, *required()), family.law
    if not isinstance(fields, tuple) or len(fields) != 3:
        raise InputError(
            "family", repr(family)[:80], "parameters, given and law", "((m, s), [], normal(m, s))"
        )
    parameters, given, law = fields
    listed = tuple(parameters) if isinstance(parameters, (tuple, list)) else (parameters,)
    conditions = tuple(given) if isinstance(given, (tuple, list)) else (given,)
    return listed, conditions, law


def _ranged(family: Any) -> _Ranged:
    parameters, given, law = parts(family)
    omega = (*domains(parameters), *map(to_term, given))
    check_symbols(symbols_of((parameters, given, law)), *map(to_term, (*parameters, *given, law)))
    if any(o.sort != "B" for o in omega):
        raise InputError("family", str(omega), "relations between the parameters as what is given")
    variables = tuple(map(read_variable, parameters))
    if not variables or len(set(variables)) < len(variables):
        raise InputError("family", ", ".join(map(str, variables)) or "no parameter", "distinct parameters")
    return _Ranged(variables, omega, law_of(law)[0])


def _primed(parameters: tuple[Any, ...], taken: frozenset[str]) -> tuple[Any, ...]:
    """Copies of the parameters, primed apart from the names that are taken."""
    made: list[Any] = []
    for p in parameters:
        name = unused(f"{read_variable(p).data}'", taken)
        taken |= {name}
        made.append(renamed(p, name))
    return tuple(made)


def _copy(family: Any, ranged: _Ranged, *others: _Ranged) -> _Ranged:
    taken = ranged.names().union(*(other.names() for other in others))
    return ranged.at(tuple(map(read_variable, _primed(parts(family)[0], taken))))


@dataclass(frozen=True, repr=False)
class _OfFamily(Claim):
    family: Any

    def __post_init__(self) -> None:
        if isinstance(self.family, list):
            object.__setattr__(self, "family", tuple(self.family))
        super().__post_init__()

    def symbols(self) -> frozenset[sp.Symbol]:
        parameters, given, law = parts(self.family)
        mixed = symbols_of(self.others()) & symbols_of(parameters)
        if mixed:
            raise InputError(
                type(self).__name__,
                f"the parameter {min(map(str, mixed))} outside the family",
                "symbols of their own",
                "a modulus as a function of two tuples of parameters",
            )
        return symbols_of((given, law, *self.others())) - symbols_of(parameters)

    def others(self) -> tuple[Any, ...]:
        """The fields beside the family."""
        return ()

    @property
    def demands(self) -> tuple[Term, ...]:
        """That the family has a member, and on R^d that its members are laws on R^d."""
        member = _ranged(self.family)
        some_member = (some(member.parameters, conjunction(member.omega)),) if member.omega else ()
        d = self.space_dimension()
        if d is None:
            return some_member
        inside = implication(member.omega, on_space(dimension(d), member.law))
        return (*some_member, every(member.parameters, inside))

    def space_dimension(self) -> Any:
        """The dimension of the laws; None on R, or where it is not said."""
        return getattr(self, "d", None)


@dataclass(frozen=True, repr=False)
class Invariant(_OfFamily):
    """Every layer sends every law of the family to a law of the family.

    forall Th. Omega(Th) -> forall weights. exists Th'. Omega(Th') and push(layer, p(Th)) = p(Th').
    The layers are those of width one for laws on R, those of R^d if `layers` is a dimension, or `Layers`.

    >>> from symrelu.terms.symbols import positive
    >>> from symrelu.terms.variables import functions
    >>> from symrelu.terms.sorts import law
    >>> s = positive("s"); p = functions("p", "R", law("R"))
    >>> Invariant(((s,), [], p(s)))
    forall s. 0 < s -> (forall w. forall b. exists s'. 0 < s' and push(lam y:R. relu(w*y + b), p(s)) = p(s'))
    """

    layers: Any = None

    def others(self) -> tuple[Any, ...]:
        return () if self.layers is None else (self.layers,)

    def space_dimension(self) -> Any:
        return None if isinstance(self.layers, Layers) else self.layers

    def unfold(self) -> Term:
        member = _ranged(self.family)
        image = _copy(self.family, member)
        weights, conditions, map_ = all_layers(self.layers, member.law)
        reached = equation(op("push", map_, member.law), image.law)
        found = some(image.parameters, both(*image.omega, reached) if image.omega else reached)
        sent = every(weights, implication(conditions, found))
        return every(member.parameters, implication(member.omega, sent))


@dataclass(frozen=True, repr=False)
class NotInvariant(Invariant):
    """Some layer sends some law of the family to a law outside the family."""

    @property
    def demands(self) -> tuple[Term, ...]:
        """None: the claim names a member."""
        return ()

    def unfold(self) -> Term:
        return op("not", super().unfold())


# ---- dependence on the parameters ------------------------------------------------------------------


def _prokhorov(first: Term, second: Term, d: Any) -> Term:
    if (first.sort[1] == R) != (d is None):
        wanted = "none for laws on R, the dimension for laws on R^d"
        raise InputError("d", "none" if d is None else str(d), wanted)
    return op("dP", first, second) if d is None else op("dPd", dimension(d), first, second)


def distance(first: tuple[Term, ...], second: tuple[Term, ...], n: Any = None) -> Term:
    """The maximum distance of two parameter points: of reals, or of one point of R^n."""
    if len(first) == 1 and first[0].sort == SEQ and n is not None:
        return op("dist", dimension(n), *first, *second)
    if any(t.sort not in (N, R) for t in first) or n is not None:
        raise InputError(
            "distance",
            ", ".join(map(str, first)),
            "real parameters, or one sequence and n",
            "n=... for a parameter in R^n, or a modulus of your own",
        )
    gaps = [op("abs", a - b) for a, b in zip(first, second, strict=True)]
    return reduce(lambda a, b: op("max", a, b), gaps)


@dataclass(frozen=True, repr=False)
class Lipschitz(_OfFamily):
    """dP(p(Th), p(Th')) <= modulus(Th, Th') for all Th, Th' in Omega.

    The modulus is a function of two tuples of parameters, or a constant: then it is that multiple of the
    maximum distance of the parameters (`n` if the parameter is one point of R^n). `d` is the dimension of the
    laws.

    >>> from symrelu.terms.symbols import reals
    >>> from symrelu.terms.variables import functions
    >>> from symrelu.terms.sorts import law
    >>> a = reals("a"); p = functions("p", "R", law("R"))
    >>> Lipschitz(((a,), [a <= 1], p(a)), 2)
    forall a. forall a'. a <= 1 and a' <= 1 -> dP(p(a), p(a')) <= 2*abs(a - a')
    """

    modulus: Any
    d: Any = None
    n: Any = None

    def others(self) -> tuple[Any, ...]:
        return (self.modulus, self.d, self.n)

    def symbols(self) -> frozenset[sp.Symbol]:
        found = super().symbols()
        return found | self._modulus()[1] if self._is_function() else found

    def _is_function(self) -> bool:
        return callable(self.modulus) and not isinstance(self.modulus, (Term, sp.Basic))

    def _modulus(self) -> tuple[Any, frozenset[sp.Symbol]]:
        """The modulus at the parameters and at their primed copies, and its other symbols."""
        parameters = parts(self.family)[0]
        others = _primed(parameters, _ranged(self.family).names())
        count = len(parameters)
        function: Callable[..., Any] = lambda *both: self.modulus(both[:count], both[count:])  # noqa: E731
        value, arguments = call_fresh(function, (*parameters, *others))
        if tuple(map(read_variable, arguments)) != tuple(map(read_variable, (*parameters, *others))):
            advice = "other names for the symbols that print like parameters"
            raise InputError("modulus", f"{value}", "a function of the parameters", advice)
        return to_term(value), symbols_of(value) - symbols_of(arguments)

    def unfold(self) -> Term:
        first = _ranged(self.family)
        second = _copy(self.family, first)
        if self._is_function():
            bound = self._modulus()[0]
        else:
            bound = op("*", to_term(self.modulus), distance(first.parameters, second.parameters, self.n))
        near = op("le", _prokhorov(first.law, second.law, self.d), bound)
        inside = (*first.omega, *second.omega)
        return every((*first.parameters, *second.parameters), implication(inside, near))


@dataclass(frozen=True, repr=False)
class LocallyLipschitz(_OfFamily):
    """Near every parameter of Omega the law is Lipschitz in the parameter.

    forall Th in Omega. exists rho > 0, C >= 0. for all Th', Th'' in Omega at distance at most rho from Th:
    dP(p(Th'), p(Th'')) <= C distance(Th', Th'').
    """

    d: Any = None
    n: Any = None

    def others(self) -> tuple[Any, ...]:
        return (self.d, self.n)

    def unfold(self) -> Term:
        centre = _ranged(self.family)
        first = _copy(self.family, centre)
        second = _copy(self.family, centre, first)
        rho, c = slot("rho", R), slot("C", R)
        near = [distance(centre.parameters, other.parameters, self.n) <= rho for other in (first, second)]
        value = _prokhorov(first.law, second.law, self.d)
        bound = value <= c * distance(first.parameters, second.parameters, self.n)
        pairs = every(
            (*first.parameters, *second.parameters), implication((*first.omega, *second.omega, *near), bound)
        )
        return every(
            centre.parameters,
            implication(centre.omega, some([rho, c], both(num(0) < rho, num(0) <= c, pairs))),
        )


@dataclass(frozen=True, repr=False)
class NotLocallyLipschitz(LocallyLipschitz):
    """At some parameter of Omega no radius and no constant will do."""

    @property
    def demands(self) -> tuple[Term, ...]:
        """None: the claim names a member."""
        return ()

    def unfold(self) -> Term:
        return op("not", super().unfold())
