"""Addresses of reviews of a period."""

from django.urls import URLPattern, path

from otklik.web.staff.reports import decisions, reviews

REVIEWS: list[URLPattern] = [
    path("reports/reviews/", reviews.reviews, name="reviews"),
    path("reports/reviews/<int:review_id>/", reviews.review, name="review"),
    path("reports/reviews/<int:review_id>/meeting/", reviews.meeting, name="review_meeting"),
    path("reports/reviews/<int:review_id>/add/", reviews.add, name="review_add"),
    path("reports/reviews/<int:review_id>/renew/", reviews.renew, name="review_renew"),
    path("reports/reviews/<int:review_id>/close/", reviews.close, name="review_close"),
    path("reports/reviews/<int:review_id>/sign/", reviews.sign, name="review_sign"),
    path("reports/reviews/<int:review_id>/attach/", reviews.attach, name="review_attach"),
    path(
        "reports/reviews/signatures/<int:signature_id>/<slug:part>/",
        reviews.signature,
        name="review_signature",
    ),
    path("reports/reviews/<int:review_id>/items/<int:item_id>/", decisions.decide, name="review_decide"),
    path("reports/reviews/<int:review_id>/items/<int:item_id>/drop/", reviews.drop, name="review_drop"),
    path("reports/reviews/<int:review_id>/items/<int:item_id>/undo/", decisions.undo, name="review_undo"),
    path("reports/reviews/<int:review_id>/file/<slug:file_format>/", reviews.protocol, name="review_file"),
]
