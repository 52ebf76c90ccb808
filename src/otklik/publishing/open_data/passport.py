"""Passport of a set and the list of sets.

As the methodical recommendations on open data for Russian authorities, version 3.0, lay them out: `list.csv` with
columns property, title, value, format; `meta.csv` with property and value; identifiers of INN and name.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from otklik.publishing.open_data.files import lines_as_csv
from otklik.publishing.open_data.released import OpenDataset
from otklik.publishing.open_data.rules import OpenDataInForce

STANDARD = "http://opendata.gosmonitor.ru/standard/3.0"
#: The next version is due with the next quarter and its thirty days.
VALID_DAYS = 122
Address = Callable[..., str]


def identifier(found: OpenDataset, rules: OpenDataInForce) -> str:
    """«7700000000-surveys»; the name alone while the administration gave no taxpayer number."""
    return f"{rules.inn}-{found.dataset.slug}" if rules.inn else found.dataset.slug


def passport(found: OpenDataset, rules: OpenDataInForce, creator: str, address: Address) -> list[tuple[str, str]]:
    """Properties of the set in their order; `address(name)` gives the full address of a file of the set."""
    newest = found.newest.view.published_on
    own = [
        ("standardversion", STANDARD),
        ("identifier", identifier(found, rules)),
        ("title", found.dataset.title),
        ("description", found.dataset.description),
        ("creator", creator),
        ("created", f"{found.created_on:%Y%m%d}"),
        ("modified", f"{newest:%Y%m%d}"),
        ("subject", ", ".join(found.dataset.keywords)),
        ("format", "csv"),
    ]
    files = [(one.name, address(f"{one.name}.csv")) for one in found.versions if not one.view.is_withdrawn]
    people = [
        ("publishername", rules.responsible or creator),
        ("publisherphone", rules.phone),
        ("publishermbox", rules.email),
    ]
    return [
        *own,
        ("provenance", f"Версия {found.newest.view.version}: {found.newest.view.title}"),
        ("valid", f"{newest + timedelta(days=VALID_DAYS):%Y%m%d}"),
        *files,
        (found.structure_name, address(f"{found.structure_name}.csv")),
        *people,
        ("licence", rules.terms_url or rules.terms_title),
    ]


def meta_csv(properties: Sequence[tuple[str, str]]) -> bytes:
    """The passport as a file."""
    return lines_as_csv([("property", "value"), *properties])


def list_csv(sets: Sequence[OpenDataset], rules: OpenDataInForce, meta: Callable[[OpenDataset], str]) -> bytes:
    """The list of sets with the addresses of their passports."""
    heads = [
        ("property", "title", "value", "format"),
        ("standardversion", "Версия методических рекомендаций", STANDARD, ""),
    ]
    return lines_as_csv([*heads, *((identifier(one, rules), one.dataset.title, meta(one), "csv") for one in sets)])
