"""Addresses of the coordinator's, the head's and the administrator's pages."""

from django.urls import URLPattern, path

from otklik.web.staff.views import (
    answer_quality,
    audit,
    calendar,
    conformity,
    dashboard,
    imports,
    letterhead,
    lists,
    monitoring,
    process_measures,
    setting_up,
    settings,
    staff,
    staff_import,
    staff_passwords,
    terms,
    topics,
)

ANSWER_QUALITY = [path("answers/", answer_quality.answer_quality, name="answer_quality")]
AUDIT = [path("audit/", audit.audit, name="audit")]
CALENDAR = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/file/", calendar.load, name="calendar_load"),
    path("calendar/<int:year>/<int:month>/<int:day>/remove/", calendar.remove, name="calendar_remove"),
]
CONFORMITY = [path("conformity/", conformity.page, name="conformity")]
DASHBOARD = [path("dashboard/", dashboard.dashboard, name="dashboard")]
IMPORTS = [
    path("import/", imports.imports, name="import"),
    path("import/<int:run_id>/", imports.run_page, name="import_run"),
    path("import/<int:run_id>/rejected/", imports.rejected, name="import_rejected"),
]
MONITORING = [
    path("monitoring/", monitoring.monitoring, name="monitoring"),
    path("monitoring/<str:quarter>/close/", monitoring.close, name="close_period"),
    path("monitoring/<str:quarter>/<slug:file_format>/", monitoring.download, name="monitoring_file"),
    path("processes/", process_measures.process_measures, name="process_measures"),
]
SETTINGS = [
    path("setting-up/", setting_up.setting_up, name="setting_up"),
    path("settings/", settings.settings, name="settings"),
    path("settings/contacts/", settings.contacts, name="contacts"),
    path("settings/number/", settings.number, name="number"),
    path("settings/letterhead/", letterhead.letterhead, name="letterhead"),
    path("settings/letterhead/sample/", letterhead.sample, name="letterhead_sample"),
    path("settings/answers/", letterhead.answer_rules, name="answer_rules"),
    path("settings/clocks/<slug:legal_class>/", settings.clock, name="clock"),
    path("settings/day-off/", settings.day_off, name="day_off"),
    path("settings/lists/<slug:list_slug>/", lists.entries_page, name="list"),
    path("settings/lists/<slug:list_slug>/<int:entry_id>/", lists.entry_page, name="entry"),
    path("settings/lists/<slug:list_slug>/<int:entry_id>/switch/", lists.switch, name="entry_switch"),
]
STAFF = [
    path("people/", staff.staff, name="staff"),
    path("people/new/", staff.add, name="person_add"),
    path("people/import/", staff_import.upload, name="staff_import"),
    path("people/import/check/", staff_import.check, name="staff_import_check"),
    path("people/import/sample/", staff_import.sample, name="staff_import_sample"),
    path("people/passwords/", staff_passwords.passwords, name="staff_passwords"),
    path("people/<int:user_id>/", staff.person, name="person"),
    path("people/<int:user_id>/facts/", staff.facts, name="person_facts"),
    path("people/<int:user_id>/password/", staff.new_password, name="person_password"),
    path("people/<int:user_id>/access/", staff.access, name="person_access"),
    path("people/<int:user_id>/appointments/<int:appointment_id>/", staff.appointment, name="appointment"),
    path("people/<int:user_id>/appointments/<int:appointment_id>/end/", staff.end, name="appointment_end"),
]
TERMS = [path("terms/", terms.terms, name="terms")]
TOPICS = [
    path("topics/", topics.topics, name="topics"),
    path("topics/<int:edition_id>/", topics.tree, name="topic_tree"),
    path("topics/<int:edition_id>/changes/", topics.changes, name="topic_changes"),
]

OFFICE: list[URLPattern] = [
    *ANSWER_QUALITY,
    *AUDIT,
    *CALENDAR,
    *CONFORMITY,
    *DASHBOARD,
    *IMPORTS,
    *MONITORING,
    *SETTINGS,
    *STAFF,
    *TERMS,
    *TOPICS,
]
