"""A symbolic proof-assistant companion for the theory of ReLU networks: the public names, each exported once.

A name is imported when it is asked for, so that `symrelu replay` loads the kernel alone.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

# The same names three times, for type checkers, for `import *` and for the interpreter; a test compares them.
# fmt: off
# isort: off
if TYPE_CHECKING:
    from symrelu.terms.symbols import reals, positive, nonnegative, naturals, relu, clip, max_, min_, abs_
    from symrelu.terms.builders import Sum, Prod, Integral, P, E, ite, dP, dPd, dist, finite_law
    from symrelu.terms.builders import iid, independent
    from symrelu.terms.variables import laws, law_families, borel, functions, events, sequences
    from symrelu.laws.base import (
        normal, uniform, exponential, laplace, student_t, cauchy, logistic, gamma_law, beta_law, atom,
        discrete, mix,
    )
    from symrelu.laws.density import density_law
    from symrelu.laws.vectors import (
        points, along, product, uniform_box, uniform_polygon, uniform_polytope, uniform_ball,
    )
    from symrelu.laws.push import push
    from symrelu.laws.prokhorov import prokhorov
    from symrelu.model.vector_mass import GaussianMass
    from symrelu.model.network import Layer, Network
    from symrelu.model.affine import Affine
    from symrelu.model.polyhedron import Polyhedron
    from symrelu.model.restriction import Restriction
    from symrelu.geometry.cell import Cell
    from symrelu.geometry.plane import PlanePiece
    from symrelu.geometry.lebesgue import lebesgue
    from symrelu.geometry.hilbert import hilbert
    from symrelu.invariance.space_filling import SpaceFillingFamily
    from symrelu.equivalent_kernels.kernel import EquivalentKernel, equivalent_kernel
    from symrelu.equivalent_kernels.activation import Homogeneous
    from symrelu.equivalent_kernels.weights import Weights
    from symrelu.equivalent_kernels.arc_cosine import arc_cosine
    from symrelu.equivalent_kernels.depth import correlation_map
    from symrelu.equivalent_kernels.invariance import is_rotation_invariant
    from symrelu.methods.linear_regions import prove_cells
    from symrelu.model.family import Family
    from symrelu.terms.claim import (
        Claim, Equal, AtMost, Less, NonZero, RankIs, ForAll, Exists, And, Or, Not, Implies, Iff, Fails,
        Integrable, Differentiable, HasDerivative, Monotone, Convex, MapsEqual, SameLaw, Mass, Prob, Cdf,
        DensityOn, OnSpace, InSupport, SupportAtLeast, SupportInfinite, SupportFinite, LayerMap, Layers,
        Invariant, NotInvariant, Lipschitz, LocallyLipschitz, NotLocallyLipschitz,
    )
    from symrelu.terms.verdict import Verdict, Proved, Refuted, Unknown
    from symrelu.methods.decide import decide
    from symrelu.invariance import closure, network_that_breaks, hinge_certificate
    from symrelu.script.parameter_count import decide_invariance
    from symrelu.script.proposition import theorem, prove, Proposition, Result
    from symrelu.script.library import library, check
    from symrelu.script.steps import (
        have, given, split, chain, refute, exhibit, induct_on, pick, picked, cite, argue, forall,
    )
    from symrelu.script.families import separate
    from symrelu.script.reasons import (
        linear, ring, pointwise, sign, cases, times, square, rewriting, fact, instance, elementary,
    )
    from symrelu.script.computed import (
        known, row, complement, interval, point_mass, no_atom, by_parts, mixture, inverse_root, primitive,
        affine_mean, as_functions, choice,
    )
    from symrelu.script.recursive import recursion
    from symrelu.script.calculus import derivative, increasing
    from symrelu.script.lemma import Lemma
    from symrelu.kernel.theorem import Theorem
    from symrelu.report.build import report
    from symrelu.report.regions import plot_regions
    from symrelu.report.figures import density_figure, chain_figure, region_figure
    from symrelu.report.figures import cells_figure, image_figure, levels_figure
    from symrelu.report.kernel_figures import kernel_figure, cobweb_figure, depth_figure, dimension_figure
    from symrelu.errors import (
        SymreluError, InputError, Unreadable, Refused, CheckFailed, ProofFailed, NotPiecewiseLinear,
        NoClosedForm, OutOfTime, TooManyCells, TooManyDigits, TooManyVertices, LawDependent,
    )

__version__ = "0.1.0"

__all__ = (
    # symbols and expressions
    "reals", "positive", "nonnegative", "naturals", "relu", "clip", "max_", "min_", "abs_",
    "Sum", "Prod", "Integral", "P", "E", "ite", "dP", "dPd", "dist", "finite_law", "iid", "independent",
    "laws", "law_families", "borel", "functions", "events", "sequences",
    # laws, layers, families
    "normal", "uniform", "exponential", "laplace", "student_t", "cauchy", "logistic", "gamma_law", "beta_law",
    "atom", "discrete", "mix",
    "density_law",
    "points", "along", "product", "uniform_box", "uniform_polygon", "uniform_polytope", "uniform_ball",
    "push", "prokhorov", "GaussianMass",
    "Layer", "Network",
    "Affine", "Polyhedron", "Cell", "Restriction", "PlanePiece", "prove_cells",
    "lebesgue", "hilbert", "SpaceFillingFamily",
    "equivalent_kernel", "EquivalentKernel", "Weights", "Homogeneous", "arc_cosine", "correlation_map",
    "is_rotation_invariant",
    "Family",
    # claims and verdicts
    "Claim", "Equal", "AtMost", "Less", "NonZero", "RankIs", "ForAll", "Exists", "And", "Or", "Not",
    "Implies", "Iff", "Fails", "Integrable", "Differentiable", "HasDerivative", "Monotone", "Convex",
    "MapsEqual", "SameLaw", "Mass", "Prob", "Cdf", "DensityOn", "OnSpace", "InSupport", "SupportAtLeast",
    "SupportInfinite", "SupportFinite", "LayerMap", "Layers", "Invariant", "NotInvariant", "Lipschitz",
    "LocallyLipschitz", "NotLocallyLipschitz",
    "Verdict", "Proved", "Refuted", "Unknown",
    "decide", "decide_invariance", "closure", "network_that_breaks", "hinge_certificate",
    # theorem modules
    "theorem", "prove", "Proposition", "Result",
    "library", "check",
    "have", "given", "split", "chain", "refute", "exhibit", "induct_on", "pick", "picked", "cite", "argue",
    "forall", "separate",
    "linear", "ring", "pointwise", "sign", "cases", "times", "square", "rewriting", "fact", "instance",
    "elementary",
    "known", "row", "complement", "interval", "point_mass", "no_atom", "by_parts", "mixture", "inverse_root",
    "primitive", "affine_mean", "as_functions", "choice", "recursion", "increasing", "derivative",
    "Lemma",
    "Theorem",
    "report", "density_figure", "chain_figure", "region_figure", "plot_regions",
    "cells_figure", "image_figure", "levels_figure",
    "kernel_figure", "cobweb_figure", "depth_figure", "dimension_figure",
    # errors
    "SymreluError", "InputError", "Unreadable", "Refused", "CheckFailed", "ProofFailed", "NotPiecewiseLinear",
    "NoClosedForm", "OutOfTime", "TooManyCells", "TooManyDigits", "TooManyVertices", "LawDependent",
)

_NAMES: Mapping[str, str] = MappingProxyType({
    "symrelu.terms.symbols":
        "reals positive nonnegative naturals relu clip max_ min_ abs_",
    "symrelu.terms.builders": "Sum Prod Integral P E ite dP dPd dist finite_law iid independent",
    "symrelu.terms.variables": "laws law_families borel functions events sequences",
    "symrelu.laws.base":
        "normal uniform exponential laplace student_t cauchy logistic gamma_law beta_law atom "
        "discrete mix",
    "symrelu.laws.density": "density_law",
    "symrelu.laws.vectors": "points along product uniform_box uniform_polygon uniform_polytope uniform_ball",
    "symrelu.laws.push": "push",
    "symrelu.laws.prokhorov": "prokhorov",
    "symrelu.model.vector_mass": "GaussianMass",
    "symrelu.model.network": "Layer Network",
    "symrelu.model.affine": "Affine",
    "symrelu.model.polyhedron": "Polyhedron",
    "symrelu.model.restriction": "Restriction",
    "symrelu.geometry.cell": "Cell",
    "symrelu.geometry.plane": "PlanePiece",
    "symrelu.geometry.lebesgue": "lebesgue",
    "symrelu.geometry.hilbert": "hilbert",
    "symrelu.invariance.space_filling": "SpaceFillingFamily",
    "symrelu.equivalent_kernels.kernel": "EquivalentKernel equivalent_kernel",
    "symrelu.equivalent_kernels.activation": "Homogeneous",
    "symrelu.equivalent_kernels.weights": "Weights",
    "symrelu.equivalent_kernels.arc_cosine": "arc_cosine",
    "symrelu.equivalent_kernels.depth": "correlation_map",
    "symrelu.equivalent_kernels.invariance": "is_rotation_invariant",
    "symrelu.methods.linear_regions": "prove_cells",
    "symrelu.model.family": "Family",
    "symrelu.terms.claim":
        "Claim Equal AtMost Less NonZero RankIs ForAll Exists And Or Not Implies Iff Fails Integrable "
        "Differentiable HasDerivative Monotone Convex MapsEqual SameLaw Mass Prob Cdf DensityOn OnSpace "
        "InSupport SupportAtLeast SupportInfinite SupportFinite LayerMap Layers Invariant NotInvariant "
        "Lipschitz LocallyLipschitz NotLocallyLipschitz",
    "symrelu.terms.verdict": "Verdict Proved Refuted Unknown",
    "symrelu.methods.decide": "decide",
    "symrelu.invariance": "closure network_that_breaks hinge_certificate",
    "symrelu.script.parameter_count": "decide_invariance",
    "symrelu.script.proposition": "theorem prove Proposition Result",
    "symrelu.script.library": "library check",
    "symrelu.script.steps":
        "have given split chain refute exhibit induct_on pick picked cite argue forall",
    "symrelu.script.families": "separate",
    "symrelu.script.reasons":
        "linear ring pointwise sign cases times square rewriting fact instance elementary",
    "symrelu.script.computed":
        "known row complement interval point_mass no_atom by_parts mixture inverse_root primitive "
        "affine_mean as_functions choice",
    "symrelu.script.recursive": "recursion",
    "symrelu.script.calculus": "derivative increasing",
    "symrelu.script.lemma": "Lemma",
    "symrelu.kernel.theorem": "Theorem",
    "symrelu.report.build": "report",
    "symrelu.report.regions": "plot_regions",
    "symrelu.report.figures": "density_figure chain_figure region_figure "
    "cells_figure image_figure levels_figure",
    "symrelu.report.kernel_figures": "kernel_figure cobweb_figure depth_figure dimension_figure",
    "symrelu.errors":
        "SymreluError InputError Unreadable Refused CheckFailed ProofFailed NotPiecewiseLinear "
        "NoClosedForm OutOfTime TooManyCells TooManyDigits TooManyVertices LawDependent",
})
# fmt: on
# isort: on
_HOME: Mapping[str, str] = MappingProxyType(
    {name: module for module, names in _NAMES.items() for name in names.split()}
)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'symrelu' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Contents(ModuleType):
    """The import system hangs a subpackage onto its parent; `report` and `laws` stay the public functions."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Contents
