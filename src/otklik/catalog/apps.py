from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "otklik.catalog"
    label = "catalog"

    def ready(self) -> None:
        """Tell the outbox when the administrations' messages rest."""
        from otklik.catalog.quiet_hours import first_loud  # noqa: PLC0415 - models are ready only now
        from otklik.delivery.quiet import register_quiet_hours  # noqa: PLC0415

        register_quiet_hours(first_loud)
