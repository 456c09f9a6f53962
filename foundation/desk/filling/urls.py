"""Routes of drafts."""

from django.urls import path

from foundation.desk.filling import views

urlpatterns = [path("<uuid:pk>/discard/", views.discard_draft, name="draft_discard")]
