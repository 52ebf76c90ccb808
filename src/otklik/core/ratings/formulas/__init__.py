"""Formulas of satisfaction: one file each, exporting `FORMULA`."""
