"""The tab of annual reviews on the page of an institution."""

from django.urls import path

from governance.annual_review.views import review

urlpatterns = [
    path("<uuid:pk>/annual-reviews/", review.institution_annual_reviews, name="institution_annual_reviews"),
]
