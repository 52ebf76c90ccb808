from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "otklik.web"
    label = "web"

    def ready(self) -> None:
        """Say in our own words what the framework says badly."""
        from otklik.web.shared import form_words  # noqa: PLC0415 - models and settings are ready only now

        form_words.speak_plainly()
