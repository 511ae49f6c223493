"""Ids of partners and services by the names that people give them, for whoever filters records."""

from collections.abc import Iterable, Sequence

from app.roles.table import service_id
from kb.errors import SourceError
from kb.participation import Participation, Service
from kb.partner import PartnerNames, first_ids


def partner_id(name: str, names: PartnerNames) -> str:
    """Id of a partner by any of its names. Raises SourceError for a name that is not known or that several carry."""
    if names.get(name) is not None:
        return name
    places = names.named_in(name)
    ids = first_ids(places)
    if len(ids) == 1:
        return ids[0]
    several = [place.partners for place in places if len(place.partners) > 1]
    if several:
        raise SourceError(f"{name!r} kan verschillende partners zijn: {', '.join(several[0])}; kies er een")
    raise SourceError(f"partner {name!r} is niet gekend; probeer een afkorting of de volledige naam")


def partner_of_rows(name: str, rows: Sequence[Participation], names: PartnerNames) -> str:
    """The same, also for a partner that only a row of a role map names."""
    for row in rows:
        if names.get(row.partner) is None and name.lower() in (row.partner, row.partner_name.lower()):
            return row.partner
    return partner_id(name, names)


def service_of_rows(name: str, rows: Sequence[Participation], services: Iterable[Service]) -> str:
    """Id of a service by its id or a name. Raises SourceError for another name."""
    known = {row.service: (row.service_name,) for row in rows}
    return service_id(name, {**known, **{service.service_id: service.name for service in services}})
