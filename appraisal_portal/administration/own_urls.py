"""Routes about oneself: inbox, account, why one sees what one sees, a new password with a code."""

from django.urls import path

from appraisal_portal.administration.views import inbox, mail, own, tokens, why

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.mark_read, name="inbox_read"),
    path("inbox/mark/", inbox.mark, name="inbox_mark"),
    path("inbox/<int:pk>/open/", inbox.open_notice, name="inbox_open"),
    path("account/mail/", mail.choose, name="mail_choice"),
    path("account/mail/code/", mail.verify, name="mail_code"),
    path("mail/stop/", mail.stop, name="mail_stop"),
    path("account/", own.account, name="own_account"),
    path("account/tokens/", tokens.token_list, name="own_tokens"),
    path("account/tokens/new/", tokens.token_new, name="own_token_new"),
    path("account/tokens/<uuid:pk>/revoke/", tokens.token_revoke, name="own_token_revoke"),
    path("account/sessions/end/", own.end_sessions, name="end_sessions"),
    path("new-password/", own.new_password, name="new_password"),
    path("why/", why.why, name="why"),
]
