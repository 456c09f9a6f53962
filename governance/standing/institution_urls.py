"""The tab of standing conditions on the page of an institution."""

from django.urls import path

from governance.standing import views

urlpatterns = [
    path("<uuid:pk>/conditions/", views.institution_conditions, name="institution_conditions"),
]
