"""«Отчётные материалы»: the package of an organiser of assessment, or of the administration."""

from collections.abc import Mapping
from typing import Any

from otklik.core.document import Document
from otklik.reporting.packages.paper import SLUG, TITLE
from otklik.reporting.packages.told import package_document, told_of_quarter, values_of
from otklik.reporting.policies import can_view_packages
from otklik.reporting.report import Report, ReportRequest


def build(request: ReportRequest) -> Document:
    """The paper of the package that counts. Порядок: murashi 5.18"""
    return package_document(request.actor, told_of_quarter(request.actor, request.quarter, request.edition))


def contract(request: ReportRequest) -> Mapping[str, Any]:
    """Values as docs/schema/package.json has them."""
    return values_of(told_of_quarter(request.actor, request.quarter, request.edition))


REPORT = Report(
    slug=SLUG,
    title=TITLE,
    description="Мониторинг, опросы, факторы, карта болей, дорожная карта, разъяснения и рекомендации за квартал.",
    may_view=can_view_packages,
    build=build,
    contract=contract,
)
