"""Routes of citizens. Nothing of a complaint stands in an address."""

from django.urls import path

from complaints.public import filing, following, receipt

urlpatterns = [
    path("new/", filing.begin, name="complain_new"),
    path("new/notice/", filing.notice, name="complain_notice"),
    path("new/saved/", filing.saved, name="complain_saved"),
    path("new/discard/", filing.discard, name="complain_discard"),
    path("new/review/", filing.review, name="complain_review"),
    path("new/<slug:slug>/", filing.question, name="complain_question"),
    path("receipt/", receipt.receipt, name="complain_receipt"),
    path("receipt/pdf/", receipt.receipt_pdf, name="complain_receipt_pdf"),
    path("receipt/done/", receipt.receipt_done, name="complain_receipt_done"),
    path("receipt/check/", receipt.receipt_check, name="complain_receipt_check"),
    path("receipt/keys.json", receipt.signing_keys, name="complain_receipt_keys"),
    path("follow/", following.follow_page, name="complain_follow"),
    path("follow/letter/", following.follow_letter, name="complain_follow_letter"),
    path("follow/supplement/", following.follow_supplement, name="complain_follow_supplement"),
]
