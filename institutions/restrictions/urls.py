"""Routes of restrictions."""

from django.urls import path

from institutions.restrictions import views

urlpatterns = [
    path("", views.restriction_list, name="restriction_list"),
    path("<uuid:pk>/", views.restriction_page, name="restriction"),
    path("<uuid:pk>/trail/", views.restriction_trail, name="restriction_trail"),
    path("<uuid:pk>/object/", views.restriction_object, name="restriction_object"),
    path("<uuid:pk>/decide/", views.restriction_decide, name="restriction_decide"),
]
