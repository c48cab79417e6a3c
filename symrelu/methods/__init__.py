"""Untrusted search: it finds evidence, and the kernel checks what it finds."""
