"""The parts of a workbook: formats, formulas, sheets, native charts."""
