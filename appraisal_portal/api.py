"""The addresses of the API, version 1."""

from typing import Any

from django.urls import path

from appraisers.api import Appraisers
from appraisers.records import api as records
from appraisers.records import manager_api as managers
from appraisers.registration import api as certificates
from appraisers.standing_api import (
    AppraiserRestrictions,
    AppraiserStanding,
    CertificateRenewalDecision,
    CertificateRenewals,
)
from cases.agreements.api import CaseAgreement, CaseAgreementChange, CaseAgreementSigning
from cases.agreements.decision_api import EntrustmentDecisionTime
from cases.conduct.api import CaseAssignment, CaseRecusal, CaseReplacement, CasesWithConduct
from cases.conduct.time_api import (
    CaseProcess,
    ExtensionDecision,
    ExtensionInformation,
    ExtensionRequest,
    SupplementReceipt,
    SupplementRequest,
)
from cases.custody import api as custody
from cases.entrustments.api import EntrustmentAcceptance, EntrustmentRefusal, Entrustments, EntrustmentWithdrawal
from cases.entrustments.completing_api import EntrustmentCompletion, EntrustmentCompletionRequest
from cases.opinions.api import (
    CaseOpinion,
    OpinionIssue,
    OpinionReturn,
    OpinionReview,
    OpinionSignature,
    OpinionVersions,
)
from cases.opinions.corrections.api import IssuedOpinionCorrection, IssuedOpinions
from cases.termination.api import CaseTermination
from complaints.api import ACTS as COMPLAINT_ACTS
from complaints.api import Complaints
from equipment import api as equipment
from foundation.exchange.api.views import ApiView, Index, Me, Schema, Token
from foundation.kpi.releases.api import ReleaseDiscarding, ReleasePublishing, ReleaseRestating, Releases
from governance.annual_review.api import (
    AnnualReviewDecision,
    AnnualReviewProposal,
    AnnualReviewReturn,
    AnnualReviews,
    AnnualReviewSubmission,
    ReviewYears,
)
from governance.early_warning.api import EarlyWarningAcknowledgement, EarlyWarnings
from governance.layout import api as layout
from governance.recognition.assessment import api as assessments
from governance.recognition.experts import api as experts
from governance.recognition.experts import draw_api as expert_draws
from governance.recognition.standards import api as recognitions
from governance.reporting.api import Reports
from governance.standing import api as conditions
from institutions.api import Institutions
from institutions.cooperation import alliance_api as alliances
from institutions.cooperation import api as cooperation
from institutions.insurance import api as insurance
from institutions.lapses import api as lapses
from institutions.premises import api as premises
from institutions.rectification import api as rectification
from institutions.registration import api as registration
from institutions.restrictions import api as restrictions
from institutions.standing.api import (
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
from institutions.standing.head_api import HeadRestrictions
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


def _case_acts(**acts: type[ApiView]) -> list[Any]:
    """Return the addresses of acts on a case; two underscores in a name stand for the stroke of its address."""
    return [
        _act(f"cases/<uuid:pk>/{act.replace('__', '/')}/", view, f"cases_{act.replace('__', '_')}")
        for act, view in acts.items()
    ]


def _act(route: str, view: type[ApiView], name: str) -> Any:
    """Return the address of an act on one thing."""
    return path(route, view.as_view({"post": "create"}), name=f"api_{name}")


STANDING = [
    path("institutions/<uuid:pk>/standing/", Standing.as_view({"get": "retrieve"}), name="api_institution_standing"),
    path(
        "appraisers/<uuid:pk>/standing/", AppraiserStanding.as_view({"get": "retrieve"}), name="api_appraiser_standing"
    ),
    path(
        "institutions/<uuid:pk>/registration/",
        registration.Registrations.as_view({"get": "retrieve"}),
        name="api_registration",
    ),
    path("registrations/", registration.RegistrationEntry.as_view({"post": "create"}), name="api_registration_entry"),
    *_acts(
        "institutions",
        change=registration.RegistrationChange,
        reissue=registration.LicenceReissue,
        end=registration.RegistrationEnd,
    ),
    path(
        "appraisers/<uuid:pk>/registration/",
        certificates.Certificates.as_view({"get": "retrieve"}),
        name="api_certificate",
    ),
    _act("institutions/<uuid:pk>/appraisers/", certificates.CertificateEntry, "certificate_entry"),
    *_acts(
        "appraisers",
        change=certificates.CertificateChange,
        reissue=certificates.CertificateReissue,
        move=certificates.CertificateMove,
        end=certificates.CertificateEnd,
    ),
    _act("institutions/<uuid:pk>/scope/", Scope, "scope"),
    _act("scope-items/<uuid:pk>/end/", ScopeEnd, "scope_end"),
    _act("institutions/<uuid:pk>/accreditations/", Accreditations, "accreditations"),
    _act("accreditations/<uuid:pk>/end/", AccreditationEnd, "accreditation_end"),
    _act("institutions/<uuid:pk>/restrictions/", Restrictions, "restrictions"),
    _act("institutions/<uuid:pk>/head-restrictions/", HeadRestrictions, "head_restrictions"),
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
    *_case_acts(
        assign=CaseAssignment,
        replace=CaseReplacement,
        recusal=CaseRecusal,
        supplement=SupplementRequest,
        supplement__received=SupplementReceipt,
        extension=ExtensionRequest,
        extension__decide=ExtensionDecision,
        extension__informed=ExtensionInformation,
        terminate=CaseTermination,
        agreement__change=CaseAgreementChange,
        agreement__signed=CaseAgreementSigning,
        opinion__versions=OpinionVersions,
        opinion__sign=OpinionSignature,
        opinion__review=OpinionReview,
        opinion__return=OpinionReturn,
        opinion__issue=OpinionIssue,
        opinion__correct=IssuedOpinionCorrection,
    ),
    path(
        "cases/<uuid:pk>/process/",
        CaseProcess.as_view({"get": "retrieve", "post": "create"}),
        name="api_cases_process",
    ),
    _act("cases/<uuid:pk>/materials/", custody.MaterialReceipt, "cases_materials"),
    *_resource("materials", custody.Materials),
    *_acts(
        "materials",
        keep=custody.MaterialKeeping,
        consent=custody.MaterialConsent,
        destroy=custody.MaterialDestruction,
        correct=custody.CustodyCorrection,
        **{"return": custody.MaterialReturn},
    ),
    path("cases/<uuid:pk>/agreement/", CaseAgreement.as_view({"get": "retrieve"}), name="api_cases_agreement"),
    path("cases/<uuid:pk>/opinion/", CaseOpinion.as_view({"get": "retrieve"}), name="api_cases_opinion"),
    path(
        "cases/<uuid:pk>/opinion/standing/",
        IssuedOpinions.as_view({"get": "retrieve"}),
        name="api_cases_opinion_standing",
    ),
    *_resource("entrustments", Entrustments, writable=True),
    *_acts(
        "entrustments",
        ask=EntrustmentCompletionRequest,
        complete=EntrustmentCompletion,
        time=EntrustmentDecisionTime,
    ),
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
    path("restrictions/", restrictions.Bars.as_view({"get": "list"}), name="api_bar_list"),
    path("restrictions/<uuid:pk>/", restrictions.Bars.as_view({"get": "retrieve"}), name="api_bar_one"),
    *_acts("restrictions", object=restrictions.BarObjection, decide=restrictions.BarDecision),
    path(
        "appraisers/<uuid:pk>/records/",
        records.Records.as_view({"get": "retrieve", "post": "create"}),
        name="api_appraiser_records",
    ),
    _act("training/<uuid:pk>/withdraw/", records.TrainingWithdrawal, "training_withdraw"),
    path(
        "institutions/<uuid:pk>/assistants/",
        records.Assistants.as_view({"get": "retrieve", "post": "create"}),
        name="api_institution_assistants",
    ),
    path(
        "institutions/<uuid:pk>/premises/",
        premises.InstitutionPremises.as_view({"get": "retrieve", "post": "create"}),
        name="api_institution_premises",
    ),
    path(
        "institutions/<uuid:pk>/policies/",
        insurance.Policies.as_view({"get": "retrieve", "post": "create"}),
        name="api_institution_policies",
    ),
    path(
        "institutions/<uuid:pk>/cooperation/",
        cooperation.Cooperations.as_view({"get": "retrieve"}),
        name="api_institution_cooperation",
    ),
    _act("institutions/<uuid:pk>/cooperations/", cooperation.CooperationEntry, "cooperation_entry"),
    _act("cooperations/<uuid:pk>/end/", cooperation.CooperationEnd, "cooperation_end"),
    _act("institutions/<uuid:pk>/projects/", cooperation.ProjectEntry, "project_entry"),
    _act("projects/<uuid:pk>/conclude/", cooperation.ProjectConclusion, "project_conclude"),
    _act("institutions/<uuid:pk>/party-branch/", cooperation.PartyBranchStatement, "party_branch"),
    *_resource("alliances", alliances.Alliances),
    _act("institutions/<uuid:pk>/alliances/", alliances.AllianceEntry, "alliance_entry"),
    *_acts("alliances", admit=alliances.AllianceAdmission, end=alliances.AllianceEnd),
    _act("alliances/members/<uuid:pk>/leave/", alliances.AllianceLeave, "alliance_leave"),
    path("foresight/", conditions.Foresight.as_view({"get": "foresee"}), name="api_foresight"),
    path(
        "institutions/<uuid:pk>/conditions/",
        conditions.Conditions.as_view({"get": "retrieve"}),
        name="api_institution_conditions",
    ),
    path(
        "institutions/<uuid:pk>/quality-managers/",
        managers.QualityManagers.as_view({"get": "retrieve", "post": "create"}),
        name="api_institution_quality_managers",
    ),
    _act("quality-managers/<uuid:pk>/end/", managers.QualityManagerEnd, "quality_manager_end"),
    *_resource("lapses", lapses.Lapses),
    *_acts(
        "lapses",
        ask=lapses.LapseAsking,
        decide=lapses.LapseDecision,
        report=lapses.LapseReport,
        give_up=lapses.LapseGivingUp,
        end=lapses.LapseEnd,
    ),
    _act("premises/<uuid:pk>/leave/", premises.PremisesEnd, "premises_leave"),
    _act("policies/<uuid:pk>/end/", insurance.PolicyEnd, "policy_end"),
    _act("assistants/<uuid:pk>/end/", records.AssistantEnd, "assistant_end"),
    *_resource("instruments", equipment.Instruments),
    *_acts(
        "instruments",
        change=equipment.InstrumentChange,
        withdraw=equipment.InstrumentWithdrawal,
        calibrate=equipment.InstrumentCalibration,
        **{"take-out": equipment.InstrumentTakenOut, "put-back": equipment.InstrumentPutBack},
    ),
    _act("institutions/<uuid:pk>/instruments/", equipment.InstrumentEntry, "instrument_entry"),
    *_resource("methods", equipment.Methods),
    *_acts("methods", end=equipment.MethodEnd),
    _act("institutions/<uuid:pk>/methods/", equipment.MethodTakenUp, "method_entry"),
    *_resource("releases", Releases, writable=True),
    *_acts("releases", publish=ReleasePublishing, discard=ReleaseDiscarding, restate=ReleaseRestating),
    *_resource("reports", Reports, writable=True),
    *_resource("early-warnings", EarlyWarnings),
    *_acts("early-warnings", acknowledge=EarlyWarningAcknowledgement),
    *_resource("annual-review-years", ReviewYears, writable=True),
    *_resource("annual-reviews", AnnualReviews),
    *_acts(
        "annual-reviews",
        submit=AnnualReviewSubmission,
        propose=AnnualReviewProposal,
        decide=AnnualReviewDecision,
        **{"return": AnnualReviewReturn},
    ),
    *_resource("assessment-rounds", assessments.AssessmentRounds, writable=True),
    *_acts("assessment-rounds", publish=assessments.AssessmentPublication),
    *_resource("assessments", assessments.Assessments),
    *_acts("assessments", object=assessments.AssessmentObjection, settle=assessments.AssessmentSettlement),
    *_resource("recognitions", recognitions.Recognitions),
    *_resource("recognition-applications", recognitions.Applications, writable=True),
    *_acts(
        "recognition-applications",
        verify=recognitions.ApplicationVerification,
        decide=recognitions.ApplicationDecision,
        withdraw=recognitions.ApplicationWithdrawal,
    ),
    path("layout-coverage/", layout.LayoutCoverage.as_view({"get": "cover"}), name="api_layout_coverage"),
    *_resource("layout-institutions", layout.SizedInstitutions),
    *_resource("layout-plans", layout.LayoutPlans, writable=True),
    *_acts("layout-plans", end=layout.LayoutPlanEnd),
    *_resource("experts", experts.Experts, writable=True),
    *_acts(
        "experts",
        appoint=experts.ExpertAppointment,
        availability=experts.ExpertAvailability,
        end=experts.ExpertEnd,
        employment=experts.ExpertEmployment,
    ),
    *_acts("appraisers", nominate=experts.ExpertNomination),
    *_resource("expert-draws", expert_draws.ExpertDraws),
    *_acts(
        "expert-draws",
        draw=expert_draws.ExpertDrawing,
        replace=expert_draws.ExpertReplacement,
        evaluate=expert_draws.ExpertEvaluation,
    ),
    *_acts("institutions", **{"expert-draws": expert_draws.ExpertDrawOpening}),
]
