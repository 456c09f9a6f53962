"""The tabs of recognition on the page of an institution."""

from django.urls import path

from governance.recognition.assessment import views as assessments
from governance.recognition.experts import draw_views as draws
from governance.recognition.standards import views as standards

urlpatterns = [
    path("<uuid:pk>/assessments/", assessments.institution_assessments, name="institution_assessments"),
    path("<uuid:pk>/recognitions/", standards.institution_recognitions, name="institution_recognitions"),
    path("<uuid:pk>/expert-draws/", draws.institution_expert_draws, name="institution_expert_draws"),
    path("<uuid:pk>/expert-draws/new/", draws.expert_draw_new, name="expert_draw_new"),
]
