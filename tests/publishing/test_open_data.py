"""Open data: the same rows in every form, schemas that hold, passports, versions, and nothing where it is forbidden."""

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO

import jsonschema
import pandas as pd
import pytest
from django.test import Client
from django.urls import reverse
from rdflib import DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.publishing.actions.change_open_data import change_open_data
from otklik.publishing.actions.decide_publication import approve_publication, withdraw_publication
from otklik.publishing.actions.propose_publication import propose_publication
from otklik.publishing.models import OpenDataRules, Publication
from otklik.publishing.open_data.files import csv_of, json_of, json_schema
from otklik.publishing.open_data.registry import datasets
from otklik.surveys.models import Survey

pytestmark = pytest.mark.django_db
Actors = Callable[..., Actor]
Clients = Callable[..., Client]
Finished = Callable[..., Survey]
TERMS = {"terms_title": "Условия", "terms_text": "Берите.", "terms_url": "", "responsible": "Отдел", "phone": ""}


def choose(actor: Actor, *chosen: str, **other: str) -> OpenDataRules:
    return change_open_data(actor=actor, chosen=chosen, **({"inn": "", "email": ""} | TERMS | other))  # type: ignore[arg-type]


def let_out(actor: Actors, kind: str, key: str, of: str = "biysk") -> Publication:
    made = propose_publication(actor=actor("organizer", of=of), kind=kind, key=key)
    return approve_publication(actor=actor("head", of=of), publication_id=made.pk)


@pytest.fixture
def released(actor: Actors, finished: Finished) -> Publication:
    """The set of surveys of one administration, public."""
    let_out(actor, "survey_results", str(finished(of="biysk").pk))
    choose(actor("head", of="biysk"), "surveys", inn="7707083893", email="data@example.ru")
    return let_out(actor, "data_surveys", "surveys")


def test_csv_and_json_hold_the_same_rows_and_keep_the_schema(released: Publication, client: Client) -> None:
    where = "/biysk/opendata/surveys/"
    raw = client.get(where + "data.csv").content
    found = json.loads(client.get(where + "data.json").content)
    assert found == released.payload["rows"]
    read = list(csv.DictReader(StringIO(raw.decode())))
    assert read == [{name: "" if value is None else str(value) for name, value in row.items()} for row in found]
    frame = pd.read_csv(BytesIO(raw), keep_default_na=False, na_values={"count": [""], "value": [""]})
    assert frame["count"].sum() == sum(row["count"] or 0 for row in found)
    schema = json.loads(client.get(where + "schema.json").content)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    table = json.loads(client.get(where + "table-schema.json").content)
    assert [one["name"] for one in table["fields"]] == list(read[0])


def test_a_row_of_another_shape_breaks_the_schema() -> None:
    dataset = datasets()["feedback"]
    schema = json_schema(dataset, "https://example.ru/schema.json")
    good = {"quarter": "2025Q3", "cut": "вид", "value": "Отзыв", "count": None}
    jsonschema.validate([good], schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([good | {"count": "7"}], schema)
    assert csv_of(dataset, [good]).decode() == "quarter,cut,value,count\r\n2025Q3,вид,Отзыв,\r\n"
    assert json.loads(json_of([good])) == [good]


def test_list_passport_and_structure_are_laid_out_as_recommended(released: Publication, client: Client) -> None:
    listed = list(csv.DictReader(StringIO(client.get("/biysk/opendata/list.csv").content.decode())))
    assert [row["property"] for row in listed] == ["standardversion", "7707083893-surveys"]
    assert listed[1]["value"] == "http://testserver/biysk/opendata/surveys/meta.csv"
    passport = dict(csv.reader(StringIO(client.get("/biysk/opendata/surveys/meta.csv").content.decode())))
    assert passport["identifier"] == "7707083893-surveys"
    assert passport["publishermbox"] == "data@example.ru"
    day = f"{released.published_on:%Y%m%d}"
    assert passport["modified"] == day
    name = f"data-{day}T0001-structure-20250701T0000"
    assert client.get(passport[name]).status_code == 200
    structure = client.get(passport["structure-20250701T0000"]).content.decode().splitlines()
    assert structure[0] == "field name,english description,russian description,format"
    assert len(structure) == len(datasets()["surveys"].fields) + 1


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib of itself
def test_the_catalogue_is_dcat(released: Publication, client: Client) -> None:
    """Read as RDF: every property that DCAT-AP 3 makes mandatory, each of the right kind, nothing left unread."""
    graph = Graph().parse(data=client.get("/biysk/opendata/catalog.jsonld").content, format="json-ld")
    dcat, terms = Namespace("http://www.w3.org/ns/dcat#"), DCTERMS
    (catalogue,) = graph.subjects(RDF.type, dcat.Catalog)
    (dataset,) = graph.objects(catalogue, dcat.dataset)
    assert (dataset, RDF.type, dcat.Dataset) in graph
    for node in (catalogue, dataset):
        for told in (terms.title, terms.description):
            assert [one.language for one in graph.objects(node, told) if isinstance(one, Literal)] == ["ru"]
        publisher = graph.value(node, terms.publisher)
        assert (publisher, RDF.type, FOAF.Agent) in graph
        assert str(graph.value(publisher, FOAF.name)) == released.administration.title
        assert graph.value(node, terms.modified) == Literal(released.published_on)
    assert str(graph.value(dataset, dcat.version)) == str(released.version)
    files = list(graph.objects(dataset, dcat.distribution))
    assert len(files) == 2
    for one in files:
        assert (one, RDF.type, dcat.Distribution) in graph
        assert isinstance(graph.value(one, dcat.accessURL), URIRef)
        for place in (dcat.accessURL, dcat.downloadURL, terms.conformsTo):
            assert client.get(str(graph.value(one, place))).status_code == 200
        licence = graph.value(one, terms.license)
        assert (licence, RDF.type, terms.LicenseDocument) in graph
        assert str(graph.value(licence, terms.title)) == "Условия"
    assert all(isinstance(told, URIRef) for _, told, _ in graph)


def test_who_has_a_file_already_does_not_load_it_again(released: Publication, actor: Actors, client: Client) -> None:
    dated = f"data-{released.published_on:%Y%m%d}T0001-structure-20250701T0000.csv"
    for name in ("data.csv", dated, "meta.json"):
        first = client.get(f"/biysk/opendata/surveys/{name}")
        for told in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
            again = client.get(f"/biysk/opendata/surveys/{name}", headers=told)
            assert (again.status_code, again.content) == (304, b"")
    withdraw_publication(actor=actor("head", of="biysk"), publication_id=released.pk, why="Ошибка в числах")
    assert client.get(f"/biysk/opendata/surveys/{dated}", headers=told).status_code == 410


def test_every_file_is_right_within_a_minute(released: Publication, actor: Actors, client: Client) -> None:
    dated = f"/biysk/opendata/surveys/data-{released.published_on:%Y%m%d}T0001-structure-20250701T0000.csv"

    def kept() -> list[int]:
        asked = [client.get(place) for place in (dated, "/biysk/opendata/surveys/data.json")]
        return [int(one["Cache-Control"].removeprefix("public, max-age=")) for one in asked]

    assert max(kept()) < 60
    withdraw_publication(actor=actor("head", of="biysk"), publication_id=released.pk, why="Ошибка в числах")
    assert max(kept()) < 60


def test_a_version_keeps_its_address_and_a_withdrawn_one_says_why(
    released: Publication, actor: Actors, finished: Finished, client: Client
) -> None:
    old = f"/biysk/opendata/surveys/data-{released.published_on:%Y%m%d}T0001-structure-20250701T0000.csv"
    before = client.get(old).content
    let_out(actor, "survey_results", str(finished(of="biysk", title="Ещё опрос").pk))
    second = let_out(actor, "data_surveys", "surveys")
    assert client.get(old).content == before
    assert client.get("/biysk/opendata/surveys/data.csv").content != before
    page = client.get("/biysk/opendata/surveys/").content.decode()
    assert "Версия 2" in page
    withdraw_publication(actor=actor("head", of="biysk"), publication_id=second.pk, why="Ошибка в числах")
    gone = client.get("/biysk/opendata/surveys/data.csv")
    assert gone.status_code == 410
    assert "Ошибка в числах" in gone.content.decode()
    assert client.get("/biysk/opendata/").status_code == 404


@pytest.mark.parametrize("slug", ["gatchina", "naryan-mar"])
def test_nothing_is_open_where_the_decree_keeps_all_inside(slug: str, actor: Actors, client: Client) -> None:
    for name in ("", "list.csv", "catalog.jsonld", "surveys/", "surveys/data.csv"):
        assert client.get(f"/{slug}/opendata/{name}").status_code == 404
    for dataset in datasets().values():
        with pytest.raises(RuleBroken, match=r"4\.3"):
            choose(actor("head", of=slug), dataset.slug)
        with pytest.raises(RuleBroken, match=r"4\.3"):
            propose_publication(actor=actor("organizer", of=slug), kind=dataset.kind, key=dataset.slug)


def test_murashi_lets_out_surveys_and_not_the_summary_of_feedback(actor: Actors) -> None:
    assert choose(actor("head"), "surveys").chosen == ["surveys"]
    with pytest.raises(RuleBroken, match="остаётся внутри"):
        choose(actor("head"), "feedback")


@pytest.mark.parametrize(("role", "is_led"), [("head", False), ("coordinator", True)])
def test_who_may_not_propose_is_not_led_there(actor: Actors, client_of: Clients, role: str, is_led: bool) -> None:
    choose(actor("head"), "surveys")
    page = client_of(role).get(reverse("staff:open_data", args=["murashi"])).content.decode()
    assert "не опубликован" in page
    assert ("предложить</a>" in page) is is_led


def test_wrong_rules_are_told_as_refused(client_of: Clients) -> None:
    answer = client_of("head").post(reverse("staff:open_data", args=["murashi"]), {"chosen": "surveys", "inn": "1"})
    assert answer.status_code == 422


def test_a_set_that_nobody_chose_is_not_offered(actor: Actors, finished: Finished) -> None:
    let_out(actor, "survey_results", str(finished(of="biysk").pk))
    with pytest.raises(NotFound):
        propose_publication(actor=actor("organizer", of="biysk"), kind="data_surveys", key="surveys")


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"inn": "7707083894"}, "inn"),
        ({"email": "почта"}, "email"),
        ({"terms_url": "javascript:alert(1)"}, "terms_url"),
        ({"terms_text": " \0"}, "terms_text"),
    ],
)
def test_wrong_rules_are_told_beside_the_field(actor: Actors, other: dict[str, str], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        choose(actor("head", of="biysk"), **other)
    assert broken.value.field == field


def test_only_coordinator_and_head_decide(actor: Actors) -> None:
    with pytest.raises(NotFound):
        choose(actor("specialist", of="biysk"))
