"""Files of open data: the list, the catalogue, passports, structures, schemas, and every version in two forms."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from otklik.publishing.open_data.catalogue import catalogue
from otklik.publishing.open_data.files import MEDIA, csv_of, json_of, json_schema, structure_csv, table_schema
from otklik.publishing.open_data.passport import list_csv, meta_csv, passport
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.open_data.released import DataVersion, OpenDataset, open_sets, released_set
from otklik.publishing.open_data.rules import OpenDataInForce, open_data_rules
from otklik.publishing.policy import is_allowed
from otklik.web.public.open_data.answering import file_answer, gone
from otklik.web.public.published import refuse_unless_public
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

JSON_LD = "application/ld+json; charset=utf-8"


@public_page
def list_file(request: PageRequest) -> HttpResponse:
    """list.csv: the sets with the addresses of their passports."""
    sets = sets_or_404(request)
    address = addresses(request)
    content = list_csv(sets, _rules(request), lambda one: address(one.dataset.slug, "meta.csv"))
    return file_answer(request, content, MEDIA["csv"])


@public_page
def catalogue_file(request: PageRequest) -> HttpResponse:
    """catalog.jsonld: the sets as DCAT."""
    sets = sets_or_404(request)
    address = addresses(request)
    found = catalogue(sets, _rules(request), request.administration.title, address("", ""), address)
    return file_answer(request, _dumped(found), JSON_LD)


@public_page
def set_file(request: PageRequest, dataset: str, name: str) -> HttpResponse:
    """A file of one set; what was withdrawn says 410 with the day and the reason."""
    found = set_or_404(request, dataset)
    made = _about(request, found, name)
    if made is not None:
        return file_answer(request, *made)
    stem, _, form = name.rpartition(".")
    version = found.newest if stem == "data" else found.version(stem)
    if version is None or form not in MEDIA:
        raise Http404
    return _version_file(request, version, form)


def _version_file(request: PageRequest, version: DataVersion, form: str) -> HttpResponse:
    """A dated file is kept no longer than the newest: it may be withdrawn at any moment."""
    view = version.view
    if view.withdrawn_on is not None:
        return gone(f"Снято с публикации {view.withdrawn_on:%d.%m.%Y}: {view.withdrawn_why}")
    rows = view.payload["rows"]
    content = csv_of(version.dataset, rows) if form == "csv" else json_of(rows)
    return file_answer(request, content, MEDIA[form])


def _about(request: PageRequest, found: OpenDataset, name: str) -> tuple[bytes, str] | None:
    """Passport, structure and schemas; None for another name."""
    dataset, address = found.dataset, addresses(request)

    def own(file: str) -> str:
        return address(dataset.slug, file)

    if name == "meta.csv":
        return meta_csv(passport(found, _rules(request), request.administration.title, own)), MEDIA["csv"]
    if name == "meta.json":
        told = passport(found, _rules(request), request.administration.title, own)
        return _dumped(dict(told)), MEDIA["json"]
    if name == f"{found.structure_name}.csv":
        return structure_csv(dataset), MEDIA["csv"]
    if name == "schema.json":
        return _dumped(json_schema(dataset, own(name))), MEDIA["json"]
    if name == "table-schema.json":
        return _dumped(table_schema(dataset)), MEDIA["json"]
    return None


def sets_or_404(request: PageRequest) -> list[OpenDataset]:
    """Sets that stand before the public; 404 where there is none: what the decree forbids has no page."""
    found = open_sets(request.administration.pk)
    if not found:
        own, artifacts = request.administration, [one.artifact for one in datasets().values()]
        if not any(is_allowed(own.pk, own.slug, artifact) for artifact in artifacts):
            refuse_unless_public(request, artifacts[0])
        raise Http404
    return found


def set_or_404(request: PageRequest, slug: str) -> OpenDataset:
    """A set that stands before the public; of one that the decree keeps inside page and files say its words."""
    found = released_set(request.administration.pk, slug)
    if found is None:
        if slug in datasets():
            refuse_unless_public(request, datasets()[slug].artifact)
        raise Http404
    return found


def addresses(request: PageRequest) -> Callable[[str, str], str]:
    """Full addresses of sets and of their files."""
    own = request.administration.slug

    def address(dataset: str, name: str) -> str:
        if not dataset:
            return request.build_absolute_uri(reverse("public:datasets", args=[own]))
        where = ("public:dataset_file", [own, dataset, name]) if name else ("public:dataset", [own, dataset])
        return request.build_absolute_uri(reverse(where[0], args=where[1]))

    return address


def _rules(request: PageRequest) -> OpenDataInForce:
    return open_data_rules(request.administration.pk)


def _dumped(found: Any) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=1).encode()
