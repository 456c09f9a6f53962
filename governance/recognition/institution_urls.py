"""The tabs of recognition on the page of an institution."""

from django.urls import path

from governance.recognition.assessment import views as assessments

urlpatterns = [
    path("<uuid:pk>/assessments/", assessments.institution_assessments, name="institution_assessments"),
]
