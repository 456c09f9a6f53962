"""Everything that the blocks of a page need, read in a fixed number of statements."""

from collections.abc import Mapping, Sequence

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.clocks.queries import current_calendar
from foundation.kpi.boards.block import Block, Known, Setting
from foundation.kpi.boards.peers import peers_of
from foundation.kpi.catalogue import all_kpis
from foundation.kpi.dashboard.gathering import Scene
from foundation.kpi.reading import Answers, Ask, ask
from foundation.kpi.targets import targets_for
from foundation.law import queries as law


def know(scene: Scene, blocks: Sequence[Block], names: Mapping[str, str], actor: AnyActor, figure: str = "") -> Known:
    """Ask what the blocks ask, for the part of the area that the reader sees, and for its peers where a block does."""
    compared = any(each.peers for each in blocks)
    setting = Setting(scene, current_calendar(), peers_of(scene.asked) if compared else None, figure)
    today = scene.period.today
    questions = [question for each in blocks for question in each.asks(setting)]
    answers = ask(scene.area, questions, today)
    of_peers, peers = Answers(), setting.peers
    if peers is not None:
        asked = [question for each in blocks if each.peers for question in each.asks(setting) if not question.by]
        split = [Ask(each.name, each.codes, each.span, peers.by, each.category) for each in asked]
        of_peers = ask(peers.within, split, today)
    return Known(
        setting=setting,
        answers=answers,
        of_peers=of_peers,
        targets=targets_for([kpi.code for kpi in all_kpis()], scene.asked, scene.period.year) if compared else {},
        categories={row.code: row.name for row in law.practice_categories()},
        names=_institutions(questions, answers, actor) if scene.child == "institution" else names,
        actor=actor,
    )


def _institutions(questions: Sequence[Ask], answers: Answers, actor: AnyActor) -> dict[str, str]:
    """Names of the institutions that an answer names."""
    split = {each.name for each in questions if each.by.startswith("institution")}
    keys = {key.partition("|")[0] for (name, _code), found in answers.values.items() if name in split for key in found}
    rows = Organisation.objects.visible_to(actor).filter(pk__in=keys - {""})
    return {str(pk): name for pk, name in rows.order_by("sort_key", "name").values_list("pk", "name")}
