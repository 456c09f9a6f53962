"""Routes of the tab that appraisers put on the page of an institution."""

from django.urls import path

from appraisers import views

urlpatterns = [path("<uuid:pk>/appraisers/", views.institution_appraisers, name="institution_appraisers")]
