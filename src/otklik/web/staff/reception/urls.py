"""Addresses of reception in person at the desk."""

from django.urls import URLPattern, path

from otklik.web.staff.reception import booking, card, day, figures, hours

RECEPTION: list[URLPattern] = [
    path("reception/", day.day, name="reception"),
    path("reception/book/", booking.book, name="visit_book"),
    path("reception/visits/", figures.visits, name="visits"),
    path("reception/figures/", figures.figures, name="reception_figures"),
    path("reception/visits/<int:visit_id>/", card.visit, name="visit"),
    path("reception/visits/<int:visit_id>/paper/", card.paper, name="visit_paper"),
    path("reception/visits/<int:visit_id>/erase/", card.erase, name="visit_erase"),
    path("reception/visits/<int:visit_id>/move/", booking.move, name="visit_move"),
    path("reception/visits/<int:visit_id>/cancel/", day.cancel, name="visit_cancel"),
    path("reception/visits/<int:visit_id>/told/", day.told, name="visit_told"),
    path("reception/visits/<int:visit_id>/mark/<slug:state>/", day.mark, name="visit_mark"),
    path("reception/schedules/", hours.hours, name="schedules"),
    path("reception/schedules/new/", hours.edit, name="schedule_new"),
    path("reception/schedules/<int:schedule_id>/", hours.edit, name="schedule"),
    path("reception/schedules/<int:schedule_id>/switch/", hours.switch, name="schedule_switch"),
    path("reception/schedules/<int:schedule_id>/day/", hours.special_day, name="special_day"),
    path(
        "reception/schedules/<int:schedule_id>/days/<int:year>/<int:month>/<int:day>/remove/",
        hours.remove_day,
        name="special_day_remove",
    ),
]
