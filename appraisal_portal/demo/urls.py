"""Routes of the demo persons. Included only when PORTAL_DEMO is on."""

from django.urls import path

from appraisal_portal.demo import views

urlpatterns = [
    path("", views.personas, name="demo"),
    path("<slug:username>/", views.sign_in, name="demo_sign_in"),
]
