"""Reports: terms and proofs as pages that go into a paper."""
