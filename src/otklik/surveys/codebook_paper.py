"""The codebook of a survey's answers: what the columns of the file mean, on paper."""

from otklik.core.document import Cell, Column, Document, Row, Table
from otklik.core.microdata import Variable
from otklik.surveys.answer_file import codebook_variables, method_of
from otklik.surveys.models import Survey


def codebook(survey: Survey, *, administration: str) -> Document:
    """Every variable with its question, codes and notes. Порядок: murashi 5.13"""
    columns = (Column("Имя", width=14), Column("Вопрос", width=34), Column("Коды и значения", width=36))
    rows = tuple(_row(variable) for variable in codebook_variables(survey))
    return Document(
        title="Что значат столбцы файла ответов",
        subtitle=f"Опрос «{survey.title}»",
        administration=administration,
        blocks=(Table("Столбцы файла", columns, rows),),
        method=method_of(survey),
        slug="answers-codebook",
    )


def _row(variable: Variable) -> Row:
    codes = "; ".join(f"{code} — {words}" for code, words in variable.values.items()) or (
        "число" if variable.measure == "scale" else "—"
    )
    note = f" ({variable.note})" if variable.note else ""
    return Row((Cell(variable.name), Cell(f"{variable.label}{note}"), Cell(codes)))
