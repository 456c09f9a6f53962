"""Routes that every list has."""

from django.urls import path

from foundation.desk.views import bulk, lists

urlpatterns = [
    path("runs/<uuid:pk>/", bulk.run, name="bulk_run"),
    path("runs/<uuid:pk>/progress/", bulk.progress, name="bulk_progress"),
    path("<slug:code>/layout/", lists.layout, name="list_layout"),
    path("<slug:code>/tabs/", lists.tabs, name="list_tabs"),
    path("<slug:code>/views/", lists.views, name="list_views"),
    path("<slug:code>/views/new/", lists.view_new, name="list_view_new"),
    path("<slug:code>/views/<int:pk>/", lists.view_change, name="list_view"),
    path("<slug:code>/acts/<slug:act>/", bulk.ask, name="bulk_ask"),
]
