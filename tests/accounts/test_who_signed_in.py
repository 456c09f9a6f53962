"""In the trail of an account the one who signs in is the user, not somebody without posting."""

from django.db import transaction
from django.utils.translation import override

from foundation.accounts.acting import PostedActor
from foundation.accounts.timeline import timeline
from foundation.audit import trail
from tests.people import Cast


def test_who_signs_in_is_named_as_the_user_in_person(cast: Cast) -> None:
    user, other = cast.jinan.user, cast.qingdao.user
    with transaction.atomic():
        trail.append(user.stream, "user.signed_in", by=PostedActor(user, None))
        trail.append(other.stream, "act.refused", by=PostedActor(user, None))
    with override("zh-hans"):
        assert timeline(user.stream)[0].doer == "用户本人"
        assert timeline(other.stream)[0].doer == "无任职的用户"
