"""What the notation of a report means, one sentence for each kind that occurs in it."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from symrelu.report.notions import meanings
from symrelu.terms.term import Term

_NOTATION: MappingProxyType[str, str] = MappingProxyType(
    {
        "relu": r"$\operatorname{ReLU}(x) = \max(x, 0)$.",
        "clip": r"$\operatorname{clip}(x; l, h) = \min(\max(x, l), h)$ "
        r"cuts $x$ off at $l$ and $h$, where $l \le h$.",
        "push": r"$f_* \mu$ is the image of the law $\mu$ under $f$, the law of $f(X)$ for $X \sim \mu$.",
        "P": r"$\mathbb{P}_{x \sim \mu}(A)$ is the probability of $A$, and $\mu(A)$ is the same for a set.",
        "E": r"$\mathbb{E}_{x \sim \mu}[f(x)]$ is a mean.",
        "dP": r"$d_{\mathrm{P}}$ is the Prokhorov distance of laws: the infimum of the "
        r"$\varepsilon > 0$ with $\mu(A) \le \nu(A^{\varepsilon}) + \varepsilon$ for all Borel sets $A$, "
        r"where $A^{\varepsilon}$ is the $\varepsilon$-neighbourhood.",
        "ite": r"$\mathbf{1}\{A\}$ is 1 where $A$ holds and 0 elsewhere.",
        "delta": r"$\delta_c$ is the point mass at $c$.",
        "normal": r"$\mathcal{N}(m, v)$ is the normal law with mean $m$ and variance $v$.",
        "uniform": r"$\operatorname{Unif}(a, b)$ is uniform on $[a, b]$.",
        "exponential": r"$\operatorname{Exp}(r)$ is the exponential law of rate $r$.",
        "laplace": r"$\operatorname{Laplace}(m, s)$ has the density $e^{-|y - m|/s}/(2s)$.",
        "gamma_law": r"$\operatorname{Gamma}(k, s)$ has shape $k$ and scale $s$.",
    }
)
_METHODS: MappingProxyType[str, str] = MappingProxyType(
    {
        "linear arithmetic": r"\emph{Linear arithmetic} is a tree of cases, "
        r"each closed by an identity of polynomials.",
        "pointwise": r"\emph{Pointwise}: two events or functions agree at every point.",
        "witness": r"\emph{Witness}: values are named for what is said to exist.",
        "separation": r"\emph{Separating property}: the image has a property that no member has.",
        "hypothesis": r"\emph{Assumed}: it is part of what is given.",
    }
)


def glossary(terms: Iterable[Term]) -> tuple[str, ...]:
    """Sentences in TeX about the heads that occur in the terms.

    >>> from symrelu.terms.term import op, var
    >>> glossary([op("relu", var("x", "R"))])
    ('$\\\\operatorname{ReLU}(x) = \\\\max(x, 0)$.',)
    """
    terms = tuple(terms)
    heads: set[str] = set()
    seen: set[Term] = set()
    stack = list(terms)
    while stack:
        term = stack.pop()
        if term not in seen:
            seen.add(term)
            heads.add("dP" if term.head.startswith("dP") else term.head)
            stack.extend(term.args)
    return tuple(text for head, text in _NOTATION.items() if head in heads) + meanings(terms)


def method_words(methods: Iterable[str]) -> str:
    """Sentences in TeX about the methods that occur in the lists of names.

    >>> method_words(["prove, pointwise"])
    '\\\\emph{Pointwise}: two events or functions agree at every point.'
    """
    used = {name.strip() for method in methods for name in method.split(",")}
    return " ".join(text for name, text in _METHODS.items() if name in used)
