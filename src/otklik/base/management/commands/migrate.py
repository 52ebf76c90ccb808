"""Django's own `migrate`, which begins an empty database with its tables made at once."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from otklik.base.new_database import is_empty, make_tables


class Command(migrate.Command):
    """The same options, and one more."""

    def add_arguments(self, parser: CommandParser) -> None:
        """`--in-turn` runs every migration even where nothing is to be kept."""
        super().add_arguments(parser)
        parser.add_argument("--in-turn", action="store_true", help="run every migration, also into an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables of an empty database, then migrate: nothing is left to do, but the signals are sent."""
        connection = connections[options["database"]]
        is_whole = not options["app_label"] and not options["plan"] and not options["check_unapplied"]
        if is_whole and not options["in_turn"] and not options["fake"] and is_empty(connection):
            make_tables(connection)
        super().handle(*args, **options)
