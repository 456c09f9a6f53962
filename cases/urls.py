"""Routes of cases."""

from django.urls import path

from cases.views import case, entrustment, listing, opinion, people, process, termination, timing

urlpatterns = [
    path("", listing.case_list, name="case_list"),
    path("entrustments/", listing.entrustment_list, name="entrustment_list"),
    path("entrustments/new/", entrustment.entrustment_new, name="entrustment_new"),
    path("entrustments/<uuid:pk>/", entrustment.entrustment_page, name="entrustment"),
    path("entrustments/<uuid:pk>/trail/", entrustment.entrustment_trail, name="entrustment_trail"),
    path("entrustments/<uuid:pk>/looks/", entrustment.entrustment_looks, name="entrustment_looks"),
    path("entrustments/<uuid:pk>/sealed/", entrustment.entrustment_reveal, name="entrustment_reveal"),
    path("entrustments/<uuid:pk>/withdraw/", entrustment.entrustment_withdraw, name="entrustment_withdraw"),
    path("entrustments/<uuid:pk>/accept/", entrustment.entrustment_accept, name="entrustment_accept"),
    path("entrustments/<uuid:pk>/refuse/", entrustment.entrustment_refuse, name="entrustment_refuse"),
    path("<uuid:pk>/", case.case_page, name="case"),
    path("<uuid:pk>/documents/", case.case_documents, name="case_documents"),
    path("<uuid:pk>/related/", case.case_related, name="case_related"),
    path("<uuid:pk>/trail/", case.case_trail, name="case_trail"),
    path("<uuid:pk>/looks/", case.case_looks, name="case_looks"),
    path("<uuid:pk>/assign/", people.case_assign, name="case_assign"),
    path("<uuid:pk>/replace/", people.case_replace, name="case_replace"),
    path("<uuid:pk>/recusal/", people.case_recusal, name="case_recusal"),
    path("<uuid:pk>/opinion/", opinion.case_opinion, name="case_opinion"),
    path("<uuid:pk>/opinion/text/", opinion.case_opinion_read, name="case_opinion_read"),
    path("<uuid:pk>/opinion/write/", opinion.case_opinion_write, name="case_opinion_write"),
    path("<uuid:pk>/opinion/sign/", opinion.case_opinion_sign, name="case_opinion_sign"),
    path("<uuid:pk>/opinion/review/", opinion.case_opinion_review, name="case_opinion_review"),
    path("<uuid:pk>/opinion/return/", opinion.case_opinion_return, name="case_opinion_return"),
    path("<uuid:pk>/opinion/issue/", opinion.case_opinion_issue, name="case_opinion_issue"),
    path("<uuid:pk>/terminate/", termination.case_terminate, name="case_terminate"),
    path("<uuid:pk>/supplement/", timing.supplement_ask, name="supplement_ask"),
    path("<uuid:pk>/supplement/received/", timing.supplement_receive, name="supplement_receive"),
    path("<uuid:pk>/extension/", timing.extension_request, name="extension_request"),
    path("<uuid:pk>/extension/decide/", timing.extension_decide, name="extension_decide"),
    path("<uuid:pk>/extension/informed/", timing.extension_inform, name="extension_inform"),
    path("<uuid:pk>/process/", process.case_process, name="case_process"),
    path("<uuid:pk>/process/new/", process.process_new, name="process_new"),
    path("<uuid:pk>/process/texts/", process.case_process_open, name="case_process_open"),
    path("<uuid:pk>/subject/", case.reveal, name="case_reveal"),
]
