"""Which things stand behind the routes of standing and equipment, and which verbs behind scopes, by the rules."""

from typing import Final

_ON_INSTRUMENT = ("", "_trail", "_change", "_withdraw", "_calibrate", "_cases", "_take_out", "_put_back")
OF_STANDING: Final = {
    "institution_standing": "institution",
    "scope_new": "institution",
    "accreditation_new": "institution",
    "restriction_new": "institution",
    "licence_renewal_new": "institution",
    "scope_item_end": "scope_item",
    "accreditation_end": "accreditation",
    "restriction_lift": "restriction",
    "licence_renewal_decide": "licence_renewal",
    "appraiser_standing": "appraiser",
    "appraiser_restriction_new": "appraiser",
    "certificate_renewal_new": "appraiser",
    "certificate_renewal_decide": "certificate_renewal",
    **{f"instrument{act}": "instrument" for act in _ON_INSTRUMENT},
    **dict.fromkeys(("institution_equipment", "instrument_new", "method_new"), "institution"),
    **{f"method{act}": "method" for act in ("", "_trail", "_end")},
    **{f"api_instruments_{act}": "instrument" for act in ("one", "change", "withdraw", "calibrate")},
    **{f"api_instruments_{act}": "instrument" for act in ("take_out", "put_back")},
    **{f"api_methods_{act}": "method" for act in ("one", "end")},
    **{f"restriction{act}": "restriction" for act in ("", "_trail", "_object", "_decide")},
    **{f"api_restrictions_{act}": "restriction" for act in ("object", "decide")},
    "api_bar_one": "restriction",
    **{f"lapse{act}": "lapse" for act in ("", "_trail", "_ask", "_decide")},
    **{f"api_lapses_{act}": "lapse" for act in ("one", "ask", "decide")},
    **dict.fromkeys(("appraiser_records", "training_new", "api_appraiser_records"), "appraiser"),
    **dict.fromkeys(("training_withdraw", "api_training_withdraw"), "training"),
    **dict.fromkeys(("institution_assistants", "assistant_new", "api_institution_assistants"), "institution"),
    **dict.fromkeys(("assistant_end", "api_assistant_end"), "assistant"),
    **dict.fromkeys(("institution_insurance", "policy_new", "api_institution_policies"), "institution"),
    **dict.fromkeys(("policy_end", "api_policy_end"), "policy"),
    **dict.fromkeys(("institution_conditions", "api_institution_conditions"), "institution"),
    **dict.fromkeys(
        ("institution_quality_managers", "quality_manager_new", "api_institution_quality_managers"), "institution"
    ),
    **dict.fromkeys(("quality_manager_end", "api_quality_manager_end"), "quality_manager"),
    **{f"api_{kind}_entry": "institution" for kind in ("instrument", "method")},
}
VERBS_OF_STANDING: Final = {
    "appraisers:train": "appraisers.keep_training",
    "appraisers:quality_managers": "appraisers.keep_quality_managers",
    "appraisers:assist": "appraisers.keep_assistants",
    "institutions:insure": "institutions.keep_insurance",
    "equipment:read": "equipment.view",
    "equipment:keep": "equipment.keep",
    "equipment:calibrate": "equipment.calibrate",
    "equipment:methods": "equipment.keep_methods",
    **{f"lapses:{scope}": f"lapses.{verb}" for scope, verb in (("read", "view"), ("ask", "ask"), ("decide", "decide"))},
    "restrictions:read": "restrictions.view",
    "restrictions:object": "restrictions.object",
    "restrictions:decide": "restrictions.decide_objection",
}
