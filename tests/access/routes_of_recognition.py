"""Which things stand behind the routes of recognition, and which verbs behind its scopes, by the rules."""

from typing import Final

OF_RECOGNITION: Final = {
    **{f"assessment{act}": "assessment" for act in ("", "_trail", "_object", "_settle")},
    **{f"assessment_round{act}": "assessment_round" for act in ("", "_trail", "_progress")},
    "assessment_publish": "assessment_round",
    "institution_assessments": "institution",
    **{f"api_assessments_{act}": "assessment" for act in ("one", "object", "settle")},
    **{f"api_assessment_rounds_{act}": "assessment_round" for act in ("one", "publish")},
    **{f"recognition_application{act}": "recognition_application" for act in ("", "_trail")},
    **{f"recognition_{act}": "recognition_application" for act in ("verify", "decide", "withdraw")},
    "institution_recognitions": "institution",
    "api_recognitions_one": "recognition",
    **{f"api_recognition_applications_{act}": "recognition_application" for act in ("one", "verify", "decide")},
    "api_recognition_applications_withdraw": "recognition_application",
    **{f"expert{act}": "expert" for act in ("", "_trail", "_appoint", "_availability", "_end", "_looks")},
    **{f"expert_{act}": "expert" for act in ("employment", "reveal")},
    **{f"api_experts_{act}": "expert" for act in ("one", "appoint", "availability", "end", "employment")},
    **dict.fromkeys(("appraiser_expertise", "expert_nominate", "api_appraisers_nominate"), "appraiser"),
    **dict.fromkeys(("institution_expert_draws", "expert_draw_new", "api_institutions_expert_draws"), "institution"),
    **{f"expert_draw{act}": "expert_draw" for act in ("", "_trail", "_proof", "_bundle")},
    **{f"expert_draw_{act}": "expert_draw" for act in ("draw", "replace", "evaluate")},
    **{f"public_draw{part}": "public_draw" for part in ("", "_proof")},
    **{f"api_expert_draws_{act}": "expert_draw" for act in ("one", "draw", "replace", "evaluate")},
}
VERBS_OF_RECOGNITION: Final = {
    "assessment:read": "assessment.view",
    **{f"assessment:{act}": f"assessment.{act}" for act in ("open", "object", "settle", "publish")},
    "recognition:read": "recognition.view",
    **{f"recognition:{act}": f"recognition.{act}" for act in ("apply", "verify", "decide", "withdraw")},
    "experts:read": "experts.view",
    **{f"experts:{act}": f"experts.{act}" for act in ("nominate", "appoint", "end", "availability")},
    **{f"experts:{act}": f"experts.{act}" for act in ("nominate_outside", "employment")},
    "expert_draws:read": "expert_draws.view",
    **{f"expert_draws:{act}": f"expert_draws.{act}" for act in ("open", "draw", "replace", "evaluate")},
}
