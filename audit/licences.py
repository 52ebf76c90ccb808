"""Licences of what Otklik runs on, as the packages tell them: docs/licences.md."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, metadata

from audit.pins import ROOT

PAPER = ROOT / "docs" / "licences.md"
HEAD = """# Лицензии

Otklik распространяется по лицензии Apache-2.0. Ниже — пакеты, на которых он работает (`requirements/run.txt`),
с лицензией, как её называет сам пакет. Список составляет `make licences`. Чего в нём нет, то не входит
в поставку; тестам и разработке нужны ещё пакеты из `requirements/dev.txt`.

"""
#: What these packages say in their files alone.
KNOWN = {"imapclient": "BSD-3-Clause", "pyrage": "MIT", "svy-rs": "MIT"}
#: Texts of a licence field that are too long to be its name, by how they begin.
_LONGEST = 60


def paper(pins: Mapping[str, str]) -> str:
    """The whole page. PackageNotFoundError for a pin that is not installed here."""
    found = {name: licence_of(name) for name in pins}
    rows = [f"| {name} | {licence} |" for name, licence in sorted(found.items())]
    return f"{HEAD}| Пакет | Лицензия |\n|---|---|\n" + "\n".join(rows) + f"\n\nВсего пакетов: {len(found)}.\n"


def licence_of(name: str) -> str:
    """The expression of the package, else its classifiers, else its licence field; «не названа» without any."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "ставится не на каждую систему"
    if expression := told.get("License-Expression"):
        return str(expression)
    marks = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    named = [one for one in marks if one not in {"OSI Approved", "Other/Proprietary License"}]
    field = " ".join(str(told.get("License") or "").split())
    return " AND ".join(named) or field[:_LONGEST] or KNOWN.get(name, "не названа")
