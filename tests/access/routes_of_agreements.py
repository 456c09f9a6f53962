"""Which things stand behind the routes of letters of entrustment, and which verbs behind their scopes, by the rules."""

from typing import Final

OF_AGREEMENTS: Final = {
    **{f"case_agreement{act}": "case" for act in ("", "_open", "_amend")},
    "case_agreement_signed": "case_with_agreement",
    "api_cases_agreement": "case",
    "entrustment_decision_time": "entrustment",
    "api_entrustments_time": "entrustment",
    **{f"api_cases_agreement_{act}": "case" for act in ("change", "signed")},
}
VERBS_OF_AGREEMENTS: Final = {
    "cases:agree_decision": "cases.agree_decision_time",
    "cases:amend_agreement": "cases.amend_agreement",
    "cases:sign_agreement": "cases.keep_signed_agreement",
}
