"""Files of other systems through the pages: wizard, mapping kept, the run, rejected rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otklik.catalog.models import Channel
from otklik.core.appeals import ItemKind
from otklik.intake.models import FeedbackItem, ImportMapping, ImportRun
from otklik.intake.tasks import run_import

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ROWS = """Номер;Дата поступления;Текст обращения;Тип
А-1;01.10.2025;Не горит фонарь у дома 5;жалоба
А-2;02.10.2025;Прошу починить лавку;заявление
А-3;02.10.2025;Урн нет у остановки;жалоба
А-4;02.10.2025;Лужа у школы;жалоба
А-5;33.10.2025;Дата с ошибкой;жалоба
А-6;04.10.2025;Спасибо за тротуар;похвала
"""
UPLOAD = "/murashi/staff/import/"


def upload(client: Client, text: str = ROWS, name: str = "выгрузка.csv") -> str:
    file = SimpleUploadedFile(name, text.encode("cp1251"))
    return str(client.post(UPLOAD, {"file": file})["Location"])


def proposed(client: Client, wizard: str, **changes: Any) -> dict[str, Any]:
    """What the wizard proposes, as the browser would send it."""
    form = client.get(wizard).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    channel = Channel.objects.get(administration__slug="murashi", slug="post")
    return values | {"channel": channel.pk, **changes}


def test_the_wizard_shows_what_it_understood_and_writes_nothing(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    wizard = upload(client)
    shown = client.post(wizard, proposed(client, wizard, preview="1"))
    problems = {row.number: row.problem for row in shown.context["rows"] if row.problem}
    assert set(problems) == {6, 7}
    assert "33.10.2025" in problems[6]
    assert "похвала" in problems[7]
    assert not FeedbackItem.objects.exists()


def test_a_value_not_understood_gets_the_one_that_was_chosen(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    wizard = upload(client)
    shown = client.post(wizard, proposed(client, wizard, preview="1", constant_kind="gratitude"))
    assert [row.number for row in shown.context["rows"] if row.problem] == [6]


def test_a_kept_mapping_is_offered_for_the_next_file(client_of: ClientOf) -> None:
    client = client_of("registrar")
    wizard = upload(client)
    client.post(
        wizard, proposed(client, wizard, save="1", mapping_title="Выгрузка приёмной", constant_kind="gratitude")
    )
    kept = ImportMapping.objects.get()
    assert (kept.name, kept.title) == ("vygruzka_priemnoy", "Выгрузка приёмной")
    again = client.get(f"{upload(client)}?mapping={kept.name}").context["form"]
    assert again["column_text"].value() == "Текст обращения"
    assert again["constant_kind"].value() == "gratitude"
    nameless = client.post(wizard, proposed(client, wizard, save="1"))
    assert "Назовите сопоставление" in nameless.content.decode()


def test_the_run_takes_rows_once_and_keeps_the_rejected(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    for accepted, known in ((4, 0), (0, 4)):
        wizard = upload(client)
        assert client.post(wizard, proposed(client, wizard, run="1"))["Location"] == wizard
        run = ImportRun.objects.latest("pk")
        run_import.func(run.pk)
        run.refresh_from_db()
        assert (run.state, run.accepted, run.known, run.rejected) == ("done", accepted, known, 2), run.message
    assert FeedbackItem.objects.filter(kind=ItemKind.STATEMENT).count() == 1
    page = client.get(wizard).content.decode()
    assert "скачать строки с причинами" in page
    rejected = client.get(f"{wizard}rejected/")
    text = b"".join(rejected).decode("utf-8-sig")  # type: ignore[arg-type]
    assert "33.10.2025" in text
    assert client_of("specialist").get(f"{wizard}rejected/").status_code == 404
    assert client_of("coordinator", of="biysk").get(wizard.replace("murashi", "biysk")).status_code == 404


def test_a_run_is_sent_once(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    wizard = upload(client)
    sent = proposed(client, wizard, run="1")
    client.post(wizard, sent)
    assert "ждёт своей очереди" in client.post(wizard, sent).content.decode()
    assert ImportRun.objects.count() == 1


def test_a_mapping_without_text_is_told_and_not_loaded(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    wizard = upload(client)
    answer = client.post(wizard, proposed(client, wizard, run="1", column_text=""))
    assert "не назван столбец с текстом" in answer.content.decode()
    assert ImportRun.objects.get().state == ImportRun.State.DRAFT


@pytest.mark.parametrize(("name", "content"), [("бумага.pdf", b"%PDF-1.7"), ("пусто.csv", b" "), ("x.json", b"{")])
def test_what_is_no_table_is_refused_in_words(name: str, content: bytes, client_of: ClientOf, settings: Any) -> None:
    client = client_of("coordinator")
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)
    page = answer.content.decode()
    assert "notice-bad" in page or 'role="alert"' in page
    assert not FeedbackItem.objects.exists()


def test_a_hostile_name_stays_in_its_folder(client_of: ClientOf, settings: Any) -> None:
    client = client_of("coordinator")
    upload(client, name="..\\..\\secret.csv")
    stored = ImportRun.objects.get().file
    assert stored is not None
    folder = Path(settings.MEDIA_ROOT) / str(stored.administration_id) / "imports"
    assert (Path(settings.MEDIA_ROOT) / stored.path).resolve().is_relative_to(folder.resolve())


def test_a_file_with_the_same_columns_is_recognised_and_its_words_kept(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    wizard = upload(client)
    form = client.get(wizard).context["form"]
    words = {form[name].label: name for name in form.told["kind"]}
    assert set(words) == {"«жалоба»", "«заявление»", "«похвала»"}
    chosen = {words["«похвала»"]: "gratitude", words["«заявление»"]: "inquiry"}
    client.post(wizard, proposed(client, wizard, save="1", mapping_title="Приёмная", **chosen))
    again = upload(client, ROWS.replace("А-", "Б-"), "другая.csv")
    shown = client.get(again)
    assert shown.context["is_recognised"]
    assert shown.context["chosen"] == ImportMapping.objects.get().name
    kinds = {row.number: dict(row.fields).get("Вид сообщения") for row in shown.context["rows"]}
    assert (kinds[3], kinds[7]) == ("Запрос", "Благодарность")
    assert ImportMapping.objects.get().layout["encoding"] == "cp1251"
