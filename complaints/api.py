"""Complaints for programs of the deciding organs: read, and every act by the verb of its page.

Who complains and what is under seal is not handed out here; a person may ask for it and another grant it, but it is
opened on the page alone.
"""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.entrustments.api import FindingSerializer
from complaints import gate
from complaints.actions import assigning, concluding, deciding, extending, inquiring, revealing, supplementing
from complaints.decision import AllegationDecided, Rectify
from complaints.happenings import WAYS
from complaints.models import AllegationFinding, Complaint, Inquiry
from complaints.states import ComplaintState
from foundation.exchange.api.idempotency import carried_out_once
from foundation.exchange.api.resources import Listed
from foundation.exchange.api.serializers import (
    InstitutionInShortSerializer,
    OrganisationSerializer,
    ReasonSerializer,
    StrictSerializer,
    VersionSerializer,
)


class AllegationSerializer(serializers.Serializer[Any]):
    """One allegation by its kind in the law, with finding and outcome once it is decided."""

    position = serializers.IntegerField(read_only=True)
    kind = serializers.CharField(read_only=True, help_text=_("A code of the list of what may be complained about."))
    finding = serializers.ChoiceField(AllegationFinding.choices, read_only=True, allow_blank=True)
    outcome = serializers.CharField(read_only=True)


class IdentityRequestSerializer(serializers.Serializer[Any]):
    """A request to see who complained, and whether it was granted: null until somebody else has answered."""

    id = serializers.UUIDField(read_only=True)
    asked_on = serializers.DateField(read_only=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    granted = serializers.BooleanField(read_only=True, allow_null=True)


class ComplaintSerializer(serializers.Serializer[Complaint]):
    """A complaint. Who complains and what is told stay under seal."""

    id = serializers.UUIDField(read_only=True)
    number = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(ComplaintState.choices, read_only=True)
    institution = InstitutionInShortSerializer(read_only=True)
    organ = OrganisationSerializer(read_only=True)
    interest = serializers.CharField(read_only=True)
    received_on = serializers.DateField(read_only=True)
    due_on = serializers.DateField(
        read_only=True, allow_null=True, help_text=_("The day that counts in the present state.")
    )
    accepted_on = serializers.DateField(read_only=True, allow_null=True)
    refused_on = serializers.DateField(read_only=True, allow_null=True)
    refusal_ground = serializers.CharField(read_only=True)
    abandoned_on = serializers.DateField(read_only=True, allow_null=True)
    extended_on = serializers.DateField(read_only=True, allow_null=True)
    extended_days = serializers.IntegerField(read_only=True, allow_null=True)
    decided_on = serializers.DateField(read_only=True, allow_null=True)
    upheld = serializers.BooleanField(read_only=True, help_text=_("Whether one allegation at least was upheld."))
    informed_on = serializers.DateField(read_only=True, allow_null=True)
    terminated_on = serializers.DateField(read_only=True, allow_null=True)
    termination = serializers.CharField(read_only=True)
    city_code = serializers.CharField(read_only=True)
    county_code = serializers.CharField(read_only=True)
    recorded_at = serializers.DateTimeField(read_only=True)
    version = serializers.IntegerField(source="trail_seq", read_only=True, help_text=_("Rises with every change."))


class WholeComplaintSerializer(ComplaintSerializer):
    """One complaint with its allegations, what speaks against accepting it, and requests to see who complained."""

    allegations = AllegationSerializer(many=True, read_only=True)
    identity_requests = IdentityRequestSerializer(many=True, read_only=True)
    findings = serializers.SerializerMethodField(help_text=_("What speaks against accepting it, while that is open."))

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, row: Complaint) -> Any:
        """The findings of the gate."""
        found = gate.judge(gate.asked_about(row)) if row.state == ComplaintState.RECEIVED else []
        return FindingSerializer(found, many=True).data


@method_decorator(extend_schema(summary=_("List complaints"), tags=["complaints"]), "list")
@method_decorator(
    extend_schema(summary=_("Read a complaint"), tags=["complaints"], responses=WholeComplaintSerializer), "retrieve"
)
class Complaints(Listed):
    """Complaints within the scope of the posting."""

    list_code = "complaints"
    needs: ClassVar[Any] = {"GET": "complaints:read"}
    serializer_class = ComplaintSerializer

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Answer one complaint with its allegations."""
        return Response(WholeComplaintSerializer(self.seen(request, pk)).data)

    def seen(self, request: Request, pk: UUID) -> Complaint:
        """Return one complaint; one outside the scope is absent."""
        rows = Complaint.objects.visible_to(request.actor).select_related(  # type: ignore[attr-defined]
            "institution__organisation", "organ", "complainant"
        )
        row: Complaint = get_object_or_404(rows, pk=pk)
        return row


class _Act(Complaints):
    """One act on one complaint: what was sent goes to the verb, once for a key, while it is as it was read."""

    verb: ClassVar[Callable[..., Any]]
    given: ClassVar[type[serializers.Serializer]]

    def create(self, request: Request, pk: UUID) -> Response:
        """Do it and answer the complaint as it is then."""
        seen = self.seen(request, pk)
        given = self.given(data=request.data)
        given.is_valid(raise_exception=True)

        def act() -> tuple[int, dict[str, Any]]:
            type(self).verb(seen.pk, by=request.actor, **self.arguments(given))  # type: ignore[attr-defined]
            return 200, WholeComplaintSerializer(self.seen(request, pk)).data

        return carried_out_once(request, act)

    def arguments(self, given: serializers.Serializer) -> dict[str, Any]:
        """What the verb takes, from what was sent."""
        return dict(given.validated_data)


class AcceptingSerializer(VersionSerializer):
    """A reason where something speaks against accepting."""

    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class RefusingSerializer(ReasonSerializer):
    """On which legal ground a complaint is refused, and why it applies."""

    ground = serializers.CharField(help_text=_("The code of a ground of the statutory list, such as TS15-1."))


class AskingSerializer(VersionSerializer):
    """What the complainant shall supplement, and until when."""

    asked_for = serializers.CharField()
    answer_by = serializers.DateField()


class AssigningSerializer(VersionSerializer):
    """Who investigates, by their postings."""

    postings = serializers.ListField(child=serializers.UUIDField(), max_length=50)


class DeclaringSerializer(VersionSerializer):
    """Whether a conflict of interest stands against investigating."""

    conflict = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class InquirySerializer(VersionSerializer):
    """One step of an investigation; what it showed is kept under seal."""

    kind = serializers.ChoiceField(Inquiry.Kind.choices)
    made_on = serializers.DateField()
    findings = serializers.CharField()


class ExtendingSerializer(ReasonSerializer):
    """By how many calendar days the time is extended."""

    days = serializers.IntegerField(min_value=-(2**31), max_value=2**31)


class TerminatingSerializer(ReasonSerializer):
    """Why a complaint ends without a decision."""

    termination = serializers.CharField(help_text=_("TS22-B: withdrawn in writing; TS22-A: a case of article 15."))
    refusal_ground = serializers.CharField(allow_blank=True, default="")


class AllegationDecidedSerializer(StrictSerializer):
    """What is decided about the allegation at a place."""

    position = serializers.IntegerField(min_value=0, max_value=2**15)
    finding = serializers.CharField(allow_blank=True)
    outcome = serializers.CharField(allow_blank=True, help_text=_("A code of article 24, such as TS24-2D."))
    reasons = serializers.CharField(allow_blank=True)


class DecidingSerializer(VersionSerializer):
    """The decision, allegation by allegation; what has to be put right where rectification is ordered."""

    allegations = AllegationDecidedSerializer(many=True)
    requirement = serializers.CharField(allow_blank=True, default="", help_text=_("With TS24-2D only."))
    days = serializers.IntegerField(
        allow_null=True, default=None, min_value=-(2**15), max_value=2**15, help_text=_("In working days.")
    )


class InformingSerializer(VersionSerializer):
    """How the letters reached both sides."""

    way = serializers.ChoiceField(list(WAYS.items()))


class IdentityAskingSerializer(StrictSerializer):
    """Why somebody asks to see who complained."""

    reason = serializers.CharField(allow_blank=True, max_length=2_000)


class IdentityAnsweringSerializer(IdentityAskingSerializer):
    """The answer to a request to see who complained."""

    request = serializers.UUIDField(help_text=_("The id of the request, from the complaint."))
    granted = serializers.BooleanField()


def _act(
    name: str, summary: Any, scope: str, verb: Callable[..., Any], given: type[serializers.Serializer]
) -> type[_Act]:
    """Make the view of one act, documented."""
    described = extend_schema(
        summary=summary, tags=["complaints"], request=given, responses={200: WholeComplaintSerializer}
    )
    made: type[_Act] = type(
        name,
        (_Act,),
        {
            "__doc__": str(verb.__doc__).split("\n", 1)[0],
            "__module__": __name__,
            "needs": {"POST": scope},
            "verb": staticmethod(verb),
            "given": given,
        },
    )
    return method_decorator(described, "create")(made)


@method_decorator(
    extend_schema(
        summary=_("Decide a complaint, allegation by allegation"),
        tags=["complaints"],
        request=DecidingSerializer,
        responses={200: WholeComplaintSerializer},
    ),
    "create",
)
class ComplaintDecision(_Act):
    """Deciding a complaint."""

    needs: ClassVar[Any] = {"POST": "complaints:decide"}
    verb = staticmethod(concluding.decide)
    given = DecidingSerializer

    def arguments(self, given: serializers.Serializer) -> dict[str, Any]:
        """Version and decisions, as the verb takes them."""
        rows = [AllegationDecided(**each) for each in given.validated_data["allegations"]]
        rectify = Rectify(given.validated_data["requirement"], given.validated_data["days"])
        return {"version": given.validated_data["version"], "decided": rows, "rectify": rectify}


ACTS: dict[str, type[_Act]] = {
    "accept": _act(
        "ComplaintAcceptance", _("Accept a complaint"), "complaints:accept", deciding.accept, AcceptingSerializer
    ),
    "refuse": _act(
        "ComplaintRefusal",
        _("Refuse a complaint on a legal ground"),
        "complaints:refuse",
        deciding.refuse,
        RefusingSerializer,
    ),
    "ask": _act(
        "ComplaintSupplement",
        _("Ask the complainant for a supplement"),
        "complaints:supplement",
        supplementing.ask_supplement,
        AskingSerializer,
    ),
    "supplemented": _act(
        "ComplaintSupplemented",
        _("Record that the supplement came"),
        "complaints:supplemented",
        supplementing.record_supplement,
        VersionSerializer,
    ),
    "abandon": _act(
        "ComplaintAbandoning",
        _("Close a complaint whose supplement did not come"),
        "complaints:abandon",
        supplementing.abandon,
        ReasonSerializer,
    ),
    "assign": _act(
        "ComplaintTeam",
        _("Assign two investigators or more"),
        "complaints:assign",
        assigning.assign,
        AssigningSerializer,
    ),
    "declare": _act(
        "ComplaintDeclaration",
        _("Declare about conflicts of interest"),
        "complaints:investigate",
        assigning.declare,
        DeclaringSerializer,
    ),
    "inquiry": _act(
        "ComplaintInquiry",
        _("Record an inquiry"),
        "complaints:investigate",
        inquiring.record_inquiry,
        InquirySerializer,
    ),
    "extend": _act(
        "ComplaintExtension",
        _("Extend the time for the decision"),
        "complaints:extend",
        extending.extend,
        ExtendingSerializer,
    ),
    "terminate": _act(
        "ComplaintTermination",
        _("End a complaint without a decision"),
        "complaints:terminate",
        concluding.terminate,
        TerminatingSerializer,
    ),
    "decide": ComplaintDecision,
    "ask-identity": _act(
        "ComplaintIdentityRequest",
        _("Ask to see who complained"),
        "complaints:ask_identity",
        revealing.ask_identity,
        IdentityAskingSerializer,
    ),
    "answer-identity": _act(
        "ComplaintIdentityAnswer",
        _("Grant or deny a request to see who complained"),
        "complaints:approve_identity",
        revealing.decide_identity,
        IdentityAnsweringSerializer,
    ),
    "inform": _act(
        "ComplaintInforming",
        _("Record that both sides are informed"),
        "complaints:inform",
        concluding.inform,
        InformingSerializer,
    ),
}
"""The acts by the last part of their address."""
