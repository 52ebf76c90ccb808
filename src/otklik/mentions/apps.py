"""Mentions: what media and networks write, beside what people write to us."""

from django.apps import AppConfig


class MentionsConfig(AppConfig):
    """Content analysis."""

    name = "otklik.mentions"
    label = "mentions"

    def ready(self) -> None:
        """Tell who forgets persons what stands here."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.mentions.personal_data import HOLDERS  # noqa: PLC0415

        for holder in HOLDERS:
            register_holder(holder)
