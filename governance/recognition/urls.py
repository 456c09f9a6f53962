"""Routes of recognition."""

from django.urls import path

from governance.recognition.assessment import round_views as rounds
from governance.recognition.assessment import views as assessments
from governance.recognition.experts import draw_views as draws
from governance.recognition.experts import outsider_views as outsiders
from governance.recognition.experts import views as experts
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
    path("experts/", experts.expert_list, name="expert_list"),
    path("experts/outside/new/", outsiders.expert_nominate_outside, name="expert_nominate_outside"),
    path("experts/<uuid:pk>/", experts.expert_page, name="expert"),
    path("experts/<uuid:pk>/trail/", experts.expert_trail, name="expert_trail"),
    path("experts/<uuid:pk>/appoint/", experts.expert_appoint, name="expert_appoint"),
    path("experts/<uuid:pk>/availability/", experts.expert_availability, name="expert_availability"),
    path("experts/<uuid:pk>/end/", experts.expert_end, name="expert_end"),
    path("experts/<uuid:pk>/organisation/", outsiders.expert_employment, name="expert_employment"),
    path("experts/<uuid:pk>/reveal/", outsiders.expert_reveal, name="expert_reveal"),
    path("experts/<uuid:pk>/looks/", outsiders.expert_looks, name="expert_looks"),
    path("experts/draws/", draws.expert_draw_list, name="expert_draw_list"),
    path("experts/draws/<uuid:pk>/", draws.expert_draw, name="expert_draw"),
    path("experts/draws/<uuid:pk>/trail/", draws.expert_draw_trail, name="expert_draw_trail"),
    path("experts/draws/<uuid:pk>/proof/", draws.expert_draw_proof, name="expert_draw_proof"),
    path("experts/draws/<uuid:pk>/proof.json", draws.expert_draw_bundle, name="expert_draw_bundle"),
    path("experts/draws/<uuid:pk>/draw/", draws.expert_draw_draw, name="expert_draw_draw"),
    path("experts/draws/<uuid:pk>/replace/", draws.expert_draw_replace, name="expert_draw_replace"),
    path("experts/draws/<uuid:pk>/evaluate/", draws.expert_draw_evaluate, name="expert_draw_evaluate"),
    path("appraisers/<uuid:pk>/expertise/", experts.appraiser_expertise, name="appraiser_expertise"),
    path("appraisers/<uuid:pk>/nominate/", experts.expert_nominate, name="expert_nominate"),
]
