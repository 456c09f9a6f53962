"""Which things stand behind the routes of the layout, and which verbs behind its scopes, by the rules."""

from typing import Final

OF_LAYOUT: Final = {
    **{f"layout_plan{act}": "layout_plan" for act in ("", "_trail", "_end")},
    **{f"api_layout_plans_{act}": "layout_plan" for act in ("one", "end")},
    "api_layout_institutions_one": "institution",
}
VERBS_OF_LAYOUT: Final = {f"layout:{act}": f"layout.{verb}" for act, verb in (
    ("read", "view"), ("adopt", "adopt"), ("end", "end"),
)}  # fmt: skip
