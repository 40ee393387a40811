"""`euregraph deployment`: what this deployment is, and by which instruments data lie here."""

from collections.abc import Iterator
from datetime import date

from graph.access.authorities import authorities, authority
from graph.access.deployment import Deployment, deployment
from graph.access.review import review
from graph.cli_options import Json, Today, tell
from graph.permits.overrides import Override
from graph.permits.profile import permit_profile


def show(today: Today = None, as_json: Json = False) -> None:
    """Host, profile, authorities and instruments, with those that are due for review."""
    here, day = deployment(), today or date.today()  # noqa: DTZ011
    told = here.model_dump(mode="json") | {"authorities": [one.model_dump() for one in authorities().values()]}
    tell(told, as_json, lambda: "\n".join(_lines(here, day)))


def _lines(here: Deployment, today: date) -> Iterator[str]:
    yield f"{here.profile.title} ({here.profile.profile}), host {here.host.name} ({here.host.id})"
    yield "Made-up and open data only; no instrument is needed." if here.profile.made_up else "Instruments"
    for one in here.instruments:
        named = f"{one.authority}: {' '.join(one.categories)}, {one.article}"
        yield f"  {named}, reviewed {one.reviewed}: {review(one.reviewed, today)}"
    if here.permits:
        yield "Own rules of permits"
    yield from (_own_rule(one, today) for one in here.permits)
    if here.theme_studies:
        yield "Take part in theme studies"
    for consent in here.theme_studies:
        named = f"{consent.authority}, {consent.article}, reviewed {consent.reviewed}"
        yield f"  {named}: {review(consent.reviewed, today)}"
    yield "Authorities"
    yield from (f"  {one.id:24} {one.country}  {one.kind:16} {one.name}" for one in authorities().values())


def _own_rule(one: Override, today: date) -> str:
    """A type that its country has no profile of may be a slip of the pen, so it is said."""
    parts = " ".join(sorted(one.replaces.model_fields_set))
    alone = "" if permit_profile(authority(one.authority).country, one.permit_type) else " (its country has no profile)"
    named = f"{one.authority}, {one.permit_type}{alone}: {parts}, {one.article}"
    return f"  {named}, reviewed {one.reviewed}: {review(one.reviewed, today)}"
