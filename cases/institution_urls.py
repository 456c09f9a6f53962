"""Route of the tab that cases put on the page of an institution."""

from django.urls import path

from cases.views import of_institution

urlpatterns = [path("<uuid:pk>/cases/", of_institution.institution_cases, name="institution_cases")]
