"""Addresses of the calendar of duties."""

from django.urls import URLPattern, path

from otklik.web.staff.duties import board, calendar, feed, one, rules, tasks

_ONE = "reports/duties/one/<slug:duty_slug>/<str:starts_on>/<str:ends_on>/<int:unit_id>/"
DUTIES: list[URLPattern] = [
    path("reports/duties/", calendar.calendar, name="duties"),
    path("reports/duties/board/", board.board, name="duty_board"),
    path("reports/duties/rules/", rules.rules, name="duty_rules"),
    path("reports/duties/address/", feed.feed, name="duty_feed"),
    path("reports/duties/address/drop/", feed.drop, name="duty_feed_drop"),
    path("reports/duties/file/", feed.file, name="duty_file"),
    path("reports/duties/tasks/new/", tasks.new, name="own_task_new"),
    path("reports/duties/tasks/<int:task_id>/", tasks.task, name="own_task"),
    path("reports/duties/tasks/<int:task_id>/edit/", tasks.edit, name="own_task_edit"),
    path("reports/duties/tasks/<int:task_id>/cancel/", tasks.cancel, name="own_task_cancel"),
    path(_ONE, one.duty, name="duty"),
    path(f"{_ONE}unmark/", one.unmark, name="duty_unmark"),
    path(f"{_ONE}document/", one.document, name="duty_document"),
]
