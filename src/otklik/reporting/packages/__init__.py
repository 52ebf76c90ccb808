"""The organiser's package («отчётные материалы»): its figures, words, completeness, versions and who handed it in."""
