"""Which things stand behind the routes of opinions, and which verbs behind their scopes, by the rules."""

from typing import Final

OF_OPINIONS: Final = {
    **{f"case_opinion{act}": "case" for act in ("", "_read", "_write", "_sign", "_review", "_return", "_issue")},
    **{f"case_opinion_{act}": "case" for act in ("correct", "revoke")},
    "api_cases_opinion": "case_with_opinion",
    "api_cases_opinion_standing": "case_with_issued_opinion",
    **{
        f"api_cases_opinion_{act}": "case"
        for act in ("versions", "sign", "review", "return", "issue", "correct", "revoke")
    },
}
VERBS_OF_OPINIONS: Final = {
    f"cases:{act}_opinion": f"cases.{act}_opinion"
    for act in ("draft", "sign", "review", "return", "issue", "correct", "revoke")
}
