"""Densities as functions of the length: what is refused, infinite, cut into parts, enclosed."""

from __future__ import annotations

from typing import Any

import mpmath as mp
import pytest
import sympy as sp

from symrelu import (
    Homogeneous,
    InputError,
    NoClosedForm,
    Weights,
    density_law,
    equivalent_kernel,
    naturals,
    positive,
    reals,
    relu,
)

R, oo = sp.Rational, sp.oo
r = positive("r")
t, a = reals("t a")
AXES = ((1, 0), (0, 1))


def at_axes(density: Any, interval: Any = (0, oo), activation: Any = "relu") -> Any:
    return equivalent_kernel(activation, Weights.radial(density, r, interval), *AXES)


PARTS = [
    (sp.Heaviside(1 - r), (0, 3)), (sp.Piecewise((1, r < 1), (0, True)), (0, 3)), (sp.Abs(r - 1), (0, 2)),
    (sp.Max(1 - r, 0), (0, 2)), (relu(1 - r), (0, 2)), (sp.Max(1 - r, r - 1), (0, 2)),
    (sp.Piecewise((sp.exp(-r), r < 1), (sp.exp(-1) / r**6, True)), (0, oo)),
]  # fmt: skip
ENCLOSED = [
    (1 / sp.sqrt(1 - r), (0, 1)), (sp.exp(-((r - 2) ** 2)), (0, oo)),
    (sp.exp(-r - 1 / r), (0, oo)), (1 / (1 + r**2) ** 3, (0, oo)), (1 / (1 + sp.sqrt(r)) ** 9, (0, oo)),
    (sp.exp(-r) / sp.sqrt(1 + r), (0, oo)),
]  # fmt: skip


@pytest.mark.parametrize(("density", "interval"), [*PARTS, *ENCLOSED], ids=str)
def test_parts_and_ends_by_quadrature(density: Any, interval: Any) -> None:
    found = at_axes(density, interval).enclosure(20)
    plain = density.subs(relu(1 - r), sp.Max(1 - r, 0))
    f = sp.lambdify(r, plain, ["mpmath", {"Heaviside": lambda s, _=0: mp.mpf(s > 0)}])
    low, high = (mp.inf if end is oo else mp.mpf(end) for end in interval)
    ends = [low, *(end for end in (0.5, 1, 2, 4, 20) if low < end < high), high]
    with mp.workdps(20):
        mass: Any = mp.quad(lambda s: s * f(s), ends)
        moment: Any = mp.quad(lambda s: s**3 * f(s), ends)
    assert abs(float(found) - moment / mass / (4 * mp.pi)) < 1e-6 * float(found)


def test_logarithms_do_not_make_a_finite_moment_infinite() -> None:
    """1/(r log(r)^2) has the power -1 at oo and a finite integral."""
    with pytest.raises(NoClosedForm):
        at_axes(r**-4 / sp.log(r) ** 2, (2, oo))
    with pytest.raises(NoClosedForm):
        at_axes(1 / (r**2 * sp.log(r) ** 2), (0, R(1, 2)))
    assert at_axes(r**-4 / sp.log(r) ** 2, (2, oo), "step").exact == R(1, 4)


def test_an_infinite_moment_has_no_correlation() -> None:
    density = Weights.radial((1 + r**2) ** -2, r, (0, oo))
    found = equivalent_kernel("relu", density, (1, 0, 0), (0, 1, 0))
    assert found.exact is oo
    with pytest.raises(NoClosedForm, match="infinite"):
        _ = found.correlation
    assert equivalent_kernel("relu", density, (1, 0, 0), (-1, 0, 0)).exact == 0
    half = equivalent_kernel(Homogeneous.power(R(1, 4), 1, 0), density, (1, 0, 0), (0, 1, 0))
    assert half.enclosure(10).is_finite()
    heavy = density_law(1 / (1 + t) ** 2, t, (0, oo))
    mixture = Weights.scale_mixture(heavy)
    assert equivalent_kernel(Homogeneous.power(R(3, 2), 1, 0), mixture, *AXES).exact is oo
    assert equivalent_kernel(Homogeneous.power(R(1, 2), 1, 0), mixture, *AXES).enclosure(10).is_finite()


@pytest.mark.parametrize("density", [1 / (1 - r), 1 / (r - R(1, 2)) ** 2, 1 / (r * (1 - r))], ids=str)
def test_a_density_of_infinite_mass_has_no_kernel(density: Any) -> None:
    with pytest.raises((NoClosedForm, InputError)):
        at_axes(density, (0, 1))


@pytest.mark.parametrize("density", [sp.exp(r), 1 / (1 + r), r**-2], ids=str)
def test_an_infinite_mass_is_said(density: Any) -> None:
    with pytest.raises(InputError, match="mass oo"):
        at_axes(density)


NONSENSE: list[tuple[Any, str]] = [
    ((r - R(1, 3)) ** 2 - R(1, 10**9), "negative at"),
    ((r - R(1, 3)) * (r - R(1, 3) - R(1, 10**9)) / (1 + r), "negative at"),
    (sp.DiracDelta(r - R(1, 2)), "a function of r"),
    (sp.I * r, "a real number"),
    (sp.Piecewise((1, r < R(1, 2)), (-1, True)), "negative at"),
    (0 * r, "mass 0"),
]  # fmt: skip


@pytest.mark.parametrize(("density", "text"), NONSENSE, ids=str)
def test_nonsense_is_refused(density: Any, text: str) -> None:
    with pytest.raises(InputError, match=text):
        at_axes(density, (0, 1))


def test_what_is_not_enclosed_says_so() -> None:
    for density in (sp.floor(r + 1), sp.zeta(r + 2)):
        with pytest.raises(NoClosedForm):
            at_axes(density, (0, 1))
    with pytest.raises(NoClosedForm):
        at_axes((1 + sp.cos(r)) * sp.exp(-r))


def test_what_was_not_checked_is_a_condition() -> None:
    found = at_axes(a * sp.exp(-r))
    assert found.exact == 3 / (2 * sp.pi)
    assert repr(found).endswith("if a*exp(-r) >= 0")
    symbolic = at_axes(sp.exp(-a * r - r**2))
    assert any("< oo" in str(condition) for condition in symbolic.conditions)
    m = naturals("m")
    law = Weights.radial((1 + r**4) ** -3, r, (0, oo))
    by_angle = equivalent_kernel("relu", law, dim=m).at_angle(sp.pi / 2)
    assert all(condition.free_symbols == {m} for condition in by_angle.conditions)
    assert len(by_angle.conditions) == 2
