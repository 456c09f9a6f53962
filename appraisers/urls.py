"""Routes of appraisers."""

from django.urls import path

from appraisers import views

urlpatterns = [
    path("", views.appraiser_list, name="appraiser_list"),
    path("<uuid:pk>/", views.appraiser_page, name="appraiser"),
    path("<uuid:pk>/related/", views.appraiser_related, name="appraiser_related"),
    path("<uuid:pk>/trail/", views.appraiser_trail, name="appraiser_trail"),
]
