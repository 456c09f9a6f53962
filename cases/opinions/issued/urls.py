"""Routes of what follows an issued opinion."""

from django.urls import path

from cases.opinions.issued import views

urlpatterns = [
    path("<uuid:pk>/opinion/correct/", views.case_opinion_correct, name="case_opinion_correct"),
    path("<uuid:pk>/opinion/revoke/", views.case_opinion_revoke, name="case_opinion_revoke"),
]
