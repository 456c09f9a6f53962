"""Routes of the custody of materials, below those of cases."""

from django.urls import path

from cases.custody import views

urlpatterns = [
    path("materials/", views.material_list, name="material_list"),
    path("materials/<uuid:pk>/keep/", views.material_keep, name="material_keep"),
    path("materials/<uuid:pk>/consent/", views.material_consent, name="material_consent"),
    path("materials/<uuid:pk>/return/", views.material_return, name="material_return"),
    path("materials/<uuid:pk>/destroy/", views.material_destroy, name="material_destroy"),
    path("materials/<uuid:pk>/correct/", views.custody_correct, name="custody_correct"),
    path("entrustments/<uuid:pk>/custody/", views.entrustment_custody, name="entrustment_custody"),
    path("<uuid:pk>/custody/", views.case_custody, name="case_custody"),
    path("<uuid:pk>/custody/names/", views.case_custody_open, name="case_custody_open"),
    path("<uuid:pk>/custody/receive/", views.material_receive, name="material_receive"),
]
