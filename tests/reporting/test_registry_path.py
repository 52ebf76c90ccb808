"""Papers name the registry's page without loading the site."""

from django.urls import reverse

from otklik.reporting.reports.monitoring.build import registry_path


def test_it_is_the_page_of_the_registry() -> None:
    assert registry_path("nord") == reverse("staff:registry", kwargs={"slug": "nord"})
