"""Sampling arithmetic: size, allocation to strata, reproducible draw, response, weights."""
