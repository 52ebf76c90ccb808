"""Posters of surveys on paper."""
