/*
id: address-cluster
code: A01
version: 1
status: draft
theme: addresses
roles: official coordinator analyst investigator
weight: supporting
title:
  en: Many organisations at one address
  nl: Veel organisaties op een adres
sentence:
  en: "{firms} active organisations have their seat or an establishment at {place} (threshold {firms_least}). No source read here calls it a business centre or virtual office."
  nl: "{firms} actieve organisaties hebben hun zetel of een vestiging op {place} (drempel {firms_least}). Geen hier gelezen bron noemt het een bedrijfsverzamelgebouw of virtueel kantoor."
legal_basis:
  NL: Wet Bibob art. 3; Handelsregisterwet 2007
  BE: New Municipal Act art. 119ter; Code of economic law book III
  DE: Gewerbeordnung par. 14 and 35
  LU: Law of 2 September 2011 on establishment, fixed place of business
innocent:
  en:
    - A business centre or a virtual office that no source names as one; where one does, the address is left out.
    - An accountant, lawyer or trust office that lends its address.
    - A holding group, or a building with many units told under one number.
  nl:
    - Een bedrijfsverzamelgebouw of virtueel kantoor dat geen bron zo noemt; waar een bron dat doet, telt het adres niet.
    - Een accountant, advocaat of trustkantoor dat zijn adres leent.
    - Een concern, of een gebouw met veel eenheden onder een nummer.
against:
  en: The premises are known as a business centre or virtual office.
  nl: Het pand is bekend als bedrijfsverzamelgebouw of virtueel kantoor.
parameters: {firms_least: 10}
context: [places]
finding: [place]
needs:
  - {category: open, kind: register, where: home}
absence_needs:
  - {category: open, kind: register, where: home}
  - {category: permit, kind: municipality, where: own}
not_yet:
  en: ["firms per square metre: floor areas are not delivered for every address", "reviewed list of address providers: not loaded yet"]
  nl: ["bedrijven per vierkante meter: oppervlakten worden niet voor elk adres geleverd", "beoordeelde lijst van adresaanbieders: nog niet geladen"]
examples:
  - name: ten active organisations at the premises of the application
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: &hall
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: O1, premises_ref: A1}]
        organisation: [{organisation_ref: O1, name: Proefzaak Een, register: NL_KVK, register_number: 99990001}]
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
      nl_kvk_hr/nl-kvk:
        location: &nine
          - {organisation_ref: "euid:NLNHR.99990001", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990002", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990003", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990004", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990005", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990006", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990007", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990008", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: "euid:NLNHR.99990009", kind: seat, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}
        organisation: [{organisation_ref: t1, name: Tiende Proef, register: NL_KVK, register_number: 99990010, status: active, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: met
  - name: ten organisations, one of them bankrupt
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *hall
      nl_kvk_hr/nl-kvk:
        location: *nine
        organisation: [{organisation_ref: t1, name: Tiende Proef, register: NL_KVK, register_number: 99990010, status: bankrupt, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: not met
  - name: ten organisations in a business centre
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: O1, premises_ref: A1}]
        organisation: [{organisation_ref: O1, name: Proefzaak Een, register: NL_KVK, register_number: 99990001}]
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL, use: business_centre}]
      nl_kvk_hr/nl-kvk:
        location: *nine
        organisation: [{organisation_ref: t1, name: Tiende Proef, register: NL_KVK, register_number: 99990010, status: active, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: not met
  - name: nine organisations and a holding that is seated elsewhere
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *hall
      nl_kvk_hr/nl-kvk:
        location: *nine
        mandate: [{organisation_ref: "euid:NLNHR.99990001", holder_ref: "euid:NLNHR.99990010", function: shareholder, from: 2020-01-01}]
    expect: not met
  - name: the tenth organisation is known to Heerlen only
    variant: hidden
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *hall
      nl_kvk_hr/nl-kvk:
        location: *nine
      nl_municipality/nl-gm0917:
        permit: [{case_number: H-1, permit_type: event, status: granted, date_application: 2025-08-01, applicant_ref: O9}]
        organisation: [{organisation_ref: O9, name: Tiende Proef, register: FOREIGN, status: active, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: not met
*/
// Two absences: the firm has not ended (registers), the place is no business centre (use of premises, told with permits).
// Of two ids of one place the greater is the one with an address id, which sources write the address of.
UNWIND $places AS i
MATCH (p:Premises)<-[r:SEATED_AT|OPERATES_AT WHERE visible(r) AND current(r)]-(x:Organisation|Establishment)
WHERE p.id = i
WITH p, r, x
MATCH (x)((e:Establishment)-[b:BELONGS_TO WHERE visible(b) AND current(b)]->(g:Organisation)){0,1}(o:Organisation)
WITH p, r, o
MATCH (o)((u:Organisation)-[s:SAME_AS WHERE visible(s)]-(v:Organisation)){0,4}(h:Organisation)
WITH p, r, h
MATCH (p)((w:Premises)-[t:SAME_AS WHERE visible(t)]-(z:Premises)){0,4}(q:Premises)
WITH r, q, h, CASE WHEN EXISTS {
    MATCH (h)<-[d:DESCRIBES WHERE visible(d)]-(n:OrganisationStatement WHERE visible(n))
    WHERE n.status IN ['dissolved', 'bankrupt', 'struck_off', 'merged'] OR n.dissolved <= $as_of
  } OR EXISTS {
    MATCH (h)<-[c:INSOLVENCY_OF WHERE visible(c)]-(k:Insolvency WHERE visible(k) AND current(k))
    WHERE k.insolvency_kind IN ['bankruptcy', 'dissolved_without_assets', 'struck_off']
  } OR EXISTS {
    MATCH (q)<-[j:DESCRIBES WHERE visible(j)]-(y:PremisesStatement WHERE visible(y))
    WHERE y.use IN ['business_centre', 'virtual_office']
  } THEN 1 ELSE 0 END AS left_out
OPTIONAL MATCH (h)<-[l:DESCRIBES WHERE visible(l)]-(m:OrganisationStatement WHERE visible(m))
WITH r, max(q.id) AS place, min(h.id) AS firm, max(left_out) AS left_out, min(m.name) AS name
WHERE left_out = 0
WITH place, firm, min(coalesce(name, '')) AS name,
  collect(DISTINCT {record: r.record, source: r.source, authority: r.authority, since: r.since, until: r.until,
    grade: r.grade, collected_on: r.collected_on, delivery: r.delivery, file: r.file, line: r.line, lies_in: place(r)}) AS lines
ORDER BY place, name, firm
WITH place, count(DISTINCT firm) AS firms, collect(DISTINCT {firm: firm, lines: lines}) AS listed
WHERE firms >= $firms_least
WITH place, firms, listed[0..50] AS shown
UNWIND shown AS one
WITH place, firms, one.firm AS firm, one.lines AS lines
UNWIND lines AS line
RETURN place, firms, firm, line.record AS seat_record, line.lies_in AS seat_lies_in, line.delivery AS seat_delivery,
  line.file AS seat_file, line.line AS seat_line, line.source AS seat_source, line.authority AS seat_authority,
  line.since AS seat_since, line.until AS seat_until, line.grade AS seat_grade, line.collected_on AS seat_collected_on
ORDER BY place, firms, firm, seat_record, seat_lies_in, seat_delivery, seat_file, seat_line, seat_source, seat_authority,
  seat_since, seat_until, seat_grade, seat_collected_on
LIMIT $limit
