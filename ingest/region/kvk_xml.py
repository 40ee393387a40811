"""One inscription of the Dutch trade register as XML (KVK HR-Dataservice, ophalenInschrijvingResponse)."""

from datetime import date
from xml.sax.saxutils import escape

from ingest.region.firms import Firm, Office
from ingest.region.people import Person
from ingest.region.streets import Address

FORMS = {"BV": "Besloten Vennootschap", "VOF": "Vennootschap Onder Firma", "EZ": "Eenmanszaak"} | {
    "STI": "Stichting", "VER": "Vereniging", "COOP": "Coöperatie",
}  # fmt: skip
OFFICES = {
    "director": ("bestuursfunctie", "02", "Bestuurder"),
    "partner": ("aansprakelijke", "13", "Vennoot"),
    "sole_shareholder": ("overigeFunctionaris", "08", "Enig aandeelhouder"),
    "proxy": ("gemachtigde", "03", "Gevolmachtigde"),
}


def leaf(tag: str, value: str) -> str:
    return f"<{tag}>{escape(value)}</{tag}>"


def node(tag: str, *parts: str) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>"


def coded(tag: str, code: str, text: str, kind: str = "geenRT") -> str:
    return node(tag, leaf("code", code), leaf("omschrijving", text), leaf("referentieType", kind))


def registered(since: date, until: date | None = None, tag: str = "registratie") -> str:
    end = leaf("datumEinde", f"{until:%Y%m%d}") if until else ""
    stamp = f'<{tag} registratieTijdstipNoValue="vastgesteldOnbekend">'
    return f"{stamp}{leaf('datumAanvang', f'{since:%Y%m%d}')}{end}</{tag}>"


def site(address: Address, since: date, until: date | None) -> str:
    bag = node(
        "bagId",
        leaf("identificatieNummeraanduiding", address.bag),
        leaf("identificatieAdresseerbaarObject", address.bag[:4] + "01" + address.bag[6:]),
    )
    code = node(
        "postcode",
        leaf("cijfercombinatie", address.postcode[:4]),
        leaf("lettercombinatie", address.postcode[4:]),
    )
    town = address.town.name
    inner = node(
        "binnenlandsAdres",
        leaf("straatnaam", address.street),
        leaf("huisnummer", address.number),
        code,
        leaf("plaats", town),
        bag,
    )
    whole = leaf("volledigAdres", f"{address.street} {address.number} {address.postcode} {town}")
    return node(
        "bezoekLocatie",
        registered(since, until),
        coded("afgeschermd", "N", "Nee"),
        node("adres", inner),
        whole,
    )


def names(person: Person, identified: bool) -> str:
    prefix = leaf("voorvoegselGeslachtsnaam", person.prefix) if person.prefix else ""
    number = leaf("bsn", person.bsn) if identified and person.bsn else ""
    return "".join(
        (
            leaf("volledigeNaam", f"{person.given} {person.family_name}"),
            leaf("geslachtsnaam", person.surname),
            prefix,
            leaf("voornamen", person.given),
            leaf("geboortedatum", f"{person.born:%Y%m%d}"),
            number,
        )
    )


def office(line: Office) -> str:
    tag, code, text = OFFICES[line.kind]
    if isinstance(line.holder, Person):
        holder = node("natuurlijkPersoon", names(line.holder, line.identified))
    else:
        activity = node("isEigenaarVan", node("maatschappelijkeActiviteit", leaf("kvkNummer", line.holder.number)))
        form, name = leaf("persoonRechtsvorm", FORMS["BV"]), leaf("volledigeNaam", line.holder.name)
        holder = node("rechtspersoon", form, name, activity, leaf("rsin", line.holder.rsin))
    function = coded("functie", code, text, "FunctionarisRol")
    return node("heeft", node(tag, registered(line.since, line.until), node("door", holder), function))


def _owner(firm: Firm) -> str:
    form = FORMS[firm.form]
    since = registered(firm.founded, firm.ended)
    if firm.owner:
        return node("natuurlijkPersoon", since, leaf("persoonRechtsvorm", form), names(firm.owner, True))
    failed = (
        node("bijzondereRechtstoestand", registered(firm.bankrupt), coded("soort", "FAIL", "Faillissement"))
        if firm.bankrupt
        else ""
    )
    tag = "samenwerkingsverband" if firm.form == "VOF" else "rechtspersoon"
    head = since + failed + leaf("persoonRechtsvorm", form) + leaf("volledigeNaam", firm.name)
    kind = coded("rechtsvorm", firm.form, form, "Rechtsvorm")
    return node(tag, head, *map(office, firm.offices), leaf("rsin", firm.rsin), kind)


def _unit(firm: Firm, number: str, address: Address) -> str:
    since = registered(firm.founded, firm.ended)
    inner = (
        since,
        leaf("vestigingsnummer", number),
        site(address, firm.founded, firm.ended),
        leaf("eersteHandelsnaam", firm.name),
    )
    relation = registered(firm.founded, firm.ended, "relatieRegistratie")
    return node("wordtUitgeoefendIn", relation, node("commercieleVestiging", *inner))


def inscription(firm: Firm, moment: str) -> str:
    """One `ophalenInschrijvingResponse` with the element paths of the register's own answers."""
    since = registered(firm.founded, firm.ended)
    trade = coded("sbiCode", firm.activity, "Activiteit", "ActiviteitCode") + coded("isHoofdactiviteit", "J", "Ja")
    units = [_unit(firm, firm.unit, firm.seat)]
    if firm.second_site:
        units.append(_unit(firm, firm.second_unit, firm.second_site))
    handles = node("handeltOnder", node("handelsnaam", since, leaf("naam", firm.name), leaf("volgorde", "0")))
    business = (since, leaf("kvkNummer", firm.number), node("sbiActiviteit", since, trade), handles, *units)
    relation = registered(firm.founded, firm.ended, "relatieRegistratie")
    activity = node(
        "maatschappelijkeActiviteit",
        since,
        leaf("kvkNummer", firm.number),
        site(firm.seat, firm.founded, firm.ended),
        leaf("naam", firm.name),
        node("manifesteertZichAls", relation, node("onderneming", *business)),
        node("heeftAlsEigenaar", relation, _owner(firm)),
    )
    answer = "ophalenInschrijvingResponse"
    return f'<{answer} peilmoment="{moment}">{node("product", activity)}</{answer}>'
