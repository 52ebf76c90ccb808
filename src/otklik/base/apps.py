from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "otklik.base"
    label = "base"

    def ready(self) -> None:
        """Register the checks of the node."""
        from otklik.base import checks  # noqa: F401, PLC0415 - registered by its import
