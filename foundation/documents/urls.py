"""Routes of the documents app."""

from django.urls import path

from foundation.documents import views

app_name = "documents"

urlpatterns = [
    path("<uuid:pk>/", views.download, name="download"),
]
