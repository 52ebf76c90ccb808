"""Addresses of reading: the queue, second readings, the codebook, the log, agreement."""

from django.urls import path

from otklik.web.staff.views import codebook, reading, reading_log, second_reading, suggestion_quality

READING = [
    path("reading/", reading.queue, name="reading"),
    path("reading/topics/", reading.topics, name="reading_topics"),
    path("reading/<int:item_id>/", reading.item, name="reading_item"),
    path("reading/<int:item_id>/equal/", reading.equal, name="reading_equal"),
    path("reading/<int:item_id>/undo/", reading.undo, name="undo_reading"),
    path("reading/batches/<uuid:batch>/undo/", reading.undo_equal, name="undo_reading_batch"),
]
SECOND = [
    path("reading/second/", second_reading.queue, name="second_reading"),
    path("reading/second/<int:item_id>/", second_reading.item, name="second_reading_item"),
    path("reading/differences/", second_reading.differences, name="reading_differences"),
    path("reading/differences/<int:item_id>/", second_reading.settle, name="settle_readings"),
    path("reading/differences/<int:item_id>/agree/", second_reading.agree, name="agree_readings"),
]
CODEBOOK = [
    path("codebook/", codebook.book, name="codebook"),
    path("codebook/draft/", codebook.draft, name="codebook_draft"),
    path("codebook/draft/begin/", codebook.begin, name="codebook_begin"),
    path("codebook/draft/drop/", codebook.drop, name="codebook_drop"),
    path("codebook/draft/<int:category_id>/", codebook.entry, name="codebook_entry"),
    path("codebook/<int:number>/", codebook.version, name="codebook_version"),
]
READING_LOG = [
    path("reading/log/", reading_log.log, name="reading_log"),
    path("reading/log/file/<slug:file_format>/", reading_log.download, name="reading_log_file"),
    path("reading/agreement/", reading_log.agreement, name="reading_agreement"),
    path("reading/rules/", reading_log.rules, name="reading_rules"),
]

SUGGESTIONS = [
    path("reading/mass/", suggestion_quality.mass, name="mass_texts"),
    path("reading/suggestions/", suggestion_quality.quality, name="suggestion_quality"),
    path("reading/suggestions/learn/", suggestion_quality.learn_now, name="learn_now"),
]

READINGS = [*READING, *SECOND, *CODEBOOK, *READING_LOG, *SUGGESTIONS]
