"""Addresses of channels at the desk: one list a subject, joined here; each begins with `channels/`."""

from django.urls import URLPattern, path

from otklik.web.staff.channels import arrivals, connections, lists, own_channels, start, words
from otklik.web.staff.channels.interchange_urls import INTERCHANGE
from otklik.web.staff.channels.outgoing_urls import OUTGOING
from otklik.web.staff.registers.urls import REGISTERS

CHANNELS: list[URLPattern] = [
    *OUTGOING,
    *INTERCHANGE,
    *REGISTERS,
    path("channels/", start.start, name="channels"),
    path("channels/all/", lists.channel_list, name="channel_list"),
    path("channels/new/", own_channels.add, name="channel_new"),
    path("channels/all/<int:channel_id>/", own_channels.channel, name="channel"),
    path("channels/all/<int:channel_id>/switch/", own_channels.switch, name="channel_switch"),
    path("channels/all/<int:channel_id>/connect/", connections.choose, name="channel_connect"),
    path("channels/all/<int:channel_id>/connect/<slug:adapter>/", connections.add, name="connection_new"),
    path("channels/connections/<int:connection_id>/", connections.connection, name="connection"),
    path("channels/connections/<int:connection_id>/settings/", connections.change, name="connection_settings"),
    path("channels/connections/<int:connection_id>/check/", connections.check, name="connection_check"),
    path("channels/connections/<int:connection_id>/switch/", connections.switch, name="connection_switch"),
    path("channels/connections/<int:connection_id>/delete/", connections.delete, name="connection_delete"),
    path("channels/words/", words.dialogue_words, name="dialogue_words"),
    path("channels/arrivals/", arrivals.arrivals, name="arrivals"),
    path("channels/arrivals/<int:arrival_id>/", arrivals.arrival, name="arrival"),
    path("channels/arrivals/<int:arrival_id>/again/", arrivals.again, name="arrival_again"),
    path("channels/arrivals/<int:arrival_id>/take/", arrivals.take, name="arrival_take"),
    path("channels/arrivals/<int:arrival_id>/pass/", arrivals.pass_over, name="arrival_pass"),
    path("channels/help/<slug:adapter>/", connections.plugin_help, name="channel_help"),
]
