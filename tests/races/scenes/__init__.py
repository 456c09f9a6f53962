"""Every race, by verb."""

from tests.races.scenes import administration, cases, complaints, exchange, quality, standing

SCENES = (
    *cases.SCENES,
    *complaints.SCENES,
    *quality.SCENES,
    *standing.SCENES,
    *exchange.SCENES,
    *administration.SCENES,
)
