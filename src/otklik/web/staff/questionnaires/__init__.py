"""Questionnaires at the desk: list, editor, bank of questions, versions, previews."""
