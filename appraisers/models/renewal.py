"""That renewal of a practice certificate was asked for, and what was decided."""

from django.db import models

from appraisers.own import through
from appraisers.querysets import CertificateRenewalQuerySet
from foundation.accounts.scoping import Scope
from institutions.models.renewal import Renewal, rules_of


class CertificateRenewal(Renewal):
    """An application for renewal of the practice certificate of an appraiser (条例 art. 23)."""

    trail_prefix = "appraiser"
    trail_key = "appraiser_id"
    scope = Scope(
        city="appraiser__city_code",
        county="appraiser__county_code",
        institution="appraiser__institution_id",
        appraiser=through("appraiser"),
    )

    appraiser = models.ForeignKey("appraisers.Appraiser", on_delete=models.PROTECT, related_name="renewals")

    objects = CertificateRenewalQuerySet.as_manager()

    class Meta(Renewal.Meta):
        constraints = rules_of("appraiser")
