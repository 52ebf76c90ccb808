"""Packages, consolidated reports, their signatures, reviews of periods, own templates."""

from otklik.reporting.models.consolidated import Consolidated, HandOver
from otklik.reporting.models.own_template import OwnTemplate
from otklik.reporting.models.package import Package, PackageRemark, PackageText, PackageVersion
from otklik.reporting.models.review import PeriodReview, ReviewItem
from otklik.reporting.models.sign_off import SignatureFile, SignOff

__all__ = [
    "Consolidated",
    "HandOver",
    "OwnTemplate",
    "Package",
    "PackageRemark",
    "PackageText",
    "PackageVersion",
    "PeriodReview",
    "ReviewItem",
    "SignOff",
    "SignatureFile",
]
