"""Routes of instruments and methods."""

from django.urls import path

from equipment.views import acting, showing

urlpatterns = [
    path("", showing.instrument_list, name="instrument_list"),
    path("<uuid:pk>/", showing.instrument_page, name="instrument"),
    path("<uuid:pk>/trail/", showing.instrument_trail, name="instrument_trail"),
    path("<uuid:pk>/change/", acting.instrument_change, name="instrument_change"),
    path("<uuid:pk>/withdraw/", acting.instrument_withdraw, name="instrument_withdraw"),
    path("<uuid:pk>/calibrate/", acting.instrument_calibrate, name="instrument_calibrate"),
    path("<uuid:pk>/take-out/", acting.instrument_take_out, name="instrument_take_out"),
    path("<uuid:pk>/put-back/", acting.instrument_put_back, name="instrument_put_back"),
    path("calibrations/", showing.calibration_list, name="calibration_list"),
    path("of/<uuid:pk>/", showing.institution_equipment, name="institution_equipment"),
    path("of/<uuid:pk>/new/", acting.instrument_new, name="instrument_new"),
    path("of/<uuid:pk>/methods/new/", acting.method_new, name="method_new"),
    path("methods/", showing.method_list, name="method_list"),
    path("methods/<uuid:pk>/", showing.method_page, name="method"),
    path("methods/<uuid:pk>/trail/", showing.method_trail, name="method_trail"),
    path("methods/<uuid:pk>/end/", acting.method_end, name="method_end"),
]
