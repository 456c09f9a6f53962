"""Routes of the releases for staff, under /figures/releases/."""

from django.urls import path

from foundation.kpi.releases import views

urlpatterns = [
    path("", views.release_list, name="release_list"),
    path("new/", views.release_prepare, name="release_prepare"),
    path("<uuid:pk>/", views.release, name="release"),
    path("<uuid:pk>/recount/", views.release_recount, name="release_recount"),
    path("<uuid:pk>/trail/", views.release_trail, name="release_trail"),
    path("<uuid:pk>/publish/", views.release_publish, name="release_publish"),
    path("<uuid:pk>/discard/", views.release_discard, name="release_discard"),
    path("<uuid:pk>/restate/", views.release_restate, name="release_restate"),
]
