"""Notes written in TeX, for pages: sentences as HTML, formulas between dollars as layouts."""

from __future__ import annotations

import re
from html import escape as escape_html
from types import MappingProxyType

from symrelu.report.latex import balanced
from symrelu.report.layout import Fraction, Layout, Root, Script, Symbol, row
from symrelu.report.mathml import inline_math, mathml
from symrelu.report.names import GREEK, identifier
from symrelu.report.scope import function_name

_TOKEN = re.compile(
    r"\\(?:text|textnormal|mathrm|mathit|mathsf|operatorname)\{[^{}]*\}|\\[A-Za-z]+|\\.|[{}^_]|\d+(?:\.\d+)?|\S"
)
_SIGNS = MappingProxyType(
    {
        "le": "≤",
        "leq": "≤",
        "ge": "≥",
        "geq": "≥",
        "ne": "≠",
        "neq": "≠",
        "in": "∈",
        "notin": "∉",
        "to": "→",
        "mapsto": "↦",
        "sim": "∼",
        "subset": "⊂",
        "subseteq": "⊆",
        "implies": "⟹",
        "iff": "⟺",
        "cdot": "⋅",
        "times": "×",
        "circ": "∘",
        "pm": "±",
        "land": "∧",
        "lor": "∨",
        "approx": "≈",
        "equiv": "≡",
        "cup": "∪",
        "cap": "∩",
        "setminus": "∖",
        "otimes": "⊗",
        "colon": ":",
        "mid": "∣",
        "downarrow": "↓",
        "uparrow": "↑",
        "Rightarrow": "⇒",
        "rightarrow": "→",
        "Leftrightarrow": "⇔",
        "ll": "≪",
        "gg": "≫",
    }
)
_PLAIN = MappingProxyType(
    {
        "infty": "∞",
        "dots": "…",
        "ldots": "…",
        "cdots": "⋯",
        "forall": "∀",
        "exists": "∃",
        "neg": "¬",
        "lnot": "¬",
        "sum": "∑",
        "prod": "∏",
        "int": "∫",
        "lvert": "|",
        "rvert": "|",
        "vert": "|",
        "lVert": "‖",
        "rVert": "‖",
        "Vert": "‖",
        "partial": "∂",
        "nabla": "∇",
        "emptyset": "∅",
        "ell": "ℓ",
        "prime": "′",
        "star": "⋆",
        "ast": "∗",
        "varepsilon": "ε",
        "varphi": "φ",
        "lbrace": "{",
        "rbrace": "}",
        "langle": "⟨",
        "rangle": "⟩",
        "lfloor": "⌊",
        "rfloor": "⌋",
    }
)
_FUNCTIONS = frozenset(
    "max min log exp sin cos arctan arccos arcsin sup inf lim det dim ker Pr tanh ln deg gcd".split()
)
_SPACES = MappingProxyType(
    {",": "thin", ":": "thin", ";": "word", " ": "word", "quad": "quad", "qquad": "quad", "!": ""}
)
_SILENT = frozenset(
    "left right big Big bigl bigr Bigl Bigr bigg Bigg biggl biggr displaystyle limits nolimits".split()
)
_BEFORE_SIGN = frozenset({"relation", "comma", "mark", "binary"})
_LETTERS = MappingProxyType(
    {
        "mathbb": dict(zip("RNQZPECF", "ℝℕℚℤℙ𝔼ℂ𝔽", strict=True)),
        "mathbf": {"1": "𝟏"},
        "mathcal": dict(zip("NPBFMULGADXYST", "𝒩𝒫ℬℱℳ𝒰ℒ𝒢𝒜𝒟𝒳𝒴𝒮𝒯", strict=True)),
    }
)


def html_prose(note: str) -> str:
    """A note as HTML, its formulas as MathML.

    >>> html_prose(r"It is \\emph{linear} in $x_1$ -- see ``below''.")[:33]
    'It is <em>linear</em> in <math><m'
    """
    if not balanced(note):
        return escape_html(note)
    displays = re.split(r"(?<!\\)\$\$", " ".join(note.split()))
    return "".join(_display(part) if i % 2 else _line(part) for i, part in enumerate(displays))


def _display(source: str) -> str:
    return f'<math display="block">{mathml(formula(source))}</math>'


def _line(text: str) -> str:
    parts = re.split(r"(?<!\\)\$", text)
    return "".join(inline_math(formula(part)) if i % 2 else _sentence(part) for i, part in enumerate(parts))


def _sentence(text: str) -> str:
    out = escape_html(text, quote=False)
    for _ in range(4):
        out = re.sub(r"\\(?:emph|textit)\{([^{}]*)\}", r"<em>\1</em>", out)
        out = re.sub(r"\\textbf\{([^{}]*)\}", r"<strong>\1</strong>", out)
        out = re.sub(r"\\(?:texttt|code)\{([^{}]*)\}", r"<code>\1</code>", out)
    out = (
        out.replace("``", "“")
        .replace("''", "”")
        .replace("---", "—")
        .replace("--", "–")
        .replace("~", "\u00a0")
    )
    return re.sub(r"\\([%&#_{}$])", r"\1", out)


def formula(source: str) -> Layout:
    """A formula in TeX as a layout; a macro that is not known shows its name."""
    return _Formula(_TOKEN.findall(source)).row_until("")


class _Formula:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]

    def row_until(self, end: str) -> Layout:
        items: list[Layout] = []
        while self.tokens and self.tokens[-1] != end:
            item = self.item()
            leads = not items or (isinstance(items[-1], Symbol) and items[-1].kind in _BEFORE_SIGN)
            if isinstance(item, Symbol) and item.tex in ("-", "+") and leads:
                item = Symbol(item.tex, item.text, "prefix", item.width)
            if item is not None:
                items.append(self.scripts(item))
        if self.tokens:
            self.tokens.pop()
        return row(*items)

    def scripts(self, base: Layout) -> Layout:
        sub = sup = None
        primes = 0
        while self.tokens and self.tokens[-1] in ("_", "^", "'"):
            mark = self.tokens.pop()
            if mark == "'":
                primes += 1
            elif mark == "_":
                sub = self.argument()
            else:
                sup = self.argument()
        return Script(base, sub, sup, primes) if sub or sup or primes else base

    def argument(self) -> Layout:
        if not self.tokens:
            return row()
        if self.tokens[-1] == "{":
            self.tokens.pop()
            return self.row_until("}")
        if self.tokens[-1].isdigit() and len(self.tokens[-1]) > 1:
            digits = self.tokens.pop()
            self.tokens.append(digits[1:])
            return Symbol(digits[0], digits[0], "number", 0.5)
        return self.item() or row()

    def item(self) -> Layout | None:
        token = self.tokens.pop()
        if token == "{":
            return self.row_until("}")
        if token.startswith("\\") and token.endswith("}") and "{" in token:
            name, word = token[1:-1].split("{", 1)
            return (
                function_name(word)
                if name == "operatorname"
                else Symbol("", word.replace(" ", "\u00a0"), "words", 1.0)
            )
        if token.startswith("\\"):
            return self.command(token[1:])
        if token[0].isdigit():
            return Symbol(token, token, "number", 0.5 * len(token))
        if token.isalpha():
            return identifier(token)
        kind = (
            "binary"
            if token in "+-*"
            else "relation"
            if token in "=<>:"
            else "comma"
            if token in ",;"
            else "mark"
        )
        return Symbol(token, token.replace("-", "−"), kind, 0.6)

    def command(self, name: str) -> Layout | None:
        if name in _SILENT:
            return None
        if name in _SPACES:
            return Symbol("", _SPACES[name], "space", 0.2)
        if name in ("frac", "tfrac", "dfrac"):
            above = self.argument()
            return Fraction(above, self.argument(), name == "tfrac")
        if name == "sqrt":
            return Root(self.argument())
        if name in _LETTERS:
            word = self.word()
            shown = _LETTERS[name].get(word, word)
            return Symbol(shown, shown, "identifier", 0.7)
        if name in GREEK:
            return identifier(name)
        if name in _FUNCTIONS:
            return function_name(name)
        if name in _SIGNS:
            return Symbol(
                "", _SIGNS[name], "binary" if name in ("cdot", "times", "circ", "pm") else "relation", 1.3
            )
        shown = _PLAIN.get(name, name)
        return Symbol("", shown, "mark" if len(shown) == 1 else "words", 0.7)

    def word(self) -> str:
        if not self.tokens or self.tokens[-1] != "{":
            return self.tokens.pop() if self.tokens else ""
        self.tokens.pop()
        out = ""
        while self.tokens and (token := self.tokens.pop()) != "}":
            out += token
        return out
