"""Registers of other systems: files fetched by the clock, states given back."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Sources of files."""

    name = "otklik.registers"
    label = "registers"

    def ready(self) -> None:
        """Tell who forgets persons what stands here."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.registers.personal_data import HOLDERS  # noqa: PLC0415

        for holder in HOLDERS:
            register_holder(holder)
