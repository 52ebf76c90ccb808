"""An administration's own Word file as the form of a report: marks «{{ поле }}» are checked, then filled.

There is no language in the marks: a name stands for a text, a part of the report, or a column of rows to repeat.
Nothing in the file is evaluated, so there is nothing to escape from.
"""
