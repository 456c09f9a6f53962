"""Routes of appraisers."""

from django.urls import path

from appraisers import views

urlpatterns = [path("", views.appraiser_list, name="appraiser_list")]
