"""Routes of the pages that belong to no single app."""

from django.urls import path

from appraisal_portal.pages import api_documentation, health, search, views

urlpatterns = [
    path("", views.home, name="home"),
    path("work/<slug:code>/", views.heap, name="work"),
    path("api/", api_documentation.documentation, name="api_documentation"),
    path("health/", health.health, name="health"),
    path("language/", views.language, name="set_language"),
    path("search/", search.search, name="search"),
    path("posting/", views.switch_posting, name="switch_posting"),
]
