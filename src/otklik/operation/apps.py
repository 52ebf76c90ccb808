from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "otklik.operation"
    label = "operation"
