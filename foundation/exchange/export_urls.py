"""Routes of exports."""

from django.urls import path

from foundation.exchange.views import exports

urlpatterns = [
    path("", exports.export_list, name="export_list"),
    path("new/", exports.export_new, name="export_new"),
    path("<uuid:pk>/", exports.export_page, name="export"),
    path("<uuid:pk>/progress/", exports.export_progress, name="export_progress"),
    path("<uuid:pk>/cancel/", exports.export_cancel, name="export_cancel"),
    path("<uuid:pk>/file/", exports.export_file, name="export_file"),
]
