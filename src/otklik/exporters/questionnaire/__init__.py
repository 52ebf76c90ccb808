"""A questionnaire on paper: PDF to print, DOCX to mend."""
