"""The parts of the report as HTML: escaped elements, tables, pictures."""
