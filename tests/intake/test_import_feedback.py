"""A whole file: what is taken in, what is known already, what is rejected and why."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.intake.files import REGISTER, row, write

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Department, Process, Reason
from otklik.importers.mapping import Mapping, mapping_from_toml
from otklik.intake import text_index
from otklik.intake.actions.import_feedback import CHUNK, ImportResult, import_feedback
from otklik.intake.bulk.catalogue import gather_lookups
from otklik.intake.bulk.dialect import dialect
from otklik.intake.bulk.reader import LARGE_BYTES
from otklik.intake.bulk.reading import Chunk, Job, read_chunks
from otklik.intake.bulk.store import Store
from otklik.intake.models import Answer, Appeal, AppealQuestion, Contact, FeedbackItem

pytestmark = pytest.mark.django_db
Take = Callable[..., ImportResult]


@pytest.fixture
def take(tmp_path: Path, system: Actor) -> Take:
    """Import rows as the system: `take([row(1)], dry_run=True)`."""

    def run(rows: Any, mapping: Mapping = REGISTER, **facts: Any) -> ImportResult:
        path = rows if isinstance(rows, Path) else write(tmp_path / "register.csv", rows)
        given = {"actor": system, "rejected_to": tmp_path / "rejected" / "rows.csv"} | facts
        return import_feedback(path=path, mapping=mapping, **given)

    return run


def counts(result: ImportResult) -> tuple[int, int, int]:
    return (result.accepted, result.known, result.rejected)


def test_the_same_file_twice_is_the_same_items(take: Take) -> None:
    rows = [row(number) for number in range(20)]
    assert counts(take(rows)) == (20, 0, 0)
    assert counts(take([*rows, row(20)])) == (1, 20, 0)
    assert FeedbackItem.objects.count() == 21


def test_a_source_number_is_known_whatever_else_changed(take: Take) -> None:
    take([row(1, "Яма на дороге")])
    assert counts(take([row(1, "Яма на дороге засыпана", kind="Заявление")])) == (0, 1, 0)
    assert FeedbackItem.objects.get().text == "Яма на дороге"


def test_without_numbers_the_content_tells(take: Take) -> None:
    assert counts(take([row("", "Темно во дворе"), row("", "темно  во дворе"), row("", "Темно на улице")])) == (2, 1, 0)
    assert counts(take([row("", "ТЕМНО ВО ДВОРЕ"), row("", "Темно во дворе", received="04.03.2025 10:00")])) == (
        1,
        1,
        0,
    )


def test_the_same_number_in_two_channels_is_two_messages(take: Take) -> None:
    assert counts(take([row(7), row(7, channel="phone"), row(7)])) == (2, 1, 0)


def test_a_number_that_comes_again_in_a_later_chunk_is_known(take: Take) -> None:
    """After a chunk of new rows keys are no longer looked up: the unique index has to notice."""
    rows = [row(number) for number in range(CHUNK + 40)]
    assert counts(take([*rows, row(17), row("x")])) == (CHUNK + 41, 1, 0)
    assert counts(take([*rows, row(17), row("y")])) == (1, CHUNK + 41, 0)
    assert FeedbackItem.objects.count() == CHUNK + 42


def test_rejected_rows_stand_in_a_file_with_their_reasons(take: Take) -> None:
    wrong = [row(2, received="31.02.2025"), row(3, channel="pigeon"), row(4, " "), row(5, kind="Донос")]
    result = take([row(1), *wrong])
    assert counts(result) == (1, 0, 4)
    with Path(result.rejected_file).open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file, delimiter=";"))
    assert [line["Строка файла"] for line in told] == ["3", "4", "5", "6"]
    assert [line["Номер"] for line in told] == ["2", "3", "4", "5"]
    assert "даты «31.02.2025» не бывает" in told[0]["Почему отклонена"]
    assert told[1]["Почему отклонена"] == "Канала «pigeon» у администрации нет."
    assert "текст" in told[2]["Почему отклонена"]
    assert "Донос" in told[3]["Почему отклонена"]


def test_nothing_rejected_leaves_no_file(take: Take, tmp_path: Path) -> None:
    assert take([row(1)]).rejected_file == ""
    assert not (tmp_path / "rejected").exists()


def test_a_rejected_file_can_be_mended_and_sent_again(take: Take, tmp_path: Path) -> None:
    result = take([row(1), row(2, received="когда-то")])
    mended = tmp_path / "mended.csv"
    text = Path(result.rejected_file).read_text(encoding="utf-8-sig")
    mended.write_text(text.replace("когда-то", "05.03.2025"), encoding="utf-8-sig")
    assert counts(take(mended)) == (1, 0, 0)


def test_a_trial_writes_nothing(take: Take, system: Actor) -> None:
    take([row(1)])
    before = (Reason.objects.count(), AuditEntry.objects.count())
    trial = take([row(1), row(2, reason="Небывалая"), row(2), row(3, channel="pigeon")], dry_run=True)
    assert counts(trial) == (1, 2, 1)
    assert FeedbackItem.objects.count() == 1
    assert (Reason.objects.count(), AuditEntry.objects.count()) == before


def test_a_new_reason_of_the_source_joins_the_list_once(take: Take, system: Actor) -> None:
    known = Reason.objects.filter(administration_id=system.administration_id).first()
    assert known is not None
    take([row(1, reason="Гололёд"), row(2, reason="гололёд"), row(3, reason=known.title.upper()), row(4)])
    assert list(AppealQuestion.objects.order_by("item__source_number").values_list("reason__title", flat=True)) == [
        "Гололёд", "Гололёд", known.title, None,
    ]  # fmt: skip
    take([row(5, reason="ГОЛОЛЁД")])
    assert AppealQuestion.objects.filter(reason__title="Гололёд").count() == 3


def test_unknown_channel_for_all_rows_is_refused_with_the_list(take: Take) -> None:
    with pytest.raises(RuleBroken, match=r"Канала «pigeon» нет\. Есть: .*post") as refused:
        take([row(1)], channel="pigeon")
    assert refused.value.field == "channel"


def test_the_channel_for_all_rows_stands_above_the_file(take: Take) -> None:
    take([row(1, channel="pigeon"), row(2, channel="post")], channel="phone")
    assert set(FeedbackItem.objects.values_list("channel__slug", flat=True)) == {"phone"}


def test_a_file_that_does_not_fit_is_refused(take: Take, tmp_path: Path) -> None:
    lacking = mapping_from_toml('name = "x"\ntitle = "X"\nchannel = "post"\n[columns]\ntext = "Нет такого"\n')
    with pytest.raises(RuleBroken, match="Нет такого"):
        take([row(1)], mapping=lacking)
    broken = tmp_path / "letter.pdf"
    broken.write_bytes(b"%PDF-1.7")
    with pytest.raises(RuleBroken, match="PDF"):
        take(broken)
    assert not FeedbackItem.objects.exists()


def test_only_those_who_may_import(take: Take, actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        take([row(1)], actor=actor("specialist"))
    assert take([row(1)], actor=actor("registrar")).accepted == 1


def test_answered_rows_bring_their_waiting_days(take: Take) -> None:
    take(
        [
            row(1, answered="20.03.2025", outcome="Поддержано"),
            row(2, answered="20.04.2025", outcome="Не поддержано"),
            row(3, registered="05.03.2025", answered="06.03.2025"),
            row(4, answered="10.03.2025", outcome="Направлено по компетенции"),
            row(5),
        ]
    )
    told = FeedbackItem.objects.order_by("source_number").values_list(
        "status", "verdict", "answered_on", "waiting_days", "is_late"
    )
    assert list(told) == [
        ("answered", "satisfied", date(2025, 3, 20), 17, False),
        ("answered", "refused", date(2025, 4, 20), 48, True),
        ("answered", "answered", date(2025, 3, 6), 1, False),
        ("forwarded", "forwarded", None, None, False),
        ("registered", "open", None, None, False),
    ]
    assert Appeal.objects.get(item__source_number="1").answered_at is not None
    assert Appeal.objects.get(item__source_number="4").answered_at is None


def test_a_review_makes_no_case_and_no_clock(take: Take) -> None:
    take([row(1, "Спасибо дворникам", kind="Благодарность", answered="05.03.2025")])
    item = FeedbackItem.objects.get()
    assert (item.due_on, item.waiting_days, item.legal_class) == (None, None, "opinion")
    assert not Appeal.objects.exists()
    assert item.number.startswith("Б-")


def test_a_process_brings_its_subject_and_unit(take: Take, system: Actor) -> None:
    own = {"administration_id": system.administration_id}
    roads = Department.objects.create(**own, slug="roads", title="Отдел дорог")
    process = Process.objects.create(
        **own, slug="permits", title="Выдача разрешений", subject="services", organizer=roads
    )
    mapping = mapping_from_toml(
        'name = "p"\ntitle = "P"\nchannel = "post"\n'
        '[columns]\nreceived_at = "Получено"\ntext = "Текст"\nprocess = "Канал"'
    )
    take([row(1, channel="ВЫДАЧА разрешений"), row(2, channel="неизвестно")], mapping=mapping)
    first, second = FeedbackItem.objects.order_by("pk")
    assert (first.process_id, first.subject, first.department_id) == (process.pk, "services", roads.pk)
    assert (second.process_id, second.subject, second.department_id) == (None, "", None)


HARD = 'Табы\tи «\\N» и \\t, "кавычки"; точка\nвторая строка\nтретья \U0001f600'


@pytest.mark.parametrize("filler", [0, 1])
def test_texts_arrive_as_they_are(take: Take, tmp_path: Path, filler: int) -> None:
    """Whatever signs the text holds, in this process and in the reader's own (a large file)."""
    long = "Дорога " * 700 * filler
    rows = [row(number, f"{HARD} {long}".strip(), author="О\\'Нил") for number in range(600)]
    path = write(tmp_path / "register.csv", rows)
    assert (path.stat().st_size > LARGE_BYTES) is bool(filler)
    assert counts(take(path)) == (600, 0, 0)
    assert set(FeedbackItem.objects.values_list("text", flat=True)) == {f"{HARD} {long}".strip()}
    assert set(Contact.objects.values_list("name", flat=True)) == {"О\\'Нил"}


def test_a_large_file_is_read_by_its_own_process(take: Take, tmp_path: Path) -> None:
    """Reasons are asked for, rejected rows come back, the order of numbers is the order of the file."""
    long = "Не чистят дорогу. " * 60
    rows = [row(number, f"{long}{number}", reason=f"Новая {number % 3}") for number in range(CHUNK)]
    rows[10:10] = [row("a", received="нет"), row("b", long, channel="pigeon")]
    path = write(tmp_path / "register.csv", rows)
    assert path.stat().st_size > LARGE_BYTES
    assert counts(take(path)) == (CHUNK, 0, 2)
    assert Reason.objects.filter(title__startswith="Новая").count() == 3
    told = FeedbackItem.objects.order_by("number").values_list("source_number", flat=True)
    assert list(told) == [str(number) for number in range(CHUNK)]
    assert counts(take(path)) == (0, CHUNK, 2)


def test_a_large_file_that_does_not_fit_is_refused(take: Take, tmp_path: Path) -> None:
    path = write(tmp_path / "register.csv", [row(number, "Не чистят дорогу. " * 200) for number in range(800)])
    assert path.stat().st_size > LARGE_BYTES
    lacking = mapping_from_toml('name = "x"\ntitle = "X"\nchannel = "post"\n[columns]\ntext = "Нет такого"\n')
    with pytest.raises(RuleBroken, match="Нет такого"):
        take(path, mapping=lacking)
    assert not FeedbackItem.objects.exists()


def test_answers_of_the_source_are_kept(take: Take) -> None:
    toml = (
        'name = "p"\ntitle = "P"\nchannel = "post"\n[columns]\nreceived_at = "Получено"\ntext = "Текст"\n'
        'answered_at = "Ответ"\nanswer = "Адрес"\nkind = "Вид"'
    )
    take([row(1, answered="20.03.2025 12:30", address="Ямы засыпаны.")], mapping=mapping_from_toml(toml))
    answer = Answer.objects.get()
    assert (answer.text, answer.is_interim, answer.at.isoformat()) == (
        "Ямы засыпаны.", False, "2025-03-20T09:30:00+00:00",
    )  # fmt: skip


def test_one_audit_entry_tells_of_the_whole_file(take: Take) -> None:
    take([row(1), row(2, channel="pigeon")])
    entry = AuditEntry.objects.get(verb="import")
    assert entry.summary == "Загрузка «register.csv»: принято 1, известно 0, отклонено 1"


def test_progress_is_told_after_each_chunk(take: Take) -> None:
    told: list[int] = []
    take([row(number) for number in range(CHUNK + 1)], progress=lambda so_far: told.append(so_far.accepted))
    assert told == [CHUNK, CHUNK + 1]


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_without_the_right_to_check_by_sets(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    """A role that may not set session_replication_role: the foreign keys' own triggers ask, the words still wait."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE plain")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO plain")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO plain")
        cursor.execute("SET ROLE plain")
        try:
            assert counts(take([row(1, "Яма на дороге"), row(1)])) == (1, 1, 0)
        finally:
            cursor.execute("RESET ROLE")
    assert text_index.waiting() == 1


def store_whole(store: Store, chunk: Chunk) -> None:
    """Keys are checked at the end of the transaction, which a test puts off."""
    assert chunk.messages is not None
    store(chunk.messages)
    connection.check_constraints()


def test_what_is_gone_from_the_catalogue_is_noticed(tmp_path: Path, administration: Administration) -> None:
    """Between the reading of the catalogue and a chunk somebody deletes a reason: an error, not an orphan."""
    path, writer = write(tmp_path / "register.csv", [row(1, reason="Новая")]), dialect()
    job = Job(path, REGISTER, None, gather_lookups(administration), writer.vendor, CHUNK)
    chunk = next(read_chunks(job, lambda _: "987654321"))
    with pytest.raises(IntegrityError), transaction.atomic():
        store_whole(Store(administration, writer), chunk)
    assert not FeedbackItem.objects.exists()
