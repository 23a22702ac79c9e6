"""Extractors: from analysed text to candidate spans, and the arbiter between them."""
