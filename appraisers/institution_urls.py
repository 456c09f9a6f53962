"""Routes of the tabs that appraisers put on the page of an institution: appraisers and assistants."""

from django.urls import path

from appraisers import views
from appraisers.records import manager_views as managers
from appraisers.records import views as records
from appraisers.registration import views as registration

urlpatterns = [
    path("<uuid:pk>/appraisers/", views.institution_appraisers, name="institution_appraisers"),
    path("<uuid:pk>/appraisers/new/", registration.appraiser_new, name="appraiser_new"),
    path("<uuid:pk>/quality-managers/", managers.institution_quality_managers, name="institution_quality_managers"),
    path("<uuid:pk>/quality-managers/new/", managers.quality_manager_new, name="quality_manager_new"),
    path("quality-managers/<uuid:pk>/end/", managers.quality_manager_end, name="quality_manager_end"),
    path("<uuid:pk>/assistants/", records.institution_assistants, name="institution_assistants"),
    path("<uuid:pk>/assistants/new/", records.assistant_new, name="assistant_new"),
    path("assistants/<uuid:pk>/end/", records.assistant_end, name="assistant_end"),
]
