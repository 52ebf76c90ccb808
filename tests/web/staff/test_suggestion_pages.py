"""Suggestions through HTTP: the reader's card, the registrar's card, the quality card, mass texts."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from tests.analysis.decided import decide
from tests.intake.conftest import Receive

from otklik.analysis.models import LearnedModel, LearnedWeights, TextLabel, TextLearning
from otklik.analysis.text.decisions import decisions
from otklik.analysis.text.mass_texts import find_mass_texts
from otklik.analysis.text.training import learn, material_of
from otklik.catalog.models import Administration, Category

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
DESK = "/murashi/staff/"
QUALITY = f"{DESK}reading/suggestions/"
WATER = "Из крана третий день течёт ржавая вода, горячей воды нет"


def test_suggestions_stand_where_people_decide_and_their_quality_on_a_page(
    administration: Administration, receive: Receive, client_of: ClientOf
) -> None:
    decide(administration, receive("Образец"))
    decided = decisions(administration.pk)
    for label in (TextLabel.KIND, TextLabel.CATEGORY):
        trial = learn(administration.pk, label, material_of(label, decided))
        assert trial.state == LearnedModel.State.IN_FORCE
    registrar = client_of("registrar")
    page = registrar.get(f"{DESK}reading/{receive(WATER).pk}/").content.decode()
    wanted = Category.objects.filter(administration=administration)[1]
    assert f"[[&quot;categories&quot;, &quot;{wanted.pk}&quot;]]" in page
    assert "%; слова:" in page.replace("\xa0", " ").replace(" %", "%")
    assert "Вид: заявление" in page.replace("Заявление", "заявление")  # the item is a complaint: worth a second look
    offered = registrar.post(f"{DESK}card/likeness/", {"text": WATER, "kind": "complaint"}).content.decode()
    assert "data-fill" in offered
    assert (
        "data-fill"
        not in registrar.post(f"{DESK}card/likeness/", {"text": WATER, "kind": "statement"}).content.decode()
    )
    card = client_of("controller").get(f"{QUALITY}?label=kind").content.decode()
    assert "По неделям: вид" in card
    assert "Обучить сейчас" not in card
    assert "прежней версией программы" not in card
    LearnedWeights.objects.filter(model=trial).update(content=b"of an older format")
    LearnedModel.objects.filter(pk=trial.pk).update(trained_at=timezone.now())
    assert "сделана прежней версией программы" in client_of("controller").get(QUALITY).content.decode()


def test_the_page_says_plainly_what_it_waits_for(client_of: ClientOf, administration: Administration) -> None:
    page = client_of("coordinator").get(QUALITY).content.decode()
    assert "Учиться пока не на чем" in page
    assert "осталось 100" in page
    assert administration.pk


def test_learning_is_started_by_a_button_and_only_once(client_of: ClientOf, administration: Administration) -> None:
    coordinator = client_of("coordinator")
    coordinator.post(f"{QUALITY}learn/")
    assert TextLearning.objects.get(pk=administration.pk).state == TextLearning.State.WAITING
    part = coordinator.get(QUALITY, HTTP_HX_REQUEST="true").content.decode()
    assert "Обучение идёт" in part
    assert "every 2s" in part
    assert "Обучение уже идёт" in coordinator.post(f"{QUALITY}learn/", follow=True).content.decode()


@pytest.mark.parametrize("address", ["reading/suggestions/", "reading/mass/"])
def test_a_specialist_sees_neither_page(address: str, client_of: ClientOf) -> None:
    assert client_of("specialist").get(f"{DESK}{address}").status_code == 404


def test_a_letter_sent_in_numbers_leads_to_reading_it_together(client_of: ClientOf, receive: Receive) -> None:
    registrar = client_of("registrar")
    assert "Ещё не искали" in registrar.get(f"{DESK}reading/mass/").content.decode()
    items = [receive("Верните автобус на улицу Садовую, пенсионеры не могут доехать", name=f"Автор {n}") for n in "абв"]
    find_mass_texts()
    page = registrar.get(f"{DESK}reading/mass/").content.decode()
    assert "слово в слово" in page
    assert f"{DESK}reading/{items[0].pk}/" in page
    found = page.split(f'href="{DESK}registry/?', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    listed = registrar.get(f"{DESK}registry/?{found}").content.decode()
    assert all(f"{DESK}items/{item.pk}/" in listed for item in items)
