"""Files of anonymised answers, written row by row: CSV, XLSX, SPSS."""
