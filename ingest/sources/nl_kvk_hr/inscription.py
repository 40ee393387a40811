"""One inscription into rows: the organisation, its establishments, who runs it, and its insolvency."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import Element

import yaml

from ingest.contract.columns import near
from ingest.rows import Row
from ingest.sources.nl_kvk_hr.holders import Holder, holder, rsin
from ingest.sources.nl_kvk_hr.parts import Inscription, activities, address, contact, joined, text

INSOLVENCIES = {"FAIL": "bankruptcy", "SURS": "moratorium"}
IGNORED = "ignored:"
BRANCHES = ("commercieleVestiging", "nietCommercieleVestiging")


@cache
def _functions() -> dict[str, dict[str, str]]:
    told = Path(__file__).with_name("functions.yaml").read_text(encoding="utf-8")
    return cast(dict[str, dict[str, str]], yaml.load(told, Loader=yaml.BaseLoader))  # noqa: S506


class Rows:
    """The rows of one inscription, each record once."""

    def __init__(self, read: Inscription, activity: Element) -> None:
        self.read = read
        self.activity = activity
        self.business = activity.find("manifesteertZichAls/onderneming")
        around = activity.find("heeftAlsEigenaar")
        owners = [one for one in (around if around is not None else ()) if one.tag != "relatieRegistratie"]
        self.owner = owners[0] if owners else None
        self.ref = f"euid:NLNHR.{read.number}"
        self._told: set[tuple[str, str]] = set()

    def _row(self, kind: str, record: str, /, **values: str) -> Iterator[Row]:
        if (kind, record) not in self._told:
            self._told.add((kind, record))
            columns = {name.rstrip("_"): value for name, value in values.items() if value}
            yield Row(kind, self.read.file, self.read.line, {"record_id": record} | columns)

    def all(self) -> Iterator[Row]:
        yield from self._organisation()
        for branch in self._branches():
            yield from self._location(branch)
        yield from self._offices()
        if self.owner is not None and self.owner.tag != "natuurlijkPersoon":
            yield from self._insolvencies(self.owner, self.ref)

    def _organisation(self) -> Iterator[Row]:
        read, own = self.read, self.owner
        names = [] if self.business is None else self.business.findall("handeltOnder/handelsnaam")
        names.sort(key=lambda one: text(one, "volgorde").zfill(6))
        trade = [text(one, "naam") for one in names]
        name = text(self.activity, "naam") or text(own, "naamgeving/naam") or text(own, "volledigeNaam")
        name = name or next(iter(trade), "")
        ended = read.until(self.activity)
        place = self.activity.find("bezoekLocatie")
        place = place if place is not None or own is None else own.find("bezoekLocatie")
        yield from self._row(
            "organisation",
            read.number,
            organisation_ref=self.ref,
            register="NL_KVK",
            register_number=read.number,
            rsin=rsin(read, own),
            name=name,
            trade_names=joined(one for one in trade if one != name),
            legal_form=text(own, "persoonRechtsvorm"),
            status=self._status(ended),
            founded=self._founded(),
            dissolved=ended if read.over(ended) else "",
            activities=activities((self.business, None if own is None else own.find("activiteiten"))),
            **address(place),
            **contact(self.activity),
        )

    def _founded(self) -> str:
        for path in ("datumOprichting", "datumAkteOprichting"):
            if text(self.owner, path):
                return self.read.date(self.owner, path)
        return self.read.since(self.activity)

    def _status(self, ended: str) -> str:
        own = self.owner
        if self.read.over(ended):
            return "dissolved"
        if own is not None and own.tag != "natuurlijkPersoon":
            kinds = [kind for kind, _, end in self._states(own) if not self.read.over(end)]
            if "bankruptcy" in kinds:
                return "bankrupt"
            if own.find("ontbinding") is not None:
                return "in_liquidation"
        return "active"

    def _branches(self) -> Iterator[Element]:
        for around in (self.business, self.activity):
            for part in BRANCHES if around is not None else ():
                yield from cast(Element, around).iterfind(f"wordtUitgeoefendIn/{part}")

    def _location(self, branch: Element) -> Iterator[Row]:
        number = text(branch, "vestigingsnummer")
        if len(number) != 12 or not number.isdigit():
            self.read.warn("vestigingsnummer", "not 12 digits, the establishment is left out", number)
            return
        yield from self._row(
            "location",
            number,
            establishment_number=number,
            organisation_ref=self.ref,
            kind="establishment",
            trade_name=text(branch, "eersteHandelsnaam") or text(branch, "naamgeving/naam"),
            activities=activities((branch.find("activiteiten"),)),
            from_=self.read.since(branch),
            to=self.read.until(branch),
            **address(branch.find("bezoekLocatie")),
        )

    def _offices(self) -> Iterator[Row]:
        if self.owner is None:
            return
        if self.owner.tag == "natuurlijkPersoon":
            yield from self._office("eigenaar", "owner", self.activity, holder(self.read, self.owner))
            yield from self._insolvencies(self.owner, holder(self.read, self.owner)[1])
        for office in self.owner.iterfind("heeft/*"):
            function = self._function(office)
            told = office.find("door/*")
            if function and told is None:
                self.read.warn(office.tag, "nobody is named, the function is left out")
            elif function and told is not None:
                who = holder(self.read, told)
                yield from self._office(office.tag, function, office, who)
                yield from self._insolvencies(told, who[1])

    def _function(self, office: Element) -> str:
        """The function of the contract; nothing where functions.yaml says so or does not know it."""
        known = _functions().get(office.tag, {})
        described = text(office, "functie/omschrijving")
        function = known.get(described) or known.get("", "")
        if not function:
            hint = near(described or office.tag, known or _functions())
            self.read.warn(office.tag, f"a function that functions.yaml does not know, left out; {hint}", described)
        return "" if function.startswith(IGNORED) else function

    def _office(self, tag: str, function: str, office: Element, who: Holder) -> Iterator[Row]:
        kind, ref, columns = who
        since = self.read.since(office)
        yield from self._row(kind, ref if kind == "person" else f"{self.read.number}/holder/{ref}", **columns)
        yield from self._row(
            "mandate",
            f"{self.read.number}/{tag}/{ref}/{since or text(office, 'registratie/datumAanvang')}",
            organisation_ref=self.ref,
            holder_ref=ref,
            function=function,
            title=text(office, "functietitel/titel"),
            share_pct="100" if function == "shareholder" else "",
            from_=since,
            to=self.read.until(office),
        )

    def _states(self, who: Element) -> Iterator[tuple[str, str, str]]:
        """Kind, first and last day of each insolvency."""
        for state in who.iterfind("bijzondereRechtstoestand"):
            code = text(state, "soort/code")
            if code in INSOLVENCIES:
                yield INSOLVENCIES[code], self.read.since(state), self.read.until(state)
            else:
                self.read.warn("bijzondereRechtstoestand", "unknown code, left out", code)

    def _insolvencies(self, who: Element, subject: str) -> Iterator[Row]:
        for kind, since, until in self._states(who):
            record = f"{self.read.number}/{kind}/{since}" + ("" if subject == self.ref else f"/{subject}")
            yield from self._row("insolvency", record, subject_ref=subject, kind=kind, date=since, end=until)
