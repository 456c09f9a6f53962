"""Routes of the layout of institutions, under /layout/."""

from django.urls import path

from governance.layout import views

urlpatterns = [
    path("", views.layout, name="layout"),
    path("table.csv", views.layout_file, name="layout_file"),
    path("institutions/", views.layout_institutions, name="layout_institutions"),
    path("plans/", views.layout_plan_list, name="layout_plan_list"),
    path("plans/new/", views.layout_plan_adopt, name="layout_plan_adopt"),
    path("plans/<uuid:pk>/", views.layout_plan, name="layout_plan"),
    path("plans/<uuid:pk>/trail/", views.layout_plan_trail, name="layout_plan_trail"),
    path("plans/<uuid:pk>/end/", views.layout_plan_end, name="layout_plan_end"),
]
