"""The density of a law from its distribution function: its derivative, integrated back."""

from __future__ import annotations

from symrelu.errors import ProofFailed
from symrelu.kernel import rules
from symrelu.kernel.continuity import continuity
from symrelu.kernel.rules import discharge, extend, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.defined import integrable
from symrelu.methods.establish import assume, establish, forall
from symrelu.methods.halflines import after, applied
from symrelu.methods.identities import equation
from symrelu.methods.signs import nonzero, not_negative
from symrelu.terms.statement import implication
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, lam, num, op

Ends = tuple["Term | None", "Term | None"]


def density_theorem(piece: Theorem, y: Term, ends: Ends, shown: Term, given: tuple[Term, ...]) -> Theorem:
    """DensityOn(law, f, (a, b)), from the distribution function a <= y and y < b -> P(law, x <= y) = G(y).

    Raises: ProofFailed where f is not seen to be the derivative of G, continuous and at least 0.
    """
    claim = piece.claim.args[1] if piece.claim.head == "imp" else piece.claim
    law, G, f = claim.args[0].args[0], lam(y, claim.args[1]), lam(y, shown)
    u, v = fresh("u", "R", piece.claim, shown, *given), fresh("v", "R", piece.claim, shown, *given)
    low, high = ends
    inside = [low < u] if low is not None else []
    inside += [u <= v, *([v < high] if high is not None else [])]
    here = (*given, *inside)
    integral = _integral(G, f, y, u, v, given)
    mass = _mass(piece, y, law, u, v, here)
    same = op("eq", mass.claim.args[0], op("int", u, v, f))
    links = (integrable(u, v, f, given=(*given, u <= v)), establish(same, premises=(integral, mass)))
    goal = op("and", *(link.claim for link in links))
    spread = establish(goal, premises=links)
    for formula in inside:
        spread = discharge(spread, formula)
    spread = forall(establish(implication(inside, goal), premises=(spread,)), u, v)
    sign = _not_negative(shown, y, ends, given)
    return establish(op("and", sign.claim, spread.claim), premises=(sign, spread))


def _mass(piece: Theorem, y: Term, law: Term, u: Term, v: Term, here: tuple[Term, ...]) -> Theorem:
    """P(law, u < x and x <= v) = G(v) - G(u)."""
    function = generalise(piece, y)
    at_ends: list[Theorem] = []
    for end in (u, v):
        at = specialise(function, end)
        value = at.claim.args[1] if at.claim.head == "imp" else at.claim
        at_ends.append(establish(value, given=here, premises=(at,)))
    parts = applied(after(), law, u, v, given=(u <= v,))
    goal = op("eq", parts.claim.args[0], at_ends[1].claim.args[1] - at_ends[0].claim.args[1])
    return establish(goal, premises=(parts, *at_ends))


def _integral(G: Term, f: Term, y: Term, u: Term, v: Term, given: tuple[Term, ...]) -> Theorem:
    """u <= v |- int(u, v, f) = G(v) - G(u), since G' = f everywhere."""
    rule = rules.apply("differentiate", (), (G, y))
    sides: list[Theorem] = []
    if rule.claim.head == "imp":
        condition = rule.claim.args[0]
        sides = [_side(c, given) for c in (condition.args if condition.head == "and" else (condition,))]
        rule = establish(rule.claim.args[1], premises=(rule, *sides))
    smooth = lam(y, rule.claim.args[2])
    sides = [_side(c, given) for c in continuity(smooth(y), y)]
    value = rules.apply("ftc", (rule, assume(u <= v), *sides), (G, smooth, y, u, v))
    same = extend(equation(f(y), smooth(y), given), y)
    return establish(op("eq", op("int", u, v, f), value.claim.args[1]), premises=(value, same))


def _side(condition: Term, given: tuple[Term, ...]) -> Theorem:
    if condition.head == "not" and condition.args[0].head == "eq":
        return nonzero(condition.args[0].args[0], given)
    raise ProofFailed(repr(condition), advice="a condition that holds everywhere")


def _not_negative(shown: Term, y: Term, ends: Ends, given: tuple[Term, ...]) -> Theorem:
    """forall y. a < y < b -> 0 <= f(y)."""
    bounds = [ends[0] < y] if ends[0] is not None else []
    bounds += [y < ends[1]] if ends[1] is not None else []
    try:
        here = not_negative(shown, given)
    except ProofFailed:
        here = not_negative(shown, (*given, *bounds))
    for bound in bounds:
        here = discharge(here, bound) if bound in here.hyps else here
    return forall(establish(implication(bounds, num(0) <= shown), premises=(here,)), y)
