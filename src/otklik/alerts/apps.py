from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "otklik.alerts"
    label = "alerts"
