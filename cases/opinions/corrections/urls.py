"""Routes of what follows an issued opinion."""

from django.urls import path

from cases.opinions.corrections import views

urlpatterns = [
    path("<uuid:pk>/opinion/correct/", views.case_opinion_correct, name="case_opinion_correct"),
]
