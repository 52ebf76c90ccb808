from django.apps import AppConfig

from otklik.base.events import AppealAnswered, FeedbackReceived, subscribe


class AlertsConfig(AppConfig):
    name = "otklik.alerts"
    label = "alerts"

    def ready(self) -> None:
        """Listen to what may be dangerous and to what ends an alert."""
        from otklik.alerts.actions.watch_deadlines import close_answered  # noqa: PLC0415 - models are loaded
        from otklik.alerts.actions.watch_words import watch_received  # noqa: PLC0415

        subscribe(FeedbackReceived, watch_received)
        subscribe(AppealAnswered, close_answered)
