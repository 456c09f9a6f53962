"""Routes of the tabs that cases put on the pages of institutions and of instruments."""

from django.urls import path

from cases.views import of_institution

urlpatterns = [
    path("institutions/<uuid:pk>/cases/", of_institution.institution_cases, name="institution_cases"),
    path("equipment/<uuid:pk>/cases/", of_institution.instrument_cases, name="instrument_cases"),
]
