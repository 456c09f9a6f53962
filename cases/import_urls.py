"""Routes of the ledger import."""

from django.urls import path

from cases.views import import_acts, importing

urlpatterns = [
    path("", importing.import_list, name="import_list"),
    path("new/", importing.import_new, name="import_new"),
    path("template/", importing.import_template, name="import_template"),
    path("<uuid:pk>/", importing.import_page, name="import"),
    path("<uuid:pk>/progress/", importing.import_progress, name="import_progress"),
    path("<uuid:pk>/report/", importing.import_report, name="import_report"),
    path("<uuid:pk>/columns/", import_acts.settle_columns, name="import_columns"),
    path("<uuid:pk>/categories/", import_acts.answer_questions, name="import_categories"),
    path("<uuid:pk>/load/", import_acts.load, name="import_load"),
    path("<uuid:pk>/cancel/", import_acts.cancel, name="import_cancel"),
    path("<uuid:pk>/corrections/", import_acts.decide_corrections, name="import_corrections"),
]
