"""Routes of the annual review."""

from django.urls import path

from governance.annual_review.views import filling, review, years

urlpatterns = [
    path("", review.annual_review_list, name="annual_review_list"),
    path("fill/", filling.annual_review_fill, name="annual_review_fill"),
    path("years/", years.annual_review_years, name="annual_review_years"),
    path("years/new/", years.annual_review_open, name="annual_review_open"),
    path("years/<uuid:pk>/", years.annual_review_year, name="annual_review_year"),
    path("years/<uuid:pk>/progress/", years.annual_review_year_progress, name="annual_review_year_progress"),
    path("years/<uuid:pk>/trail/", years.annual_review_year_trail, name="annual_review_year_trail"),
    path("<uuid:pk>/", review.annual_review, name="annual_review"),
    path("<uuid:pk>/trail/", review.annual_review_trail, name="annual_review_trail"),
    path("<uuid:pk>/propose/", review.annual_review_propose, name="annual_review_propose"),
    path("<uuid:pk>/return/", review.annual_review_return, name="annual_review_return"),
    path("<uuid:pk>/decide/", review.annual_review_decide, name="annual_review_decide"),
]
