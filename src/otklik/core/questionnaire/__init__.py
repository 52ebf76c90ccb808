"""A questionnaire («анкета, инструментарий») as frozen data: its questions, its paths, the reading of answers."""
