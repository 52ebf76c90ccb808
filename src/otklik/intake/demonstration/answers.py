"""Answers of the demonstration: ready texts, who signs, and what authors said to what they got."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from otklik.accounts.models import User
from otklik.base.rewritten_rows import rewrite
from otklik.catalog.letterhead import letterhead_of
from otklik.catalog.models import Administration
from otklik.core.author_marks import Mark
from otklik.intake import models as intake
from otklik.intake.letters import short_name

_TABLE = Path(__file__).with_name("answers.toml")
#: Of so many answers one is marked by its author.
_MARKED_OF, _SATISFIED_SHARE = 9, 0.72
_WITHIN_DAYS = 12


def load_answers(administration: Administration, now: datetime) -> None:
    """Ready answers, the signer of the letterhead, and marks of about every ninth answer, the same each time."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    for position, template in enumerate(table["templates"]):
        text = template.pop("text").strip()
        intake.AnswerTemplate.objects.create(administration=administration, position=position, text=text, **template)
    _sign(administration)
    _mark(administration, table["comments"], now)


def _sign(administration: Administration) -> None:
    head = User.objects.filter(administration=administration, appointments__role="head").first()
    if head is None:
        return
    given = letterhead_of(administration).as_json()
    signer = {"signer_position": head.position, "signer_name": short_name(head.full_name)}
    administration.options = {**administration.options, "letterhead": {**given, **signer}}
    administration.save(update_fields=["options"])


def _mark(administration: Administration, comments: dict[str, list[str]], now: datetime) -> None:
    """Marks are only noted here: what was brought back would stand among the open cases of the demonstration."""
    dice = Random(administration.slug)  # noqa: S311 - an invented author, not a secret
    answers = intake.Answer.objects.filter(
        item__administration=administration, item__status="answered", is_interim=False
    )
    marks, items = [], []
    for answer in answers.select_related("item").order_by("item_id"):
        if dice.randrange(_MARKED_OF):
            continue
        mark = Mark.SATISFIED if dice.random() < _SATISFIED_SHARE else Mark.UNSATISFIED
        at = min(now, answer.at + timedelta(days=dice.randint(0, _WITHIN_DAYS), hours=dice.randint(1, 9)))
        comment = dice.choice(comments[mark.value])
        marks.append(
            intake.AnswerMark(
                administration_id=administration.pk,
                answer=answer,
                item=answer.item,
                mark=mark.value,
                comment=comment,
                at=at,
            )
        )
        answer.item.author_mark = mark.value
        items.append(answer.item)
    intake.AnswerMark.objects.bulk_create(marks)
    rewrite(items, ["author_mark"])
