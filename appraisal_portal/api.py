"""The addresses of the API, version 1."""

from typing import Any

from django.urls import path

from appraisers.api import Appraisers
from appraisers.standing_api import (
    AppraiserRestrictions,
    AppraiserStanding,
    CertificateRenewalDecision,
    CertificateRenewals,
)
from cases.conduct.api import CaseAssignment, CaseRecusal, CaseReplacement, CasesWithConduct
from cases.entrustments.api import EntrustmentAcceptance, EntrustmentRefusal, Entrustments, EntrustmentWithdrawal
from cases.opinions.api import (
    CaseOpinion,
    OpinionIssue,
    OpinionReturn,
    OpinionReview,
    OpinionSignature,
    OpinionVersions,
)
from cases.termination.api import CaseTermination
from complaints.api import ACTS as COMPLAINT_ACTS
from complaints.api import Complaints
from foundation.exchange.api.views import ApiView, Index, Me, Schema, Token
from governance.annual_review.api import (
    AnnualReviewDecision,
    AnnualReviewProposal,
    AnnualReviewReturn,
    AnnualReviews,
    AnnualReviewSubmission,
    ReviewYears,
)
from institutions.api import Institutions
from institutions.rectification import api as rectification
from institutions.standing_api import (
    AccreditationEnd,
    Accreditations,
    LicenceRenewalDecision,
    LicenceRenewals,
    RestrictionLift,
    Restrictions,
    Scope,
    ScopeEnd,
    Standing,
)
from quality import api as quality


def _resource(name: str, views: type[ApiView], *, writable: bool = False) -> list[Any]:
    """Return the addresses of a resource: its list and one row."""
    listed = {"get": "list", "post": "create"} if writable else {"get": "list"}
    return [
        path(f"{name}/", views.as_view(listed), name=f"api_{name}".replace("-", "_")),
        path(f"{name}/<uuid:pk>/", views.as_view({"get": "retrieve"}), name=f"api_{name}_one".replace("-", "_")),
    ]


def _acts(name: str, **acts: type[ApiView]) -> list[Any]:
    """Return the addresses of acts on one row of a resource."""
    return [
        path(f"{name}/<uuid:pk>/{act}/", views.as_view({"post": "create"}), name=f"api_{name}_{act}".replace("-", "_"))
        for act, views in acts.items()
    ]


def _opinion_step(name: str, view: type[ApiView]) -> list[Any]:
    """Return the address of a step of the chain of an opinion."""
    step = view.as_view({"post": "create"})
    return [path(f"cases/<uuid:pk>/opinion/{name}/", step, name=f"api_cases_opinion_{name}")]


def _act(route: str, view: type[ApiView], name: str) -> Any:
    """Return the address of an act on one thing."""
    return path(route, view.as_view({"post": "create"}), name=f"api_{name}")


STANDING = [
    path("institutions/<uuid:pk>/standing/", Standing.as_view({"get": "retrieve"}), name="api_institution_standing"),
    path(
        "appraisers/<uuid:pk>/standing/", AppraiserStanding.as_view({"get": "retrieve"}), name="api_appraiser_standing"
    ),
    _act("institutions/<uuid:pk>/scope/", Scope, "scope"),
    _act("scope-items/<uuid:pk>/end/", ScopeEnd, "scope_end"),
    _act("institutions/<uuid:pk>/accreditations/", Accreditations, "accreditations"),
    _act("accreditations/<uuid:pk>/end/", AccreditationEnd, "accreditation_end"),
    _act("institutions/<uuid:pk>/restrictions/", Restrictions, "restrictions"),
    _act("appraisers/<uuid:pk>/restrictions/", AppraiserRestrictions, "appraiser_restrictions"),
    _act("restrictions/<uuid:pk>/lift/", RestrictionLift, "restriction_lift"),
    _act("institutions/<uuid:pk>/renewals/", LicenceRenewals, "licence_renewals"),
    _act("licence-renewals/<uuid:pk>/decide/", LicenceRenewalDecision, "licence_renewal_decide"),
    _act("appraisers/<uuid:pk>/renewals/", CertificateRenewals, "certificate_renewals"),
    _act("certificate-renewals/<uuid:pk>/decide/", CertificateRenewalDecision, "certificate_renewal_decide"),
]

urlpatterns = [
    path("", Index.as_view({"get": "retrieve"}), name="api_index"),
    path("schema/", Schema.as_view({"get": "retrieve"}), name="api_schema"),
    path("token/", Token.as_view({"post": "create"}), name="api_token"),
    path("me/", Me.as_view({"get": "retrieve"}), name="api_me"),
    *_resource("institutions", Institutions),
    *_resource("appraisers", Appraisers),
    *_resource("cases", CasesWithConduct),
    path("cases/<uuid:pk>/assign/", CaseAssignment.as_view({"post": "create"}), name="api_cases_assign"),
    path("cases/<uuid:pk>/replace/", CaseReplacement.as_view({"post": "create"}), name="api_cases_replace"),
    path("cases/<uuid:pk>/recusal/", CaseRecusal.as_view({"post": "create"}), name="api_cases_recusal"),
    path("cases/<uuid:pk>/terminate/", CaseTermination.as_view({"post": "create"}), name="api_cases_terminate"),
    path("cases/<uuid:pk>/opinion/", CaseOpinion.as_view({"get": "retrieve"}), name="api_cases_opinion"),
    *_opinion_step("versions", OpinionVersions),
    *_opinion_step("sign", OpinionSignature),
    *_opinion_step("review", OpinionReview),
    *_opinion_step("return", OpinionReturn),
    *_opinion_step("issue", OpinionIssue),
    *_resource("entrustments", Entrustments, writable=True),
    path(
        "entrustments/<uuid:pk>/accept/",
        EntrustmentAcceptance.as_view({"post": "create"}),
        name="api_entrustments_accept",
    ),
    path(
        "entrustments/<uuid:pk>/refuse/",
        EntrustmentRefusal.as_view({"post": "create"}),
        name="api_entrustments_refuse",
    ),
    path(
        "entrustments/<uuid:pk>/withdraw/",
        EntrustmentWithdrawal.as_view({"post": "create"}),
        name="api_entrustments_withdraw",
    ),
    *_resource("findings", rectification.Findings),
    *_acts("findings", order=rectification.FindingOrder),
    *_resource("rectifications", rectification.Rectifications),
    *_acts(
        "rectifications",
        answer=rectification.RectificationAnswering,
        recheck=rectification.RectificationRechecking,
        decide=rectification.RectificationDeciding,
    ),
    *_resource("case-reviews", quality.Rounds, writable=True),
    *_acts("case-reviews", draw=quality.RoundDraw, close=quality.RoundClosing),
    *_resource("drawn-cases", quality.DrawnCases),
    *_acts("drawn-cases", conclude=quality.DrawnCaseConclusion, finding=quality.DrawnCaseFinding),
    *_resource("reviews", quality.Reviews),
    *_acts("reviews", opinion=quality.ReviewOpinion, recuse=quality.ReviewRecusal, replace=quality.ReviewReplacement),
    *_resource("complaints", Complaints),
    *_acts("complaints", **COMPLAINT_ACTS),
    *STANDING,
    *_resource("annual-review-years", ReviewYears, writable=True),
    *_resource("annual-reviews", AnnualReviews),
    *_acts(
        "annual-reviews",
        submit=AnnualReviewSubmission,
        propose=AnnualReviewProposal,
        decide=AnnualReviewDecision,
        **{"return": AnnualReviewReturn},
    ),
]
