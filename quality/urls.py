"""Routes of case reviews."""

from django.urls import path

from quality.views import drawn, reviews, rounds

urlpatterns = [
    path("rounds/", rounds.review_round_list, name="review_round_list"),
    path("rounds/new/", rounds.review_round_new, name="review_round_new"),
    path("rounds/<uuid:pk>/", rounds.review_round, name="review_round"),
    path("rounds/<uuid:pk>/trail/", rounds.review_round_trail, name="review_round_trail"),
    path("rounds/<uuid:pk>/proof/", rounds.review_round_proof, name="review_round_proof"),
    path("rounds/<uuid:pk>/proof.json", rounds.review_round_bundle, name="review_round_bundle"),
    path("rounds/<uuid:pk>/draw/", rounds.review_round_draw, name="review_round_draw"),
    path("rounds/<uuid:pk>/close/", rounds.review_round_close, name="review_round_close"),
    path("cases/", rounds.drawn_case_list, name="drawn_case_list"),
    path("cases/<uuid:pk>/", drawn.drawn_case, name="drawn_case"),
    path("cases/<uuid:pk>/trail/", drawn.drawn_case_trail, name="drawn_case_trail"),
    path("cases/<uuid:pk>/conclude/", drawn.drawn_case_conclude, name="drawn_case_conclude"),
    path("cases/<uuid:pk>/finding/", drawn.drawn_case_finding, name="drawn_case_finding"),
    path("reviews/", reviews.case_review_list, name="case_review_list"),
    path("reviews/<uuid:pk>/", reviews.case_review, name="case_review"),
    path("reviews/<uuid:pk>/recuse/", reviews.case_review_recuse, name="case_review_recuse"),
    path("reviews/<uuid:pk>/replace/", drawn.case_review_replace, name="case_review_replace"),
]
