"""Pages of a survey's sample: population, size, draw, quotas, weights, the method sheet."""
