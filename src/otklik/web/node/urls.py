"""Addresses of the node's own pages."""

from django.urls import path

from otklik.web.node import mail, state, tasks

app_name = "node"
urlpatterns = [
    path("", state.page, name="state"),
    path("troubles/", state.troubles, name="troubles"),
    path("cleaning/", state.cleaning, name="cleaning"),
    path("mail/", mail.page, name="mail"),
    path("mail/test/", mail.test_letter, name="mail_test"),
    path("tasks/", tasks.page, name="tasks"),
    path("tasks/<uuid:task_id>/repeat/", tasks.repeat, name="repeat_task"),
    path("tasks/<uuid:task_id>/dismiss/", tasks.dismiss, name="dismiss_task"),
]
