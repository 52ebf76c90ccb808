"""Questionnaires at the desk: list, editor, every kind of question, bank, versions, languages, previews, files."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.surveys.conftest import CONTENT

from otklik.base.actor import system_actor
from otklik.catalog.models import Department
from otklik.core.questionnaire.editing import checked
from otklik.core.questionnaire.enums import QuestionKind
from otklik.core.questionnaire.schema import Questionnaire as Words
from otklik.procedures.registry import procedures
from otklik.surveys.actions.edit_questionnaire import make_questionnaire
from otklik.surveys.actions.found_questionnaires import found_questionnaires
from otklik.surveys.models import BankQuestion, Questionnaire, QuestionnaireVersion
from otklik.surveys.questionnaires import stamp_of
from otklik.surveys.version_columns import questionnaire_of

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/surveys/questionnaires"


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def organiser(client_of: Callable[..., Client]) -> Client:
    return client_of("organizer")


@pytest.fixture
def sheet(administrations: Callable[..., Any], organiser: Client) -> Questionnaire:
    """A questionnaire of seven questions of every common kind."""
    owner = administrations("murashi")
    return make_questionnaire(actor=system_actor(owner.pk, "murashi"), words=checked(CONTENT))


def words_of(sheet: Questionnaire) -> Words:
    return questionnaire_of(newest(sheet))


def newest(sheet: Questionnaire) -> QuestionnaireVersion:
    return sheet.versions.all()[0]


def order_of(sheet: Questionnaire) -> list[str]:
    return [question.slug for question in words_of(sheet).questions]


def post(client: Client, sheet: Questionnaire, path: str, **sent: Any) -> HttpResponse:
    return client.post(f"{BASE}/{sheet.pk}/{path}", {"stamp": stamp_of(newest(sheet)), **sent}, follow=True)


def test_the_list_names_the_surveys_that_each_serves_and_costs_the_same(
    organiser: Client, administrations: Callable[..., Any], sheet: Questionnaire
) -> None:
    organiser.get(f"{BASE}/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        organiser.get(f"{BASE}/")
    owner = administrations("murashi")
    found_questionnaires(actor=system_actor(owner.pk, "murashi"), procedure=procedures()["murashi"])
    with CaptureQueriesContext(connection) as many:
        listed = page_of(organiser.get(f"{BASE}/"))
    assert "Как рассмотрели ваше обращение" in listed
    assert "Удовлетворённость отдельными элементами и этапами" in listed
    assert "Опрос сотрудников администрации" not in listed
    assert len(many) == len(few)


def test_the_editor_shows_numbers_jumps_and_what_is_rated(organiser: Client, sheet: Questionnaire) -> None:
    shown = page_of(organiser.get(f"{BASE}/{sheet.pk}/"))
    assert "«Нет»: переходите к вопросу 5" in shown
    assert "В целом" in shown
    assert "7 вопросов" in shown
    assert f'src="{BASE}/{sheet.pk}/preview/"' in shown


def test_questions_change_places_and_a_jump_backwards_is_refused(organiser: Client, sheet: Questionnaire) -> None:
    post(organiser, sheet, "questions/parts/up/")
    assert order_of(sheet)[:2] == ["parts", "whole"]
    for _ in range(2):
        told = page_of(post(organiser, sheet, "questions/age/up/"))
    assert "переход возможен только вперёд" in told
    assert order_of(sheet).index("age") > order_of(sheet).index("again")


def test_a_removed_question_can_be_brought_back(organiser: Client, sheet: Questionnaire) -> None:
    before = order_of(sheet)
    told = page_of(post(organiser, sheet, "questions/age/remove/"))
    assert "Вернуть вопрос" in told
    assert "age" not in order_of(sheet)
    assert words_of(sheet).question("again").jumps[0].to == "advise"
    organiser.post(f"{BASE}/{sheet.pk}/undo/")
    assert order_of(sheet) == before
    assert words_of(sheet).question("again").jumps[0].to == "age"


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_a_question_of_every_kind_is_added(organiser: Client, sheet: Questionnaire, kind: QuestionKind) -> None:
    parts = {
        QuestionKind.SINGLE: {"option_0_title": "Раз", "option_1_title": "Два", "option_1_score": "0,5"},
        QuestionKind.MULTIPLE: {"option_0_title": "5 дней", "option_1_title": "Ничего", "option_1_alone": "on"},
        QuestionKind.MATRIX: {"row_0_title": "Очередь", "row_0_what": "element:queue"},
        QuestionKind.NUMBER: {"least": "1", "most": "2,5"},
    }
    assert "Новый вопрос" in page_of(organiser.get(f"{BASE}/{sheet.pk}/add/{kind.value}/"))
    told = page_of(post(organiser, sheet, f"add/{kind.value}/?after=whole", title="Что нового?", **parts.get(kind, {})))
    assert "Вопрос добавлен." in told
    made = words_of(sheet).questions[1]
    assert (made.kind, made.title, made.slug) == (kind, "Что нового?", "chto_novogo")
    if kind is QuestionKind.SINGLE:
        assert [(one.slug, one.score) for one in made.options] == [("raz", None), ("dva", 0.5)]
    if kind is QuestionKind.NUMBER:
        assert (made.least, made.most) == (1, 2.5)
    if kind is QuestionKind.MATRIX:
        assert (made.rows[0].rates, made.rows[0].of) == ("element", "queue")


def test_opening_and_storing_a_question_unchanged_changes_nothing(organiser: Client, sheet: Questionnaire) -> None:
    before = newest(sheet).content
    for slug in order_of(sheet):
        form = page_of(organiser.get(f"{BASE}/{sheet.pk}/questions/{slug}/"))
        told = organiser.post(f"{BASE}/{sheet.pk}/questions/{slug}/", fields_of(form), follow=True)
        assert "Вопрос записан." in page_of(told), slug
    assert newest(sheet).content == before


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the question's form."""
    form = page.split('class="question-form"', 1)[1]
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    for tag in re.findall(r"<input[^>]*>", form.split("</form>", 1)[0]):
        name = re.search(r'name="(\w+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or " checked" in tag):
            sent[name[1]] = value[1] if value else ("on" if "checkbox" in tag else "")
    sent.update(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', form))
    for name, body in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        sent[name] = chosen[1] if chosen else ""
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def test_faults_stand_beside_the_field_and_nothing_typed_is_lost(organiser: Client, sheet: Questionnaire) -> None:
    sent = {"title": "Кто вы?", "option_0_title": "Единственный «вариант» 🙂", "option_0_score": "много"}
    told = post(organiser, sheet, "add/single/", **sent)
    assert "балл «много» не похож на число" in page_of(told)
    assert "Единственный «вариант» 🙂" in page_of(told)
    told = post(organiser, sheet, "add/single/", **{**sent, "option_0_score": ""})
    assert "нужно хотя бы два варианта ответа" in page_of(told)
    told = post(organiser, sheet, "add/scale/", title="Оценка?", anchor_mark_1="Плохо")
    assert "Подпишите все оценки шкалы" in page_of(told)
    post(organiser, sheet, "add/text/", title="О\x00ценка?")
    told = post(organiser, sheet, "add/text/", title="ы" * 600)
    assert "не больше 500 знаков" in page_of(told)
    assert len(order_of(sheet)) == 7


def test_more_lines_keep_what_was_typed(organiser: Client, sheet: Questionnaire) -> None:
    sent = {f"option_{at}_title": f"Вариант {at}" for at in range(4)}
    shown = page_of(post(organiser, sheet, "add/multiple/", title="Какие?", more="1", **sent))
    assert 'name="option_5_title"' in shown
    assert 'value="Вариант 3"' in shown
    assert len(order_of(sheet)) == 7


def test_an_answer_leads_to_a_later_question_chosen_by_its_words(organiser: Client, sheet: Questionnaire) -> None:
    post(organiser, sheet, "add/yes_no/?after=whole", title="Были?", to_mark_no="age")
    made = words_of(sheet).questions[1]
    assert [(jump.answers, jump.to) for jump in made.jumps] == [(("no",), "age")]


def test_units_come_from_the_catalogue(organiser: Client, sheet: Questionnaire) -> None:
    Department.objects.filter(administration_id=sheet.administration_id).delete()
    told = post(organiser, sheet, "add/single/", title="Где вы работаете?", cut="department")
    assert "меньше двух записей" in page_of(told)
    for name in ("Финансы", "Жильё"):
        Department.objects.create(administration_id=sheet.administration_id, slug=f"u{len(name)}", title=name)
    post(organiser, sheet, "add/single/", title="Где вы работаете?", cut="department")
    assert {option.title for option in words_of(sheet).questions[-1].options} == {"Финансы", "Жильё"}


def test_an_answered_version_stays_and_the_next_one_is_made(organiser: Client, sheet: Questionnaire) -> None:
    sheet.versions.update(frozen_on=date(2026, 9, 1))
    told = page_of(post(organiser, sheet, "questions/comment/remove/"))
    assert "получилась редакция 2" in told
    assert [version.number for version in sheet.versions.all()] == [2, 1]
    assert len(sheet.versions.get(number=1).content["questions"]) == 7
    compared = page_of(organiser.get(f"{BASE}/{sheet.pk}/versions/"))
    assert re.search(r"Что нам улучшить\?\s*<span class=\"muted\">— убран", compared)


def test_two_people_at_once_lose_nothing(organiser: Client, sheet: Questionnaire) -> None:
    mine = stamp_of(newest(sheet))
    post(organiser, sheet, "questions/parts/up/")
    sent = {"stamp": mine, "title": "Моя долгая правка", "hint": "с пояснением"}
    told = organiser.post(f"{BASE}/{sheet.pk}/questions/comment/", sent)
    assert "изменил другой сотрудник" in page_of(told)
    assert "Моя долгая правка" in page_of(told)
    assert words_of(sheet).question("comment").title == "Что нам улучшить?"
    organiser.post(f"{BASE}/{sheet.pk}/questions/comment/", fields_of(page_of(told)))
    assert words_of(sheet).question("comment").title == "Моя долгая правка"


def test_a_question_goes_through_the_bank_into_another_questionnaire(organiser: Client, sheet: Questionnaire) -> None:
    post(organiser, sheet, "questions/again/bank/")
    banked = BankQuestion.objects.get()
    assert "jumps" not in banked.content
    assert "в банке уже есть" in page_of(post(organiser, sheet, "questions/again/bank/"))
    post(organiser, sheet, f"take/{banked.pk}/", after="whole")
    assert order_of(sheet)[:2] == ["whole", "again_2"]
    organiser.post(f"{BASE}/bank/{banked.pk}/drop/")
    assert "В банке пока пусто" in page_of(organiser.get(f"{BASE}/bank/"))


def test_a_file_saved_and_loaded_again_gives_the_same_questions(organiser: Client, sheet: Questionnaire) -> None:
    saved = organiser.get(f"{BASE}/{sheet.pk}/paper/toml/").content
    upload = SimpleUploadedFile("a.toml", saved.replace("Как прошло обращение".encode(), "Загруженная".encode()))
    organiser.post(f"{BASE}/new/", {"file": upload, "upload": "1"})
    loaded = Questionnaire.objects.get(title="Загруженная")
    assert words_of(loaded).questions == words_of(sheet).questions


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title = ", "не читается как TOML"),
        (b"\xff\xfe\x00", "не в кодировке UTF-8"),
        ('slug = "a"\ntitle = "А"\naudience = "external"\n'.encode(), "questions"),
        (b"", "Файл пуст"),
    ],
)
def test_a_bad_file_is_refused_in_words(organiser: Client, content: bytes, said: str) -> None:
    answer = organiser.post(f"{BASE}/new/", {"file": SimpleUploadedFile("a.toml", content), "upload": "1"})
    assert said in page_of(answer)


def test_a_new_one_from_nothing_and_from_another(organiser: Client, sheet: Questionnaire) -> None:
    organiser.post(f"{BASE}/new/", {"title": "С нуля", "audience": "external", "source": ""})
    assert len(words_of(Questionnaire.objects.get(title="С нуля")).questions) == 1
    organiser.post(f"{BASE}/new/", {"title": "По образцу", "audience": "external", "source": str(sheet.pk)})
    assert words_of(Questionnaire.objects.get(title="По образцу")).questions == words_of(sheet).questions


def test_the_head_is_changed_and_the_kinds_of_other_procedures_stay(organiser: Client, sheet: Questionnaire) -> None:
    version = newest(sheet)
    version.content = {**version.content, "surveys": ["permanent"]}
    version.save()
    sent = {"title": "Новое имя", "minutes": "3", "surveys": ["whole"], "lead": "О чём.", "thanks": ""}
    post(organiser, sheet, "head/", **sent)
    assert words_of(sheet).surveys == ("whole", "permanent")
    sheet.refresh_from_db()
    assert sheet.title == "Новое имя"
    assert "Не больше 60 минут" in page_of(post(organiser, sheet, "head/", **{**sent, "minutes": "99"}))


def test_employees_questionnaires_and_strangers_ones_are_closed(
    client_of: Callable[..., Client], administrations: Callable[..., Any]
) -> None:
    owner = administrations("murashi")
    actor = system_actor(owner.pk, "murashi")
    words = checked({**CONTENT, "audience": "internal"})
    hidden = make_questionnaire(actor=actor, words=words)
    assert client_of("organizer").get(f"{BASE}/{hidden.pk}/").status_code == 404
    assert client_of("internal_officer").get(f"{BASE}/{hidden.pk}/").status_code == 200
    assert client_of("registrar").get(f"{BASE}/").status_code == 404


def test_switching_off_takes_it_out_of_the_choice_for_new_surveys(organiser: Client, sheet: Questionnaire) -> None:
    assert "больше не предлагается" in page_of(post(organiser, sheet, "switch/off/"))
    sheet.refresh_from_db()
    assert not sheet.is_active
    assert "У этой анкеты нет исходной" in page_of(post(organiser, sheet, "switch/restore/"))
