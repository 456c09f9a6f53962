"""Routes of institutions."""

from django.urls import path

from institutions import views
from institutions.insurance import views as insurance
from institutions.premises import views as premises
from institutions.registration import views as registration
from institutions.standing import head_views
from institutions.standing import views as standing_views

urlpatterns = [
    path("", views.institution_list, name="institution_list"),
    path("new/", registration.institution_new, name="institution_new"),
    path("<uuid:pk>/", views.institution_page, name="institution"),
    path("<uuid:pk>/registration/", registration.institution_registration, name="institution_registration"),
    path("<uuid:pk>/registration/change/", registration.registration_change, name="registration_change"),
    path("<uuid:pk>/registration/reissue/", registration.licence_reissue, name="licence_reissue"),
    path("<uuid:pk>/registration/end/", registration.registration_end, name="registration_end"),
    path("registrations/", registration.registration_state_list, name="registration_state_list"),
    path("<uuid:pk>/imports/", views.institution_imports, name="institution_imports"),
    path("<uuid:pk>/trail/", views.institution_trail, name="institution_trail"),
    path("<uuid:pk>/standing/", standing_views.institution_standing, name="institution_standing"),
    path("<uuid:pk>/scope/new/", standing_views.scope_new, name="scope_new"),
    path("scope/", views.scope_item_list, name="scope_item_list"),
    path("scope/<uuid:pk>/end/", standing_views.scope_item_end, name="scope_item_end"),
    path("<uuid:pk>/accreditations/new/", standing_views.accreditation_new, name="accreditation_new"),
    path("accreditations/", views.accreditation_list, name="accreditation_list"),
    path("accreditations/<uuid:pk>/end/", standing_views.accreditation_end, name="accreditation_end"),
    path("<uuid:pk>/insurance/", insurance.institution_insurance, name="institution_insurance"),
    path("<uuid:pk>/insurance/new/", insurance.policy_new, name="policy_new"),
    path("<uuid:pk>/premises/", premises.institution_premises, name="institution_premises"),
    path("<uuid:pk>/premises/new/", premises.premises_new, name="premises_new"),
    path("premises/", premises.premises_list, name="premises_list"),
    path("premises/<uuid:pk>/leave/", premises.premises_leave, name="premises_leave"),
    path("insurance/", insurance.policy_list, name="policy_list"),
    path("insurance/<uuid:pk>/end/", insurance.policy_end, name="policy_end"),
    path("<uuid:pk>/restrictions/new/", standing_views.restriction_new, name="restriction_new"),
    path("<uuid:pk>/restrictions/head/", head_views.head_restriction_new, name="head_restriction_new"),
    path("restrictions/<uuid:pk>/lift/", standing_views.restriction_lift, name="restriction_lift"),
    path("<uuid:pk>/renewals/new/", standing_views.licence_renewal_new, name="licence_renewal_new"),
    path("renewals/<uuid:pk>/decide/", standing_views.licence_renewal_decide, name="licence_renewal_decide"),
]
