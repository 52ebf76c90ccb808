"""Explanations and instructions written in the quarter. Порядок: murashi 4.1, 5.18"""

from django.db.models import Q

from otklik.core.document import Cell, Column, Paragraph, Row, Table, Unit
from otklik.core.russian import count_with_word, date_long
from otklik.explanations.models import Article
from otklik.reporting.packages.scope import PackageScope
from otklik.reporting.packages.section import Drawn, Field

_WORDS = ("материал", "материала", "материалов")


def draw(scope: PackageScope) -> Drawn:
    """Those published in the quarter or begun because of its figures; drafts are named as such."""
    quarter = scope.quarter
    is_new = Q(published_on__gte=quarter.start_on, published_on__lte=quarter.end_on) | Q(quarter=quarter.key)
    own = Article.objects.filter(is_new, administration_id=scope.actor.administration_id)
    found = list(own.exclude(state=Article.State.WITHDRAWN).prefetch_related("reasons").order_by("title", "pk"))
    ready = sum(one.is_published for one in found)
    facts = {"articles": [_values(one) for one in found]}
    field = Field("разъяснений", "Разъяснений и инструкций", count_with_word(ready, *_WORDS))
    source = f"Разъяснения и инструкции администрации, состояние на {date_long(scope.today)}"
    if not found:
        told = "За квартал разъяснений и инструкций не подготовлено."
        return Drawn((Paragraph(told),), source, facts, (field,), told)
    lead = f"За квартал опубликовано: {count_with_word(ready, *_WORDS)}; готовится: {len(found) - ready}."
    return Drawn((Paragraph(lead, "lead"), _table(found)), source, facts, (field,))


def _table(found: list[Article]) -> Table:
    columns = (
        Column("Название", width=36), Column("Для кого", width=20), Column("Причины обращений", width=28),
        Column("Опубликовано", Unit.DATE, width=16),
    )  # fmt: skip
    rows = tuple(
        Row((
            Cell(one.title), Cell(_reader(one)),
            Cell("; ".join(reason.title for reason in one.reasons.all()) or "—"),
            Cell(one.published_on if one.is_published else "готовится"),
        ))
        for one in found
    )  # fmt: skip
    return Table("Разъяснения и инструкции", columns, rows, key="explanations", sheet="Разъяснения")


def _reader(one: Article) -> str:
    return "заявителям" if one.reader == Article.Reader.CITIZEN else "сотрудникам"


def _values(one: Article) -> dict[str, object]:
    return {"title": one.title, "reader": one.reader, "state": one.state}
