"""Personal data end by rule and by act: what falls due, who confirms, what stays, what the paper says."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import docx
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import store_file
from otklik.base.models import AuditEntry, StoredFile
from otklik.catalog.models import Administration
from otklik.core.appeals import ItemKind, Outcome
from otklik.core.periods import Quarter
from otklik.delivery.models import OutgoingMessage
from otklik.exporters.registry import exporter
from otklik.intake.actions import carry_out_destruction
from otklik.intake.actions import destroy_personal_data as acts
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.carry_out_destruction import continue_destructions, work_destruction
from otklik.intake.actions.change_retention import change_retention
from otklik.intake.destruction import act_document, act_page
from otklik.intake.erasure import TEXTS
from otklik.intake.models import Attachment, Contact, DestructionAct, FeedbackItem
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_rows import registry_rows
from otklik.intake.retention import due_counts

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Громова Зинаида Львовна", "gromova@example.org"
TEXT = "Яма у дома 5. Звоните Громовой, 8 912 345-67-89."
Act = Callable[..., Actor]


@pytest.fixture
def coordinator(actor: Act) -> Actor:
    return actor("coordinator")


@pytest.fixture
def old(
    receive: Receive, coordinator: Actor, administration: Administration, settings: object, tmp_path: Path
) -> FeedbackItem:
    """A complaint answered more than five years ago, with a file and a letter."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    scan = store_file(administration.pk, ContentFile(b"%PDF-1.4 scan").open(), "Заявление Громовой.pdf")
    item = receive(TEXT, name=NAME, email=EMAIL, files=[scan])
    outcomes = {item.questions.get().pk: Outcome.EXPLAINED}
    answer_appeal(
        actor=coordinator, item_id=item.pk, text="Громовой З. Л. ответ дан 1 марта.", outcomes=outcomes, way="email"
    )
    return _aged(item, 6 * 365)


def _aged(item: FeedbackItem, days: int) -> FeedbackItem:
    moment = timezone.now() - timedelta(days=days)
    ended = moment.date() if FeedbackItem.objects.get(pk=item.pk).answered_on else None
    quarter = Quarter.of(moment.date()).key
    FeedbackItem.objects.filter(pk=item.pk).update(received_at=moment, quarter=quarter, answered_on=ended)
    return FeedbackItem.objects.get(pk=item.pk)


def _made(coordinator: Actor) -> DestructionAct:
    act = acts.begin_destruction(actor=coordinator)
    acts.gather(act_id=act.pk)
    return DestructionAct.objects.get(pk=act.pk)


def _carried_out(coordinator: Actor, act: DestructionAct) -> DestructionAct:
    acts.confirm_destruction(actor=coordinator, act_id=act.pk, commission=["Петрова А. С., начальник общего отдела"])
    work_destruction(act_id=act.pk)
    return DestructionAct.objects.get(pk=act.pk)


def test_only_what_is_old_and_ended_falls_due(old: FeedbackItem, receive: Receive, coordinator: Actor) -> None:
    receive()
    _aged(receive("Не отвечено"), 6 * 365)
    _aged(receive("Давний отзыв", kind=ItemKind.REVIEW), 4 * 365)
    _aged(receive("Отзыв", kind=ItemKind.REVIEW), 2 * 365)
    due = {one.rule.slug: one.count for one in due_counts(coordinator)}
    assert (due["appeals"], due["messages"]) == (1, 1)
    assert _made(coordinator).row_count == 2


def test_everything_of_the_person_goes_and_every_count_stays(old: FeedbackItem, coordinator: Actor) -> None:
    before = registry_rows(coordinator, RegistryFilter()).count()
    act = _carried_out(coordinator, _made(coordinator))
    assert (act.state, act.done_count) == ("done", 1)
    item = FeedbackItem.objects.get(pk=old.pk)
    assert item.text == "Яма у дома 5. Звоните [имя], [телефон]."
    assert item.answers.get().text == "[имя] ответ дан 1 марта."
    contact = Contact.objects.get(item=item)
    assert not any([contact.name, contact.email, contact.phone, contact.address])
    assert contact.erased_at
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()
    assert set(OutgoingMessage.objects.values_list("to", "text")) == {("", "")}
    assert registry_rows(coordinator, RegistryFilter()).count() == before
    assert not registry_rows(coordinator, RegistryFilter.parse("q=Громова")).exists()
    assert (item.number, item.status, item.verdict) == (old.number, old.status, old.verdict)
    assert {one.rule.slug: one.count for one in due_counts(coordinator)}["appeals"] == 0


def test_the_audit_trail_names_nobody(old: FeedbackItem, coordinator: Actor) -> None:
    _carried_out(coordinator, _made(coordinator))
    written = " ".join(f"{entry.summary} {entry.details}" for entry in AuditEntry.objects.all())
    assert {"begin_destruction", "confirm_destruction", "destroy_personal_data"} <= set(
        AuditEntry.objects.values_list("verb", flat=True)
    )
    assert "Громов" not in written


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_the_act_is_a_paper(old: FeedbackItem, coordinator: Actor, paper: str) -> None:
    act = _carried_out(coordinator, _made(coordinator))
    made = exporter(paper).render(act_document(act))
    if paper == "pdf":
        assert made.startswith(b"%PDF")
        return
    words = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in words.tables for row in table.rows for cell in row.cells]
    text = " ".join([*(paragraph.text for paragraph in words.paragraphs), *cells])
    for wanted in (old.number, "152-ФЗ", "Петрова А. С.", "имя, почта", "файлов: ", "Истёк срок хранения"):
        assert wanted in text
    assert "Громов" not in text


def test_a_draft_has_no_paper_and_destroys_nothing(old: FeedbackItem, coordinator: Actor) -> None:
    act = _made(coordinator)
    with pytest.raises(NotFound):
        act_document(act)
    assert work_destruction(act_id=act.pk) == 0
    acts.cancel_destruction(actor=coordinator, act_id=act.pk)
    assert FeedbackItem.objects.get(pk=old.pk).text == TEXT
    with pytest.raises(RuleBroken):
        acts.confirm_destruction(actor=coordinator, act_id=act.pk, commission=["Петрова А. С."])


def test_two_acts_by_terms_do_not_run_at_once(old: FeedbackItem, coordinator: Actor) -> None:
    act = _made(coordinator)
    with pytest.raises(RuleBroken):
        acts.begin_destruction(actor=coordinator)
    _carried_out(coordinator, act)
    assert str(_made(coordinator)).startswith("УПД-2/")


def test_a_row_with_a_reason_and_a_reopened_case_stay(old: FeedbackItem, receive: Receive, coordinator: Actor) -> None:
    other = _aged(receive("Давний отзыв Смирновой А.П.", kind=ItemKind.REVIEW), 4 * 365)
    act = _made(coordinator)
    row = act.rows.get(item=other)
    acts.keep_row(actor=coordinator, act_id=act.pk, row_id=row.pk, reason="идёт спор в суде")
    FeedbackItem.objects.filter(pk=old.pk).update(status="in_work")
    act = _carried_out(coordinator, act)
    assert (act.state, act.done_count) == ("done", 0)
    assert FeedbackItem.objects.get(pk=old.pk).text == TEXT
    assert "Смирновой" in FeedbackItem.objects.get(pk=other.pk).text
    assert act_page(coordinator, act.pk).kept_count == 2


def test_a_stopped_process_is_taken_up(old: FeedbackItem, coordinator: Actor) -> None:
    act = _made(coordinator)
    acts.confirm_destruction(actor=coordinator, act_id=act.pk, commission=["Петрова А. С."])
    assert continue_destructions() == 0
    long_ago = timezone.now() - timedelta(hours=1)
    DestructionAct.objects.filter(pk=act.pk).update(confirmed_at=long_ago, created_at=long_ago)
    assert continue_destructions() == 1
    assert continue_destructions() == 0
    assert DestructionAct.objects.get(pk=act.pk).state == "done"


def test_old_letters_and_files_fall_under_the_act(old: FeedbackItem, coordinator: Actor) -> None:
    OutgoingMessage.objects.update(created_at=timezone.now() - timedelta(days=200), state="sent")
    _aged(old, 0)
    act = _carried_out(coordinator, _made(coordinator))
    assert [(one["title"], one["count"]) for one in act.others] == [("Исходящая почта", 1)]
    assert OutgoingMessage.objects.get().to == ""


def test_a_letters_age_is_counted_by_the_administrations_days(old: FeedbackItem, coordinator: Actor) -> None:
    _aged(old, 0)
    act = _made(coordinator)
    (before,) = (date.fromisoformat(one["before"]) for one in act.rules if one["slug"] == "delivery.letters")
    Administration.objects.update(time_zone="Asia/Kamchatka")
    begun = datetime.combine(before, time(0, 30), ZoneInfo("Asia/Kamchatka"))  # the day before in Moscow
    OutgoingMessage.objects.update(created_at=begun, state=OutgoingMessage.State.SENT)
    act = _carried_out(coordinator, act)
    assert act.others == []


def test_the_act_names_all_that_went_though_the_process_was_stopped_half_way(
    old: FeedbackItem, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = OutgoingMessage.objects.get()
    letter.pk, letter.key = None, uuid4()
    letter.save(force_insert=True)
    OutgoingMessage.objects.update(created_at=timezone.now() - timedelta(days=200), state="sent")
    _aged(old, 0)
    act = _made(coordinator)
    acts.confirm_destruction(actor=coordinator, act_id=act.pk, commission=["Петрова А. С."])
    honest = carry_out_destruction._destroy_others

    def stopped(*facts: Any) -> None:
        if honest(*facts):
            raise KeyboardInterrupt

    with monkeypatch.context() as half_way:
        half_way.setattr(carry_out_destruction, "HOLDER_PORTION", 1)
        half_way.setattr(carry_out_destruction, "_destroy_others", stopped)
        with pytest.raises(KeyboardInterrupt):
            work_destruction(act_id=act.pk)
    work_destruction(act_id=act.pk)
    act.refresh_from_db()
    assert [(one["title"], one["count"]) for one in act.others] == [("Исходящая почта", 2)]


@pytest.mark.parametrize("lines", [[], ["  "], ["Иванов"] * 8])
def test_an_act_needs_people_who_sign(old: FeedbackItem, coordinator: Actor, lines: list[str]) -> None:
    with pytest.raises(RuleBroken):
        acts.confirm_destruction(actor=coordinator, act_id=_made(coordinator).pk, commission=lines)


@pytest.mark.parametrize("role", ["registrar", "specialist", "head", "auditor", "organizer"])
def test_others_destroy_nothing(old: FeedbackItem, coordinator: Actor, actor: Act, role: str) -> None:
    act = _made(coordinator)
    for attempt in (
        lambda: acts.begin_destruction(actor=actor(role)),
        lambda: acts.confirm_destruction(actor=actor(role), act_id=act.pk, commission=["Я"]),
        lambda: change_retention(actor=actor(role), days={"appeals": 1}),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_terms_are_the_administrations_own(old: FeedbackItem, coordinator: Actor) -> None:
    assert not any(one.rule.is_confirmed for one in due_counts(coordinator))
    change_retention(actor=coordinator, days={"appeals": 3650})
    first = due_counts(coordinator)[0]
    assert (first.rule.days, first.rule.is_confirmed, first.count) == (3650, True, 0)
    for days in ({"appeals": 0}, {"appeals": 100_000}, {"nothing": 5}):
        with pytest.raises(RuleBroken):
            change_retention(actor=coordinator, days=days)


#: Tables that hang on an item, bear words and name nobody: why.
HARMLESS = {
    "intake.CardDraft": "deleted by its own holder",
    "intake.Contact": "blanked field by field",
    "intake.AnswerDraft": "deleted",
    "intake.Appeal": "the reason of prolongation is masked with the item",
    "intake.DestructionRow": "numbers, dates and kinds",
    "intake.OriginalLook": "names of the staff, a term of its own",
    "intake.Reading": "choices from lists",
    "intake.ItemRouting": "words of the rule",
    "alerts.Alert": "words of the list of alerts",
    "correspondence.Dialogue": "deleted by the holder of arrivals",
    "correspondence.ExpectedFile": "deleted by the holder of arrivals",
    "correspondence.InboundMessage": "bytes erased by the holder of arrivals; the key keeps it from coming twice",
    "correspondence.ReplyAddress": "deleted by the holder of arrivals",
    "correspondence.ThreadKey": "deleted by the holder of arrivals",
    "interchange.GeoRequest": "the place is blanked by the holder of the interchange",
    "interchange.OuterNumber": "a number of another register",
    "offline.PhoneCall": "blanked by the holder of calls",
    "improvement.PainEvidence": "a code of the staff why the item belongs to no pain; words of items are never copied",
    "improvement.OutcomeNotice": "blanked by the holder of thanks",
    "improvement.MeasureSuggestion": "masked by the holder of thanks",
    "reception.VisitQuestion": "blanked by the holder of the reception",
}


def test_every_table_that_hangs_on_an_item_is_forgotten() -> None:
    masked = {table._meta.label for table, _ in TEXTS}
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        hangs = any(getattr(field, "related_model", None) is FeedbackItem for field in fields)
        words = [
            field.name for field in fields if type(field).__name__ in {"TextField", "JSONField"} or _is_long(field)
        ]
        if hangs and words and model._meta.app_label != "auth":
            assert model._meta.label in masked | HARMLESS.keys(), f"{model._meta.label}: {words}"


def _is_long(field: object) -> bool:
    return (getattr(field, "max_length", 0) or 0) >= 100 and not getattr(field, "choices", None)
