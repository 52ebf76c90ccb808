from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "otklik.analysis"
    label = "analysis"
