"""Types of measures: the decree's own where it names them, else those of the profile's defaults."""

from otklik.procedures.schema import Procedure


def measure_types(procedure: Procedure) -> tuple[str, ...]:
    """In the decree's words and order; empty where there is no map. Порядок: biysk 4, livny 4."""
    return procedure.pain_map.measure_types if procedure.pain_map else ()
