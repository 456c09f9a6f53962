"""Routes of agreements, projects and party branches, below those of institutions."""

from django.urls import path

from institutions.cooperation import alliance_views as alliances
from institutions.cooperation import views

urlpatterns = [
    path("cooperations/", views.cooperation_list, name="cooperation_list"),
    path("cooperations/<uuid:pk>/end/", views.cooperation_end, name="cooperation_end"),
    path("projects/", views.project_list, name="project_list"),
    path("projects/<uuid:pk>/conclude/", views.project_conclude, name="project_conclude"),
    path("party-branches/", views.party_branch_list, name="party_branch_list"),
    path("<uuid:pk>/cooperation/", views.institution_cooperation, name="institution_cooperation"),
    path("<uuid:pk>/cooperation/new/", views.cooperation_new, name="cooperation_new"),
    path("<uuid:pk>/projects/new/", views.project_new, name="project_new"),
    path("<uuid:pk>/party-branch/", views.party_branch_state, name="party_branch_state"),
    path("<uuid:pk>/alliances/new/", alliances.alliance_new, name="alliance_new"),
]
