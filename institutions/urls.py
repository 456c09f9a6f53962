"""Routes of institutions."""

from django.urls import path

from institutions import views

urlpatterns = [path("", views.institution_list, name="institution_list")]
