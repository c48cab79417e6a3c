"""Equivalent kernels: E f(W.x) f(W.y) for one random unit, exact. (The kernel of proofs is another room.)"""
