"""Of whom a survey tells: populations, draws, the course of the field, weights, the method sheet."""
