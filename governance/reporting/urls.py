"""Routes of reports, under /reports/."""

from django.urls import path

from governance.reporting import views

urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("new/", views.report_order, name="report_order"),
    path("<uuid:pk>/", views.report, name="report"),
    path("<uuid:pk>/definitions/", views.report_definitions, name="report_definitions"),
    path("<uuid:pk>/progress/", views.report_progress, name="report_progress"),
    path("<uuid:pk>/report.pdf", views.report_pdf, name="report_pdf"),
    path("<uuid:pk>/report.xlsx", views.report_xlsx, name="report_xlsx"),
    path("<uuid:pk>/trail/", views.report_trail, name="report_trail"),
]
