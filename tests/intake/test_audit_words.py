"""The audit trail says what was done; reasons and texts stay with the case, behind the right to see it."""

from collections.abc import Callable

import pytest
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.audit_trail import trail
from otklik.core.appeals import Audience, ItemKind
from otklik.core.deadlines import LegalClass
from otklik.intake.actions.change_kind import change_kind
from otklik.intake.actions.move_case import change_legal_class, close_item, forward_appeal, prolong_appeal, reopen_item

pytestmark = pytest.mark.django_db
SECRET = "начальник отдела Сидоров кричит на людей"


def test_the_trail_repeats_no_words_of_internal_feedback(receive: Receive, actor: Callable[..., Actor]) -> None:
    """An auditor reads the trail and not the employees' messages. Порядок: biysk 5."""
    officer, auditor = actor("internal_officer"), actor("auditor")
    item = receive(SECRET, audience=Audience.INTERNAL, name="Сидорова Анна Ивановна")
    on = {"actor": officer, "item_id": item.pk}
    change_kind(**on, kind=ItemKind.STATEMENT, reason=SECRET)
    change_legal_class(**on, legal_class=LegalClass.APPEAL_59FZ, reason=SECRET)
    prolong_appeal(**on, reason=SECRET)
    forward_appeal(**on, to=SECRET)
    reopen_item(**on, reason=SECRET)
    close_item(**on, reason=SECRET)
    entries = trail(auditor, target=f"intake.feedbackitem:{item.pk}").entries
    assert len(entries) == 7
    written = " ".join(f"{entry.summary} {entry.details}" for entry in entries)
    assert "Сидоров" not in written
