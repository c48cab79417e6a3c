"""A law as a sum over base laws and points: how each share sees an event of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish, forall
from symrelu.methods.events import never, space_point, sure
from symrelu.methods.pointwise import composed_map, on_base
from symrelu.methods.sums import are_weights, split_by_atoms, split_by_parts
from symrelu.terms.term import Term, lam, num, op


@dataclass(frozen=True)
class Share:
    """weight times the image under `image` of a base law at `point`, or of a point mass there.

    `base` is None for a point mass; else `point` is a variable.
    """

    weight: Term
    base: Term | None
    image: Term
    point: Term
    law: Term

    def event(self, holds: Callable[[Term], Term]) -> Term:
        """The event holds(f(x)) of the base law."""
        x = self.point if self.base is not None else space_point(self.law, self.image)
        return lam(x, holds(self.image(x)))

    def extreme(
        self,
        value: Theorem,
        holds: Callable[[Term], Term],
        given: tuple[Term, ...],
        known: Iterable[Theorem],
    ) -> Theorem:
        """P(share, A o f) = 1 or 0, where f is constant by the theorem f(c) = v."""
        place, level = value.claim.args
        decided = _decided(holds(level), given, known)
        happens = decided.claim == holds(level)
        goal = holds(place) if happens else op("not", holds(place))
        truth = establish(goal, given=given, premises=(decided, value))
        event, number = self.event(holds), num(1 if happens else 0)
        if self.base is not None:
            return (sure if happens else never)(self.base, event, premises=(forall(truth, self.point),))
        row = schema("delta_prob", self.point, event)
        return establish(op("eq", op("P", op("delta", self.point), event), number), premises=(row, truth))


def _decided(formula: Term, given: tuple[Term, ...], known: Iterable[Theorem]) -> Theorem:
    known = tuple(known)
    try:
        return establish(formula, given=given, premises=known, seconds=3)
    except ProofFailed:
        return establish(op("not", formula), given=given, premises=known, seconds=3)


def shares(law: Term, given: tuple[Term, ...]) -> tuple[Share, ...]:
    """The shares of a law, in the order in which the law lists its parts."""
    g, mu = composed_map(law)
    x = space_point(law, *given)

    def share(weight: Term, part: Term) -> Share:
        inner, base = composed_map(part)
        image = lam(x, x) if inner is None else inner
        image = image if g is None else lam(x, g(image(x)))
        if base.head == "delta":
            return Share(weight, None, image, base.args[0], part)
        return Share(weight, base, image, x, part)

    if mu.head not in ("mix", "atoms"):
        return (share(num(1), mu),)
    n, w, parts = mu.args
    numbers = [num(k) for k in range(1, int(n.data) + 1)]
    listed = [canon(parts(k)) for k in numbers]
    laws = listed if mu.head == "mix" else [op("delta", place) for place in listed]
    return tuple(share(canon(w(k)), part) for k, part in zip(numbers, laws, strict=True))


def shared(law: Term, event: Term, given: tuple[Term, ...]) -> Theorem:
    """P(law, A) as the sum of weight times P(share, A o f) over all shares."""
    step, mu, inner = on_base(law, event)
    if mu.head not in ("mix", "atoms"):
        return step
    listed = shares(law, given)
    weights = are_weights(len(listed), mu.args[1], given=given)
    links: list[Theorem] = [step]
    masses: list[Term] = []
    for share in listed:
        if share.base is None:
            x = space_point(law, *given)
            happens = lam(x, event(share.image(x)))
            links.append(schema("delta_prob", share.point, happens))
            masses.append(share.weight * op("P", op("delta", share.point), happens))
        else:
            part, base, happens = on_base(share.law, inner)
            links.append(part)
            masses.append(share.weight * op("P", base, happens))
    total = (split_by_atoms if mu.head == "atoms" else split_by_parts)(mu, inner, weights=weights)
    return establish(op("eq", op("P", law, event), op("+", num(0), *masses)), premises=(*links, total))
