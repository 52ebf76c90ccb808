"""Packs of scans, boxes, events, calls."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """Paper and rooms."""

    name = "otklik.offline"
    label = "offline"

    def ready(self) -> None:
        """Tell who forgets persons what stands here."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.offline.personal_data import HOLDERS  # noqa: PLC0415

        for holder in HOLDERS:
            register_holder(holder)
