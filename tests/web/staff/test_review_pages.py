"""Pages of reviews: calling, deciding each way, closing; errors beside the field, typed text kept."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.improvement.maps import Drafted, drafted, receive

from otklik.base.files import store_file
from otklik.catalog.queries import procedure_of
from otklik.improvement.measure_types import measure_types
from otklik.reporting.models import OwnTemplate, PeriodReview, ReviewItem, SignOff

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db


def blank(*lines: str) -> BytesIO:
    word, target = docx.Document(), BytesIO()
    for line in lines:
        word.add_paragraph(line)
    word.save(target)
    return BytesIO(target.getvalue())


def test_a_review_from_agenda_to_protocol(client_of: Callable[..., Client], drafted: Drafted) -> None:
    drafted(of="livny", left=0, quarter=20253)
    client = client_of("coordinator", of="livny")
    page = client.get(reverse("staff:reviews", args=["livny"])).content.decode()
    assert "Составить повестку" in page
    client.post(reverse("staff:reviews", args=["livny"]), {"quarter": page.split('<option value="')[1].split('"')[0]})
    review = PeriodReview.objects.get()
    if not review.items.exists():
        client.post(reverse("staff:review_add", args=["livny", review.pk]), {"title": "Вопрос", "told": ""})
    for item in ReviewItem.objects.filter(review=review):
        decide = reverse("staff:review_decide", args=["livny", review.pk, item.pk])
        refused = client.post(decide, {"way": "refusal", "reason": ""})
        assert refused.status_code == 422
        assert "Напишите, почему" in refused.content.decode()
        kept = client.post(decide, {"way": "new", "title": "Вторая линия", "kind": ""})
        assert kept.status_code == 422
        assert "Вторая линия" in kept.content.decode()
        kind = measure_types(procedure_of("livny"))[0]
        assert client.post(decide, {"way": "new", "title": "Вторая линия", "kind": kind}).status_code == 302
    address = reverse("staff:review", args=["livny", review.pk])
    client.post(reverse("staff:review_close", args=["livny", review.pk]))
    assert "Сначала запишите" in client.get(address).content.decode()
    told = {"held_on": "2025-10-24", "chair": "Орлова О. О.", "version": "1"}
    assert client.post(reverse("staff:review_meeting", args=["livny", review.pk]), told).status_code == 302
    assert client.post(reverse("staff:review_meeting", args=["livny", review.pk]), told).status_code == 422
    client.post(reverse("staff:review_close", args=["livny", review.pk]))
    assert "протокол закрыт" in client.get(address).content.decode()
    late = client.post(reverse("staff:review_add", args=["livny", review.pk]), {"title": "Вопрос вдогонку"})
    assert late.status_code == 422
    assert all(words in late.content.decode() for words in ("Не записано", "Вопрос вдогонку"))
    client.post(reverse("staff:review_sign", args=["livny", review.pk]), {"digest": "другая"})
    assert not SignOff.objects.exists()
    review.refresh_from_db()
    client.post(reverse("staff:review_sign", args=["livny", review.pk]), {"digest": review.digest})
    assert SignOff.objects.get().digest == review.digest
    _own_form_is_used(client, review)
    attach = reverse("staff:review_attach", args=["livny", review.pk])
    assert "Выберите файл подписи" in client.post(attach, {"file_format": "docx"}).content.decode()
    assert client.get(reverse("staff:review_file", args=["livny", review.pk, "csv"])).status_code == 200
    assert client.get(reverse("staff:review_file", args=["livny", review.pk, "exe"])).status_code == 404


def _own_form_is_used(client: Client, review: PeriodReview) -> None:
    """The protocol in the administration's own template, as long as there is one."""
    template = OwnTemplate.objects.create(
        administration=review.administration, report="review", title="Бланк", version=1, is_chosen=True,
        file=store_file(review.administration_id, blank("Бланк округа", "{{ таблица.решения }}"), "b.docx"),
        uploaded_at=timezone.now(), uploaded_by_name="Орлова",
    )  # fmt: skip
    made = client.get(reverse("staff:review_file", args=["livny", review.pk, "docx"])).content
    assert docx.Document(BytesIO(made)).paragraphs[0].text == "Бланк округа"
    template.delete()


def test_a_head_reads_and_does_not_write(client_of: Callable[..., Client], drafted: Drafted) -> None:
    drafted(of="livny", left=0, quarter=20253)
    coordinator, head = client_of("coordinator", of="livny"), client_of("head", of="livny")
    coordinator.post(reverse("staff:reviews", args=["livny"]), {"quarter": "2026Q3"})
    for review in PeriodReview.objects.all():
        page = head.get(reverse("staff:review", args=["livny", review.pk])).content.decode()
        assert "Закрыть протокол" not in page
    assert "Составить повестку" not in head.get(reverse("staff:reviews", args=["livny"])).content.decode()
