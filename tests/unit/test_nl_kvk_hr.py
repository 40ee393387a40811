"""The Dutch trade register: inscriptions into rows, and what of them never gets out of the reader."""

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from graph.errors import UsageError
from ingest.contract.check import Checker
from ingest.contract.kind import kinds
from ingest.readers.folder import open_folder
from ingest.rows import Refusal, Removal, Row
from ingest.sources.nl_kvk_hr.parts import address
from ingest.sources.nl_kvk_hr.reader import open_delivery, read_rows
from ingest.spec import source
from tests.real_samples import ROOT

SAMPLE = Path(__file__).parents[2] / "ingest" / "sources" / "nl_kvk_hr" / "sample"
REAL = ROOT / "nl_kvk_hr_dataservice"
SETS = [SAMPLE / "first", SAMPLE / "second", *([REAL] if REAL.is_dir() else [])]

Told = list[Row | Removal | Refusal]


def read(folder: Path) -> tuple[Told, Counter[tuple[str, str]]]:
    counts: Counter[tuple[str, str]] = Counter()
    with open_folder(folder) as opened:
        told = list(read_rows(opened, lambda file, outcome, lines: counts.update({(file, outcome): lines})))
    return told, counts


def rows(told: Told, kind: str) -> dict[str, dict[str, str]]:
    return {one.values["record_id"]: one.values for one in told if isinstance(one, Row) and one.kind == kind}


def inscription(folder: Path, owner: str, activity: str = "", number: str = "99990009") -> Path:
    """A folder with one file of one inscription: the inside of heeftAlsEigenaar, and more of the activity."""
    folder.mkdir(exist_ok=True)
    (folder / "one.xml").write_text(
        '<x:inschrijvingen xmlns:x="urn:x"><x:ophalenInschrijvingResponse peilmoment="20260501080000000">\n'
        "<product><y:maatschappelijkeActiviteit xmlns:y='urn:y'><registratie>"
        f"<datumAanvang>20200101</datumAanvang></registratie><y:kvkNummer>{number}</y:kvkNummer>{activity}<naam>Proef</naam><heeftAlsEigenaar>{owner}"
        "</heeftAlsEigenaar></y:maatschappelijkeActiviteit></product></x:ophalenInschrijvingResponse>"
        "</x:inschrijvingen>"
    )
    return folder


def office(tag: str, described: str, holder: str, since: str = "20200101") -> str:
    return (
        f"<heeft><{tag}><registratie><datumAanvang>{since}</datumAanvang></registratie><door>{holder}</door>"
        f"<functie><code>1</code><omschrijving>{described}</omschrijving></functie></{tag}></heeft>"
    )


def person(**parts: str) -> str:
    told = {"geslachtsnaam": "Proef", "voornamen": "Jo", "geboortedatum": "19800102"} | parts
    return f"<natuurlijkPersoon>{''.join(f'<{k}>{v}</{k}>' for k, v in told.items())}</natuurlijkPersoon>"


def warnings(told: Told) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in told if isinstance(one, Refusal)]


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_inscription_is_used_and_every_element_is_known(folder: Path) -> None:
    told, counts = read(folder)
    files = sorted(path.name for path in folder.glob("*.xml"))
    assert sorted(counts.elements()) == [(file, "used") for file in files]
    assert warnings(told) == []


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_every_row_fits_the_contract_and_has_its_own_record(folder: Path) -> None:
    told, _ = read(folder)
    spec = source("nl_kvk_hr")
    checks = {name: Checker(kinds()[name], frozenset(rule.relaxed)) for name, rule in spec.kinds.items()}
    made = [one for one in told if isinstance(one, Row)]
    assert [why for row in made for why in checks[row.kind].check(row, row.values)[1]] == []
    assert len({(row.kind, row.values["record_id"]) for row in made}) == len(made)


def test_the_newest_moment_is_the_day_and_delivery_yaml_says_the_rest(tmp_path: Path) -> None:
    with open_folder(SAMPLE / "second") as folder:
        told = open_delivery(folder)
    assert (told.extracted_on.isoformat(), told.complete, told.synthetic) == ("2026-05-15", True, True)
    with open_folder(inscription(tmp_path / "bundle", "")) as folder:
        told = open_delivery(folder)
    assert (told.name, told.extracted_on.isoformat(), told.complete, told.synthetic) == (
        "bundle",
        "2026-05-01",
        False,
        False,
    )


def test_an_organisation_is_told_with_address_id_and_trade_names() -> None:
    told, _ = read(SAMPLE / "first")
    assert rows(told, "organisation")["99990001"] == {
        "record_id": "99990001",
        "organisation_ref": "euid:NLNHR.99990001",
        "register": "NL_KVK",
        "register_number": "99990001",
        "rsin": "999990019",
        "name": "Café Het Verzinsel B.V.",
        "trade_names": "Eetcafé Verzinsel",
        "legal_form": "Besloten Vennootschap",
        "status": "active",
        "founded": "2019-03-01",
        "activities": "sbi2008:5610;sbi2008:5630",
        "street": "Kerkstraat",
        "number": "12",
        "suffix": "A",
        "postcode": "6211ZZ",
        "town": "Maastricht",
        "country": "NL",
        "address_id": "0935200000900001",
        "phone": "0430000001",
        "email": "info@verzinsel.example",
    }
    place = rows(told, "location")["999000000001"]
    assert (place["organisation_ref"], place["kind"], place["from"], place["address_id"]) == (
        "euid:NLNHR.99990001",
        "establishment",
        "2019-03-01",
        "0935200000900001",
    )


def test_who_runs_it_is_told_by_function() -> None:
    told, _ = read(SAMPLE / "first")
    mandates = sorted(
        (m["organisation_ref"][-1], m["function"], m.get("share_pct", ""), m["holder_ref"].split(":")[0])
        for m in rows(told, "mandate").values()
    )
    assert mandates == [
        ("1", "director", "", "nl-hr"),
        ("1", "director", "", "nl-hr"),
        ("1", "shareholder", "100", "euid"),
        ("2", "director", "", "nl-hr"),
        ("3", "partner", "", "nl-hr"),
        ("3", "partner", "", "nl-hr"),
        ("3", "proxy", "", "nl-hr"),
        ("4", "owner", "", "nl-hr"),
        ("5", "director", "", "nl-hr"),
        ("5", "director", "", "nl-hr"),
        ("6", "director", "", "nl-hr"),
        ("6", "liquidator", "", "nl-hr"),
        ("7", "director", "", "nl-hr"),
    ]
    assert "Rechtvaardig" not in str(told)  # a judge


def test_a_bankruptcy_is_an_insolvency_and_a_status() -> None:
    told, _ = read(SAMPLE / "first")
    assert rows(told, "organisation")["99990006"]["status"] == "bankrupt"
    assert list(rows(told, "insolvency").values()) == [
        {
            "record_id": "99990006/bankruptcy/2026-02-10",
            "subject_ref": "euid:NLNHR.99990006",
            "kind": "bankruptcy",
            "date": "2026-02-10",
        }
    ]


def test_a_shielded_address_is_nowhere() -> None:
    told, _ = read(SAMPLE / "first")
    assert "street" not in rows(told, "organisation")["99990004"]
    assert "Bedachtlaan" not in str(told)


def test_between_two_deliveries_one_director_vanishes_and_the_others_keep_their_records() -> None:
    first, second = (rows(read(SAMPLE / part)[0], "mandate") for part in ("first", "second"))
    gone = set(first) - set(second)
    assert [first[one]["title"] for one in gone] == ["Directeur"]
    assert set(second) <= set(first)


def test_a_person_with_two_functions_is_one_person(tmp_path: Path) -> None:
    owner = f"<rechtspersoon>{office('bestuursfunctie', 'Bestuurder', person())}"
    owner += f"{office('overigeFunctionaris', 'Enig aandeelhouder', person())}</rechtspersoon>"
    told, _ = read(inscription(tmp_path, owner))
    assert len(rows(told, "person")) == 1
    assert len({m["holder_ref"] for m in rows(told, "mandate").values()}) == 1
    assert len(rows(told, "mandate")) == 2


def test_a_citizen_number_is_a_national_id_and_not_part_of_the_reference(tmp_path: Path) -> None:
    def told(bsn: str) -> Told:
        parts = {"bsn": bsn} if bsn else {}
        made = f"<rechtspersoon>{office('bestuursfunctie', 'Bestuurder', person(**parts))}</rechtspersoon>"
        return read(inscription(tmp_path, made))[0]

    with_number, without, wrong = told("999990408"), told(""), told("999990409")
    ref, values = next(iter(rows(with_number, "person").items()))
    assert (values["national_id"], values["national_id_type"]) == ("999990408", "NL_BSN")
    assert list(rows(without, "person")) == list(rows(wrong, "person")) == [ref]
    assert "national_id" not in rows(wrong, "person")[ref]
    assert warnings(wrong) == [("bsn", "the 11-test fails, the person is loaded without it")]


def test_what_may_never_be_stored_does_not_get_out(tmp_path: Path) -> None:
    secret = person(
        nationaliteit="<code>MARKER</code>",
        geslachtsaanduiding="MARKER",
        woonLocatie="<straatnaam>MARKER</straatnaam>",
    )
    owner = f"<rechtspersoon>{office('bestuursfunctie', 'Bestuurder', secret)}</rechtspersoon>"
    told, _ = read(inscription(tmp_path, owner, "<verblijfsstatus>MARKER</verblijfsstatus>"))
    assert "MARKER" not in str(told)
    assert warnings(told) == [("verblijfsstatus", "never stored (residence status), dropped")]


def test_an_unknown_element_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    told, counts = read(inscription(tmp_path, person(), "<nieuwElement><datum>MARKER</datum></nieuwElement>"))
    assert warnings(told) == [
        ("datum", "unknown element datum ignored"),
        ("nieuwElement", "unknown element nieuwElement ignored"),
    ]
    assert "MARKER" not in str(told)
    assert counts["one.xml", "used"] == 1


@pytest.mark.parametrize(
    ("written", "born"),
    [("19800102", "1980-01-02"), ("19800100", "1980-01"), ("19990000", "1999"), ("20000000", "2000")],
)
def test_a_birth_date_may_be_known_in_part(tmp_path: Path, written: str, born: str) -> None:
    told, _ = read(inscription(tmp_path, person(geboortedatum=written)))
    assert [p["birth_date"] for p in rows(told, "person").values()] == [born]
    assert warnings(told) == []


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("991615840", "no date YYYYMMDD, left empty"),
        ("20201301", "no date YYYYMMDD, left empty"),
        ("2020010a", "no date YYYYMMDD, left empty"),
        ("20200000", "the day or month is unknown, left empty"),
    ],
)
def test_a_dirty_date_costs_the_date(tmp_path: Path, written: str, reason: str) -> None:
    owner = f"<rechtspersoon>{office('bestuursfunctie', 'Bestuurder', person(), written)}</rechtspersoon>"
    told, _ = read(inscription(tmp_path, owner))
    assert ["from" in m for m in rows(told, "mandate").values()] == [False]
    assert [(one.field, one.reason, one.value, one.whole) for one in told if isinstance(one, Refusal)] == [
        ("datumAanvang", reason, written, False)
    ]


def test_an_unknown_function_is_reported_and_left_out(tmp_path: Path) -> None:
    owner = f"<rechtspersoon>{office('overigeFunctionaris', 'Enig aandeelhoudster', person())}</rechtspersoon>"
    told, _ = read(inscription(tmp_path, owner))
    assert rows(told, "mandate") == {}
    assert "near: Enig aandeelhouder" in warnings(told)[0][1]


def test_holders_are_known_by_inscription_then_by_rsin(tmp_path: Path) -> None:
    by_tax = "<rechtspersoon><volledigeNaam>Holding</volledigeNaam><rsin>999990020</rsin></rechtspersoon>"
    abroad = "<buitenlandseVennootschap><volledigeNaam>Muster GmbH</volledigeNaam></buitenlandseVennootschap>"
    offices = office("bestuursfunctie", "Bestuurder", by_tax) + office("bestuursfunctie", "Bestuurder", abroad)
    told, _ = read(inscription(tmp_path, f"<rechtspersoon>{offices}</rechtspersoon>"))
    assert sorted(m["holder_ref"].split(":")[0] for m in rows(told, "mandate").values()) == ["nl-hr", "rsin"]
    assert {"rsin:999990020"} < {o["organisation_ref"] for o in rows(told, "organisation").values()}


def test_an_insolvent_partner_is_the_subject_and_not_the_firm(tmp_path: Path) -> None:
    state = "<soort><code>SURS</code></soort>"
    owner = office("aansprakelijke", "Vennoot", person(bijzondereRechtstoestand=state))
    told, _ = read(inscription(tmp_path, f"<samenwerkingsverband>{owner}</samenwerkingsverband>"))
    found = list(rows(told, "insolvency").values())
    assert [(one["kind"], one["subject_ref"][:6]) for one in found] == [("moratorium", "nl-hr:")]
    assert rows(told, "organisation")["99990009"]["status"] == "active"


def test_an_inscription_without_a_number_is_refused_and_broken_xml_costs_one_file(tmp_path: Path) -> None:
    inscription(tmp_path, person(), number="12")
    (tmp_path / "two.xml").write_bytes((SAMPLE / "first" / "99990001.xml").read_bytes())
    (tmp_path / "three.xml").write_bytes((SAMPLE / "first" / "99990002.xml").read_bytes()[:3000])
    told, counts = read(tmp_path)
    assert [(one.file, one.whole) for one in told if isinstance(one, Refusal)] == [
        ("one.xml", True),
        ("three.xml", True),
    ]
    assert dict(counts) == {("two.xml", "used"): 1}


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no \.xml file"):
        read(tmp_path)
    (tmp_path / "a.xml").write_text("<x/>")
    with open_folder(tmp_path) as folder, pytest.raises(UsageError, match="peilmoment"):
        open_delivery(folder)
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(UsageError, match=r"a\.json is no \.xml"):
        read(tmp_path)


def test_an_address_abroad_becomes_street_number_postcode_and_town() -> None:
    place = fromstring(
        "<bezoekLocatie><adres><buitenlandsAdres><straatHuisnummer>Musterstraße 5 a</straatHuisnummer>"
        "<postcodeWoonplaats>52078 Aachen</postcodeWoonplaats><land>Duitsland</land>"
        "</buitenlandsAdres></adres></bezoekLocatie>"
    )
    assert address(place) == {
        "street": "Musterstraße",
        "number": "5 a",
        "postcode": "52078",
        "town": "Aachen",
        "country": "DE",
    }
