from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "otklik.reporting"
    label = "reporting"
