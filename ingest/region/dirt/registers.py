"""The kinds of dirt of registers in their own formats: of a good line, the lines to be added or put in its place."""

import re
from collections.abc import Callable

from ingest.region.dirt.faults import Spoiled
from ingest.region.numbers import is_planted

Spoil = Callable[[str, bytes], list[Spoiled]]  # name of the file, a good line
ENTERPRISE = re.compile(rb'"(1\d{3}\.\d{3}\.\d{3})"|<kvkNummer>(\d{8})<')


def is_of_planted(line: bytes) -> bool:
    """Whether a line tells of a planted firm, which dirt spares."""
    found = ENTERPRISE.search(line)
    return found is not None and is_planted((found[1] or found[2]).decode().replace(".", ""))


def _next_digit(digit: bytes) -> bytes:
    return str((int(digit) + 1) % 10).encode()


def _table(file: str) -> str:
    """A file of the full set, or one of the two that an update set has of it."""
    return file.removesuffix(".csv").partition("_")[0]


def _kbo_check_digits(file: str, line: bytes) -> list[Spoiled]:
    number, rest = line[1:].split(b'"', 1)
    wrong = b'"' + number[:-1] + _next_digit(number[-1:]) + b'"' + rest
    keys = {"enterprise": "EnterpriseNumber", "establishment": "EstablishmentNumber"}
    field = keys.get(_table(file), "EntityNumber")
    return [Spoiled(wrong, field, "the check digits fail")]


def _kbo_fields(_: str, line: bytes) -> list[Spoiled]:
    count = line.count(b",") + 1
    return [Spoiled(line + b",", "", f"{count + 1} fields instead of {count}")] if b", " not in line else []


def _kbo_encoding(_: str, line: bytes) -> list[Spoiled]:
    return [Spoiled("Liège".encode("latin-1") + b"," * line.count(b","), "", "invalid UTF-8")]


def _kbo_date(file: str, line: bytes) -> list[Spoiled]:
    wrong = re.sub(rb"\d\d-\d\d-(\d{4})", rb"31-02-\1", line)
    if _table(file) not in {"enterprise", "establishment"} or wrong == line:
        return []
    return [Spoiled(wrong, "StartDate", "no date dd-mm-yyyy", whole=False, instead=True)]


def _kbo_activity(file: str, line: bytes) -> list[Spoiled]:
    wrong = re.sub(rb'"\d{5}"', b'"horec"', line)
    if _table(file) != "activity" or wrong == line:
        return []
    return [Spoiled(wrong, "NaceCode", "no Belgian activity code")]


def _kbo_contact(file: str, line: bytes) -> list[Spoiled]:
    return [Spoiled(line.replace(b'"EMAIL"', b'"PIGEON"'), "ContactType", "unknown code")] if b'"EMAIL"' in line else []


def _kvk_number(_: str, line: bytes) -> list[Spoiled]:
    wrong = re.sub(rb"<kvkNummer>\d+", b"<kvkNummer>9", line)
    return [Spoiled(wrong, "kvkNummer", "no inscription with a number of 8 digits")]


def _kvk_bsn(_: str, line: bytes) -> list[Spoiled]:
    if not (found := re.search(rb"<bsn>(\d{8})(\d)</bsn>", line)):
        return []
    wrong = line.replace(found[0], b"<bsn>" + found[1] + _next_digit(found[2]) + b"</bsn>")
    return [Spoiled(wrong, "bsn", "the 11-test fails", whole=False, instead=True)]


def _kvk_date(_: str, line: bytes) -> list[Spoiled]:
    if not (found := re.search(rb"<geboortedatum>(\d{4})\d{4}</geboortedatum>", line)):
        return []
    wrong = line.replace(found[0], b"<geboortedatum>" + found[1] + b"1345</geboortedatum>")
    return [Spoiled(wrong, "geboortedatum", "no date YYYYMMDD", whole=False, instead=True)]


def _bag_number(_: str, line: bytes) -> list[Spoiled]:
    wrong = re.sub(rb"(identificatie>\d{3})\d+", rb"\1", line)
    return [Spoiled(wrong, "identificatie", "no object number of 16 digits")]


def _trade_number(_: str, line: bytes) -> list[Spoiled]:
    wrong = re.sub(rb"(gewerbebetriebID>)[^<]+", rb"\1", line)
    return [Spoiled(wrong, "gewerbebetriebID", "no notice of a business with its number")]


def _trade_birth(_: str, line: bytes) -> list[Spoiled]:
    """Only of a business with one notice, which is the newest one."""
    found = re.search(rb"<geburtsdatum>\d{4}", line)
    if not found or b"satzErstellung>2026-05-29" not in line or b"<anmeldung>" not in line:
        return []
    wrong = line.replace(found[0], b"<geburtsdatum>3102", 1)
    return [Spoiled(wrong, "geburtsdatum", "no date DDMMYYYY", whole=False, instead=True)]


def _entry_number(_: str, line: bytes) -> list[Spoiled]:
    wrong = re.sub(rb'("company_number":")\w+?_', rb"\1", line)
    return [Spoiled(wrong, "company_number", "no company without a name, a court and an entry")]


def _entry_cut_off(_: str, line: bytes) -> list[Spoiled]:
    return [Spoiled(line[: len(line) // 2], "", "no JSON object that ends in its line")]


def _entry_address(_: str, line: bytes) -> list[Spoiled]:
    """As the real file cuts some off: the company is kept without its street."""
    wrong = re.sub(rb'("registered_address":")[^"]+', rb"\1Oststr.", line)
    return [Spoiled(wrong, "registered_address", "no street with number", whole=False, instead=True)]


REGISTERS: dict[str, tuple[bytes, tuple[Spoil, ...]]] = {
    "be_kbo": (
        b'"',
        (_kbo_check_digits, _kbo_fields, _kbo_encoding, _kbo_date, _kbo_activity, _kbo_contact),
    ),
    "nl_kvk_hr": (b"<ophalenInschrijvingResponse", (_kvk_number, _kvk_bsn, _kvk_date)),
    "nl_bag": (b"<sl-bag-extract:bagObject", (_bag_number,)),
    "de_offeneregister": (b"{", (_entry_number, _entry_cut_off, _entry_address)),
    "de_gewerbeanzeige": (b"<satz>", (_trade_number, _trade_birth)),
}
