"""Routes of the letter of entrustment, below those of cases."""

from django.urls import path

from cases.agreements import views

urlpatterns = [
    path("<uuid:pk>/agreement/", views.case_agreement, name="case_agreement"),
    path("<uuid:pk>/agreement/sealed/", views.case_agreement_open, name="case_agreement_open"),
    path("<uuid:pk>/agreement/change/", views.case_agreement_amend, name="case_agreement_amend"),
    path("<uuid:pk>/agreement/signed/", views.case_agreement_signed, name="case_agreement_signed"),
]
