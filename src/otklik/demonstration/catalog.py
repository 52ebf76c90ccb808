"""What the demonstration loads before the feedback: offices, processes, answer templates, staff."""

from dataclasses import dataclass

from otklik.demonstration.place import Department, Process, StaffMember, load_place
from otklik.demonstration.texts import AnswerTemplate, Stage, answer_templates, journeys


@dataclass(frozen=True)
class DemoProcess:
    """A process with its stages; keys are unique inside the place."""

    key: str
    title: str
    type: str
    subject: str
    department: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class DemoCatalog:
    """The catalogue of one administration."""

    title: str
    time_zone: str
    contacts: dict[str, str]
    departments: tuple[Department, ...]
    subordinates: tuple[Department, ...]
    processes: tuple[DemoProcess, ...]
    templates: tuple[AnswerTemplate, ...]
    staff: tuple[StaffMember, ...]


def _with_stages(process: Process) -> DemoProcess:
    return DemoProcess(
        key=process.key,
        title=process.title,
        type=process.type,
        subject=process.subject,
        department=process.department,
        stages=journeys()[process.journey],
    )


def catalog(procedure_slug: str) -> DemoCatalog:
    """The demonstration's catalogue for a profile; LookupError when the profile has no demonstration."""
    place = load_place(procedure_slug)
    return DemoCatalog(
        title=place.title,
        time_zone=place.time_zone,
        contacts=place.contacts,
        departments=tuple(unit for unit in place.departments if not unit.subordinate),
        subordinates=tuple(unit for unit in place.departments if unit.subordinate),
        processes=tuple(_with_stages(process) for process in place.processes),
        templates=answer_templates(),
        staff=place.staff,
    )
