# pyright: basic
"""Real-valued terms as atoms of SymPy's arithmetic, and terms back to SymPy.

An opaque atom is a closed template and the SymPy expressions that it is applied to: SymPy substitutes into
the expressions only, so its own substitution cannot capture what the template binds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import sympy as sp

from symrelu.errors import InputError, Refused
from symrelu.terms.bridge import Carrier, symbols_of, to_term, variable_name, variable_of
from symrelu.terms.show import show
from symrelu.terms.sorts import N, numeric
from symrelu.terms.substitution import subterms
from symrelu.terms.symbols import abs_, clip, max_, min_, naturals, reals, relu
from symrelu.terms.term import Term, abstract, binder, op


class Template(sp.Atom):
    """A term whose leading binders wait for the expressions of an `Opaque`.

    Templates that differ in the names of bound variables are two: SymPy caches what it builds, and would
    otherwise show a reader the names of somebody else. As terms they are equal.
    """

    __slots__ = ("text", "value")

    def __new__(cls, value: Term) -> Template:
        made = super().__new__(cls)
        made.value = value
        made.text = show(value)
        return made

    def _hashable_content(self) -> tuple[str, ...]:
        return self.value.key.hex(), self.text

    def sort_key(self, order: Any = None) -> Any:
        return self.class_key(), (2, self._hashable_content()), sp.S.One.sort_key(), sp.S.One

    def _sympystr(self, printer: Any) -> str:
        return self.text


class Opaque(Carrier, sp.Expr):
    """A real number that SymPy has no word for: a probability, a sum with a binder, a value f(x).

    >>> from symrelu.terms.sorts import borel
    >>> from symrelu.terms.term import var
    >>> x, y = reals("x y")
    >>> value = opaque(op("app", var("f", borel("R", "R")), var("x", "R")), [x])
    >>> (1 - value).subs(x, y + 1), value.free_symbols
    (1 - f(y + 1), {x})
    """

    __slots__ = ()
    is_commutative = True
    is_extended_real = True
    is_finite = True
    precedence = 1000

    def __new__(cls, template: Template, *arguments: sp.Expr) -> Opaque:
        made = super().__new__(cls, template, *arguments)
        if list(arguments) == _ordered(a for a in arguments if isinstance(a, sp.Symbol)):
            return made
        try:  # one form for one term; in the midst of a substitution there may be none yet
            return opaque(made.term(), symbols_of(made))
        except InputError:
            return made

    def term(self) -> Term:
        """The template at its expressions, as they are read now."""
        template, *arguments = self.args
        term = _value(template)
        for argument in arguments:
            try:
                term = op("app", term, to_term(argument))
            except Refused as refused:
                raise InputError("expression", str(argument), "an argument that fits", str(refused)) from None
        return term

    def _eval_is_integer(self) -> bool | None:
        body = _value(self.args[0])
        for _ in self.args[1:]:
            body = body.args[0]
        return True if body.sort == N else None

    def _eval_derivative(self, symbol: sp.Symbol) -> sp.Expr | None:
        return None if symbol in self.free_symbols else sp.S.Zero

    def _sympystr(self, printer: Any) -> str:
        return show(self.term())

    _sympyrepr = _sympystr

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = latex_of(self.term(), printer)
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


def _ordered(symbols: Iterable[sp.Symbol]) -> list[sp.Symbol]:
    return sorted(frozenset(symbols), key=variable_name)


def _value(template: Any) -> Term:
    return template.value


def opaque(term: Term, symbols: Iterable[sp.Symbol] = ()) -> Opaque:
    """A term of sort R or N as an atom of SymPy, with those of the symbols that occur in it.

    Requires: the symbols stand for the variables of their names.
    """
    if not numeric(term.sort):
        raise InputError("expression", str(term), "a number")
    slots = [s for s in _ordered(symbols) if not variable_of(s).free.isdisjoint(term.free)]
    for symbol in reversed(slots):
        variable = variable_of(symbol)
        term = binder(variable.sort, abstract(term, variable), "slot")
    return Opaque(Template(term), *slots)


# ---- terms back to SymPy ---------------------------------------------------------------------------


def from_term(term: Term, symbols: Iterable[sp.Symbol] = ()) -> Any:
    """The SymPy expression or relation of a term, for display and for computing.

    It is opaque where SymPy has no word, and SymPy's constructors evaluate the rest.
    A variable becomes the one of the given symbols that is read as it, or else a real or natural symbol.

    >>> x = reals("x")
    >>> from_term(to_term(relu(x) ** 2 / 3 - sp.erf(x)))
    -erf(x) + relu(x)**2/3
    """
    return _Writer({variable_of(s): s for s in symbols}).write(term)


class _Writer:
    def __init__(self, symbols: dict[Term, sp.Symbol]) -> None:
        self.symbols = symbols

    def write(self, t: Term) -> Any:
        if t.head == "num":
            return sp.Rational(t.data.numerator, t.data.denominator)
        if t.head == "var" and numeric(t.sort):
            known = self.symbols.get(t)
            return known if known is not None else (naturals if t.sort == N else reals)(t.data)
        build = _HEADS.get(t.head)
        if build is not None:
            return build(*map(self.write, t.args))
        if numeric(t.sort):
            return opaque(t, (self.write(v) for v in _numeric_variables(t)))
        raise InputError(
            "term",
            str(t),
            "a number, or a formula without quantifiers and abstract predicates",
            "the term itself, which prints",
        )


def _numeric_variables(term: Term) -> list[Term]:
    """The free variables of sort R or N."""
    found = (t for t in subterms(term) if t.head == "var" and numeric(t.sort))
    return sorted(found, key=lambda v: v.data)


_HEADS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "+": sp.Add,
        "*": sp.Mul,
        "pow": sp.Pow,
        "inv": lambda x: sp.Pow(x, -1),
        "relu": relu,
        "clip": clip,
        "max": max_,
        "min": min_,
        "abs": abs_,
        "ite": lambda c, a, b: sp.Piecewise((a, c), (b, True)),
        "exp": sp.exp,
        "log": sp.log,
        "sqrt": sp.sqrt,
        "sin": sp.sin,
        "cos": sp.cos,
        "arctan": sp.atan,
        "arccos": sp.acos,
        "arcsin": sp.asin,
        "erf": sp.erf,
        "gamma": sp.gamma,
        "lowergamma": lambda a, x: sp.lowergamma(a, x) / sp.gamma(a),
        "betainc": lambda a, b, x: sp.betainc_regularized(a, b, 0, x),
        "pi": lambda: sp.pi,
        "le": sp.Le,
        "lt": sp.Lt,
        "eq": sp.Eq,
        "not": sp.Not,
        "and": sp.And,
        "or": sp.Or,
        "imp": sp.Implies,
        "iff": sp.Equivalent,
    }
)


# ---- TeX of an atom --------------------------------------------------------------------------------


def latex_of(term: Term, printer: Any) -> str:
    """A short TeX form of an opaque term; the reports have a printer of their own."""
    if term.head in _HEADS or (term.head == "var" and numeric(term.sort)) or term.head == "num":
        try:
            return printer.doprint(from_term(term))
        except InputError:
            pass
    if term.head == "var":
        return printer.doprint(sp.Symbol(term.data))
    if term.head == "app":
        return rf"{latex_of(term.args[0], printer)}\left({latex_of(term.args[1], printer)}\right)"
    if term.head == "lam":
        from symrelu.terms.binding import open_lam

        variable, body = open_lam(term)
        return rf"{latex_of(variable, printer)} \mapsto {latex_of(body, printer)}"
    name = _TEX.get(term.head, rf"\operatorname{{{term.head}}}".replace("_", r"\_"))
    return rf"{name}\left({', '.join(latex_of(a, printer) for a in term.args)}\right)"


_TEX = MappingProxyType({"P": r"\mathbb{P}", "E": r"\mathbb{E}", "dP": "d_P", "dPd": "d_P", "dist": "d"})
