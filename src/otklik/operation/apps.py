from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "otklik.operation"
    label = "operation"

    def ready(self) -> None:
        """Lead back to a first run that was broken off."""
        from otklik.accounts.errands import add_errand  # noqa: PLC0415 - models are ready only now
        from otklik.operation.first_run import unfinished_at  # noqa: PLC0415

        add_errand(unfinished_at)
