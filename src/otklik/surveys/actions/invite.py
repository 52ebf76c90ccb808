"""Inviting by personal single-use links: by letter or on slips; whose link was used stays unknown to all.

Порядок: murashi 3.2, 5.5; gatchina 3.3; naryan-mar 3.3.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word, date_long
from otklik.delivery.actions.send_later import send_later, send_secrets_later
from otklik.delivery.queries import recipients_of
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_to_run
from otklik.surveys.codes import invitation_digest, invitation_secret
from otklik.surveys.invitations import Person, Unit, counted_units, distinct, given_before, invitation_figures
from otklik.surveys.models import GivenCount, GivenWay, Invitation, InvitationCount, Survey, SurveyLink
from otklik.surveys.ways_in import personal_address_of, way_in

MOST_LETTERS, MOST_SLIPS = 5000, 500
LONGEST_WORDS = 1500
Way = InvitationCount.Way
_chance = random.SystemRandom()


@transaction.atomic
def invite_by_letter(*, actor: Actor, survey_id: int, people: Sequence[Person], words: str = "") -> int:
    """Send everybody a letter with a link of the own; returns how many letters wait in the outbox.

    Links and letters are stored each in a random order, and the links keep no address. An address that was invited
    before is passed over: to send such a one a new link, replace them all (`replace_invitations`).
    """
    survey = _open_to_invited(actor, survey_id)
    known = {address.lower() for address in recipients_of(survey)}
    fresh = [person for person in distinct(people) if person.email.strip().lower() not in known]
    if not fresh:
        raise RuleBroken("nobody", "Новых адресов нет: всем из списка приглашения уже отправлены.", "people")
    if len(fresh) > MOST_LETTERS:
        raise RuleBroken("many", f"За один раз можно пригласить не более {MOST_LETTERS} человек.", "people")
    _send(actor, survey, fresh, words)
    letters = count_with_word(len(fresh), "письмо", "письма", "писем")
    audit.record(actor, "invite_by_letter", survey, f"Разосланы приглашения: {letters}", count=len(fresh))
    return len(fresh)


@transaction.atomic
def make_slips(*, actor: Actor, survey_id: int, count: int, department_id: int | None = None) -> list[str]:
    """Addresses for printed slips: they stand on the paper alone, and nowhere else."""
    survey = _open_to_invited(actor, survey_id)
    if not 1 <= count <= MOST_SLIPS:
        raise RuleBroken("count", f"За один раз печатают от 1 до {MOST_SLIPS} листков.", "count")
    secrets = _give(actor, survey, Way.SLIP, {department_id: count})
    slips = count_with_word(count, "листок", "листка", "листков")
    audit.record(actor, "make_slips", survey, f"Напечатаны приглашения: {slips}", count=count)
    code = way_in(survey, SurveyLink.Source.INVITATION).code
    return [personal_address_of(actor.administration_slug, code, one) for group in secrets.values() for one in group]


@transaction.atomic
def remind_invited(*, actor: Actor, survey_id: int, words: str = "") -> int:
    """Remind everybody who was written to, for nobody knows who has answered; no link is in the letter."""
    survey = _open_to_invited(actor, survey_id)
    addresses = recipients_of(survey)
    if not addresses:
        raise RuleBroken("nobody", "Напоминать некому: приглашения письмом ещё не отправляли.")
    for address in _chance.sample(addresses, len(addresses)):
        send_later(
            administration_id=actor.administration_id,
            target=survey,
            to=address,
            subject=f"Напоминание: {survey.title}",
            text=_reminder(survey, words),
            file_ids=[],
        )
    audit.record(actor, "remind_invited", survey, f"Напоминание всем приглашённым: {len(addresses)}")
    return len(addresses)


@transaction.atomic
def replace_invitations(*, actor: Actor, survey_id: int, people: Sequence[Person], words: str = "") -> int:
    """Void every unused link and send all addressees new ones: for letters that were lost.

    Whoever has answered gets one too, and could answer again: the letter asks not to.
    """
    survey = _open_to_invited(actor, survey_id)
    everybody = distinct([*people, *(Person(address) for address in recipients_of(survey))])
    if not everybody:
        raise RuleBroken("nobody", "Заменять некому: приглашения письмом ещё не отправляли.")
    used = invitation_figures(survey).whole.used
    Invitation.objects.filter(survey=survey).delete()
    InvitationCount.objects.filter(survey=survey).delete()
    if used:
        InvitationCount.objects.create(survey=survey, way=Way.EMAIL, given=used)
    again = "Эта ссылка заменяет прежнюю. Если вы уже ответили, отвечать второй раз не нужно."
    _send(actor, survey, everybody, f"{words}\n\n{again}".strip())
    audit.record(actor, "replace_invitations", survey, f"Личные ссылки заменены новыми: {len(everybody)}")
    return len(everybody)


def _send(actor: Actor, survey: Survey, people: Sequence[Person], words: str) -> None:
    numbers = Counter(person.department_id for person in people)
    secrets = _give(actor, survey, Way.EMAIL, numbers)
    code = way_in(survey, SurveyLink.Source.INVITATION).code
    letters = []
    for person in people:
        address = personal_address_of(actor.administration_slug, code, secrets[person.department_id].pop())
        letters.append((person.email.strip(), _invitation(survey, address, words)))
    _chance.shuffle(letters)
    send_secrets_later(
        administration_id=actor.administration_id,
        target=survey,
        subject=f"Приглашение: {survey.title}",
        letters=letters,
    )


def _give(actor: Actor, survey: Survey, way: Way, numbers: Mapping[Unit, int]) -> dict[Unit, list[str]]:
    """Make so many secrets for each unit, store their hashes in the order of the hashes, and count them."""
    counted = _counted(survey, numbers)
    secrets = {unit: [invitation_secret() for _ in range(number)] for unit, number in numbers.items()}
    rows = [
        Invitation(digest=invitation_digest(secret), survey=survey, department_id=unit if unit in counted else None)
        for unit, own in secrets.items()
        for secret in own
    ]
    Invitation.objects.bulk_create(sorted(rows, key=lambda row: row.digest), batch_size=500)
    for unit, number in numbers.items():
        _count(survey, way, unit if unit in counted else None, number)
    _count_given(actor, survey, sum(numbers.values()))
    return secrets


def _counted(survey: Survey, numbers: Mapping[Unit, int]) -> set[int]:
    """Units counted by themselves; one that is counted already stays so: its number only grows."""
    before = given_before(survey)
    known = {unit for unit in before if unit is not None}
    rest = before.get(None, 0) + sum(number for unit, number in numbers.items() if unit is None)
    fresh = counted_units(
        {**{unit: n for unit, n in numbers.items() if unit not in known}, None: rest}, _minimum(survey)
    )
    return fresh | known


def _minimum(survey: Survey) -> int:
    return survey.minimum_group


def _count(survey: Survey, way: Way, unit: Unit, number: int) -> None:
    own = InvitationCount.objects.filter(survey=survey, department=unit, way=way)
    row = own.first() or InvitationCount.objects.create(survey=survey, department_id=unit, way=way)
    InvitationCount.objects.filter(pk=row.pk).update(given=F("given") + number)


def _count_given(actor: Actor, survey: Survey, number: int) -> None:
    link, quarter = way_in(survey, SurveyLink.Source.INVITATION), Quarter.of(today_of(actor)).key
    facts = {"survey": survey, "administration_id": actor.administration_id, "process_id": survey.process_id}
    row, _ = GivenCount.objects.get_or_create(
        link=link, subject=survey.subject, way=GivenWay.INVITED.value, quarter=quarter, defaults=facts
    )
    GivenCount.objects.filter(pk=row.pk).update(count=F("count") + number)


def _open_to_invited(actor: Actor, survey_id: int) -> Survey:
    survey = Survey.objects.select_for_update().get(pk=survey_to_run(actor, survey_id).pk)
    if survey.entry != Survey.Entry.INVITED:
        raise RuleBroken("entry", "В этот опрос входят по общей ссылке: личные приглашения ему не нужны.")
    if survey.state != Survey.State.OPEN:
        raise RuleBroken("state", "Приглашают, когда опрос идёт. Сначала откройте его.")
    return survey


def _invitation(survey: Survey, address: str, words: str) -> str:
    return _joined(
        f"Приглашаем вас ответить на вопросы: «{survey.title}».",
        words,
        f"Ваша личная ссылка: {address}",
        "По ней можно ответить один раз. Когда вы ответите, ссылка стирается, и никто, даже владелец базы данных, "
        "не узнает, какие ответы ваши: вместе с ответом не хранятся ни имя, ни адрес, ни время. Этот текст у нас не "
        "остаётся, поэтому потерянную ссылку можно только заменить.",
        _until(survey),
        survey.administration.title,
    )


def _reminder(survey: Survey, words: str) -> str:
    return _joined(
        f"Недавно мы прислали вам личную ссылку на опрос «{survey.title}».",
        words,
        "Это письмо получили все приглашённые: кто уже ответил, не знает никто. Если вы ответили, спасибо. "
        "Если ещё нет, найдите прежнее письмо со ссылкой.",
        _until(survey),
        survey.administration.title,
    )


def _until(survey: Survey) -> str:
    return f"Опрос идёт до {date_long(survey.closes_on)}" if survey.closes_on else ""


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in _whole(parts) if part)


def _whole(parts: Iterable[str]) -> Iterable[str]:
    return (part.replace("\0", "").strip()[:LONGEST_WORDS] for part in parts)
