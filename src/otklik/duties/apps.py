from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "otklik.duties"
    label = "duties"

    def ready(self) -> None:
        """Say in the morning letter what is due."""
        from otklik.duties.queries.reminders import digest_part  # noqa: PLC0415 - models are ready only now
        from otklik.intake.digest import add_part  # noqa: PLC0415

        add_part(digest_part)
