"""One function per file of the extract: the lines about one entity into rows."""

from collections.abc import Iterator, Mapping

from ingest.rows import Refusal, Row
from ingest.sources.be_kbo.entities import (
    BRANCH,
    ENTERPRISE,
    Group,
    Maker,
    codes,
    country,
    enterprise_ref,
    entity,
)

SCHEMES = {"2003": "nacebel2003", "2008": "nacebel2008", "2025": "nacebel2025"}
CLASSES = ("MAIN", "SECO", "ANCI")
CONTACTS = {"TEL": "phone", "EMAIL": "email", "WEB": "website"}
NAME = "001"

Told = Iterator[Row | Refusal]


def enterprise(group: Group) -> Told:
    yield from group.one()
    if not group.lines:
        return
    line = group.lines[0]
    values = line[1]
    since, warnings = group.date(line, "StartDate")
    yield from warnings
    situation = values["JuridicalSituation"]
    status = codes()["status"].get(situation, "")
    if not status:
        yield group.refuse(line[0], "JuridicalSituation", "unknown code, status left empty", situation, whole=False)
    yield group.organisation("enterprise", legal_form=values["JuridicalForm"], status=status, founded=since)
    ref = enterprise_ref(group.number)
    if values["TypeOfEnterprise"] == "1":
        holder = ref.replace("euid:", "euid:person:")
        yield group.row("mandate", "person", organisation_ref=ref, holder_ref=holder, function="owner", from_=since)
    if kind := codes()["insolvency"].get(situation, ""):
        yield group.row("insolvency", "insolvency", subject_ref=ref, kind=kind)


def _run_by(group: Group, record: str) -> Told:
    """An establishment or branch with the enterprise that runs it."""
    yield from group.one()
    for line in group.lines[:1]:
        runs = entity(line[1]["EnterpriseNumber"])
        if runs is None or runs[0] != ENTERPRISE:
            yield group.refuse(line[0], "EnterpriseNumber", "the check digits fail", line[1]["EnterpriseNumber"])
            return
        since, warnings = group.date(line, "StartDate")
        yield from warnings
        yield group.location(record, organisation_ref=enterprise_ref(runs[1]), from_=since)


def establishment(group: Group) -> Told:
    yield from _run_by(group, "establishment")


def branch(group: Group) -> Told:
    yield from _run_by(group, "branch")


def denomination(group: Group) -> Told:
    """The first name in the order name, abbreviation, commercial name; the others are trade names."""
    said = [values for _, values in group.lines]
    said.sort(key=lambda v: (v["TypeOfDenomination"], v["Language"], v["Denomination"]))
    names = list(dict.fromkeys(v["Denomination"].replace(";", ",") for v in said))
    if group.kind != ENTERPRISE:
        yield group.location("denomination", trade_name=names[0])
        return
    yield group.organisation("denomination", name=names[0], trade_names=";".join(names[1:]))
    if not group.legal and (person := next(filter(_is_person, said), None)):
        surname, _, given = person["Denomination"].partition(", ")
        ref = enterprise_ref(group.number).replace("euid:", "euid:person:")
        yield group.row("person", "denomination-person", person_ref=ref, surname=surname, given_names=given)


def _is_person(values: Mapping[str, str]) -> bool:
    """A natural person's name has no language and a comma between its two parts (so has the odd firm's)."""
    name = (values["Language"], values["TypeOfDenomination"])
    return name == ("0", NAME) and ", " in values["Denomination"]


def address(group: Group) -> Told:
    """The address in force; OBAD repeats an establishment's address and is none of the enterprise."""
    kinds = {ENTERPRISE: ("REGO", "ABBR"), BRANCH: ("ABBR",)}.get(group.kind, ("BAET",))
    for kind in kinds:
        lines = [line for line in group.lines if line[1]["TypeOfAddress"] == kind]
        lines.sort(key=lambda line: bool(line[1]["DateStrikingOff"]))
        group.ignored += max(0, len(lines) - 1)
        for line in lines[:1]:
            ended, warnings = group.date(line, "DateStrikingOff")
            yield from warnings
            yield _placed(group, kind, line[1], ended)
    for number, values in group.lines:
        if values["TypeOfAddress"] == "OBAD":
            group.ignored += 1
        elif values["TypeOfAddress"] not in kinds:
            yield group.refuse(number, "TypeOfAddress", "no address of this kind of entity", values["TypeOfAddress"])


def _placed(group: Group, kind: str, values: Mapping[str, str], ended: str) -> Row:
    """The address in the language of its region; in the other one too where its street has another name there."""
    tongue = "FR" if values["Zipcode"][:1] in set("4567") or values["Zipcode"][:2] in {"13", "14"} else "NL"
    other = "NL" if tongue == "FR" else "FR"
    place = {
        "street": values[f"Street{tongue}"] or values[f"Street{other}"],
        "number": values["HouseNumber"],
        "box": values["Box"],
        "postcode": values["Zipcode"],
        "town": values[f"Municipality{tongue}"] or values[f"Municipality{other}"],
        "country": country(values["CountryNL"], values["CountryFR"]),
    }
    if place["street"] != values[f"Street{other}"] != "":
        place |= {"other_street": values[f"Street{other}"], "other_town": values[f"Municipality{other}"]}
    if kind == "REGO":
        return group.organisation("address", **place, valid_to=ended)
    if group.kind == ENTERPRISE:
        ref, number = enterprise_ref(group.number), f"branch-of-{group.number}"
        told = {"organisation_ref": ref, "establishment_number": number, "kind": "branch", "to": ended}
        return group.location("branch-address", **told, **place)
    return group.location("address", **place, to=ended)


def activity(group: Group) -> Told:
    """Main activities first, newest scheme first, each once whoever noted it."""
    found: dict[str, tuple[int, int, str]] = {}
    for number, values in group.lines:
        scheme, code = SCHEMES.get(values["NaceVersion"], ""), values["NaceCode"]
        if not scheme or not code.isdigit() or len(code) not in {5, 7}:
            yield group.refuse(number, "NaceCode", "no Belgian activity code", f"{values['NaceVersion']} {code}")
            continue
        rank = CLASSES.index(values["Classification"]) if values["Classification"] in CLASSES else len(CLASSES)
        text = f"{scheme}:{code}"
        found[text] = min(found.get(text, (9, 0, "")), (rank, -int(values["NaceVersion"]), code))
    if found:
        yield group.about("activity", activities=";".join(sorted(found, key=lambda text: found[text])))


def contact(group: Group) -> Told:
    """The first telephone number, e-mail address and website of an enterprise; others have no place."""
    told: dict[str, str] = {}
    for number, values in group.lines:
        column = CONTACTS.get(values["ContactType"])
        if column is None:
            yield group.refuse(number, "ContactType", "unknown code", values["ContactType"])
        elif group.kind != ENTERPRISE or column in told:
            group.ignored += 1
        else:
            told[column] = values["Value"]
    if told:
        yield group.organisation("contact", **told)


MAKERS: dict[str, Maker] = {
    made.__name__: made for made in (enterprise, establishment, branch, denomination, address, activity, contact)
}


def records(table: str, entity: str, key: str) -> list[tuple[str, str]]:
    """Kind and record id of all that a file may have told about an entity."""
    told = [("organisation" if entity == ENTERPRISE else "location", table)]
    if entity == ENTERPRISE:
        told += {
            "enterprise": [("mandate", "person"), ("insolvency", "insolvency")],
            "denomination": [("person", "denomination-person")],
            "address": [("location", "branch-address")],
        }.get(table, [])
    return [(kind, f"{key}/{record}") for kind, record in told]


def kinds_told(table: str) -> tuple[tuple[str, str], ...]:
    """The kinds that a file may tell of, each as "any record of it"."""
    every = (one for entity in (ENTERPRISE, BRANCH) for one, _ in records(table, entity, ""))
    return tuple((kind, "") for kind in dict.fromkeys(every))
