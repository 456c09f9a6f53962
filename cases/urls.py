"""Routes of cases."""

from django.urls import path

from cases.views import case, listing

urlpatterns = [
    path("", listing.case_list, name="case_list"),
    path("<uuid:pk>/", case.case_page, name="case"),
    path("<uuid:pk>/subject/", case.reveal, name="case_reveal"),
]
