"""Ratings: from marks to an indicator's value with its uncertainty, its difference from another, its place."""
