"""The tabs of recognition on the page of an institution."""

from django.urls import path

from governance.recognition.assessment import views as assessments
from governance.recognition.standards import views as standards

urlpatterns = [
    path("<uuid:pk>/assessments/", assessments.institution_assessments, name="institution_assessments"),
    path("<uuid:pk>/recognitions/", standards.institution_recognitions, name="institution_recognitions"),
]
