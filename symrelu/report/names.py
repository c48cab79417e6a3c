"""Names of variables as notation: `lambda_1` is a Greek letter with a subscript; no two names look alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from symrelu.report.layout import Fence, Layout, Row, Script, Symbol

_WORDS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi "
    "chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_LETTERS = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"
_VARIANTS: MappingProxyType[str, str] = MappingProxyType({"epsilon": r"\varepsilon", "phi": r"\varphi"})
GREEK: MappingProxyType[str, str] = MappingProxyType(dict(zip(_WORDS.split(), _LETTERS, strict=True)))
_NAME = re.compile(r"([A-Za-z]+?)(\d*)((?:_+[A-Za-z0-9]+)*)('*)\Z")
_NARROW = MappingProxyType({**dict.fromkeys("ijlt", 0.4), **dict.fromkeys("mwMW", 0.9)})


def identifier(word: str) -> Symbol:
    """One letter, Greek if the word is the name of one, or a whole word."""
    if word in GREEK:
        return Symbol(
            _VARIANTS.get(word, "\\" + word), GREEK[word], "identifier", 0.82 if word[0].isupper() else 0.62
        )
    if len(word) == 1:
        default = 0.8 if word.isupper() else 0.57
        return Symbol(word, word, "identifier", _NARROW.get(word, default))
    return Symbol(rf"\mathit{{{word}}}", word, "identifier", 0.54 * len(word) + 0.1)


def _subscript(text: str) -> Layout:
    if text.isdigit():
        return Symbol(text, text, "number", 0.5 * len(text))
    if len(text) == 1 or text in GREEK:
        return identifier(text)
    return Symbol(rf"\mathrm{{{text}}}", text, "words", 0.52 * len(text))


def named(name: str) -> Layout:
    """The notation of a name, not yet compared with that of others.

    >>> from symrelu.report.latex import tex
    >>> [tex(named(n)) for n in ("lambda_1", "x1", "sigma_max'", "w_1_2", "Rel")]
    ['\\\\lambda_{1}', 'x_{1}', "\\\\sigma'_{\\\\mathrm{max}}", 'w_{1,2}', '\\\\mathit{Rel}']
    """
    found = _NAME.match(name)
    if not found:
        return literal(name)
    word, digits, tail, primes = found.groups()
    marks = ([digits] if digits else []) + [part for part in tail.split("_") if part]
    if not marks and not primes:
        return identifier(word)
    comma = Symbol(",", ",", "comma", 0.28)
    parts: list[Layout] = []
    for mark in marks:
        parts += [comma, _subscript(mark)] if parts else [_subscript(mark)]
    sub = None if not parts else parts[0] if len(parts) == 1 else Row(tuple(parts))
    return Script(identifier(word), sub, None, len(primes))


def stem(name: str) -> Layout:
    """The notation of a name without its subscript."""
    layout = named(name)
    return Script(layout.base, None, None, layout.primes) if isinstance(layout, Script) else Script(layout)


def subscripted(layout: Layout) -> bool:
    """Whether a notation has a subscript."""
    return isinstance(layout, Script) and layout.sub is not None


def superscripted(layout: Layout) -> Layout:
    """A notation whose subscript stands above, in brackets, since below it would be a coordinate."""
    if not isinstance(layout, Script) or layout.sub is None or layout.sup is not None:
        return layout
    return Script(layout.base, None, Fence("(", layout.sub, ")"), layout.primes)


def literal(name: str) -> Layout:
    """The name as it is typed, for one that would look like another."""
    shown = name.replace("\x01", "?")
    text = shown.replace("_", r"\_").replace("?", r"\#")
    return Symbol(rf"\mathtt{{{text}}}", shown, "words", 0.55 * len(shown))


def distinct(names: Iterable[str], sequences: Iterable[str] = ()) -> MappingProxyType[str, Layout]:
    """Notations of the names, no two alike: `x_1` and `x1` do not both become x with subscript 1.

    Nor is `x_1` like a coordinate of one of the sequences: its number stands above, in brackets.

    >>> from symrelu.report.latex import tex
    >>> [tex(layout) for layout in distinct(("x_1", "x1")).values()]
    ['x_{1}', '\\\\mathtt{x\\\\_1}']
    >>> [tex(layout) for layout in distinct(("x", "x_1"), ["x"]).values()]
    ['x', 'x^{(1)}']
    """
    taken: dict[Layout, str] = {}
    out: dict[str, Layout] = {}
    indexed = frozenset(map(stem, sequences))
    for name in sorted(set(names)):
        layout = named(name)
        if subscripted(layout) and stem(name) in indexed:
            layout = superscripted(layout)
        if layout in taken:
            layout = literal(name)
        taken[layout] = name
        out[name] = layout
    return MappingProxyType(out)
