"""Routes of findings and rectification orders."""

from django.urls import path

from institutions.rectification.views import acting, showing

urlpatterns = [
    path("", showing.rectification_list, name="rectification_list"),
    path("findings/", showing.finding_list, name="finding_list"),
    path("findings/<uuid:pk>/", showing.finding_page, name="finding"),
    path("findings/<uuid:pk>/trail/", showing.finding_trail, name="finding_trail"),
    path("findings/<uuid:pk>/order/", acting.finding_order, name="finding_order"),
    path("<uuid:pk>/", showing.rectification_page, name="rectification"),
    path("<uuid:pk>/trail/", showing.rectification_trail, name="rectification_trail"),
    path("<uuid:pk>/answer/", acting.rectification_answer, name="rectification_answer"),
    path("<uuid:pk>/recheck/", acting.rectification_recheck, name="rectification_recheck"),
    path("<uuid:pk>/decide/", acting.rectification_decide, name="rectification_decide"),
]
