"""Routes of foresight, under /standing/."""

from django.urls import path

from governance.standing import views

urlpatterns = [
    path("foresight/list/", views.accreditation_foresight_list, name="accreditation_foresight_list"),
    path("foresight/", views.accreditation_foresight, name="accreditation_foresight"),
]
