"""Routes of early warnings, under /warnings/."""

from django.urls import path

from governance.early_warning import views

urlpatterns = [
    path("", views.early_warning_list, name="early_warning_list"),
    path("rules/", views.early_warning_rules, name="early_warning_rules"),
    path("<uuid:pk>/", views.early_warning, name="early_warning"),
    path("<uuid:pk>/trail/", views.early_warning_trail, name="early_warning_trail"),
    path("<uuid:pk>/acknowledge/", views.early_warning_acknowledge, name="early_warning_acknowledge"),
]
