"""Reading numbers: sums with signs, products as fractions, powers, elementary functions, cases."""

from __future__ import annotations

from fractions import Fraction as Rational
from itertools import pairwise
from types import MappingProxyType

from symrelu.report.layout import (
    Break,
    Fence,
    Fraction,
    Group,
    Layout,
    Row,
    Script,
    Symbol,
    fence_depth,
    height,
    row,
    width,
)
from symrelu.report.scope import (
    ATOM,
    BIG,
    POWER,
    PRODUCT,
    SUM,
    THIN,
    Reader,
    Reading,
    Scope,
    function_name,
    numeral,
)
from symrelu.terms.term import Term, op

PLUS = Symbol(" + ", "+", "binary", 1.22)
MINUS = Symbol(" - ", "−", "binary", 1.22)
SIGN = Symbol("-", "−", "prefix", 0.78)
DOT = Symbol(r" \cdot ", "⋅", "binary", 0.75)
TIMES = Symbol(r"\times ", "×", "binary", 1.2)
ONE = numeral(1)
BEFORE_FUNCTION = Symbol("", "thin", "space", 0.17)  # TeX itself leaves a thin space before an operator name
INFINITY = Symbol(r"\infty", "∞", "identifier", 1.0)


def rational(value: Rational) -> Layout:
    """A non-negative rational number: digits, or a small fraction."""
    if value.denominator == 1:
        return numeral(value.numerator)
    large = max(value.numerator, value.denominator) > 9999
    return Fraction(numeral(value.numerator), _with_power_of_ten(value.denominator), small=not large)


def _with_power_of_ten(value: int) -> Layout:
    """A natural number, its zeros at the end as a power of ten where there are many: 5 * 10^20."""
    zeros = len(str(value)) - len(str(value).rstrip("0"))
    if zeros < 6:
        return numeral(value)
    power = Script(numeral(10), None, numeral(zeros))
    lead = value // 10**zeros
    return power if lead == 1 else row(numeral(lead), DOT, power)


def signed(value: Rational) -> Reading:
    """A rational number with its sign."""
    return (rational(value), ATOM) if value >= 0 else (row(SIGN, rational(-value)), SUM)


def sum_layout(parts: list[tuple[bool, Layout]]) -> Layout:
    """Summands with their signs, (negative, absolute value); a positive one leads where there is one."""
    if parts[0][0]:
        lead = next((i for i, (negative, _) in enumerate(parts) if not negative), 0)
        parts = [parts[lead], *parts[:lead], *parts[lead + 1 :]]
    items: list[Layout] = []
    for negative, part in parts:
        mark = MINUS if negative else PLUS
        if items:
            items.append(Break(mark, mark, fill=True))
        elif negative:
            items.append(SIGN)
        items.append(part)
    return Group(row(*items))


def product_layout(sign: bool, coefficient: Rational, above: list[Layout], below: list[Layout]) -> Reading:
    """A product with one rational coefficient (not negative), factors above and below the line."""
    top, bottom = coefficient.numerator, coefficient.denominator
    if not below and bottom != 1 and not _compact(above):
        core = juxtapose([rational(coefficient), *above])
    elif not below and bottom == 1:
        core = juxtapose(([numeral(top)] if top != 1 or not above else []) + above)
    else:
        over = juxtapose(([numeral(top)] if top != 1 or not above else []) + above)
        under = juxtapose(([_with_power_of_ten(bottom)] if bottom != 1 else []) + below)
        core = Fraction(_bare(over), _bare(under), small=not below and width(over) <= 2 and not height(over))
    return (
        (row(SIGN, core), SUM)
        if sign
        else (core, PRODUCT if len(above) != 1 or below or coefficient != 1 else POWER)
    )


def _compact(above: list[Layout]) -> bool:
    """Whether factors look well over a numeral: x / 2, but 1/2 erf(x)."""
    core = row(*above)
    applied = not isinstance(core, Fence) and fence_depth(core) > 0
    return len(above) < 2 + (width(core) < 2) and width(core) <= 4 and not height(core) and not applied


def _bare(layout: Layout) -> Layout:
    """The body of a bracket that nothing else stands beside."""
    return (
        layout.body
        if isinstance(layout, Fence) and (layout.opening, layout.closing) == ("(", ")")
        else layout
    )


def juxtapose(factors: list[Layout]) -> Layout:
    """Factors side by side, spaced as far as they need it to be read apart."""
    if not factors:
        return ONE
    items: list[Layout] = [factors[0]]
    for left, right in pairwise(factors):
        items += [Break(_between(left, right), TIMES, fill=True), right]
    return row(*items)


def _between(left: Layout, right: Layout) -> Symbol | None:
    starts = right.base if isinstance(right, Script) else right
    if isinstance(starts, Symbol) and starts.kind == "number":
        return DOT
    if isinstance(starts, Fraction) and starts.small:
        return DOT
    if _function(right):
        return BEFORE_FUNCTION
    if _letter(left) and _letter(right):
        return Symbol(" ", "", "space", 0.0)
    return (
        Symbol(" ", "", "space", 0.0)
        if isinstance(left, Symbol | Fraction) and not _word(left) and _letter(right)
        else THIN
    )


def _function(layout: Layout) -> bool:
    core = (
        layout.items[0] if isinstance(layout, Row) else layout.base if isinstance(layout, Script) else layout
    )
    return isinstance(core, Symbol) and core.kind == "function"


def _letter(layout: Layout) -> bool:
    core = layout.base if isinstance(layout, Script) else layout
    return isinstance(core, Symbol) and core.kind == "identifier" and not _word(core)


def _word(layout: Layout) -> bool:
    return (
        isinstance(layout, Symbol)
        and layout.kind in ("identifier", "words")
        and layout.tex.startswith(r"\math")
    )


def numeral_reading(term: Term, _: Scope) -> Reading:
    """A numeral."""
    return signed(term.data)


def sum_reading(term: Term, scope: Scope) -> Reading:
    """Summands; products of several variables first, subtraction where a coefficient is negative."""
    parts = [_summand(part, scope) for part in term.args]
    ranked = sorted(range(len(parts)), key=lambda i: not (_degree(term.args[i]) > 1 and not parts[i][0]))
    return sum_layout([parts[i] for i in ranked]), SUM


def _degree(term: Term) -> int:
    return sum(part.head != "num" for part in term.args) if term.head == "*" and term.free | term.loose else 0


def _summand(term: Term, scope: Scope) -> tuple[bool, Layout]:
    if term.head == "num" and term.data < 0:
        return True, rational(-term.data)
    if term.head == "*":
        sign, coefficient, above, below = factors(term)
        if sign:
            return True, _product(False, coefficient, above, below, scope)[0]
    return False, scope.show(term, SUM + 1)


def factors(term: Term) -> tuple[bool, Rational, list[Term], list[Term]]:
    """Sign, coefficient, factors above and below the line; no two numerals are multiplied together."""
    sign, top, bottom = False, 0, 0
    above: list[Term] = []
    below: list[Term] = []
    for factor in _flat(term):
        if factor.head == "num" and factor.data != 0 and not top:
            negative, value = factor.data < 0, abs(factor.data)
            if value == 1 and negative and not sign:
                sign = True
            elif not bottom or value.denominator == 1:
                sign, top, bottom = sign != negative, value.numerator, bottom or value.denominator
            else:
                above.append(factor)
        elif (
            factor.head == "inv"
            and factor.args[0].head == "num"
            and factor.args[0].data > 1
            and not bottom
            and factor.args[0].data.denominator == 1
        ):
            bottom = factor.args[0].data.numerator
        elif factor.head == "inv":
            below.append(factor.args[0])
        elif factor.head == "pow" and factor.args[0].head == "inv":
            below.append(op("pow", factor.args[0].args[0], factor.args[1]))
        else:
            above.append(factor)
    return sign, Rational(top or 1, bottom or 1), above, below


def _flat(term: Term) -> list[Term]:
    return [part for arg in term.args for part in _flat(arg)] if term.head == "*" else [term]


def product_reading(term: Term, scope: Scope) -> Reading:
    """A product, with divisors under a line."""
    return _product(*factors(term), scope)


def _product(
    sign: bool, coefficient: Rational, above: list[Term], below: list[Term], scope: Scope
) -> Reading:
    alone = len(above) == 1 and coefficient.numerator == 1
    shown = [
        scope.show(
            t, SUM + 1 if (alone and (below or coefficient != 1)) else PRODUCT if i < len(above) - 1 else BIG
        )
        for i, t in enumerate(above)
    ]
    single = len(below) == 1 and coefficient.denominator == 1
    divisors = [scope.show(t, 0 if single else PRODUCT) for t in below]
    return product_layout(sign, coefficient, shown, divisors)


def inverse_reading(term: Term, scope: Scope) -> Reading:
    """One over the argument."""
    return Fraction(ONE, scope.show(term.args[0])), PRODUCT


def power_reading(term: Term, scope: Scope) -> Reading:
    """A power with natural exponent."""
    if term.args[0].head == "inv":
        return Fraction(ONE, scope.show(op("pow", term.args[0].args[0], term.args[1]))), PRODUCT
    base = scope.show(term.args[0], ATOM)
    if isinstance(base, Fraction) or (isinstance(base, Script) and (base.sup or base.primes)):
        base = Fence("(", base, ")")
    return Script(base, None, scope.show(term.args[1])), POWER


def exponential(argument: Layout) -> Reading:
    """e to a short exponent, exp of a long or tall one."""
    if width(argument) < 7 and height(argument) < 2:
        return Script(Symbol(r"\mathrm{e}", "e", "identifier", 0.45), None, argument), POWER
    return row(function_name("exp", r"\exp"), Fence("(", Group(argument), ")")), ATOM


ARITHMETIC: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "num": numeral_reading,
        "+": sum_reading,
        "*": product_reading,
        "inv": inverse_reading,
        "pow": power_reading,
    }
)
