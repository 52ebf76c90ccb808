from django.apps import AppConfig


class ExplanationsConfig(AppConfig):
    name = "otklik.explanations"
    label = "explanations"
