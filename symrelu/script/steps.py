"""The verbs of a proof: have, split, chain, refute, exhibit, induct_on, pick, cite, argue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from symrelu.errors import InputError
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.enclosures import comparisons
from symrelu.methods.establish import assume, establish
from symrelu.methods.establish import forall as bind
from symrelu.methods.goals import granted, opened
from symrelu.methods.pointwise import pointwise_proof
from symrelu.script.lemma import Lemma
from symrelu.script.reasons import Reason, hints_of, pointwise
from symrelu.terms.binding import read_as
from symrelu.terms.bridge import domains, to_term
from symrelu.terms.term import Term, instantiate, lam, num, op, var

By: TypeAlias = "Lemma | Theorem | Reason | Iterable[Lemma | Theorem | Reason]"
SECONDS = 30.0


def reasons_of(by: By) -> tuple[tuple[Lemma, ...], tuple[Reason, ...]]:
    """What stands after `by=`: theorems as lemmas, and the hints.

    Raises: InputError for anything else.
    """
    items = tuple[object, ...]((by,) if isinstance(by, Lemma | Theorem | Reason) else by)
    lemmas: list[Lemma] = []
    for item in items:
        if isinstance(item, Lemma):
            lemmas.append(item)
        elif isinstance(item, Theorem):
            lemmas.append(Lemma(item, method=_source(item)))
        elif not isinstance(item, Reason):
            raise InputError("by", repr(item), "a lemma, a theorem or a reason", "by=[lemma, sign(a)]")
    return tuple(lemmas), tuple(i for i in items if isinstance(i, Reason))


def _source(theorem: Theorem) -> str:
    step = theorem.step
    return str(step.args[0]).replace("_", " ") if step.rule == "schema" else step.rule


def _method(lemmas: tuple[Lemma, ...], reasons: tuple[Reason, ...]) -> str:
    rows = sorted(
        {lemma.method for lemma in lemmas if not lemma.premises and not lemma.note and lemma.method}
    )
    named = [r.name for r in reasons if r.kind in ("fact", "plain", "pointwise")]
    return ", ".join(dict.fromkeys([*rows, *named])) or "linear arithmetic"


def have(
    claim: Any, note: str = "", *, given: Iterable[Any] = (), by: By = (), seconds: float = SECONDS
) -> Lemma:
    """Prove a claim from what is given and the reasons; the declared domains of its symbols are given too.

    Hypotheses of the lemmas stay hypotheses, but for those that the claim itself has as antecedents. Strict
    comparisons of closed numbers are looked up by balls.

    Raises: ProofFailed, with what was left open.
    """
    lemmas, reasons = reasons_of(by)
    given = tuple(given)
    hypotheses = dict.fromkeys([*(d for g in (claim, *given) for d in domains(g)), *map(to_term, given)])
    formula = to_term(claim)
    own = _antecedents(formula) - frozenset(hypotheses)
    theorem = opened(
        formula,
        leaf=pointwise_proof if pointwise in reasons else establish,
        given=hypotheses,
        premises=[
            *(_discharged(lemma.theorem, lemma.theorem.hyps & own) for lemma in lemmas),
            *comparisons(formula),
        ],
        hints=hints_of(reasons),
        seconds=seconds,
    )
    return Lemma(theorem, note, _method(lemmas, reasons), lemmas)


def _antecedents(formula: Term) -> frozenset[Term]:
    out: set[Term] = set()
    while formula.head == "imp":
        out.update((formula.args[0], *(formula.args[0].args if formula.args[0].head == "and" else ())))
        formula = formula.args[1]
    return frozenset(out)


def given(formula: Any) -> Lemma:
    """A hypothesis, as a lemma that rests on itself."""
    return Lemma(assume(to_term(formula)), method="hypothesis")


def split(*parts: Lemma, note: str = "", seconds: float = SECONDS) -> Lemma:
    """The common claim of the cases, whose own hypotheses must exhaust everything: the kernel checks that."""
    claims = {part.claim for part in parts}
    if len(claims) != 1:
        raise InputError("split", f"{len(claims)} different claims", "cases of one claim")
    common = frozenset[Term].intersection(*(part.theorem.hyps for part in parts))
    implications = [_discharged(part.theorem, part.theorem.hyps - common) for part in parts]
    theorem = establish(parts[0].claim, given=common, premises=implications, seconds=seconds)
    return Lemma(theorem, note, "case distinction", parts)


def _discharged(theorem: Theorem, formulas: frozenset[Term]) -> Theorem:
    for formula in sorted(formulas, key=lambda t: t.key):
        theorem = rules.discharge(theorem, formula)
    return theorem


def chain(*links: Lemma, note: str = "", seconds: float = SECONDS) -> Lemma:
    """From a R b and b S c: a T c, for relations =, <=, <."""
    heads = {link.claim.head for link in links}
    if not links or not heads <= {"eq", "le", "lt"}:
        raise InputError("chain", ", ".join(map(repr, links)), "equations and inequalities")
    head = "eq" if heads == {"eq"} else "lt" if "lt" in heads else "le"
    claim = op(head, links[0].claim.args[0], links[-1].claim.args[1])
    theorem = establish(claim, premises=[link.theorem for link in links], seconds=seconds)
    return Lemma(theorem, note, "transitivity", links)


def refute(
    claim: Any, note: str = "", *, at: Mapping[Any, Any], by: By = (), seconds: float = SECONDS
) -> Lemma:
    """Prove `Fails(A)`: assume A for all values, specialise it at the witness, compute a contradiction."""
    formula = to_term(claim)
    if formula.head != "not" or formula.args[0].head != "forall":
        raise InputError("refute", repr(formula), "a claim that something fails", "Fails(Equal(...))")
    values = {str(key): to_term(value) for key, value in at.items()}
    theorem, universal = assume(formula.args[0]), formula.args[0]
    while theorem.claim.head == "forall":
        name = theorem.claim.args[0].hint
        if name not in values:
            raise InputError("at", ", ".join(values), f"a value of {name}", f"at={{{name}: ...}}")
        theorem = rules.specialise(theorem, values[name])
    lemmas, reasons = reasons_of(by)
    premises = [theorem, *(lemma.theorem for lemma in lemmas)]
    false = establish(op("or"), premises=premises, hints=hints_of(reasons), seconds=seconds)
    proved = establish(formula, premises=[rules.discharge(false, universal)], seconds=seconds)
    return Lemma(proved, note, "evaluation at the witness", lemmas)


def exhibit(
    claim: Any, note: str = "", *, witness: Iterable[Any], by: By = (), seconds: float = SECONDS
) -> Lemma:
    """Prove `forall ... A -> exists ... B`: the witness is written in the variables of the claim."""
    lemmas, reasons = reasons_of(by)
    formula = to_term(claim)
    variables: list[Term | None] = []
    assumed: list[Term] = []
    goal = formula
    while goal.head in ("forall", "imp"):
        if goal.head == "imp":
            assumed.append(goal.args[0])
            goal, mark = goal.args[1], None
        else:
            mark = var(goal.args[0].hint, goal.args[0].data)
            goal = instantiate(goal.args[0].args[0], mark)
        variables.append(mark)
    targets: list[tuple[Term, Term]] = []
    for written in witness:
        if goal.head != "exists":
            raise InputError("witness", "too many values", "one for each existential variable")
        value = read_as(written, goal.args[0].data)
        targets.append((goal, value))
        goal = instantiate(goal.args[0].args[0], value)
    theorem = opened(
        goal,
        leaf=pointwise_proof if pointwise in reasons else establish,
        given=[*domains(claim), *assumed],
        premises=[lemma.theorem for lemma in lemmas],
        hints=hints_of(reasons),
        seconds=seconds,
    )
    for target, value in reversed(targets):
        theorem = rules.exists(theorem, target, value)
    for mark in reversed(variables):
        theorem = rules.generalise(theorem, mark) if mark else rules.discharge(theorem, assumed.pop())
    return Lemma(theorem, note, "witness", lemmas)


def induct_on(
    n: Any,
    claim: Any,
    note: str = "",
    *,
    base: By = (),
    step: By = (),
    given: Iterable[Any] = (),
    seconds: float = SECONDS,
) -> Lemma:
    """Prove a claim for all natural n: at 0, and at n + 1 from the claim at n.

    `base` and `step` are reasons; lemmas in `step` may speak of n.
    """
    variable, formula = to_term(n), to_term(claim)
    hyps = tuple(map(to_term, given))
    universal = op("forall", lam(variable, formula))
    body = universal.args[0].args[0]
    base_lemmas, base_reasons = reasons_of(base)
    step_lemmas, step_reasons = reasons_of(step)
    start = establish(
        instantiate(body, num(0)),
        given=hyps,
        premises=[x.theorem for x in base_lemmas],
        hints=hints_of(base_reasons),
        seconds=seconds,
    )
    onward = establish(
        instantiate(body, op("+", variable, num(1))),
        given=(*hyps, formula),
        premises=[x.theorem for x in step_lemmas],
        hints=hints_of(step_reasons),
        seconds=seconds,
    )
    theorem = rules.induct(start, onward, variable, universal)
    return Lemma(theorem, note, f"induction on {variable}", (*base_lemmas, *step_lemmas))


def pick(existence: Lemma, names: str) -> tuple[Any, ...]:
    """Fresh names for what exists: the variables, and last the lemma that they do what was said.

    The lemma rests on itself until `picked` discharges it.
    """
    formula, variables = granted(existence.theorem).claim, list[Term]()
    for name in names.split():
        if formula.head != "exists":
            raise InputError("pick", repr(formula), "an existential claim")
        variables.append(var(name, formula.args[0].data))
        formula = instantiate(formula.args[0].args[0], variables[-1])
    return (*variables, given(formula))


def picked(existence: Lemma, *variables: Term, by: Lemma, note: str = "") -> Lemma:
    """The conclusion `by`, which does not mention the picked variables, without the hypothesis about them."""
    assumed, theorem = [granted(existence.theorem)], by.theorem
    for variable in variables[:-1]:
        assumed.append(assume(instantiate(assumed[-1].claim.args[0].args[0], variable)))
    whole = assume(instantiate(assumed[-1].claim.args[0].args[0], variables[-1]))
    parts = frozenset(whole.claim.args if whole.claim.head == "and" else ()) & theorem.hyps
    if parts:
        theorem = establish(theorem.claim, premises=(_discharged(theorem, parts), whole))
    for exists, variable in reversed(list(zip(assumed, variables, strict=True))):
        theorem = rules.choose(exists, theorem, variable)
    return Lemma(theorem, note, "existence", (existence, by))


def cite(claim: Any, name: str, source: str) -> Lemma:
    """A textbook statement without free variables, taken on trust and shown wherever it is used."""
    return Lemma(rules.cite(to_term(claim), name, source), method=f"cited: {name}")


def argue(claim: Any, text: str) -> Lemma:
    """A step of prose, taken on trust and counted wherever it is used."""
    return Lemma(rules.argue(to_term(claim), text), text, "argued")


def forall(lemma: Lemma, *variables: Any) -> Lemma:
    """The claim for all values of the variables, as the next step."""
    return Lemma(bind(lemma.theorem, *map(to_term, variables)), lemma.note, lemma.method, lemma.premises)
