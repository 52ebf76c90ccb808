"""Forms without a cookie: who sent them off."""

from django.http import HttpRequest


def is_foreign(request: HttpRequest) -> bool:
    """The form was sent off by a page of another site."""
    site = request.META.get("HTTP_SEC_FETCH_SITE", "")
    if site:
        return site not in {"same-origin", "none"}
    origin = request.META.get("HTTP_ORIGIN", "null")
    return origin not in {"null", f"{request.scheme}://{request.get_host()}"}
