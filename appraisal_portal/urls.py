"""All routes. Each leads to a view with a door (foundation.accounts.doors)."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("appraisal_portal.pages.urls")),
    path("", include("appraisal_portal.public.urls")),
    path("accounts/", include("foundation.accounts.urls")),
    path("", include("appraisal_portal.administration.own_urls")),
    path("administration/", include("appraisal_portal.administration.urls")),
    path("files/", include("foundation.documents.urls")),
    path("drafts/", include("foundation.desk.filling.urls")),
    path("figures/", include("foundation.kpi.urls")),
    path("cases/", include("cases.urls")),
    path("complaints/", include("complaints.urls")),
    path("imports/", include("foundation.exchange.import_urls")),
    path("lists/", include("foundation.desk.urls")),
    path("exports/", include("foundation.exchange.export_urls")),
    path("institutions/", include("institutions.urls")),
    path("institutions/", include("institutions.cooperation.urls")),
    path("alliances/", include("institutions.cooperation.alliance_urls")),
    path("", include("cases.institution_urls")),
    path("institutions/", include("appraisers.institution_urls")),
    path("institutions/", include("governance.annual_review.institution_urls")),
    path("institutions/", include("governance.recognition.institution_urls")),
    path("institutions/", include("governance.standing.institution_urls")),
    path("equipment/", include("equipment.urls")),
    path("appraisers/", include("appraisers.urls")),
    path("rectification/", include("institutions.rectification.urls")),
    path("standing/", include("governance.standing.urls")),
    path("layout/", include("governance.layout.urls")),
    path("lapses/", include("institutions.lapses.urls")),
    path("restrictions/", include("institutions.restrictions.urls")),
    path("quality/", include("quality.urls")),
    path("annual-review/", include("governance.annual_review.urls")),
    path("", include("governance.recognition.urls")),
    path("reports/", include("governance.reporting.urls")),
    path("warnings/", include("governance.early_warning.urls")),
    path("api/v1/", include("appraisal_portal.api")),
]

if settings.PORTAL_DEMO:
    urlpatterns.append(path("demo/", include("appraisal_portal.demo.urls")))
