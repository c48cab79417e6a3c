"""The trusted kernel: normal forms, refutation trees, tables of facts, rules, certificates."""
