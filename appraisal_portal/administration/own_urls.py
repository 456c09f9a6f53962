"""Routes about oneself: inbox, account, why one sees what one sees, a new password with a code."""

from django.urls import path

from appraisal_portal.administration.views import inbox, own, why

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.mark_read, name="inbox_read"),
    path("account/", own.account, name="own_account"),
    path("account/sessions/end/", own.end_sessions, name="end_sessions"),
    path("new-password/", own.new_password, name="new_password"),
    path("why/", why.why, name="why"),
]
