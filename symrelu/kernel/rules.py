"""The rules of inference: eleven logical ones here, the computational ones from their own files.

`apply` is the closed table by name; the functions below it are what scripts call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel import schemas
from symrelu.kernel.calculus import CALCULUS
from symrelu.kernel.cells import CELLS
from symrelu.kernel.flattening import root_facts
from symrelu.kernel.normal import canon
from symrelu.kernel.numbers import NUMBERS
from symrelu.kernel.theorem import Axiom, Step, Theorem, seal
from symrelu.kernel.tree import check
from symrelu.terms.term import Term, fits, instantiate, lam, num, op

Sequent = tuple[frozenset[Term], Term, tuple[Axiom, ...]]


def _formula(value: object, rule: str) -> Term:
    if type(value) is not Term or value.sort != "B" or value.loose:
        raise Refused(f"{rule}: expected a closed formula")
    return value


def _variable(value: object, rule: str, sort: object = None) -> Term:
    if type(value) is not Term or value.head != "var" or (sort is not None and value.sort != sort):
        raise Refused(f"{rule}: expected a variable{'' if sort is None else f' of sort {sort}'}")
    return value


def _shape(rule: str, premises: tuple[Theorem, ...], args: tuple[Any, ...], p: int | None, a: int) -> None:
    if (p is not None and len(premises) != p) or len(args) != a:
        raise Refused(f"{rule}: expected {p} premises and {a} arguments")


def _absent(variable: Term, terms: Iterable[Term], rule: str) -> None:
    entry = (variable.data, variable.sort)
    if any(entry in term.free for term in terms):
        raise Refused(f"{rule}: {variable} occurs where it must not")


def _fits(value: object, function: Term) -> bool:
    return type(value) is Term and not value.loose and fits(value, function.data)


def _prove(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("prove", premises, args, None, 3)
    if type(args[0]) is not tuple:
        raise Refused("prove: hypotheses are a list")
    hyps = frozenset(_formula(h, "prove") for h in args[0]).union(*(p.hyps for p in premises))
    claim = _formula(args[1], "prove")
    check(root_facts(hyps, tuple(p.claim for p in premises), claim), args[2])
    return hyps, claim, ()


def _discharge(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("discharge", premises, args, 1, 1)
    formula = _formula(args[0], "discharge")
    return premises[0].hyps - {formula}, op("imp", formula, premises[0].claim), ()


def _generalise(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("generalise", premises, args, 1, 1)
    variable = _variable(args[0], "generalise")
    _absent(variable, premises[0].hyps, "generalise")
    return premises[0].hyps, op("forall", lam(variable, premises[0].claim)), ()


def _specialise(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("specialise", premises, args, 1, 1)
    claim, value = premises[0].claim, args[0]
    if claim.head != "forall" or not _fits(value, claim.args[0]):
        raise Refused("specialise: expected a universal premise and a closed term that fits its variable")
    return premises[0].hyps, instantiate(claim.args[0].args[0], value), ()


def _exists(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("exists", premises, args, 1, 2)
    claim, value = _formula(args[0], "exists"), args[1]
    if claim.head != "exists" or not _fits(value, claim.args[0]):
        raise Refused("exists: expected an existential claim and a closed term that fits its variable")
    if canon(instantiate(claim.args[0].args[0], value)) != canon(premises[0].claim):
        raise Refused("exists: the premise is not the claim at this witness")
    return premises[0].hyps, claim, ()


def _choose(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("choose", premises, args, 2, 1)
    existence, main = premises
    if existence.claim.head != "exists":
        raise Refused("choose: the first premise is not existential")
    body = existence.claim.args[0]
    variable = _variable(args[0], "choose", body.data)
    rest = main.hyps - {instantiate(body.args[0], variable)}
    _absent(variable, (*existence.hyps, existence.claim, *rest, main.claim), "choose")
    return existence.hyps | rest, main.claim, ()


def _induct(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("induct", premises, args, 2, 2)
    base, step = premises
    variable, claim = _variable(args[0], "induct", "N"), _formula(args[1], "induct")
    if claim.head != "forall" or claim.args[0].data != "N":
        raise Refused("induct: expected a claim for all n of sort N")
    body = claim.args[0].args[0]
    rest = step.hyps - {instantiate(body, variable)}
    _absent(variable, (*base.hyps, *rest, claim), "induct")
    if canon(base.claim) != canon(instantiate(body, num(0))):
        raise Refused("induct: the first premise is not the claim at 0")
    if canon(step.claim) != canon(instantiate(body, op("+", variable, num(1)))):
        raise Refused("induct: the second premise is not the claim at k + 1")
    return base.hyps | rest, claim, ()


def _extend(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("extend", premises, args, 1, 1)
    variable, claim = _variable(args[0], "extend"), premises[0].claim
    _absent(variable, premises[0].hyps, "extend")
    if claim.head != "eq":
        raise Refused("extend: the premise is no equation")
    return premises[0].hyps, op("eq", *(lam(variable, side) for side in claim.args)), ()


def _schema(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    if premises or not args or type(args[0]) is not str:
        raise Refused("schema: expected the name of a row and its arguments")
    return frozenset(), schemas.schema(args[0], tuple(args[1:])), ()


def _text(value: object, rule: str) -> str:
    if type(value) is not str or not 0 < len(value) <= 2000 or not value.isprintable():
        raise Refused(f"{rule}: expected a text of signs that can be shown")
    return value


def _closed(value: object, rule: str) -> Term:
    formula = _formula(value, rule)
    if formula.free:
        raise Refused(f"{rule}: the claim has free variables; quantify over them")
    return formula


def _cite(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("cite", premises, args, 0, 3)
    claim = _closed(args[0], "cite")
    return frozenset(), claim, (Axiom(_text(args[1], "cite"), "cited", _text(args[2], "cite"), claim),)


def _argue(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
    _shape("argue", premises, args, 0, 2)
    claim = _closed(args[0], "argue")
    return frozenset(), claim, (Axiom(_text(args[1], "argue"), "argued", "", claim),)


def _computed(rule: Callable[..., tuple[frozenset[Term], Term]]) -> Callable[..., Sequent]:
    def run(premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Sequent:
        hyps, claim = rule(premises, args)
        return hyps, claim, ()

    return run


RULES: MappingProxyType[str, Callable[[tuple[Theorem, ...], tuple[Any, ...]], Sequent]] = MappingProxyType(
    {
        "prove": _prove,
        "discharge": _discharge,
        "generalise": _generalise,
        "specialise": _specialise,
        "exists": _exists,
        "choose": _choose,
        "induct": _induct,
        "extend": _extend,
        "schema": _schema,
        "cite": _cite,
        "argue": _argue,
        **{name: _computed(rule) for table in (CALCULUS, NUMBERS, CELLS) for name, rule in table.items()},
    }
)


def apply(rule: str, premises: tuple[Theorem, ...], args: tuple[Any, ...]) -> Theorem:
    """The theorem that a rule makes of premises and arguments, or Refused.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> apply("prove", (), ((x < 0,), x < 1, ("close", ((1, (0,)), (1, (1,))))))
    x < 0 |- x < 1
    >>> apply("generalise", (apply("prove", (), ((x < 0,), x < 1, ("close", ((1, (0,)), (1, (1,)))))),), (x,))
    Traceback (most recent call last):
    symrelu.errors.Refused: generalise: x occurs where it must not
    """
    run = RULES.get(rule) if type(rule) is str else None
    if run is None:
        raise Refused(f"unknown rule {str(rule)[:40]!r}")
    if not (type(premises) is type(args) is tuple and all(type(p) is Theorem for p in premises)):
        raise Refused(f"{rule}: premises are theorems")
    hyps, claim, own = run(premises, args)
    return seal(hyps, claim, own, Step(rule, premises, args))


def prove(claim: Term, tree: Any, *, given: Iterable[Term] = (), premises: Iterable[Theorem] = ()) -> Theorem:
    """G, claims and hyps of the premises, not A refuted by `tree`; then G, hyps of the premises |- A."""
    return apply("prove", tuple(premises), (tuple(given), claim, tree))


def discharge(theorem: Theorem, formula: Term) -> Theorem:
    """From G |- C: G - A |- A -> C."""
    return apply("discharge", (theorem,), (formula,))


def generalise(theorem: Theorem, *variables: Term) -> Theorem:
    """From G |- C: G |- forall x. C, with x not free in G; the last variable becomes the innermost."""
    for variable in reversed(variables):
        theorem = apply("generalise", (theorem,), (variable,))
    return theorem


def specialise(theorem: Theorem, *values: Term) -> Theorem:
    """From G |- forall x:s. C: G |- C[a], for a closed term a that fits s."""
    for value in values:
        theorem = apply("specialise", (theorem,), (value,))
    return theorem


def exists(theorem: Theorem, claim: Term, witness: Term) -> Theorem:
    """From G |- C[a]: G |- exists x. C."""
    return apply("exists", (theorem,), (claim, witness))


def choose(existence: Theorem, main: Theorem, variable: Term) -> Theorem:
    """From G |- exists x. A and D, A[v] |- C: G, D |- C, with v nowhere else."""
    return apply("choose", (existence, main), (variable,))


def induct(base: Theorem, step: Theorem, variable: Term, claim: Term) -> Theorem:
    """From G |- A(0) and D, A(k) |- A(k+1): G, D |- forall n:N. A(n)."""
    return apply("induct", (base, step), (variable, claim))


def extend(theorem: Theorem, variable: Term) -> Theorem:
    """From G |- s = t: G |- lam x. s = lam x. t, with x not free in G."""
    return apply("extend", (theorem,), (variable,))


def schema(name: str, *args: Term) -> Theorem:
    """A row of the table of facts about laws, sums, integrals and existence."""
    return apply("schema", (), (name, *args))


def cite(claim: Term, name: str, source: str) -> Theorem:
    """A closed textbook statement, taken on trust and shown by everything that rests on it."""
    return apply("cite", (), (claim, name, source))


def argue(claim: Term, text: str) -> Theorem:
    """A step of prose, taken on trust and counted by everything that rests on it."""
    return apply("argue", (), (claim, text))
