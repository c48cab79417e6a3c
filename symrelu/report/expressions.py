# pyright: basic
"""SymPy expressions as layouts, in the notation of terms."""

from __future__ import annotations

from fractions import Fraction as Rational
from types import MappingProxyType
from typing import Any

from symrelu.report.arithmetic import INFINITY, ONE, SIGN, exponential, product_layout, signed, sum_layout
from symrelu.report.formulas import EQUIVALENT, GE, GT, LAND, LE, LOR, LT, NE
from symrelu.report.layout import (
    Break,
    Cases,
    Fence,
    Fraction,
    Group,
    Layout,
    Limits,
    Root,
    Script,
    Symbol,
    row,
)
from symrelu.report.names import distinct, named
from symrelu.report.scope import (
    ATOM,
    BIG,
    EQUALS,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    Reading,
    function_name,
    listing,
)

_FUNCTIONS = MappingProxyType(
    {
        "relu": ("ReLU", ""),
        "max_": ("max", r"\max"),
        "min_": ("min", r"\min"),
        "Max": ("max", r"\max"),
        "Min": ("min", r"\min"),
        "log": ("log", r"\log"),
        "sin": ("sin", r"\sin"),
        "cos": ("cos", r"\cos"),
        "tan": ("tan", r"\tan"),
        "atan": ("arctan", r"\arctan"),
        "asin": ("arcsin", r"\arcsin"),
        "acos": ("arccos", r"\arccos"),
        "tanh": ("tanh", r"\tanh"),
        "sinh": ("sinh", r"\sinh"),
        "cosh": ("cosh", r"\cosh"),
        "gamma": ("Γ", r"\Gamma"),
        "lowergamma": ("γ", r"\gamma"),
        "uppergamma": ("Γ", r"\Gamma"),
        "beta": ("B", r"\mathrm{B}"),
        "Heaviside": ("H", r"\mathrm{H}"),
        "DiracDelta": ("δ", r"\delta"),
        "zeta": ("ζ", r"\zeta"),
        "polylog": ("Li", ""),
    }
)
_RELATIONS = MappingProxyType(
    {
        "Equality": EQUALS,
        "Unequality": NE,
        "StrictLessThan": LT,
        "LessThan": LE,
        "StrictGreaterThan": GT,
        "GreaterThan": GE,
    }
)


def expression_layout(expression: Any, names: Any = None) -> Layout:
    """The notation of a SymPy expression, formula or matrix entry."""
    import sympy as sp

    found = sp.sympify(expression, strict=True)
    known = names or distinct(str(symbol) for symbol in found.atoms(sp.Symbol))
    return Group(_Printer(known).show(found), 0)


class _Printer:
    def __init__(self, names: Any) -> None:
        self.names = names

    def show(self, e: Any, least: int = 0) -> Layout:
        layout, rank = self.read(e)
        return Fence("(", Group(layout), ")") if rank < least else layout

    def read(self, e: Any) -> Reading:
        import sympy as sp

        if isinstance(e, sp.Rational):
            return signed(Rational(int(e.p), int(e.q)))
        if isinstance(e, sp.Symbol):
            return self.names.get(str(e)) or named(str(e)), ATOM
        if isinstance(e, sp.Add):
            return sum_layout([self.summand(part) for part in _ordered(e)]), SUM
        if isinstance(e, sp.Mul):
            return self.product(e)
        if isinstance(e, sp.exp):
            return exponential(self.show(e.args[0]))
        if isinstance(e, sp.Pow):
            return self.power(e)
        if isinstance(e, sp.Piecewise):
            return self.cases(e)
        return (
            self.formula(e)
            if isinstance(e, sp.logic.boolalg.Boolean) and not e.is_Symbol
            else self.special(e)
        )

    def summand(self, e: Any) -> tuple[bool, Layout]:
        import sympy as sp

        coefficient, rest = e.as_coeff_Mul()
        if isinstance(coefficient, sp.Rational) and coefficient < 0:
            return True, self.show(
                sp.Mul(-coefficient, rest, evaluate=False) if coefficient != -1 else rest, SUM + 1
            ) if rest != 1 else self.show(-coefficient)
        return False, self.show(e, SUM + 1)

    def product(self, e: Any) -> Reading:
        import sympy as sp

        sign, coefficient = False, Rational(1)
        above: list[Any] = []
        below: list[Any] = []
        for factor in e.args:
            if isinstance(factor, sp.Rational):
                value = Rational(int(factor.p), int(factor.q))
                sign, coefficient = sign != (value < 0), coefficient * abs(value)
            elif isinstance(factor, sp.Pow) and factor.exp.is_Rational and factor.exp < 0:
                below.append(
                    sp.Pow(factor.base, -factor.exp, evaluate=False) if factor.exp != -1 else factor.base
                )
            else:
                above.append(factor)
        above.sort(
            key=lambda f: (
                not f.is_number,
                isinstance(f, sp.Function | sp.exp) or not (f.is_Symbol or f.is_Pow or f.is_number),
            )
        )
        shown = [
            self.show(f, SUM + 1 if len(above) == 1 and not below and coefficient == 1 else BIG + 1)
            for f in above
        ]
        if len(above) == 1 and coefficient.numerator == 1 and (below or coefficient.denominator != 1):
            shown = [self.show(above[0], SUM + 1)]
        single = len(below) == 1 and coefficient.denominator == 1
        divisors = [self.show(f, 0 if single else PRODUCT) for f in below]
        return product_layout(sign, coefficient, shown, divisors)

    def power(self, e: Any) -> Reading:
        import sympy as sp

        base, exponent = e.base, e.exp
        if base == sp.E:
            return exponential(self.show(exponent))
        if exponent == sp.Rational(1, 2):
            return Root(self.show(base)), ATOM
        if exponent.is_Rational and exponent < 0:
            inverse = base if exponent == -1 else sp.Pow(base, -exponent, evaluate=False)
            return Fraction(ONE, self.show(inverse)), PRODUCT
        shown = self.show(base, ATOM)
        if isinstance(shown, Fraction) or (isinstance(shown, Script) and (shown.sup or shown.primes)):
            shown = Fence("(", shown, ")")
        return Script(shown, None, self.show(exponent)), POWER

    def cases(self, e: Any) -> Reading:
        rows: list[tuple[Layout, Layout | None]] = []
        for value, condition in e.args:
            rows.append((Group(self.show(value)), None if condition == True else Group(self.show(condition))))  # noqa: E712
        return Cases(tuple(rows)), BIG

    def formula(self, e: Any) -> Reading:
        import sympy as sp

        if type(e).__name__ in _RELATIONS:
            sign = _RELATIONS[type(e).__name__]
            left, right = self.show(e.args[0], RELATION + 1), self.show(e.args[1], RELATION + 1)
            return Group(row(left, Break(sign, sign, fill=True), Group(right))), RELATION
        if isinstance(e, sp.And):
            chain = self.interval(e)
            if chain:
                return chain
        if isinstance(e, sp.And | sp.Or | sp.Equivalent):
            sign = LAND if isinstance(e, sp.And) else LOR if isinstance(e, sp.Or) else EQUIVALENT
            items: list[Layout] = []
            for part in sorted(e.args, key=sp.default_sort_key):
                items += [Break(sign, sign)] if items else []
                items.append(self.show(part, RELATION))
            return Group(row(*items)), RELATION - 2
        if e in (sp.true, sp.false):
            word = "true" if e == sp.true else "false"
            return Symbol(rf"\text{{{word}}}", word, "words", 2.0), ATOM
        return self.applied(e)

    def interval(self, e: Any) -> Reading | None:
        """a < y and y <= b as one chain."""
        import sympy as sp

        if len(e.args) != 2 or not all(isinstance(p, sp.core.relational._Inequality) for p in e.args):
            return None
        first, second = (
            p if isinstance(p, sp.Lt | sp.Le) else p.reversed for p in sorted(e.args, key=sp.default_sort_key)
        )
        if first.args[1] != second.args[0]:
            first, second = second, first
        if first.args[1] != second.args[0]:
            return None
        marks = [LT if isinstance(p, sp.Lt) else LE for p in (first, second)]
        parts = [self.show(p, RELATION + 1) for p in (first.args[0], first.args[1], second.args[1])]
        return Group(
            row(parts[0], marks[0], parts[1], Break(marks[1], marks[1], fill=True), parts[2])
        ), RELATION

    def special(self, e: Any) -> Reading:
        import sympy as sp

        constants = {
            sp.pi: (r"\pi", "π"),
            sp.E: (r"\mathrm{e}", "e"),
            sp.EulerGamma: (r"\gamma", "γ"),
            sp.I: (r"\mathrm{i}", "i"),
        }
        if e in constants:
            return Symbol(*constants[e], "identifier", 0.6), ATOM
        if e is sp.oo:
            return INFINITY, ATOM
        if e is -sp.oo:
            return row(SIGN, INFINITY), SUM
        if isinstance(e, sp.Abs) or type(e).__name__ == "abs_":
            return Fence("|", Group(self.show(e.args[0])), "|"), ATOM
        if isinstance(e, sp.Integral):
            return self.integral(e)
        return self.applied(e)

    def integral(self, e: Any) -> Reading:
        limits = e.limits[0]
        low, high = (self.show(limits[1]), self.show(limits[2])) if len(limits) == 3 else (None, None)
        sign = Limits(Symbol(r"\int", "∫", "big", 0.9), low, high)
        inner = self.show(e.function, BIG)
        differential = row(Symbol(r"\,\mathrm{d}", "d", "words", 0.73), self.show(limits[0]))
        return row(sign, inner, differential), BIG

    def applied(self, e: Any) -> Reading:
        name = type(e).__name__ if not hasattr(e, "name") else str(e.name)
        arguments = [self.show(arg) for arg in e.args]
        if name == "betainc_regularized" and len(arguments) == 4 and e.args[2] == 0:
            index = Script(Symbol("I", "I", "identifier", 0.5), arguments[3])
            return row(index, listing(tuple(arguments[:2]))), ATOM
        if name == "betainc" and len(arguments) == 4 and e.args[2] == 0:
            index = Script(Symbol(r"\mathrm{B}", "B", "words", 0.7), arguments[3])
            return row(index, listing(tuple(arguments[:2]))), ATOM
        shown, tex = _FUNCTIONS.get(name, (name, ""))
        if not tex and not shown.isalnum():
            return row(named(name), listing(tuple(arguments))), ATOM
        separators = name == "clip" and len(arguments) == 3
        if separators:
            semicolon = Symbol("; ", ";", "comma", 0.45)
            comma = Symbol(", ", ",", "comma", 0.45)
            body = row(
                arguments[0], semicolon, Break(fill=True), arguments[1], comma, Break(fill=True), arguments[2]
            )
            return row(function_name("clip"), Fence("(", Group(body), ")")), ATOM
        return row(function_name(shown, tex), listing(tuple(arguments))), ATOM


def _ordered(e: Any) -> list[Any]:
    terms = list(e.as_ordered_terms())
    constants = [part for part in terms if part.is_number]
    others = [part for part in terms if not part.is_number]
    leading_minus = bool(others) and others[0].could_extract_minus_sign()
    return (
        constants + others
        if leading_minus and constants and not constants[0].could_extract_minus_sign()
        else others + constants
    )
