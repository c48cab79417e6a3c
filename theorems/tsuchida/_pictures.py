"""The pictures of the chapters: each function makes those of the module of its name, from exact objects."""

from sympy import Rational

from symrelu import Weights, cobweb_figure, depth_figure, dimension_figure, discrete, kernel_figure

HALF = Rational(1, 2)


def rectified_cosines():
    """Kernels against the angle between the inputs."""
    table = {"ReLU": "relu", "absolute value": "abs", "step": "step"}
    return (kernel_figure(table, "Normalised kernels of rotation-invariant weights against the angle."),)


def rates_of_signs():
    """How fast the kernels of random signs approach those of rotation-invariant weights."""
    signs = Weights.independent(discrete({1: HALF, -1: HALF}))
    families = {
        "apart": (signs, lambda n: ([1] * n + [0] * n, [0] * n + [1] * n)),
        "half of the coordinates shared": (signs, lambda n: ([1] * 2 * n + [0] * n, [0] * n + [1] * 2 * n)),
    }
    caption = (
        "How far the ReLU kernel of independent signs is from the one of rotation-invariant weights: two "
        "inputs with equal coordinates, against their number."
    )
    return (dimension_figure(families, (1, 2, 3, 4, 6, 8, 11, 16), caption),)


def depth_map():
    """The correlation map of the ReLU, and the way of a correlation through layers."""
    return (cobweb_figure("relu", -HALF, 12, "A correlation behind more and more layers with ReLUs."),)


def rates():
    """The angle behind many layers, and its bound."""
    caption = r"The angle $\theta_l$ behind $l$ layers, from $\theta_0 = 2$, and its bound."
    return (depth_figure({"ReLU": "relu"}, 2, 200, caption),)
