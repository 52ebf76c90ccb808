"""What goes back: the source's own columns, words, encoding; only what changed; persons only with the right."""

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.utils import timezone
from tests.registers.conftest import MakeSource, lay

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.appeals import Outcome
from otklik.exporters.register_file.master_csv import HEADER, LENGTHS
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.move_case import take_item
from otklik.intake.models import CaseEvent, FeedbackItem, OriginalLook
from otklik.registers.actions.give_back import give_back
from otklik.registers.actions.send_back import send_back_due
from otklik.registers.actions.take_files import take_from_source
from otklik.registers.models import RegisterExport
from otklik.registers.reporting_files import make_reporting_file

pytestmark = pytest.mark.django_db
ActorOf = Callable[..., Actor]
COLUMNS = "Номер сообщения;Дата создания;Район;Текст сообщения;Решение;Ответ;Дата ответа;Исполнитель\r\n"


@pytest.fixture
def answered(root: Path, source_of: MakeSource, actor: ActorOf) -> int:
    """A source whose first case our specialist answered; its id."""
    source = source_of()
    rows = (f"П-{number};0{number}.10.2025;Центр;Яма № {number};В работе;;;" for number in (1, 2))
    lay(root, "октябрь.csv", *rows, header=COLUMNS)
    take_from_source(source.pk)
    item, specialist = FeedbackItem.objects.get(source_number="П-1"), actor("specialist")
    take_item(actor=specialist, item_id=item.pk)
    question = item.questions.get()
    text = "Яма засыпана; работы приняты."
    answer_appeal(
        actor=specialist, item_id=item.pk, text=text, outcomes={question.pk: Outcome.NOT_SUPPORTED}, way="status"
    )
    return source.pk


def test_the_file_speaks_the_words_of_its_source(answered: int, actor: ActorOf) -> None:
    made = give_back(actor=actor("coordinator"), source_id=answered)
    header, row = list(csv.reader(StringIO(made.content.decode("cp1251")), delimiter=";"))
    assert ";".join(header) + "\r\n" == COLUMNS
    today = f"{timezone.localdate():%d.%m.%Y}"
    assert row == ["П-1", "01.10.2025", "", "Яма № 1", "Отказано", "Яма засыпана; работы приняты.", today, ""]
    assert made.lacks == ()
    assert OriginalLook.objects.filter(place="export").count() == 1


def test_the_next_file_begins_where_the_last_ended(answered: int, actor: ActorOf) -> None:
    coordinator = actor("coordinator")
    assert give_back(actor=coordinator, source_id=answered).export.row_count == 1
    assert give_back(actor=coordinator, source_id=answered).export.row_count == 0
    first = RegisterExport.objects.earliest("pk").since
    made = give_back(actor=coordinator, source_id=answered, since=first, form="xlsx")
    sheet = openpyxl.load_workbook(BytesIO(made.content)).active
    assert [cell.value for cell in sheet[2]][4] == "Отказано"


def test_it_is_laid_into_the_folder_of_answers_once(answered: int, root: Path) -> None:
    RegisterExport.objects.all().delete()
    source = RegisterExport._meta.get_field("source").related_model.objects.get(pk=answered)
    assert send_back_due(answered) == 0
    source.sends_back = "csv"
    source.save()
    assert send_back_due(answered) == 1
    assert send_back_due(answered) == 0
    assert len(list((root / "ответы").iterdir())) == 1
    assert RegisterExport.objects.get().way == "sent"


def test_rights_and_a_source_without_files(source_of: MakeSource, actor: ActorOf, root: Path) -> None:
    source = source_of()
    for role in ("administrator", "specialist", "auditor"):
        with pytest.raises(NotFound):
            give_back(actor=actor(role), source_id=source.pk)
    with pytest.raises(RuleBroken, match="Столбцы этого источника"):
        give_back(actor=actor("registrar"), source_id=source.pk)


def test_sstu_tells_questions_and_no_person_without_the_right(answered: int, actor: ActorOf) -> None:
    period = {"profile": "sstu", "first": date(2025, 10, 1), "last": date(2025, 12, 31)}
    words = {"department_id": "00000000-0000-4000-8000-000000000001"}
    export, content = make_reporting_file(actor=actor("head"), words=words, **period)
    told = json.loads(content)
    assert export.row_count == len(told) == 2
    assert told[0]["departmentId"] == words["department_id"]
    assert told[0]["questions"][0]["status"] == "NotSupported"
    assert told[1]["questions"][0] == {
        "code": "", "status": "InWork", "incomingDate": "2025-10-02", "registrationDate": "2025-10-02",
        "isExtend": False,
    }  # fmt: skip
    assert not {"name", "address", "email"} & told[0].keys()
    with pytest.raises(NotFound):
        make_reporting_file(actor=actor("head"), with_persons=True, **period)
    make_reporting_file(actor=actor("coordinator"), with_persons=True, **period)
    assert OriginalLook.objects.filter(place="export").count() == 2


def test_master_has_25_columns_and_nothing_forbidden(answered: int, actor: ActorOf) -> None:
    export, content = make_reporting_file(
        actor=actor("coordinator"), profile="master", first=date(2025, 10, 1), last=date(2025, 10, 31),
        words={"district": "ПФО", "region": "Кировская область"},
    )  # fmt: skip
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert len(HEADER) == len(LENGTHS) == len(lines[0].split(";")) == 25
    assert export.row_count == 2
    assert lines[1].startswith("РФ;ПФО;Кировская область;")
    assert not any(sign in content.decode() for sign in "\t\x1a…")


def test_a_period_upside_down(actor: ActorOf) -> None:
    with pytest.raises(RuleBroken, match="Начало периода"):
        make_reporting_file(actor=actor("head"), profile="master", first=date(2025, 2, 1), last=date(2025, 1, 1))


def test_what_was_committed_late_with_an_earlier_moment_leaves(answered: int, actor: ActorOf) -> None:
    """On PostgreSQL moments and commits come in different orders; what left already does not leave again."""
    coordinator, late = actor("coordinator"), FeedbackItem.objects.get(source_number="П-2")
    begun = timezone.now()
    assert give_back(actor=coordinator, source_id=answered).export.row_count == 1
    CaseEvent.objects.create(item=late, at=begun, move="take", text="Взято в работу")
    expected = int(connection.vendor == "postgresql")
    assert give_back(actor=coordinator, source_id=answered).export.row_count == expected
    assert give_back(actor=coordinator, source_id=answered).export.row_count == 0


def test_days_chosen_by_hand_do_not_move_where_the_next_file_begins(answered: int, actor: ActorOf) -> None:
    coordinator, month = actor("coordinator"), timedelta(days=30)
    assert give_back(actor=coordinator, source_id=answered).export.row_count == 1
    now = timezone.now()
    give_back(actor=coordinator, source_id=answered, since=now, until=now + month)
    take_item(actor=actor("specialist"), item_id=FeedbackItem.objects.get(source_number="П-2").pk)
    assert give_back(actor=coordinator, source_id=answered).export.row_count == 1
    with pytest.raises(RuleBroken, match="Начало периода"):
        give_back(actor=coordinator, source_id=answered, since=now + month, until=now)


def test_more_than_a_file_holds_goes_into_the_next(
    answered: int, actor: ActorOf, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(root, "ноябрь.csv", *(f"П-{number};03.10.2025;Центр;Яма;В работе;;;" for number in (3, 4)), header=COLUMNS)
    take_from_source(answered)
    for item in FeedbackItem.objects.exclude(source_number="П-1").order_by("pk"):
        take_item(actor=actor("specialist"), item_id=item.pk)
    monkeypatch.setattr("otklik.registers.changes.MOST_ROWS", 2)
    coordinator, made = actor("coordinator"), []
    while not made or made[-1].export.message:
        made.append(give_back(actor=coordinator, source_id=answered))
    assert len(made) > 1
    assert all(0 < one.export.row_count <= 2 for one in made)
    told = b"".join(one.content for one in made).decode("cp1251")
    assert all(f"П-{number};" in told for number in (1, 2, 3, 4))
    with pytest.raises(RuleBroken, match="период короче"):
        give_back(actor=coordinator, source_id=answered, since=timezone.now() - timedelta(days=1))
