"""Writes the Belgian register as its open data set: CSV files, text quoted, dates and unknown values bare.

Format: KBO open data cookbook R018.00; only active entities, no history, no directors.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

from anyascii import anyascii

from ingest.region.contract_folder import write_beside
from ingest.region.firms import Firm
from ingest.region.streets import Address

Line = tuple[str | date | None, ...]
HEADERS = {
    "meta": "Variable Value",
    "code": "Category Code Language Description",
    "enterprise": "EnterpriseNumber Status JuridicalSituation TypeOfEnterprise JuridicalForm "
    "JuridicalFormCAC StartDate",
    "establishment": "EstablishmentNumber StartDate EnterpriseNumber",
    "denomination": "EntityNumber Language TypeOfDenomination Denomination",
    "address": "EntityNumber TypeOfAddress CountryNL CountryFR Zipcode MunicipalityNL MunicipalityFR "
    "StreetNL StreetFR HouseNumber Box ExtraAddressInfo DateStrikingOff",
    "contact": "EntityNumber EntityContact ContactType Value",
    "activity": "EntityNumber ActivityGroup NaceVersion NaceCode Classification",
    "branch": "Id StartDate EnterpriseNumber",
}
META = {
    "SnapshotDate": "31-05-2026",
    "ExtractTimestamp": "01-06-2026 06:00:00",
    "ExtractType": "full",
    "ExtractNumber": "200",
    "Version": "1.0.0",
}
CODES = (
    ("JuridicalForm", "014", "NL", "Naamloze vennootschap"),
    ("JuridicalForm", "610", "NL", "Besloten Vennootschap"),
    ("JuridicalForm", "610", "FR", "Société à responsabilité limitée"),
    ("JuridicalSituation", "000", "NL", "Normale toestand"),
    ("JuridicalSituation", "050", "NL", "Opening faillissement"),
)
LANGUAGES = {"fr": "1", "nl": "2", "de": "3"}


def _text(value: str | date | None) -> str:
    if value is None:
        return ""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else '"' + value.replace('"', '""') + '"'


def text_line(line: Line) -> str:
    return ",".join(map(_text, line))


def _dotted(number: str) -> str:
    return f"{number[0]}.{number[1:4]}.{number[4:7]}.{number[7:]}" if number[0] == "2" else (
        f"{number[:4]}.{number[4:7]}.{number[7:]}"
    )  # fmt: skip


def _address_line(entity: str, kind: str, address: Address) -> Line:
    town = address.town
    names = (town.name, town.other_name, address.street, address.street)
    return (entity, kind, None, None, address.postcode, *names, address.number, "", "", None)


def _names(firm: Firm, number: str, unit: str) -> Iterator[tuple[str, Line]]:
    language = LANGUAGES[firm.seat.town.language]
    if firm.owner:
        yield "denomination", (number, "0", "001", f"{firm.owner.family_name}, {firm.owner.given}")
        yield "denomination", (unit, language, "003", firm.name)
    else:
        yield "denomination", (number, language, "001", firm.name)


def lines(firm: Firm) -> Iterator[tuple[str, Line]]:
    """Every line of every file about one enterprise and its establishment."""
    number, unit = _dotted(firm.number), _dotted(firm.unit)
    kind, form = ("1", None) if firm.owner else ("2", firm.form)
    yield "enterprise", (number, "AC", "050" if firm.bankrupt else "000", kind, form, None, firm.founded)
    yield "establishment", (unit, firm.founded, number)
    yield from _names(firm, number, unit)
    if not firm.owner:
        yield "address", _address_line(number, "REGO", firm.seat)
    yield "address", _address_line(unit, "BAET", firm.seat)
    yield "activity", (number, "001", "2025", firm.activity, "MAIN")
    yield "activity", (unit, "003", "2025", firm.activity, "MAIN")
    if int(firm.number) % 3 == 0:
        yield "contact", (number, "ENT", "EMAIL", f"info@{anyascii(firm.name).lower().replace(' ', '-')}.example")


def write_kbo(folder: Path, firms: Iterable[Firm]) -> Counter[str]:
    """The full set; answers the rows per file."""
    write_beside(folder, "synthetic")
    counts: Counter[str] = Counter()
    with ExitStack() as files:
        streams = {name: files.enter_context(_begin(folder, name)) for name in HEADERS}

        def put(name: str, line: Line) -> None:
            streams[name].write(text_line(line) + "\n")
            counts[name] += 1

        for variable in META.items():
            put("meta", variable)
        for code in CODES:
            put("code", code)
        for firm in firms:
            for name, line in lines(firm):
                put(name, line)
    return counts


def _begin(folder: Path, name: str) -> TextIO:
    stream = (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
    stream.write(",".join(map(_text, HEADERS[name].split())) + "\n")
    return stream
