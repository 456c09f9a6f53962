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
}
VERBS_OF_RECOGNITION: Final = {
    "assessment:read": "assessment.view",
    **{f"assessment:{act}": f"assessment.{act}" for act in ("open", "object", "settle", "publish")},
    "recognition:read": "recognition.view",
    **{f"recognition:{act}": f"recognition.{act}" for act in ("apply", "verify", "decide", "withdraw")},
}
