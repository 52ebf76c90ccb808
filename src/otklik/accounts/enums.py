"""Roles of the staff, each appointed by an act with dates."""

from django.db import models


class Role(models.TextChoices):
    """What a person may do; rights are decided in `policies.py` of each subject."""

    REGISTRAR = "registrar", "регистратор"
    SPECIALIST = "specialist", "специалист"
    ORGANIZER = "organizer", "организатор оценки"
    COORDINATOR = "coordinator", "ответственное лицо (координатор)"
    HEAD = "head", "руководитель"
    INTERNAL_OFFICER = "internal_officer", "ответственный за внутреннюю обратную связь"
    CONTROLLER = "controller", "контролирующий исполнение порядка"
    ADMINISTRATOR = "administrator", "администратор"
    AUDITOR = "auditor", "аудитор"
