"""The draft of an order about an additional survey, in the words of the administration's own decree."""

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.document import Block, Document, Paragraph, SignatureBlock
from otklik.core.russian import count_with_word, date_long
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SurveyKind
from otklik.surveys.models import SurveyProposal

BLANK = "____________"


def additional_kind(procedure: Procedure, audience: str) -> SurveyKind | None:
    """The decree's kind of survey that is held «при необходимости»; None where it names none."""
    return next((one for one in procedure.surveys if one.only_if_needed and one.audience == audience), None)


def order_document(actor: Actor, proposal: SurveyProposal) -> Document:
    """What the head signs: why, of whom, how many, with what, when, who answers for it. Порядок: murashi 5.2"""
    procedure = procedure_of(actor.administration_slug)
    kind = additional_kind(procedure, proposal.audience)
    return Document(
        title="О проведении дополнительного опроса",
        administration=procedure.act.title,
        subtitle=f"Проект распоряжения от {BLANK} № {BLANK}",
        blocks=(*_text(proposal, procedure, kind), SignatureBlock(_head(procedure))),
        slug="survey-order",
    )


def _text(proposal: SurveyProposal, procedure: Procedure, kind: SurveyKind | None) -> tuple[Block, ...]:
    act = procedure.act
    clause = f" ({'пункт' if act.numbered_clauses else 'раздел'} {kind.clause})" if kind else ""
    sheet = f"«{proposal.questionnaire}»" if proposal.questionnaire else BLANK
    act_words = f"«{act.act_title}» от {date_long(act.signed_on)} № {act.number}{clause}"
    lines = (
        f"В соответствии с документом {act_words} и в связи с тем, что выявлено следующее: {' '.join(proposal.why)}",
        f"1. Провести дополнительный опрос с {date_long(proposal.opens_on)} по {date_long(proposal.closes_on)}",
        f"2. Генеральная совокупность: {proposal.population}. {_sample(proposal)}",
        f"3. Опрос провести по анкете {sheet}. Ответы не связывать с личностью ответивших.",
        f"4. Назначить ответственным за проведение опроса {BLANK}.",
        "5. Результаты с паспортом исследования представить не позднее десяти рабочих дней после завершения опроса.",
        f"6. Контроль за исполнением распоряжения возложить на {BLANK}.",
    )
    return tuple(Paragraph(line) for line in lines)


def _sample(proposal: SurveyProposal) -> str:
    if not proposal.sample_size:
        return "Опросить всех, кто согласится ответить."
    answers = count_with_word(proposal.sample_size, "ответ", "ответа", "ответов")
    return f"Выборочная совокупность: не менее чем {answers}."


def _head(procedure: Procedure) -> str:
    return next((role.title for role in procedure.roles if role.slug == "head"), "Руководитель администрации")
