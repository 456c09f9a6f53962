"""Routes of cases."""

from django.urls import path

from cases.views import case, listing

urlpatterns = [
    path("", listing.case_list, name="case_list"),
    path("<uuid:pk>/", case.case_page, name="case"),
    path("<uuid:pk>/documents/", case.case_documents, name="case_documents"),
    path("<uuid:pk>/related/", case.case_related, name="case_related"),
    path("<uuid:pk>/trail/", case.case_trail, name="case_trail"),
    path("<uuid:pk>/looks/", case.case_looks, name="case_looks"),
    path("<uuid:pk>/subject/", case.reveal, name="case_reveal"),
]
