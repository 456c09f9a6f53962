"""Every race, by verb."""

from typing import Final

from tests.races.kit import Scene
from tests.races.scenes import (
    administration,
    agreements,
    cases,
    complaints,
    cooperation,
    custody,
    equipment,
    exchange,
    layout,
    quality,
    recognition,
    registers,
    releases,
    reports,
    standing,
    warnings,
)

AREAS: Final = (
    cases, complaints, quality, standing, registers, equipment, exchange, administration, releases, reports, warnings,
    recognition, layout, cooperation, custody, agreements,
)  # fmt: skip
SCENES: Final[tuple[Scene, ...]] = tuple(scene for area in AREAS for scene in area.SCENES)
