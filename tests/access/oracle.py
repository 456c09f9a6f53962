"""Who may do and see what, written down a second time from the rules, without the code of the portal.

The delegation table is read from its file; roles and places are compared one by one.
"""

import csv
from functools import cache
from pathlib import Path

from django.conf import settings

from tests.access.people import Member
from tests.access.routes import Route
from tests.access.routes_of_agreements import OF_AGREEMENTS, VERBS_OF_AGREEMENTS
from tests.access.routes_of_custody import OF_CUSTODY, VERBS_OF_CUSTODY
from tests.access.routes_of_layout import OF_LAYOUT, VERBS_OF_LAYOUT
from tests.access.routes_of_opinions import OF_OPINIONS, VERBS_OF_OPINIONS
from tests.access.routes_of_recognition import OF_RECOGNITION, VERBS_OF_RECOGNITION
from tests.access.routes_of_standing import OF_STANDING, VERBS_OF_STANDING
from tests.access.world import Place, Thing

SUPERVISING = {"officer", "leader", "complaint_handler", "inspector"}
INSTITUTIONAL = {"institution_administrator", "case_clerk", "quality_manager", "head_of_institution"}

ALLOW, SIGN_IN, SET_UP, DENIED, ABSENT = "allow", "sign in", "second factor", "denied", "absent"
NO_TOKEN = "no good token"

# Pages of signing in that send a visitor without a sign-in under way to its beginning.
STEPS_OF_SIGNING_IN = {"mfa_authenticate"}
# What an address names, by the name of the route. A route with arguments that is not here fails the walk.
KINDS = {
    "case": "case",
    "work": "heap",
    "export": "export",
    "inbox_open": "notice",
    "export_progress": "export",
    "export_cancel": "export",
    "export_file": "export",
    **{f"case_{act}": "case" for act in ("reveal", "assign", "replace", "recusal")},
    "supplement_ask": "case",
    "supplement_receive": "case",
    "extension_request": "case",
    "extension_decide": "case",
    "extension_inform": "case",
    "case_process": "case",
    "case_process_open": "case",
    "process_new": "case",
    "case_documents": "case",
    "case_related": "case",
    "case_trail": "case",
    "case_looks": "case",
    "case_terminate": "case",
    "institution": "institution",
    "institution_trail": "institution",
    "institution_cases": "institution",
    "institution_appraisers": "institution",
    "institution_imports": "institution",
    "appraiser": "appraiser",
    "appraiser_related": "appraiser",
    "appraiser_trail": "appraiser",
    **OF_STANDING,
    **OF_RECOGNITION,
    **OF_LAYOUT,
    **OF_OPINIONS,
    **OF_CUSTODY,
    **OF_AGREEMENTS,
    "draft_discard": "draft",
    "figure_check": "figure_check",
    **{f"recount{act}": "recount" for act in ("", "_progress", "_stop")},
    **{f"entrustment{act}": "entrustment" for act in ("", "_reveal", "_trail", "_looks", "_withdraw", "_ask")},
    **{f"entrustment_{act}": "entrustment" for act in ("complete", "refuse", "accept")},
    "documents:download": "file",
    "figures_board": "board",
    "figures_block": "block",
    "figures_of_city": "city_figures",
    "figures_of_county": "county_figures",
    "figures_of_institution": "institution_figures",
    **{f"release{act}": "release" for act in ("", "_recount", "_trail", "_publish", "_discard", "_restate")},
    **{f"api_releases_{act}": "release" for act in ("one", "publish", "discard", "restate")},
    **{f"report{act}": "report" for act in ("", "_definitions", "_progress", "_pdf", "_xlsx", "_trail")},
    "api_reports_one": "report",
    "statistics_release": "release_number",
    "open_data_release_json": "release_number",
    "open_data_release_csv": "release_number",
    "open_data_figure_json": "released_figure",
    "open_data_figure_csv": "released_figure",
    "check_code": "opinion_code",
    "register_institution": "public_institution",
    "register_appraiser": "public_appraiser",
    "register_paper": "paper_code",
    "how_page": "guide",
    "complain_question": "question",
    "statute": "statute",
    "administration:organisation_contact": "organ",
    "administration:user": "user",
    "administration:user_disable": "user",
    "administration:user_trail": "user",
    "administration:organisation": "organisation",
    "administration:organisation_postings": "organisation",
    "administration:organisation_trail": "organisation",
    "administration:user_enable": "user",
    "administration:user_reset": "user",
    "administration:posting_new": "user",
    "administration:posting_end": "posting",
    "administration:law_table": "law_table",
    "administration:law_row": "law_row",
    "administration:law_amend": "law_row",
    "administration:law_end": "law_row",
    "administration:job_retry": "parked_message",
    "administration:client": "client",
    "administration:client_secret": "client",
    "administration:client_revoke": "client",
    "own_token_revoke": "own_token",
    "api_institution_standing": "institution",
    "api_scope": "institution",
    "api_accreditations": "institution",
    "api_restrictions": "institution",
    "api_licence_renewals": "institution",
    "api_scope_end": "scope_item",
    "api_accreditation_end": "accreditation",
    "api_restriction_lift": "restriction",
    "api_licence_renewal_decide": "licence_renewal",
    "api_appraiser_standing": "appraiser",
    "api_appraiser_restrictions": "appraiser",
    "api_certificate_renewals": "appraiser",
    "api_certificate_renewal_decide": "certificate_renewal",
    "annual_review": "annual_review",
    "annual_review_trail": "annual_review",
    **{f"annual_review_{act}": "annual_review" for act in ("propose", "return", "decide")},
    "annual_review_year": "review_year",
    "annual_review_year_trail": "review_year",
    "annual_review_year_progress": "review_year",
    "institution_annual_reviews": "institution",
    **{f"api_annual_reviews_{act}": "annual_review" for act in ("one", "submit", "return", "propose", "decide")},
    "api_annual_review_years_one": "review_year",
    **{f"early_warning{act}": "early_warning" for act in ("", "_trail", "_acknowledge")},
    **{f"api_early_warnings_{act}": "early_warning" for act in ("one", "acknowledge")},
    "api_cases_one": "case",
    "api_cases_assign": "case",
    "api_cases_replace": "case",
    "api_cases_recusal": "case",
    "api_cases_terminate": "case",
    "api_cases_supplement": "case",
    "api_cases_supplement_received": "case",
    "api_cases_extension": "case",
    "api_cases_extension_decide": "case",
    "api_cases_extension_informed": "case",
    "api_cases_process": "case",
    "api_institutions_one": "institution",
    "api_appraisers_one": "appraiser",
    **{f"api_entrustments_{act}": "entrustment" for act in ("one", "withdraw", "ask", "complete", "refuse", "accept")},
    "finding": "finding",
    "finding_trail": "finding",
    "finding_order": "finding",
    "rectification": "rectification",
    "rectification_trail": "rectification",
    "rectification_answer": "rectification",
    "rectification_recheck": "rectification",
    "rectification_decide": "rectification",
    "review_round": "review_round",
    "review_round_trail": "review_round",
    "review_round_proof": "review_round",
    "review_round_bundle": "review_round",
    "review_round_draw": "review_round",
    "review_round_close": "review_round",
    "drawn_case": "drawn_case",
    "drawn_case_trail": "drawn_case",
    "drawn_case_conclude": "drawn_case",
    "drawn_case_finding": "drawn_case",
    "case_review": "own_review",
    "case_review_recuse": "own_review",
    "case_review_replace": "review",
    "api_findings_one": "finding",
    "api_findings_order": "finding",
    "api_rectifications_one": "rectification",
    "api_rectifications_answer": "rectification",
    "api_rectifications_recheck": "rectification",
    "api_rectifications_decide": "rectification",
    "api_case_reviews_one": "review_round",
    "api_case_reviews_draw": "review_round",
    "api_case_reviews_close": "review_round",
    "api_drawn_cases_one": "drawn_case",
    "api_drawn_cases_conclude": "drawn_case",
    "api_drawn_cases_finding": "drawn_case",
    "api_reviews_one": "own_review",
    "api_reviews_opinion": "own_review",
    "api_reviews_recuse": "own_review",
    "api_reviews_replace": "review",
    "complaint": "complaint",
    **{
        f"{prefix}{name}": "complaint"
        for prefix in ("complaint_", "api_complaints_")
        for name in (
            "accept",
            "refuse",
            "ask",
            "supplemented",
            "abandon",
            "assign",
            "declare",
            "inquiry",
            "extend",
            "terminate",
            "decide",
            "inform",
        )
    },
    "api_complaints_one": "complaint",
    "api_complaints_ask_identity": "complaint",
    "api_complaints_answer_identity": "complaint",
    "complaint_read": "complaint",
    "complaint_letters": "complaint",
    "complaint_letter": "complaint_letter",
    "complaint_identity": "complaint",
    "complaint_identity_ask": "complaint",
    "complaint_identity_answer": "complaint",
    "complaint_identity_open": "complaint",
    "complaint_trail": "complaint",
    "complaint_looks": "complaint",
    "list_layout": "list",
    "list_tabs": "list",
    "list_views": "list",
    "list_view_new": "list",
    "list_view": "saved_view",
    "bulk_ask": "list_act",
    "bulk_run": "bulk_run",
    "bulk_progress": "bulk_run",
}

# Answers besides the one that follows from door and scope, by the name of the route, each with its reason.
ALSO_RIGHT = {
    "api_token": {NO_TOKEN},  # without id and secret
    "mail_stop": {ABSENT},  # the address without a token names no mail
    "export_new": {ABSENT},  # the address without parameters names no list
    "home": {SET_UP},  # public, but a signed-in user sees his work only with a second factor
    "switch_posting": {DENIED},  # the empty form names no posting of one's own
    "import_report": {ABSENT},  # there is none before the ledger is loaded
    "administration:trail_stream": {ABSENT},  # the address without parameter names no stream
}


# What a scope of the API opens, by the rules: a verb of the delegation table.
VERBS_OF_SCOPES = {
    "institutions:read": "institutions.view",
    "institutions:scope": "institutions.change_scope",
    "institutions:accredit": "institutions.keep_accreditations",
    "institutions:restrict": "institutions.restrict",
    "institutions:lift": "institutions.lift_restriction",
    "institutions:renew": "institutions.record_renewal",
    "institutions:decide_renewal": "institutions.decide_renewal",
    "appraisers:read": "appraisers.view",
    **VERBS_OF_STANDING,
    **VERBS_OF_RECOGNITION,
    **VERBS_OF_LAYOUT,
    **VERBS_OF_OPINIONS,
    **VERBS_OF_CUSTODY,
    **VERBS_OF_AGREEMENTS,
    **{f"releases:{act}": f"releases.{act}" for act in ("prepare", "restate", "publish", "discard")},
    "releases:read": "releases.view",
    "reports:read": "reports.view",
    "reports:order": "reports.order",
    **{f"early_warning:{act}": f"early_warning.{verb}" for act, verb in (("read", "view"), ("acknowledge",) * 2)},
    "annual_review:read": "annual_review.view",
    **{f"annual_review:{act}": f"annual_review.{act}" for act in ("open", "submit", "return", "propose", "decide")},
    "cases:read": "cases.view",
    "cases:file": "cases.file",
    "cases:ask_completion": "cases.ask_completion",
    "cases:complete": "cases.complete_entrustment",
    "cases:withdraw": "cases.withdraw_entrustment",
    "cases:accept": "cases.accept_entrustment",
    "cases:refuse": "cases.refuse_entrustment",
    "cases:assign": "cases.assign",
    "cases:replace": "cases.replace_appraiser",
    "cases:declare": "cases.declare_recusal",
    "rectification:read": "rectification.view",
    "rectification:order": "rectification.order",
    "rectification:answer": "rectification.answer",
    "rectification:recheck": "rectification.recheck",
    "rectification:decide": "rectification.decide",
    "quality:read": "quality.view",
    "quality:open": "quality.open_round",
    "quality:draw": "quality.draw",
    "quality:conclude": "quality.conclude",
    "quality:find": "quality.record_finding",
    "quality:close": "quality.close_round",
    "quality:replace": "quality.replace_reviewer",
    "quality:review": "quality.review",
    "complaints:read": "complaints.view",
    "complaints:accept": "complaints.accept",
    "complaints:refuse": "complaints.refuse",
    "complaints:supplement": "complaints.ask_supplement",
    "complaints:supplemented": "complaints.record_supplement",
    "complaints:abandon": "complaints.abandon",
    "complaints:assign": "complaints.assign",
    "complaints:investigate": "complaints.investigate",
    "complaints:extend": "complaints.extend",
    "complaints:terminate": "complaints.terminate",
    "complaints:decide": "complaints.decide",
    "complaints:inform": "complaints.inform",
    "complaints:ask_identity": "complaints.ask_identity",
    "complaints:approve_identity": "complaints.approve_identity",
    "cases:terminate": "cases.terminate",
    "cases:ask": "cases.ask_supplement",
    "cases:receive": "cases.receive_supplement",
    "cases:extend": "cases.request_extension",
    "cases:decide_extension": "cases.decide_extension",
    "cases:inform": "cases.inform_of_extension",
    "cases:record": "cases.record_process",
}


def scope_of(route: Route, method: str) -> str:
    """Return the scope that a method of an API address asks for, as doors.csv has it (`GET:cases:read`)."""
    needs = dict(each.split(":", 1) for each in route.door.verb.split() if ":" in each)
    return needs.get("GET" if method == "HEAD" else method, "")


def also_right(route: Route, method: str) -> set[str]:
    """Return answers that are right although the oracle says allow."""
    if route.pattern.startswith("accounts/"):
        # Borrowed pages about a password or factor that the user does not have refuse by themselves.
        return {ABSENT, SET_UP, SIGN_IN, DENIED}
    return ALSO_RIGHT.get(route.name, set()) if method != "DELETE" else set()


def kind_of(route: Route) -> str:
    """Return the kind of object an address names. Raises KeyError for a route nobody decided about."""
    if route.name.startswith("import_") or route.name == "import":
        return "import"
    return KINDS[route.name]


@cache
def delegated() -> frozenset[tuple[str, str, str]]:
    """Return (verb, role, level) of the table as it stands in the repository."""
    path = Path(settings.REFERENCE_DIR) / "accounts" / "delegation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset((row["verb"], row["role"], row["level"]) for row in csv.DictReader(file))


def sees(member: Member, place: Place, *, whole_area: bool = False) -> bool:
    """Whether somebody sees an object at a place; `whole_area`: the object is the whole city or county itself."""
    if member.role in INSTITUTIONAL:
        return place.institution is not None and place.institution == member.organisation
    if member.role not in SUPERVISING:
        return False
    if member.level == "province":
        return True
    if member.level == "city":
        return place.city == member.city
    if whole_area and not place.county:
        return False
    return member.level == "county" and place.county == member.county


def decision(route: Route, member: Member, thing: Thing | None, method: str = "GET") -> str:
    """Return what must happen when somebody asks for an address."""
    door = route.door
    if door.kind == "public" and thing is not None and thing.seen_by and not thing.seen_by(member):
        return ABSENT
    if door.kind == "public":
        return SIGN_IN if route.name in STEPS_OF_SIGNING_IN and not member.signed_in else ALLOW
    if door.kind == "api":
        if not member.role or not member.second_factor:
            return NO_TOKEN  # theirs are those of postings not in force, or of accounts without a second factor
        verb = VERBS_OF_SCOPES[scope] if (scope := scope_of(route, method)) else ""
        if verb and (verb, member.role, member.level) not in delegated():
            return DENIED
        if not scope and method not in {"GET", "HEAD"}:
            return ALLOW  # a method that is not offered: 405, whoever asks
        return _seen(member, thing)
    if not member.signed_in:
        return SIGN_IN
    borrowed = route.pattern.startswith("accounts/")
    if not member.second_factor and not borrowed:
        return SET_UP
    if door.verb and (door.verb, member.role, member.level) not in delegated():
        return DENIED
    return _seen(member, thing)


def _seen(member: Member, thing: Thing | None) -> str:
    if thing is None:
        return ALLOW
    visible = (
        thing.seen_by(member) if thing.seen_by else sees(member, thing.place, whole_area=not thing.place.institution)
    )
    return ALLOW if visible else ABSENT
