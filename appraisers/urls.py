"""Routes of appraisers."""

from django.urls import path

from appraisers import standing_views, views
from appraisers.records import manager_views as managers
from appraisers.records import views as records
from appraisers.registration import views as registration

urlpatterns = [
    path("", views.appraiser_list, name="appraiser_list"),
    path("mine/", views.own_record, name="own_record"),
    path("<uuid:pk>/", views.appraiser_page, name="appraiser"),
    path("<uuid:pk>/registration/", registration.appraiser_registration, name="appraiser_registration"),
    path("<uuid:pk>/registration/change/", registration.certificate_change, name="certificate_change"),
    path("<uuid:pk>/registration/reissue/", registration.certificate_reissue, name="certificate_reissue"),
    path("<uuid:pk>/registration/move/", registration.appraiser_move, name="appraiser_move"),
    path("<uuid:pk>/registration/end/", registration.certificate_end, name="certificate_end"),
    path("certificates/", registration.certificate_state_list, name="certificate_state_list"),
    path("quality-managers/", managers.quality_manager_list, name="quality_manager_list"),
    path("<uuid:pk>/related/", views.appraiser_related, name="appraiser_related"),
    path("<uuid:pk>/trail/", views.appraiser_trail, name="appraiser_trail"),
    path("<uuid:pk>/standing/", standing_views.appraiser_standing, name="appraiser_standing"),
    path("<uuid:pk>/restrictions/new/", standing_views.appraiser_restriction_new, name="appraiser_restriction_new"),
    path("<uuid:pk>/renewals/new/", standing_views.certificate_renewal_new, name="certificate_renewal_new"),
    path("<uuid:pk>/records/", records.appraiser_records, name="appraiser_records"),
    path("<uuid:pk>/training/new/", records.training_new, name="training_new"),
    path("training/", records.training_list, name="training_list"),
    path("training/<uuid:pk>/withdraw/", records.training_withdraw, name="training_withdraw"),
    path("renewals/<uuid:pk>/decide/", standing_views.certificate_renewal_decide, name="certificate_renewal_decide"),
]
