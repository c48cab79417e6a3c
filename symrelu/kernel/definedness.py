"""Definedness: the conditions under which a statement says what a reader sees, and publishing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import InitVar, dataclass
from types import MappingProxyType

from symrelu.errors import Refused
from symrelu.kernel.rows import integrable_law, integrable_on, integrable_real, weights
from symrelu.kernel.theorem import Axiom, Theorem
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, has_private, instantiate, lam, num, op

Context = tuple[Term, ...]
_SEAL = object()


@dataclass(frozen=True, slots=True, eq=False)
class Obligation:
    """`context |- condition`: a partial subterm is inside its domain wherever the statement reaches it."""

    context: Context
    condition: Term

    def __repr__(self) -> str:
        return f"{', '.join(map(repr, self.context))} |- {self.condition}"


def _and(*formulas: Term) -> Term:
    return formulas[0] if len(formulas) == 1 else op("and", *formulas)


def _positive(*terms: Term) -> Term:
    return _and(*(num(0) < t for t in terms))


_CONDITIONS: MappingProxyType[str, Callable[..., Term]] = MappingProxyType(
    {
        "inv": lambda t: op("not", op("eq", t, num(0))),
        "log": _positive,
        "sqrt": lambda t: num(0) <= t,
        "arccos": lambda t: _and(num(-1) <= t, t <= 1),
        "arcsin": lambda t: _and(num(-1) <= t, t <= 1),
        "gamma": _positive,
        "lowergamma": lambda a, x: _and(num(0) < a, num(0) <= x),
        "betainc": lambda a, b, x: _and(num(0) < a, num(0) < b, num(0) <= x, x <= 1),
        "uniform": lambda a, b: a < b,
        "normal": lambda _, s: _positive(s),
        "laplace": lambda _, s: _positive(s),
        "cauchy": lambda _, s: _positive(s),
        "logistic": lambda _, s: _positive(s),
        "exponential": _positive,
        "student_t": _positive,
        "gamma_law": _positive,
        "beta_law": _positive,
        "sum": lambda a, b, _: a <= b + 1,
        "prod": lambda a, b, _: a <= b + 1,
        "sumseq": lambda a, b, *_: a <= b + 1,
        "atoms": lambda n, w, _: weights(n, w),
        "mix": lambda n, w, _: weights(n, w),
    }
)
_BOUNDED = frozenset("+ * pow relu abs max min".split())
_BOUNDED_ON_BOUNDED = _BOUNDED | frozenset("clip exp sin cos arctan erf num pi".split())


def _tame(t: Term, bounded_point: bool) -> bool:
    """Whether the Borel body (of a lam, index 0 the point) is bounded, on bounded sets or everywhere."""
    if not t.loose:
        return True
    if t.head == "bound":
        return bounded_point
    if t.head == "ite":
        return _tame(t.args[1], bounded_point) and _tame(t.args[2], bounded_point)
    if t.head in ("P", "sin", "cos", "arctan", "erf"):
        return True
    if t.head == "clip":
        return all(_tame(a, bounded_point) for a in t.args[1:])
    heads = _BOUNDED_ON_BOUNDED if bounded_point else _BOUNDED
    return t.head in heads and all(_tame(a, bounded_point) for a in t.args)


def _integrability(t: Term) -> Term | None:
    function = t.args[1] if t.head == "E" else t.args[-1]
    if t.head != "intR" and function.head == "lam" and _tame(function.args[0], t.head == "int"):
        return None
    if t.head == "E":
        return integrable_law(t.args[0], function)
    return integrable_on(*t.args) if t.head == "int" else integrable_real(function)


def obligations(formula: Term, context: Context = ()) -> tuple[Obligation, ...]:
    """Every condition that a reader of the formula takes for granted, in order, each with its context.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> obligations(op("imp", num(0) < x, op("eq", x * op("inv", x), num(1))))
    (0 < x |- not x = 0,)
    """
    if formula.loose:
        raise Refused("obligations: a closed formula is needed")
    walk = _Walk(formula, {})
    walk.visit(formula, tuple(context))
    return tuple(o for o in walk.found.values() if not _evident(o.condition))


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk over a formula; what it needs is gathered in `found`, each condition once in each context."""

    formula: Term
    found: dict[tuple[frozenset[Term], Term], Obligation]

    def need(self, condition: Term, ctx: Context) -> None:
        self.found.setdefault((frozenset(ctx), condition), Obligation(ctx, condition))

    def visit(self, t: Term, ctx: Context) -> None:
        head = t.head
        if head in ("and", "or", "imp", "ite"):
            self.connective(t, ctx)
        elif head == "lam":
            self.body(t, ctx)
        elif head in ("hasderiv", "tends_oo", "tends_minus_oo", "tends_right", "tends_left"):
            self.near(t, ctx)
            for arg in t.args[1:]:
                self.visit(arg, ctx)
        else:
            self.conditions(t, ctx)
            for i, arg in enumerate(t.args):
                self.argument(t, i, arg, ctx)

    def conditions(self, t: Term, ctx: Context) -> None:
        if t.head in _CONDITIONS:
            self.need(_CONDITIONS[t.head](*t.args), ctx)
        if t.head == "int":
            self.need(t.args[0] <= t.args[1], ctx)
        condition = _integrability(t) if t.head in ("int", "intR", "E") else None
        if condition is not None:
            self.need(condition, ctx)

    def argument(self, t: Term, i: int, arg: Term, ctx: Context) -> None:
        if i != 2 or arg.head != "lam" or t.head not in ("sum", "prod", "int"):
            self.visit(arg, ctx)
        elif t.head == "int":
            self.body(arg, ctx, lambda y: t.args[0] < y, lambda y: y < t.args[1])
        else:
            self.body(arg, ctx, lambda k: t.args[0] <= k, lambda k: k <= t.args[1])

    def body(self, function: Term, ctx: Context, *conditions: Callable[[Term], Term]) -> None:
        variable = fresh(function.hint, function.data, function, self.formula, *ctx)
        self.visit(instantiate(function.args[0], variable), (*ctx, *(c(variable) for c in conditions)))

    def near(self, t: Term, ctx: Context) -> None:
        """A derivative or limit: what the function needs near the point."""
        function = t.args[0]
        if function.head != "lam":
            return self.visit(function, ctx)
        variable = fresh(function.hint, function.data, function, self.formula, *ctx, *t.args)
        inner = obligations(instantiate(function.args[0], variable), ctx)
        conditions = [op("imp", op("and", *o.context[len(ctx) :]), o.condition) for o in inner]
        if conditions:
            self.need(_neighbourhood(t, variable, op("and", *conditions)), ctx)
        return None

    def connective(self, t: Term, ctx: Context) -> None:
        if t.head == "imp":
            self.visit(t.args[0], ctx)
            self.visit(t.args[1], (*ctx, t.args[0]))
        elif t.head == "ite":
            self.visit(t.args[0], ctx)
            self.visit(t.args[1], (*ctx, t.args[0]))
            self.visit(t.args[2], (*ctx, op("not", t.args[0])))
        else:
            for i, arg in enumerate(t.args):
                earlier = t.args[:i] if t.head == "and" else tuple(op("not", a) for a in t.args[:i])
                self.visit(arg, (*ctx, *earlier))


def _evident(condition: Term) -> bool:
    """Conditions between numerals, decided by arithmetic."""
    if condition.head == "and":
        return all(map(_evident, condition.args))
    if condition.head == "not" and condition.args[0].head == "eq":
        left, right = condition.args[0].args
        return left.head == right.head == "num" and left.data != right.data
    if condition.head in ("le", "lt") and all(a.head == "num" for a in condition.args):
        left, right = (a.data for a in condition.args)
        return left <= right if condition.head == "le" else left < right
    return False


def _neighbourhood(t: Term, variable: Term, condition: Term) -> Term:
    """`condition` at all points near where the derivative or limit is taken."""
    r = fresh("r", "R", t, condition, variable)
    y = variable
    where = {
        "hasderiv": lambda: (t.args[1] - r < y, y < t.args[1] + r),
        "tends_right": lambda: (t.args[1] < y, y < t.args[1] + r),
        "tends_left": lambda: (t.args[1] - r < y, y < t.args[1]),
        "tends_oo": lambda: (r < y,),
        "tends_minus_oo": lambda: (y < r,),
    }[t.head]()
    inner = op("forall", lam(y, op("imp", _and(*where), condition)))
    return op("exists", lam(r, op("and", num(0) < r, inner) if len(where) == 2 else inner))


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A statement that is proved, defined wherever it speaks, and not vacuous where that was demanded."""

    title: str
    theorem: Theorem
    side: tuple[Theorem, ...]
    given: tuple[Term, ...]
    demands: tuple[Term, ...]
    axioms: frozenset[Axiom]
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise Refused("results are made by publish")

    @property
    def formula(self) -> Term:
        """The statement itself."""
        return self.theorem.claim


def required(formula: Term, given: Context, demands: Context = ()) -> tuple[Obligation, ...]:
    """All obligations of a proposition: of its hypotheses in their order, of the formula, and its demands."""
    out: list[Obligation] = []
    for i, hypothesis in enumerate(given):
        out.extend(obligations(hypothesis, given[:i]))
    out.extend(obligations(formula, given))
    out.extend(Obligation((), demand) for demand in demands)
    return tuple(out)


def publish(
    title: str,
    formula: Term,
    given: Context,
    theorem: Theorem,
    side: tuple[Theorem, ...] = (),
    demands: Context = (),
) -> Published:
    """The sealed result: the theorem proves the formula from what is declared, and every obligation is met.

    >>> from symrelu.kernel.rules import prove
    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> th = prove(num(0) <= op("pow", x, num(2)), ("close", ((1, (0,)), (1, (x,)))))
    >>> publish("Squares", th.claim, (), th).title
    'Squares'
    >>> publish("Squares", num(0) <= x, (), th)
    Traceback (most recent call last):
    symrelu.errors.Refused: publish: the theorem claims something else
    """
    if type(theorem) is not Theorem or any(type(s) is not Theorem for s in side) or type(title) is not str:
        raise Refused("publish: expected theorems")
    if not title.isprintable():
        raise Refused("publish: the title holds signs that cannot be shown")
    if any(type(t) is not Term or t.sort != "B" or t.loose or has_private(t) for t in (*given, *demands)):
        raise Refused("publish: what is given and demanded are closed formulas")
    if theorem.claim != formula:
        raise Refused("publish: the theorem claims something else")
    if not theorem.hyps <= frozenset(given):
        raise Refused("publish: the theorem has hypotheses that the proposition does not declare")
    for obligation in required(formula, given, demands):
        allowed = frozenset(given) | frozenset(obligation.context)
        if not any(s.claim == obligation.condition and s.hyps <= allowed for s in side):
            raise Refused(f"publish: not shown to be defined: {obligation}")
    axioms = theorem.axioms.union(*(s.axioms for s in side))
    return Published(title, theorem, side, given, demands, axioms, seal=_SEAL)
