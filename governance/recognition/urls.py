"""Routes of recognition."""

from django.urls import path

from governance.recognition.assessment import round_views as rounds
from governance.recognition.assessment import views as assessments
from governance.recognition.standards import views as standards

urlpatterns = [
    path("assessments/", assessments.assessment_list, name="assessment_list"),
    path("assessments/rounds/", rounds.assessment_rounds, name="assessment_rounds"),
    path("assessments/rounds/new/", rounds.assessment_open, name="assessment_open"),
    path("assessments/rounds/<uuid:pk>/", rounds.assessment_round, name="assessment_round"),
    path("assessments/rounds/<uuid:pk>/progress/", rounds.assessment_round_progress, name="assessment_round_progress"),
    path("assessments/rounds/<uuid:pk>/trail/", rounds.assessment_round_trail, name="assessment_round_trail"),
    path("assessments/rounds/<uuid:pk>/publish/", rounds.assessment_publish, name="assessment_publish"),
    path("assessments/<uuid:pk>/", assessments.assessment_page, name="assessment"),
    path("assessments/<uuid:pk>/trail/", assessments.assessment_trail, name="assessment_trail"),
    path("assessments/<uuid:pk>/object/", assessments.assessment_object, name="assessment_object"),
    path("assessments/<uuid:pk>/settle/", assessments.assessment_settle, name="assessment_settle"),
    path("recognitions/", standards.recognition_list, name="recognition_list"),
    path("recognitions/apply/", standards.recognition_apply, name="recognition_apply"),
    path("recognitions/applications/", standards.recognition_application_list, name="recognition_application_list"),
    path("recognitions/applications/<uuid:pk>/", standards.recognition_application, name="recognition_application"),
    path(
        "recognitions/applications/<uuid:pk>/trail/",
        standards.recognition_application_trail,
        name="recognition_application_trail",
    ),
    path("recognitions/applications/<uuid:pk>/verify/", standards.recognition_verify, name="recognition_verify"),
    path("recognitions/applications/<uuid:pk>/decide/", standards.recognition_decide, name="recognition_decide"),
    path("recognitions/applications/<uuid:pk>/withdraw/", standards.recognition_withdraw, name="recognition_withdraw"),
]
