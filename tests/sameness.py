"""The same act by its page and by the API: tables of acts, those who act, and what both must have in common.

An area gives a `Scene` that makes rows as far as an act needs them, and a table of `Act`. Both ways start from the same
row: what the first has done is rolled back before the second begins, so that all that is left behind can be compared.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any, ClassVar, TypeVar

from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import conditional_escape, format_html

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Notice, Posting
from foundation.accounts.sealed_field import SealedText
from foundation.audit.models import Event, Head, OutboxMessage
from tests.api.conftest import Caller
from tests.factories.tokens import make_token
from tests.people import Cast, give_second_factor

Given = dict[str, Any]
Thing = Any  # a row of some model
Row = TypeVar("Row", bound=models.Model)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE = re.compile(r"\.(\d+)\.")
_CHINESE = {"Accept-Language": "zh-hans"}


class Scene:
    """Those who act in an area, each with a browser and a token; an area adds how its rows are made."""

    tables: ClassVar[tuple[str, ...]]  # labels of the apps whose rows an act may write
    drawn: ClassVar[frozenset[str]] = frozenset()  # columns and facts that hold something drawn by lot

    def __init__(self, cast: Cast, **others: Posting) -> None:
        """`others` are postings that play besides the cast."""
        self.cast = cast
        self.others = others
        self._clients: dict[str, Client] = {}
        self._callers: dict[str, Caller] = {}

    def posting(self, name: str) -> Posting:
        """Return the posting of somebody by his name."""
        found: Posting = self.others[name] if name in self.others else getattr(self.cast, name)
        return found

    def actor(self, name: str) -> PostedActor:
        """Return the actor of a posting."""
        posting = self.posting(name)
        return PostedActor(posting.user, posting)

    def client(self, name: str) -> Client:
        """Return somebody's browser, signed in."""
        if name not in self._clients:
            user = self.posting(name).user
            give_second_factor(user)
            self._clients[name] = Client(headers=_CHINESE)
            self._clients[name].force_login(user)
        return self._clients[name]

    def caller(self, name: str) -> Caller:
        """Return somebody's program; its token carries every scope, so that the doors are those of the posting."""
        if name not in self._callers:
            give_second_factor(self.posting(name).user)
            self._callers[name] = Caller(make_token(self.posting(name)))
        return self._callers[name]


@dataclass(frozen=True)
class Act:
    """One act: its page and endpoint (names of routes), who does it, from where, and what is sent.

    `given` is in the words of the API; `typed` and `sent` say where page or program call something otherwise. `state`
    and `event` are where the row then stands and what the trail calls it. Each of `amiss` is the same with something
    wrong. `wrong` makes rows for which the act is not possible. `strangers` meet the same status both ways.
    """

    page: str
    endpoint: str
    who: str
    before: Callable[[Any], Thing]
    given: Given
    event: str
    state: str = ""
    amiss: tuple[Given, ...] = ()
    wrong: tuple[Callable[[Any], Thing], ...] = ()
    strangers: tuple[tuple[str, int], ...] = ()
    typed: Callable[[Any, Thing, Given], Given] | None = None
    sent: Callable[[Any, Thing, Given], Given] | None = None
    seen: Callable[[Thing], Thing] | None = (
        None  # the row whose version is sent; the thing itself unless told otherwise
    )
    versioned: bool = True
    keyless: bool = False  # the address of the page names no row: the form does
    names: Given = field(default_factory=dict)  # fields of the API that the page calls otherwise

    def version(self, thing: Thing) -> int:
        """The version of the row that is sent."""
        row = self.seen(thing) if self.seen else thing
        return latest(row).trail_seq if row is not None else 0


def latest(row: Row) -> Row:
    """Return a row as it is stored now."""
    found: Row = type(row)._base_manager.get(pk=row.pk)
    return found


def by_page(scene: Scene, who: str, act: Act, thing: Thing, given: Given, *, version: int | None = None) -> Any:
    """Send the form of an act, as a browser does."""
    values = as_typed(scene, act, thing, given)
    if act.versioned:
        values = {"version": act.version(thing) if version is None else version, **values}
    return scene.client(who).post(reverse(act.page, args=[] if act.keyless else _keys_of(thing)), values)


def _keys_of(thing: Thing) -> list[Any]:
    return [] if thing is None else [thing.pk]


def as_typed(scene: Scene, act: Act, thing: Thing, given: Given) -> Given:
    """Return the fields of the form."""
    said = act.typed(scene, thing, given) if act.typed else given
    words = {True: "yes", False: "no"}
    return {
        name: words[value] if isinstance(value, bool) else value for name, value in said.items() if value is not None
    }


def by_api(scene: Scene, who: str, act: Act, thing: Thing, given: Given, *, version: int | None = None) -> Any:
    """Send the request of an act, as a program does."""
    body = act.sent(scene, thing, given) if act.sent else dict(given)
    if act.versioned:
        body = {"version": act.version(thing) if version is None else version, **body}
    address = reverse(act.endpoint, args=_keys_of(thing))
    return scene.caller(who).post(address, body, key=str(uuid.uuid4()), headers=_CHINESE)


def said_by_page(answer: Any) -> set[tuple[str, str]]:
    """What stands beside which field of a refused form, and is to be read on the page; above the form counts as ""."""
    found: set[tuple[str, str]] = set()
    shown = answer.content.decode()
    for form in _forms_of(answer):
        for name, messages in form.errors.items():
            place = "" if name == "__all__" else form.add_prefix(name)
            for message in messages:
                assert conditional_escape(message) in shown, message
                found.add((place, message))
    return found


def said_by_api(answer: Any, act: Act, page: Any) -> set[tuple[str, str]]:
    """The same of a refused request; what names no field of the form stands above it on the page."""
    fields = {form.add_prefix(name) for form in _forms_of(page) for name in form.fields}
    found: set[tuple[str, str]] = set()
    for error in answer.json()["errors"]:
        words = "".join(filter(None, (error["detail"], error["article"], error["way_out"])))
        if error["record"]:  # the page leads there by a link
            words = format_html('{}<a href="{}">已登记：{}</a>', words, error["record"], error["fact"])
        place = _PLACE.sub(r"-\1-", error["attr"] or "")
        place = act.names.get(place, place)
        found.add((place if place in fields else "", words))
    return found


def _written_on(answer: Any) -> set[str]:
    """The fields in which something is written, rather than chosen."""
    return {field.html_name for form in _forms_of(answer) for field in form if not hasattr(field.field, "choices")}


def _hidden_on(answer: Any) -> set[str]:
    return {field.html_name for form in _forms_of(answer) for field in form.hidden_fields()}


def _forms_of(answer: Any) -> list[Any]:
    """The bound forms of a page, those of rows included."""
    contexts = [answer.context[name] for name in ("form", "asking", "answering", "sheet") if name in answer.context]
    found = []
    for form in contexts:
        parts = getattr(form, "parts", None)
        for part in parts if isinstance(parts, list) else [form]:
            found += list(part.forms) if hasattr(part, "management_form") else [part]
    return [form for form in found if form is not None and form.is_bound]


@contextmanager
def undone() -> Iterator[None]:
    """Roll back what happens within."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


class Effect:
    """What an act leaves behind: rows, events of the trail, notices, work for jobs; apart from keys and moments."""

    def __init__(self, scene: Scene) -> None:
        """Look at what is there before."""
        self.scene = scene
        tables = (row for row in apps.get_models() if row._meta.app_label in scene.tables)
        self.tables: list[type[models.Model]] = [Notice, *(each for each in tables if each is not Notice)]
        self.state = self._state()
        self.rows = {model: self._rows(model) for model in self.tables}
        self.heads = dict(Head.objects.values_list("stream", "seq"))
        self.messages = set(OutboxMessage.objects.values_list("pk", flat=True))
        self.known = {text for rows in self.rows.values() for row in rows for text in _UUID.findall(row)}
        self.known |= {str(key) for key in Posting.objects.values_list("pk", flat=True)}

    def told(self) -> tuple[list[str], list[str], list[str]]:
        """Return the changed rows, the events and the messages since."""
        state = self._state()
        changed = [model for model in self.tables if state[model] != self.state[model]]
        before = {row for model in changed for row in self.rows[model]}
        rows = sorted(self._plain(row) for model in changed for row in self._rows(model) if row not in before)
        return rows, sorted(self._plain(each) for each in self._events()), sorted(self._messages())

    def kinds(self) -> set[str]:
        """Return the kinds of the events since."""
        return {event.kind for event in self._new_events()}

    def _state(self) -> dict[type[models.Model], Any]:
        """What each table holds, as numbers: most of them stay as they are, and need not be read again."""
        each = "SELECT {} AS place, count(*), sum(hashtextextended(t::text, 0)) FROM {} t"
        quoted = [connection.ops.quote_name(model._meta.db_table) for model in self.tables]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(each.format(place, name) for place, name in enumerate(quoted)))
            return {self.tables[place]: held for place, *held in cursor.fetchall()}

    def _rows(self, model: type[models.Model]) -> list[str]:
        fields = [each for each in model._meta.concrete_fields if not self._is_left_out(each)]
        found = []
        for row in model._base_manager.order_by():
            said = {each.attname: self._value(getattr(row, each.attname)) for each in fields}
            found.append(f"{model.__name__} {said}")
        return found

    def _is_left_out(self, column: "models.Field[Any, Any]") -> bool:
        from_database = column.has_db_default() or isinstance(column, models.DateTimeField | models.AutoField)
        return from_database or column.name in self.scene.drawn

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: each for name, each in value.items() if name not in self.scene.drawn}
        return _value_of(value)

    def _new_events(self) -> list[Event]:
        moved = [
            (stream, self.heads.get(stream, 0))
            for stream, seq in Head.objects.values_list("stream", "seq")
            if seq != self.heads.get(stream)
        ]
        found = [event for stream, seq in moved for event in Event.objects.filter(stream=stream, seq__gt=seq)]
        return [event for event in found if event.kind not in {"act.refused", "token.used"}]

    def _events(self) -> Iterator[str]:
        for event in self._new_events():
            body = event.content
            facts = {name: value for name, value in body.get("facts", {}).items() if name not in self.scene.drawn}
            yield f"{event.stream} {event.seq} {event.kind} {event.actor} {body.get('reason')} {sorted(facts.items())}"

    def _messages(self) -> Iterator[str]:
        for message in OutboxMessage.objects.exclude(pk__in=self.messages):
            yield self._plain(f"{message.topic} {message.payload}")

    def _plain(self, text: str) -> str:
        """Write the keys of new rows as `new`: each way made its own."""
        return _UUID.sub(lambda found: found[0] if found[0] in self.known else "new", text)


def _value_of(value: Any) -> Any:
    if isinstance(value, SealedText):
        return value.reveal()
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)


def done_alike(scene: Scene, act: Act, thing: Thing, effect: Effect) -> None:
    """Page and API do the same: the same rows, events and messages, and the API tells the version that is stored."""
    with undone():
        page = by_page(scene, act.who, act, thing, act.given)
        assert page.status_code == 302, (page.status_code, page.context and said_by_page(page))
        done_by_page, kinds = effect.told(), effect.kinds()
    with undone():
        api = by_api(scene, act.who, act, thing, act.given)
        assert api.status_code in {200, 201}, api.content.decode()
        assert effect.told() == done_by_page
        assert done_by_page[0] and act.event in kinds, kinds
        if act.state:
            row = latest(thing)
            assert row.state == act.state
            assert api.json().get("state", act.state) == act.state
            if act.seen is None:
                assert api.json().get("version", row.trail_seq) == row.trail_seq


def refused_alike(scene: Scene, act: Act, thing: Thing, before: Effect) -> None:
    """What is amiss is said in the same words at the same place, and what was typed stays; nothing is done."""
    for each in act.amiss:
        wrong = {**act.given, **each}
        with undone():
            page = by_page(scene, act.who, act, thing, wrong)
        api = by_api(scene, act.who, act, thing, wrong)
        assert (page.status_code, api.status_code) == (422, 422), (each, api.content.decode())
        said = said_by_page(page)
        assert said == said_by_api(api, act, page) != set(), each
        shown = page.content.decode()
        for place in {place for place, _words in said if place} - _hidden_on(page):
            assert f'id="id_{place}_error"' in shown, place
        kept = {name: value for name, value in as_typed(scene, act, thing, wrong).items() if isinstance(value, str)}
        for name in kept.keys() & (_written_on(page) - _hidden_on(page)):
            assert escape(kept[name]) in shown, name
    assert before.told() == ([], [], [])


def empty_alike(scene: Scene, act: Act, thing: Thing) -> None:
    """What may be left empty may be so both ways; what may not is asked for at the same place."""
    written = {name: value for name, value in act.given.items() if isinstance(value, str) and value}
    for name in written.keys() - act.names.keys():
        nothing = None if _DAY.fullmatch(written[name]) else ""  # a program says null for a day that it does not know
        with undone():
            page = by_page(scene, act.who, act, thing, {**act.given, name: ""})
        with undone():
            api = by_api(scene, act.who, act, thing, {**act.given, name: nothing})
        assert (page.status_code, api.status_code) in {(302, 200), (302, 201), (422, 422), (422, 400)}, (
            name, page.status_code, api.content.decode(),
        )  # fmt: skip
        if page.status_code == 422:
            places = {place for place, _words in said_by_page(page)}
            assert places == {place for place, _words in said_by_api(api, act, page)}, name


def late_alike(scene: Scene, act: Act, thing: Thing, before: Effect) -> None:
    """Who read an older version is told so by both, and who may not do it at all meets the same door."""
    if act.versioned:
        old = act.version(thing) + 1
        page = by_page(scene, act.who, act, thing, act.given, version=old)
        api = by_api(scene, act.who, act, thing, act.given, version=old)
        assert (page.status_code, api.status_code) == (409, 409), api.content.decode()
    for who, status in act.strangers:
        page, api = by_page(scene, who, act, thing, act.given), by_api(scene, who, act, thing, act.given)
        assert (page.status_code, api.status_code) == (status, status), (who, api.content.decode())
        if status == 422:
            assert said_by_page(page) == said_by_api(api, act, page) != set()
    assert before.told() == ([], [], [])


def impossible_alike(scene: Scene, act: Act) -> None:
    """For a row in the wrong state both refuse in the same words, and nothing changes."""
    for wrong in act.wrong:
        with undone():
            thing = wrong(scene)
            before = Effect(scene)
            page, api = (way(scene, act.who, act, thing, act.given) for way in (by_page, by_api))
            assert (page.status_code, api.status_code) == (422, 422), (wrong, page.status_code, api.content.decode())
            assert said_by_page(page) == said_by_api(api, act, page) != set(), wrong
            assert before.told() == ([], [], [])


def compare(scene: Scene, act: Act) -> None:
    """Hold page and API of one act beside each other in every respect."""
    for who in {act.who, *(name for name, _status in act.strangers)}:
        scene.client(who), scene.caller(who)
    impossible_alike(scene, act)
    thing = act.before(scene)
    before = Effect(scene)
    refused_alike(scene, act, thing, before)
    empty_alike(scene, act, thing)
    late_alike(scene, act, thing, before)
    done_alike(scene, act, thing, before)
