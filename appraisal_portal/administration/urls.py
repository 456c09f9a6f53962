"""Routes of administration: accounts, delegation, law, trail, jobs."""

from django.urls import path

from appraisal_portal.administration.views import clients, delegation, jobs, law, organisations, postings, trail, users

app_name = "administration"

urlpatterns = [
    path("users/", users.user_list, name="users"),
    path("users/new/", users.user_new, name="user_new"),
    path("users/<int:pk>/", users.user_page, name="user"),
    path("users/<int:pk>/trail/", users.user_trail, name="user_trail"),
    path("users/<int:pk>/disable/", users.disable_user, name="user_disable"),
    path("users/<int:pk>/enable/", users.enable_user, name="user_enable"),
    path("users/<int:pk>/reset/", users.reset_user, name="user_reset"),
    path("users/<int:pk>/postings/new/", postings.posting_new, name="posting_new"),
    path("postings/<uuid:pk>/end/", postings.posting_end, name="posting_end"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/new/", organisations.organisation_new, name="organisation_new"),
    path("clients/", clients.client_list, name="clients"),
    path("clients/new/", clients.client_new, name="client_new"),
    path("clients/<uuid:pk>/", clients.client_page, name="client"),
    path("clients/<uuid:pk>/secret/", clients.client_secret, name="client_secret"),
    path("clients/<uuid:pk>/revoke/", clients.client_revoke, name="client_revoke"),
    path("organisations/<uuid:pk>/contact/", organisations.organisation_contact, name="organisation_contact"),
    path("organisations/<uuid:pk>/", organisations.organisation_page, name="organisation"),
    path("organisations/<uuid:pk>/postings/", organisations.organisation_postings, name="organisation_postings"),
    path("organisations/<uuid:pk>/trail/", organisations.organisation_trail, name="organisation_trail"),
    path("delegation/", delegation.matrix, name="delegation"),
    path("delegation/amend/", delegation.amend, name="delegation_amend"),
    path("law/", law.tables, name="law"),
    path("law/<slug:slug>/", law.table, name="law_table"),
    path("law/<slug:slug>/<str:code>/", law.row, name="law_row"),
    path("law/<slug:slug>/<str:code>/amend/", law.amend_row, name="law_amend"),
    path("law/<slug:slug>/<str:code>/end/", law.end_row, name="law_end"),
    path("trail/", trail.trail_list, name="trail"),
    path("trail/stream/", trail.stream, name="trail_stream"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/parked/", jobs.parked_list, name="parked"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job_retry"),
]
