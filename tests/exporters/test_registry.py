"""Every exporter is found, complete, and gives the same bytes for the same report."""

import time

import pytest
from tests.exporters.sample import monitoring

from otklik.core.document import Document
from otklik.exporters.exporter import Exporter
from otklik.exporters.registry import all_exporters, exporter

EXPORTERS = pytest.mark.parametrize("chosen", all_exporters().values(), ids=lambda chosen: chosen.slug)


def test_registry_knows_the_formats_of_the_house() -> None:
    assert set(all_exporters()) == {"csv", "docx", "html", "pdf", "xlsx"}
    assert exporter("pdf").file_name("monitoring") == "monitoring.pdf"


def test_unknown_format_is_named_in_russian() -> None:
    with pytest.raises(LookupError, match="Формата «odt» нет"):
        exporter("odt")


@EXPORTERS
def test_exporter_describes_itself(chosen: Exporter) -> None:
    assert chosen.title
    assert chosen.description.endswith(".")
    assert "/" in chosen.media_type


def test_same_report_gives_the_same_bytes() -> None:
    first = {slug: one.render(monitoring()) for slug, one in all_exporters().items()}
    time.sleep(2.1)  # archives keep every other second
    changed = {slug for slug, one in all_exporters().items() if one.render(monitoring()) != first[slug]}
    assert changed == set()


@EXPORTERS
def test_bare_report_renders(chosen: Exporter) -> None:
    assert chosen.render(Document("Пустой отчёт", "Администрация", ()))


@EXPORTERS
def test_report_is_made_in_time(chosen: Exporter) -> None:
    chosen.render(monitoring())
    begun = time.process_time()
    chosen.render(monitoring())
    assert time.process_time() - begun < 2
