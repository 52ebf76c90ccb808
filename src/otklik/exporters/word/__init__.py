"""The parts of a Word paper: styles, fields, tables, frames."""
