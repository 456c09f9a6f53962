"""Routes of alliances."""

from django.urls import path

from institutions.cooperation import alliance_views as views

urlpatterns = [
    path("", views.alliance_list, name="alliance_list"),
    path("<uuid:pk>/", views.alliance_page, name="alliance"),
    path("<uuid:pk>/trail/", views.alliance_trail, name="alliance_trail"),
    path("<uuid:pk>/admit/", views.alliance_admit, name="alliance_admit"),
    path("<uuid:pk>/end/", views.alliance_end, name="alliance_end"),
    path("members/<uuid:pk>/leave/", views.alliance_leave, name="alliance_leave"),
]
