"""The public door of surveys: short addresses, pages kept as bytes, answers without a trace of who gave them."""
