"""How a step was checked, in words: the rows of the kernel's tables by the names that a reader knows."""

from __future__ import annotations

import re
from types import MappingProxyType

_LAWS = r"normal|uniform|exponential|laplace|cauchy|logistic|student t|gamma law|beta law"
_PLUMBING = frozenset({"prove", "discharge", "instance", "for all", "generalise", "specialise", "publish"})
_WORDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "hypothesis": "assumed",
        "separation": "separating property",
        "inverse": "definition of the inverse",
        "nat": "natural numbers are not negative",
        "nat step": "no natural number between n and n + 1",
        "choice": "axiom of choice",
        "recursion": "definition by recursion",
        "completeness": "least upper bound",
        "archimedes": "axiom of Archimedes",
        "ivt": "intermediate value theorem",
        "extreme": "extreme value theorem",
        "exp": "bounds of exp",
        "exp sum": "exp of a sum",
        "exp zero": "exp 0 = 1",
        "exp increasing": "exp increases",
        "log exp": "the logarithm inverts exp",
        "sqrt": "definition of the square root",
        "sin below": "the sine lies below its argument",
        "sin sum": "addition theorem",
        "cos sum": "addition theorem",
        "half turn": "sine and cosine half a turn on",
        "pi bounds": "bounds of pi",
        "cos decreasing": "the cosine decreases",
        "erf": "values of erf",
        "erf increasing": "erf increases",
        "arctan increasing": "arctan increases",
        "lowergamma range": "range of the incomplete gamma function",
        "betainc range": "range of the incomplete beta function",
        "eta": "extensionality",
        "sum empty": "the empty sum",
        "prod empty": "the empty product",
        "sum last": "last summand",
        "sum same": "equal summands",
        "prod last": "last factor",
        "det triangular": "determinant of a triangular matrix",
        "dist nonneg": "norms are not negative",
        "dist ge": "norm and coordinates",
        "dist le": "norm and coordinates",
        "int split": "additivity of the integral",
        "int linear": "linearity of the integral",
        "int mono": "monotonicity of the integral",
        "int positive": "positivity of the integral",
        "int same": "equal integrands",
        "int affine": "substitution",
        "Int cont": "continuity of the integral",
        "push prob": "definition of the image law",
        "push comp": "composition of maps",
        "push same": "equal maps",
        "push id": "the identity",
        "prob same": "equal events",
        "prob mono": "monotonicity of the probability",
        "prob split": "additivity of the probability",
        "prob sure": "a sure event",
        "prob never": "an impossible event",
        "prob range": "probabilities lie between 0 and 1",
        "prob countable": "countable additivity",
        "law ext": "laws are determined by their distribution functions",
        "delta prob": "definition of the point mass",
        "atoms prob": "definition of a finite law",
        "atoms push": "image of a finite law",
        "mix prob": "definition of the mixture",
        "E push": "mean under an image law",
        "E same": "equal integrands",
        "E range": "a mean lies in the range",
        "E linear": "linearity of the mean",
        "E mono": "monotonicity of the mean",
        "E event": "mean of an indicator",
        "E layers": "mean as an integral of the distribution function",
        "E density": "mean by the density",
        "E density part": "mean by the density",
        "E positive": "positivity of the mean",
        "E sum": "mean of a sum",
        "E markov": "Markov's inequality",
        "E cauchy": "Cauchy-Schwarz inequality",
        "push bound": "distance of two images of a law",
        "push kyfan": "Ky Fan's bound of the distance",
        "push contract": "contractions bring laws closer",
        "dP tv": "total variation bounds the distance",
        "dP nonneg": "distances are not negative",
        "dP le 1": "distances are at most 1",
        "dP symmetric": "symmetry of the distance",
        "dP triangle": "triangle inequality",
        "dP functional": "means of Lipschitz functions and the distance",
        "dP event": "definition of the distance",
        "dP dirac open": "distance to a point mass",
        "dP dirac closed": "distance to a point mass",
        "dP dirac bound": "distance to a point mass",
        "dP coupled": "distance by a coupling",
        "dP finite": "distance of finite laws by a coupling",
    }
)


def reason_words(method: str) -> str:
    """A method, which lists rules and rows of tables by name, as words; what is plumbing is left out.

    >>> reason_words("discharge, normal cdf, normal cdf left, prove")
    'distribution function of the normal law'
    >>> reason_words("exp_zero, pointwise"), reason_words("prove")
    ('exp 0 = 1, pointwise', 'logic')
    """
    names = [" ".join(part.replace("_", " ").split()) for part in method.split(",")]
    words = dict.fromkeys(_word(name) for name in names if name and name not in _PLUMBING)
    return ", ".join(words) or ("logic" if method else "")


def _word(name: str) -> str:
    base = name.replace("dPd", "dP").removesuffix(" seq")
    of_law = re.fullmatch(rf"({_LAWS}) (cdf|cdf left|density)", name)
    if of_law:
        law = {"student t": "Student", "laplace": "Laplace", "cauchy": "Cauchy"}.get(of_law[1], of_law[1])
        what = "density" if of_law[2] == "density" else "distribution function"
        return f"{what} of the {law.removesuffix(' law')} law"
    return _WORDS.get(base, base)
