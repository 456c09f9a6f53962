"""Which things stand behind the routes of the custody of materials, and which verbs behind its scopes, by the rules."""

from typing import Final

_ACTS = ("keep", "consent", "return", "destroy", "correct")
OF_CUSTODY: Final = {
    **{f"case_custody{act}": "case" for act in ("", "_open")},
    "material_receive": "case",
    "entrustment_custody": "entrustment",
    "api_cases_materials": "case",
    **{f"material_{act}": "material" for act in _ACTS[:-1]},
    "custody_correct": "material",
    **{f"api_materials_{act}": "material" for act in ("one", *_ACTS)},
}
VERBS_OF_CUSTODY: Final = {f"custody:{scope}": f"cases.{verb}" for scope, verb in (
    ("receive", "receive_material"), ("keep", "keep_material"), ("consent", "record_consent"),
    ("return", "return_material"), ("destroy", "destroy_material"), ("correct", "correct_custody"),
)}  # fmt: skip
