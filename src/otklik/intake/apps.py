from django.apps import AppConfig

from otklik.base.events import FeedbackRead, FeedbackReceived, subscribe


class IntakeConfig(AppConfig):
    name = "otklik.intake"
    label = "intake"

    def ready(self) -> None:
        """Listen to what the rules of routing act upon."""
        from otklik.intake.routing.listening import route_read, route_received  # noqa: PLC0415 - models are loaded

        subscribe(FeedbackReceived, route_received)
        subscribe(FeedbackRead, route_read)
