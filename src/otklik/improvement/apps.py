from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "otklik.improvement"
    label = "improvement"
