"""The table of the staff: faults at their cells, nothing by halves, the same table twice changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from otklik.accounts.actions.import_staff import import_staff
from otklik.accounts.actions.issue_passwords import issue_passwords
from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, User
from otklik.accounts.staff_list.columns import NumberedCells, known_cells
from otklik.accounts.staff_list.lines import CommonAct
from otklik.accounts.staff_list.plan import staff_plan
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]
ACT = CommonAct("Распоряжение", "7-р", date(2026, 1, 12), None)
TABLE = [
    (2, {"Подразделение": "Отдел ЖКХ", "Входит в": "Администрация района", "ФИО": "Котова Вера Ильинична",
         "Должность": "начальник отдела", "Роль": "специалист; организатор", "Руководитель подразделения": "да"}),
    (3, {"Подразделение": "Отдел ЖКХ", "ФИО": "Котов Пётр Ильич", "Роль": "Специалист", "Дата акта": "13.01.2026",
         "Каким актом": "Приказ", "Эл. почта": "kotov@example.ru"}),
    (4, {"Подразделение": "Архив", "ФИО": ""}),
]  # fmt: skip


@pytest.fixture
def boss(actor: Hire) -> Actor:
    return actor("administrator")


def plan_of(boss: Actor, *rows: dict[str, str], common: CommonAct = ACT) -> list[str]:
    """Every fault of the rows as «row column: message»."""
    plan = staff_plan(boss, known_cells(list(enumerate(rows, start=2))), common)
    return [f"{one.row} {one.column}: {one.message}" for one in plan.problems]


def table() -> list[NumberedCells]:
    return known_cells(TABLE)


def test_units_people_and_roles_come_of_one_table(boss: Actor) -> None:
    plan = import_staff(actor=boss, rows=table(), common=ACT)
    assert [unit.title for unit in plan.new_units] == ["Администрация района", "Отдел ЖКХ", "Архив"]
    unit = Department.objects.get(title="Отдел ЖКХ", administration_id=boss.administration_id)
    chief, clerk = User.objects.get(username="kotova"), User.objects.get(username="kotov")
    assert (unit.parent.title, unit.head_id) == ("Администрация района", chief.pk)
    assert (clerk.department_id, clerk.email, clerk.has_usable_password()) == (unit.pk, "kotov@example.ru", False)
    roles = Appointment.objects.filter(user=chief).values_list("role", "act_title", "act_number", "valid_from")
    expected = {(role, "Распоряжение", "7-р", date(2026, 1, 12)) for role in (Role.SPECIALIST, Role.ORGANIZER)}
    assert set(roles) == expected
    own = Appointment.objects.get(user=clerk)
    assert (own.act_title, own.act_number, own.act_on) == ("Приказ", "", date(2026, 1, 13))


def test_the_same_table_twice_changes_nothing(boss: Actor) -> None:
    import_staff(actor=boss, rows=table(), common=ACT)
    before = list(User.objects.order_by("pk").values()), list(Appointment.objects.order_by("pk").values())
    again = import_staff(actor=boss, rows=table(), common=ACT)
    assert again.is_empty
    assert again.same_count == 2
    assert before == (list(User.objects.order_by("pk").values()), list(Appointment.objects.order_by("pk").values()))


def test_a_changed_row_changes_its_person_only(boss: Actor) -> None:
    import_staff(actor=boss, rows=table(), common=ACT)
    rows = known_cells([(2, {"ФИО": "Котов Петр Ильич", "Имя для входа": "KOTOV", "Должность": "главный специалист"})])
    plan = import_staff(actor=boss, rows=rows, common=CommonAct())
    clerk = User.objects.get(username="kotov")
    assert [one.changes for one in plan.changed_people] == [["имя", "должность"]]
    assert (clerk.full_name, clerk.position, clerk.email) == (
        "Котов Петр Ильич", "главный специалист", "kotov@example.ru",
    )  # fmt: skip


def test_each_fault_names_its_row_and_column(boss: Actor) -> None:
    found = plan_of(
        boss,
        {"ФИО": "Иванов"},
        {"ФИО": "Иванов Иван", "Роль": "начальник всего", "Дата акта": "31.02.2026"},
        {"ФИО": "Иванов Пётр", "Логин": "иванов", "Почта": "нет@", "Руководитель подразделения": "наверно"},
        {"Подразделение": "А", "Входит в": "Б"},
        {"Подразделение": "Б", "Входит в": "А"},
        {"ФИО": "Сидоров Иван", "Роль": "специалист", "Исполняет с": "02.02.2026", "По какой день": "01.02.2026"},
    )
    places = [one.partition(":")[0] for one in found]
    assert places == [
        "2 Фамилия, имя, отчество", "3 Роль", "3 Дата акта", "4 Имя для входа", "4 Электронная почта",
        "4 Руководит подразделением", "5 Входит в", "6 Входит в", "7 По какой день",
    ]  # fmt: skip


def test_a_role_without_an_act_is_a_fault(boss: Actor) -> None:
    found = plan_of(boss, {"ФИО": "Иванов Иван", "Роль": "специалист"}, common=CommonAct())
    assert [one.partition(":")[0] for one in found] == ["2 Каким актом", "2 Дата акта"]


def test_with_a_fault_nothing_is_written(boss: Actor) -> None:
    rows = known_cells([*TABLE, (5, {"ФИО": "Иванов"})])
    before = User.objects.count(), Department.objects.count()
    with pytest.raises(RuleBroken, match="Строка 5"):
        import_staff(actor=boss, rows=rows, common=ACT)
    assert before == (User.objects.count(), Department.objects.count())


def test_namesakes_are_told_apart_by_the_sign_in_name(boss: Actor) -> None:
    same = {"ФИО": "Ким Анна Ли", "Подразделение": "А"}
    found = plan_of(boss, same, {**same, "Подразделение": "Б"})
    assert "Тёзкам" in found[0]
    rows = known_cells([(2, {**same, "Логин": "kim1"}), (3, {**same, "Подразделение": "Б", "Логин": "kim2"})])
    assert len(import_staff(actor=boss, rows=rows, common=ACT).new_people) == 2
    assert "несколько человек" in plan_of(boss, {"ФИО": "Ким Анна Ли"})[0]


def test_a_name_of_another_administration_is_taken(boss: Actor, staff: Callable[..., User]) -> None:
    staff("specialist", of="biysk", username="petrov")
    assert "занято" in plan_of(boss, {"ФИО": "Петров Пётр", "Имя для входа": "Petrov"})[0]
    rows = known_cells([(2, {"ФИО": "Петров Пётр Ильич"})])
    assert import_staff(actor=boss, rows=rows, common=ACT).new_people[0].username == "petrov.pi"


def test_who_left_does_not_come_back_by_a_table(boss: Actor, staff: Callable[..., User]) -> None:
    staff("specialist", username="petrov")
    User.objects.filter(username="petrov").update(is_active=False, full_name="Петров Пётр")
    assert "закрыт" in plan_of(boss, {"ФИО": "Петров Петр"})[0]


def test_only_the_administrator_loads_a_table(actor: Hire) -> None:
    with pytest.raises(NotFound):
        import_staff(actor=actor("coordinator"), rows=table(), common=ACT)


def test_passwords_are_issued_to_those_who_never_entered(boss: Actor, administrations: Callable[..., object]) -> None:
    import_staff(actor=boss, rows=table(), common=ACT)
    clerk, chief = User.objects.get(username="kotov"), User.objects.get(username="kotova")
    User.objects.filter(pk=chief.pk).update(last_login="2026-01-20T10:00:00Z")
    issued = issue_passwords(actor=boss, user_ids=[clerk.pk, chief.pk, boss.user_id or 0])
    clerk.refresh_from_db()
    assert [one.username for one in issued] == ["kotov"]
    assert clerk.check_password(issued[0].password)
    assert clerk.password_is_temporary
