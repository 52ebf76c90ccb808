"""The interchange with other systems."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    """Keys, webhooks, the Open311 face."""

    name = "otklik.interchange"
    label = "interchange"

    def ready(self) -> None:
        """Webhooks are told of what happens to items and measures; places of messages are personal data."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.interchange.personal_data import HOLDER  # noqa: PLC0415
        from otklik.interchange.telling import listen  # noqa: PLC0415 - models are ready only now

        register_holder(HOLDER)
        listen()
