from django.apps import AppConfig
from django.db.models.signals import post_migrate

from otklik.base.events import FeedbackRead, subscribe


class IntakeConfig(AppConfig):
    name = "otklik.intake"
    label = "intake"

    def ready(self) -> None:
        """Listen to what the rules of routing act upon; tell who forgets persons what stands here."""
        from otklik.base.personal_data import register_holder  # noqa: PLC0415 - models are ready only now
        from otklik.intake.personal_data import HOLDERS  # noqa: PLC0415
        from otklik.intake.routing.listening import route_read  # noqa: PLC0415 - models are loaded

        subscribe(FeedbackRead, route_read)
        from otklik.intake.index_triggers import keep_triggers  # noqa: PLC0415

        for holder in HOLDERS:
            register_holder(holder)
        post_migrate.connect(keep_triggers, sender=self)
