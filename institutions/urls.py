"""Routes of institutions."""

from django.urls import path

from institutions import views

urlpatterns = [
    path("", views.institution_list, name="institution_list"),
    path("<uuid:pk>/", views.institution_page, name="institution"),
    path("<uuid:pk>/imports/", views.institution_imports, name="institution_imports"),
    path("<uuid:pk>/trail/", views.institution_trail, name="institution_trail"),
]
