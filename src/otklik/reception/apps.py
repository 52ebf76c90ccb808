"""Reception in person."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """Hours, slots and visits."""

    name = "otklik.reception"
    label = "reception"

    def ready(self) -> None:
        """Tell who forgets persons what stands here."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.reception.personal_data import HOLDER  # noqa: PLC0415

        register_holder(HOLDER)
