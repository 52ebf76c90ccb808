"""Slips with personal links, eight on a sheet, to be cut apart."""
