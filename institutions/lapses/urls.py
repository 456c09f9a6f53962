"""Routes of lapses, under /lapses/."""

from django.urls import path

from institutions.lapses import views

urlpatterns = [
    path("", views.lapse_list, name="lapse_list"),
    path("<uuid:pk>/", views.lapse, name="lapse"),
    path("<uuid:pk>/trail/", views.lapse_trail, name="lapse_trail"),
    path("<uuid:pk>/ask/", views.lapse_ask, name="lapse_ask"),
    path("<uuid:pk>/decide/", views.lapse_decide, name="lapse_decide"),
    path("<uuid:pk>/report/", views.lapse_report, name="lapse_report"),
    path("<uuid:pk>/give-up/", views.lapse_give_up, name="lapse_give_up"),
    path("<uuid:pk>/end/", views.lapse_end, name="lapse_end"),
]
