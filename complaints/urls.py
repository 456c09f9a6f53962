"""Routes of complaints for staff."""

from django.urls import path

from complaints.views import acts, complaint, listing, of_institution

urlpatterns = [
    path("", listing.complaint_list, name="complaint_list"),
    path("letters/", of_institution.institution_letters, name="institution_letters"),
    path("<uuid:pk>/", complaint.complaint_page, name="complaint"),
    path("<uuid:pk>/read/", complaint.complaint_read, name="complaint_read"),
    path("<uuid:pk>/letters/", complaint.complaint_letters, name="complaint_letters"),
    path("<uuid:pk>/letters/<uuid:file>/", complaint.complaint_letter, name="complaint_letter"),
    path("<uuid:pk>/identity/", complaint.complaint_identity, name="complaint_identity"),
    path("<uuid:pk>/identity/ask/", complaint.complaint_identity_ask, name="complaint_identity_ask"),
    path("<uuid:pk>/identity/answer/", complaint.complaint_identity_answer, name="complaint_identity_answer"),
    path("<uuid:pk>/identity/open/", complaint.complaint_identity_open, name="complaint_identity_open"),
    path("<uuid:pk>/trail/", complaint.complaint_trail, name="complaint_trail"),
    path("<uuid:pk>/looks/", complaint.complaint_looks, name="complaint_looks"),
    path("<uuid:pk>/accept/", acts.complaint_accept, name="complaint_accept"),
    path("<uuid:pk>/refuse/", acts.complaint_refuse, name="complaint_refuse"),
    path("<uuid:pk>/ask/", acts.complaint_ask, name="complaint_ask"),
    path("<uuid:pk>/supplemented/", acts.complaint_supplemented, name="complaint_supplemented"),
    path("<uuid:pk>/abandon/", acts.complaint_abandon, name="complaint_abandon"),
    path("<uuid:pk>/assign/", acts.complaint_assign, name="complaint_assign"),
    path("<uuid:pk>/declare/", acts.complaint_declare, name="complaint_declare"),
    path("<uuid:pk>/inquiry/", acts.complaint_inquiry, name="complaint_inquiry"),
    path("<uuid:pk>/extend/", acts.complaint_extend, name="complaint_extend"),
    path("<uuid:pk>/terminate/", acts.complaint_terminate, name="complaint_terminate"),
    path("<uuid:pk>/decide/", acts.complaint_decide, name="complaint_decide"),
    path("<uuid:pk>/inform/", acts.complaint_inform, name="complaint_inform"),
]
