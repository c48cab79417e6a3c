# pyright: basic
"""A law as a sum over base laws and points: how each share sees an event of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from symrelu.kernel.normal import canon
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.events import never, space_point, sure
from symrelu.methods.masses import are_weights, split_by_atoms, split_by_parts
from symrelu.methods.pointwise import composed_map, on_base
from symrelu.terms.term import Term, lam, num, op


@dataclass(frozen=True)
class Share:
    """weight times the image of a base law under `image`; `base` is None for a point, which is then `point`.

    `law_variable` is a point of the space of the whole law, `variable` one of the base law.
    """

    weight: Term
    base: Term | None
    image: Term
    point: Term | None
    law: Term
    whole: Term
    given: tuple[Term, ...]

    @property
    def law_variable(self) -> Term:
        """A fresh point of the space."""
        return space_point(self.whole, *self.given)

    @property
    def variable(self) -> Term:
        """A fresh point of the base law."""
        return space_point(self.whole, *self.given)

    def event(self, holds: Callable[[Term], Term]) -> Term:
        """The event of the base law: holds(f(x))."""
        x = self.law_variable
        return lam(x, holds(self.image(x)))

    def link(self, event: Term) -> Theorem:
        """P(whole, A) as the sum of weight times P(base, A o f) over all shares."""
        return _link(self.whole, event, self.given)

    def at_point(
        self, event: Term, value: Theorem, holds: Callable[[Term], Term], given: tuple[Term, ...],
        known: Iterable[Theorem],
    ) -> Theorem:
        """P(delta, A) = 1 or 0, from f(c) = v; for a constant map of a base law too."""
        place = value.claim.args[1]
        goal, happens = holds(value.claim.args[0]), _decided(holds(place), given, known)
        truth = establish(goal if happens.claim.head != "not" else op("not", goal), given=given,
                          premises=(happens, value))
        number = num(0) if truth.claim.head == "not" else num(1)
        if self.base is not None:
            x = self.law_variable
            extreme = never if number == num(0) else sure
            return extreme(self.base, lam(x, goal), premises=(truth,))
        row = schema("delta_prob", self.point, event)
        return establish(op("eq", op("P", op("delta", self.point), event), number), premises=(row, truth))


def _decided(formula: Term, given: tuple[Term, ...], known: Iterable[Theorem]) -> Theorem:
    from symrelu.errors import ProofFailed

    known = tuple(known)
    try:
        return establish(formula, given=given, premises=known, seconds=3)
    except ProofFailed:
        return establish(op("not", formula), given=given, premises=known, seconds=3)


def shares(law: Term, given: tuple[Term, ...]) -> tuple[Share, ...]:
    """The shares of a law, in the order in which the law lists its parts."""
    g, mu = composed_map(law)
    x = space_point(law, *given)
    outer = g if g is not None else lam(x, x)

    def share(weight: Term, part: Term) -> Share:
        inner, base = composed_map(part)
        image = outer if inner is None else lam(x, outer(inner(x)))
        if base.head == "delta":
            return Share(weight, None, image, base.args[0], part, law, given)
        constant = (x.data, x.sort) not in image(x).free
        return Share(weight, base, image, x if constant else None, part, law, given)

    if mu.head == "mix":
        n, w, parts = mu.args
        return tuple(share(canon(w(num(k))), canon(parts(num(k)))) for k in range(1, int(n.data) + 1))
    if mu.head == "atoms":
        n, w, places = mu.args
        return tuple(share(canon(w(num(k))), op("delta", canon(places(num(k))))) for k in range(1, int(n.data) + 1))
    return (share(num(1), mu),)


def _link(law: Term, event: Term, given: tuple[Term, ...]) -> Theorem:
    step, mu, inner = on_base(law, event)
    listed = shares(law, given)
    if mu.head not in ("mix", "atoms"):
        return step
    weights = are_weights(len(listed), mu.args[1], given=given)
    x = space_point(law, *given)
    holds: Any = event
    masses: list[Term] = []
    links: list[Theorem] = [step]
    if mu.head == "atoms":
        total = split_by_atoms(mu, inner, weights=weights)
        for s in listed:
            masses.append(s.weight * op("P", op("delta", s.point), lam(x, holds(s.image(x)))))
            links.append(schema("delta_prob", s.point, lam(x, holds(s.image(x)))))
    else:
        total = split_by_parts(mu, inner, weights=weights)
        for s in listed:
            part, base, inside = on_base(s.law, inner)
            masses.append(s.weight * op("P", base, inside))
            links.append(part)
            if base.head == "delta":
                continue
    links.append(total)
    return establish(op("eq", op("P", law, event), op("+", num(0), *masses)), premises=links)
