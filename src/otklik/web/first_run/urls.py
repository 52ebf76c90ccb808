"""Addresses of the first run."""

from django.urls import path

from otklik.web.first_run import founding, second_step, setting

app_name = "first_run"
urlpatterns = [
    path("", founding.start, name="start"),
    path("code/", founding.code, name="code"),
    path("administration/", founding.administration, name="administration"),
    path("administrator/", founding.administrator, name="administrator"),
    path("second-step/", second_step.activate, name="second_step"),
    path("recovery-codes/", second_step.recovery_codes, name="recovery_codes"),
    path("mail/", setting.mail, name="mail"),
    path("mail/test/", setting.test_letter, name="mail_test"),
    path("topics/", setting.topics, name="topics"),
    path("calendar/", setting.calendar, name="calendar"),
    path("later/<slug:step>/", setting.later, name="later"),
    path("done/", setting.done, name="done"),
]
