"""Which things stand behind the routes of equipment, by the rules."""

from typing import Final

_ON_INSTRUMENT = ("", "_trail", "_change", "_withdraw", "_calibrate", "_cases", "_take_out", "_put_back")
OF_EQUIPMENT: Final = {
    **{f"instrument{act}": "instrument" for act in _ON_INSTRUMENT},
    **dict.fromkeys(("institution_equipment", "instrument_new", "method_new"), "institution"),
    **{f"method{act}": "method" for act in ("", "_trail", "_end")},
    **{f"api_instruments_{act}": "instrument" for act in ("one", "change", "withdraw", "calibrate")},
    **{f"api_instruments_{act}": "instrument" for act in ("take_out", "put_back")},
    **{f"api_methods_{act}": "method" for act in ("one", "end")},
    **{f"api_{kind}_entry": "institution" for kind in ("instrument", "method")},
}
