"""The ledger remembers all that went out, and nothing follows that would give somebody away together with it."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

import pytest
from django.test import Client

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.disclosure.attack import reachable_cells
from otklik.core.disclosure.space import identity
from otklik.core.disclosure.tables import TOTAL, ReleasedTable
from otklik.core.ratings.rating import Rating
from otklik.publishing.actions.change_open_data import change_open_data
from otklik.publishing.actions.decide_publication import approve_publication, withdraw_publication
from otklik.publishing.actions.propose_publication import propose_publication
from otklik.publishing.leaks import refuse_leaks
from otklik.publishing.ledger import check_release, minimum_of, note_release, protected_tables, released_tables
from otklik.publishing.models import Release
from otklik.publishing.quarter_figures import may_be_told
from otklik.publishing.quarter_tables import mark_tables, shielded
from otklik.publishing.registry import kind_of
from otklik.publishing.survey_tables import without_weighed
from otklik.surveys.models import Survey

pytestmark = pytest.mark.django_db
Actors = Callable[..., Actor]
Finished = Callable[..., Survey]
QUARTER = "2025Q3"
TERMS = {"terms_title": "Условия", "terms_text": "Берите.", "terms_url": ""}


def by_topic(name: str, counts: dict[str, int | None]) -> ReleasedTable:
    cells = {(QUARTER, TOTAL if topic == "всего" else topic): count for topic, count in counts.items()}
    return ReleasedTable(name, ("квартал", "тема"), cells)


def test_a_leak_names_the_group_and_the_publications_that_give_it_away(actor: Actors) -> None:
    own = actor("head").administration_id
    note_release(own, [by_topic("Темы квартала", {"всего": 40, "жильё": None, "вода": None, "дороги": 30})])
    leaks = check_release(own, [by_topic("Темы на карте", {"вода": 8})])
    assert [leak.group for leak in leaks] == ["III квартал 2025 года, жильё"]
    words = leaks[0].words
    assert "стало бы видно 2 человека или сообщения, а меньше 5 показывать нельзя" in words
    assert "«Темы квартала»" in words
    assert "«Темы на карте»" in words
    assert "Прежнее уже прочитали" in words


def test_what_was_withdrawn_is_still_subtracted_from(actor: Actors, finished: Finished) -> None:
    made = propose_publication(actor=actor("organizer"), kind="survey_results", key=str(finished().pk))
    approve_publication(actor=actor("head"), publication_id=made.pk)
    count = Release.objects.filter(publication=made).count()
    withdraw_publication(actor=actor("head"), publication_id=made.pk, why="Ошибка")
    assert count > 0
    assert len(released_tables(made.administration_id)) == count


def test_the_same_table_is_noted_once(actor: Actors) -> None:
    own = actor("head").administration_id
    assert note_release(own, [by_topic("Темы", {"всего": 40})]) == 1
    assert note_release(own, [by_topic("Темы", {"всего": 40})]) == 0


def test_another_administration_has_another_ledger(actor: Actors) -> None:
    note_release(actor("head").administration_id, [by_topic("Темы", {"всего": 40})])
    assert check_release(actor("head", of="biysk").administration_id, [by_topic("Темы", {"всего": 42})]) == []
    assert check_release(actor("head").administration_id, [by_topic("Темы", {"всего": 42})]) != []


def test_approval_is_refused_with_the_words_of_the_leak(actor: Actors) -> None:
    kind = kind_of("data_feedback")
    payload = {"tables": [by_topic("Отзывы", {"всего": 20, "жильё": 2, "вода": 18}).as_json()]}
    with pytest.raises(RuleBroken) as refused:
        refuse_leaks(actor("head"), kind, payload)
    assert "жильё" in refused.value.message


def test_protected_tables_pass_the_guard_beside_all_before(actor: Actors) -> None:
    own = actor("head").administration_id
    note_release(own, [by_topic("Раньше", {"вода": 9})])
    table = by_topic("Темы", {"всего": 60, "жильё": 2, "вода": 9, "дороги": 40, "прочее": 9})
    protected = protected_tables(own, [table])
    assert check_release(own, protected) == []
    assert protected[0].cells[QUARTER, "жильё"] is None


def test_answers_that_few_gave_are_hidden_in_published_results(
    actor: Actors, finished: Finished, respond: Callable[..., object], client: Client
) -> None:
    survey = finished()
    for _ in range(2):
        respond(survey, on=survey.opens_on, whole=1)
    made = propose_publication(actor=actor("organizer"), kind="survey_results", key=str(survey.pk))
    counts = [
        round(bar["share"] * one["n"]) for one in made.payload["questions"] for bar in one["bars"] if bar["share"]
    ]
    hidden = [bar for one in made.payload["questions"] for bar in one["bars"] if bar["share"] is None]
    assert hidden
    assert min(counts) >= minimum_of(made.administration_id)
    assert check_release(made.administration_id, kind_of(made.kind).tables(made.payload)) == []
    approve_publication(actor=actor("head"), publication_id=made.pk)
    page = client.get(f"/murashi/surveys/{survey.pk}/results/").content.decode()
    assert ">скрыто<" in page
    assert 'class="answer-bar" viewBox="0 0 160 14"' in page  # narrowed on a phone, never cut


def test_no_pair_of_published_tables_gives_anybody_away(actor: Actors, finished: Finished) -> None:
    survey = finished(of="biysk")
    organizer, head = actor("organizer", of="biysk"), actor("head", of="biysk")
    change_open_data(actor=head, chosen=["surveys"], inn="", phone="", email="", responsible="", **TERMS)
    for kind, key in (("survey_results", str(survey.pk)), ("data_surveys", "surveys")):
        made = propose_publication(actor=organizer, kind=kind, key=key)
        approve_publication(actor=head, publication_id=made.pk)
    tables = released_tables(organizer.administration_id)
    minimum = minimum_of(organizer.administration_id)
    assert len(tables) > 1
    assert reachable_cells(tables, minimum) == []
    assert [gap for pair in combinations(tables, 2) for gap in gaps(*pair, minimum)] == []


def gaps(one: ReleasedTable, other: ReleasedTable, minimum: int) -> Iterator[int]:
    """Small differences of a group and one that it holds, over two tables that count the same."""
    for wide, value in counted(one).items():
        for narrow, number in counted(other).items():
            if one.counts == other.counts and set(wide) <= set(narrow) and 0 < abs(value - number) < minimum:
                yield value - number


def counted(table: ReleasedTable) -> Mapping[tuple[tuple[str, str], ...], int]:
    return {identity(table, key): value for key, value in table.cells.items() if value is not None}


def test_a_part_with_which_few_were_dissatisfied_is_not_told(actor: Actors) -> None:
    def figure(key: str, good: int, marks: int) -> dict[str, object]:
        return {"key": key, "quarter": QUARTER, "numerator": float(good), "denominator": float(marks)}

    line = figure("", 60, 100) | {"slug": "parts", "title": "Части", "unit": "share", "trend": []}
    line["elements"] = [figure("срок", 38, 40), figure("вежливость", 12, 30), figure("ясность", 10, 30)]
    found = {"quarter": QUARTER, "period": "III квартал 2025 года", "indicators": [line]}
    own = actor("head").administration_id
    told = shielded(own, found)
    assert "срок" not in [one["key"] for one in told["indicators"][0]["elements"]]
    assert check_release(own, mark_tables(told)) == []
    assert check_release(own, mark_tables(found)) != []


def test_an_average_does_not_give_back_its_one_hidden_part(actor: Actors) -> None:
    def figure(key: str, good: float, marks: float) -> dict[str, object]:
        return {"key": key, "quarter": QUARTER, "numerator": good, "denominator": marks, "n": marks}

    line = {"slug": "parts", "title": "Части", "unit": "share", "trend": [], "numerator": None, "denominator": None}
    line["elements"] = [figure("срок", 38.0, 40.0), figure("вежливость", 12.0, 30.0), figure("ясность", 20.0, 50.0)]
    told = shielded(
        actor("head").administration_id, {"quarter": QUARTER, "period": "III квартал", "indicators": [line]}
    )
    assert [one["key"] for one in told["indicators"][0]["elements"]] == ["ясность"]


@pytest.mark.parametrize(("few", "is_told"), [((2.0, 40.0), False), ((15.0, 40.0), True)])
def test_a_weighed_share_that_tells_of_few_is_left_out(few: tuple[float, float], is_told: bool) -> None:
    classes = {0.7: few, 1.3: (30.0, 40.0)}
    rating = Rating("share", 0.5, 40.4, 80.0, 80, 80, 0.05, 75.0, classes)
    assert may_be_told(rating, 5) is is_told
    found = {"questions": [{"title": "В целом", "value": "50 %", "between": "", "good_count": 32, "bars": []}]}
    assert ("value" in without_weighed(found, [rating], 5)["questions"][0]) is is_told
