"""Routes of imports."""

from django.urls import path

from foundation.exchange.views import import_acts, imports

urlpatterns = [
    path("", imports.import_list, name="import_list"),
    path("new/", imports.import_new, name="import_new"),
    path("corrections/", imports.correction_list, name="correction_list"),
    path("template/", imports.import_template, name="import_template"),
    path("<uuid:pk>/", imports.import_page, name="import"),
    path("<uuid:pk>/progress/", imports.import_progress, name="import_progress"),
    path("<uuid:pk>/report/", imports.import_report, name="import_report"),
    path("<uuid:pk>/columns/", import_acts.settle_columns, name="import_columns"),
    path("<uuid:pk>/sheets/", import_acts.open_sheet, name="import_sheets"),
    path("<uuid:pk>/categories/", import_acts.answer_questions, name="import_categories"),
    path("<uuid:pk>/load/", import_acts.load, name="import_load"),
    path("<uuid:pk>/stop/", import_acts.stop, name="import_stop"),
    path("<uuid:pk>/cancel/", import_acts.cancel, name="import_cancel"),
    path("<uuid:pk>/corrections/", import_acts.decide_corrections, name="import_corrections"),
    path("<uuid:pk>/undo/", import_acts.undo, name="import_undo"),
]
