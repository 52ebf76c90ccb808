"""The sets as a DCAT catalogue in JSON-LD: what catalogues of open data read by themselves.

Sources: W3C DCAT 3; DCAT-AP 3 (properties that it makes mandatory or recommends); EU vocabulary of frequencies.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from otklik.publishing.open_data.passport import identifier
from otklik.publishing.open_data.released import DataVersion, OpenDataset
from otklik.publishing.open_data.rules import OpenDataInForce

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
RUSSIAN = {"@id": "http://publications.europa.eu/resource/authority/language/RUS"}
QUARTERLY = {"@id": "http://publications.europa.eu/resource/authority/frequency/QUARTERLY"}
GOVERNMENT = {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"}
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
MEDIA = {"csv": "text/csv", "json": "application/json"}
#: Full address of a file of a set: (slug of the set, name of the file; empty for the page of the set).
Address = Callable[[str, str], str]


def catalogue(
    sets: Sequence[OpenDataset], rules: OpenDataInForce, publisher: str, home: str, address: Address
) -> dict[str, Any]:
    """The catalogue of one administration."""
    agent = {"@id": f"{home}#publisher", "@type": "foaf:Agent", "foaf:name": publisher}
    return {
        "@context": CONTEXT,
        "@id": home,
        "@type": "dcat:Catalog",
        "dct:title": _ru(f"Открытые данные: {publisher}"),
        "dct:description": _ru("Обобщённые данные обратной связи и принятые решения."),
        "dct:publisher": agent,
        "dct:language": RUSSIAN,
        "dct:license": _licence(rules, address),
        "dct:issued": _day(min(one.created_on for one in sets)),
        "dct:modified": _day(max(one.newest.view.published_on for one in sets)),
        "foaf:homepage": {"@id": home, "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {"@id": "http://publications.europa.eu/resource/authority/data-theme"},
        "dcat:dataset": [_dataset(one, rules, agent, address) for one in sets],
    }


def _dataset(found: OpenDataset, rules: OpenDataInForce, agent: dict[str, str], address: Address) -> dict[str, Any]:
    slug, newest = found.dataset.slug, found.newest
    told: dict[str, Any] = {
        "@id": address(slug, ""),
        "@type": "dcat:Dataset",
        "dct:identifier": identifier(found, rules),
        "dct:title": _ru(found.dataset.title),
        "dct:description": _ru(found.dataset.description),
        "dcat:keyword": [_ru(word) for word in found.dataset.keywords],
        "dcat:theme": GOVERNMENT,
        "dct:publisher": {"@id": agent["@id"]},
        "dct:issued": _day(found.created_on),
        "dct:modified": _day(newest.view.published_on),
        "dct:accrualPeriodicity": QUARTERLY,
        "dct:language": RUSSIAN,
        "dcat:version": str(newest.view.version),
        "dcat:landingPage": {"@id": address(slug, "")},
        "dcat:distribution": [_distribution(newest, rules, form, address) for form in MEDIA],
    }
    return told | _contact(rules, agent["foaf:name"])


def _distribution(version: DataVersion, rules: OpenDataInForce, form: str, address: Address) -> dict[str, Any]:
    slug = version.dataset.slug
    file = address(slug, f"{version.name}.{form}")
    schema = address(slug, "schema.json" if form == "json" else "table-schema.json")
    return {
        "@id": file,
        "@type": "dcat:Distribution",
        "dct:title": _ru(f"{version.dataset.title}, версия {version.view.version} ({form.upper()})"),
        "dcat:accessURL": {"@id": address(slug, "")},
        "dcat:downloadURL": {"@id": file},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{MEDIA[form]}"},
        "dct:format": {"@id": f"{FILE_TYPE}{form.upper()}"},
        "dct:conformsTo": {"@id": schema, "@type": "dct:Standard"},
        "dct:license": _licence(rules, address),
        "dct:issued": _day(version.view.published_on),
    }


def _licence(rules: OpenDataInForce, address: Address) -> dict[str, Any]:
    where = rules.terms_url or f"{address('', '')}#terms"
    return {"@id": where, "@type": "dct:LicenseDocument", "dct:title": _ru(rules.terms_title)}


def _contact(rules: OpenDataInForce, publisher: str) -> dict[str, Any]:
    if not rules.email and not rules.responsible:
        return {}
    card: dict[str, Any] = {"@type": "vcard:Kind", "vcard:fn": rules.responsible or publisher}
    if rules.email:
        card["vcard:hasEmail"] = {"@id": f"mailto:{rules.email}"}
    return {"dcat:contactPoint": card}


def _ru(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "ru"}


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
