/*
id: front-man
code: F01
version: 2
status: draft
theme: fronts
roles: official coordinator analyst investigator
weight: supporting
title:
  en: Front man or nominee director
  nl: Katvanger of stroman
sentence:
  en: "{person} became director of {firms} organisations within {window_months} months before this application (threshold {firms_least}); {short} of these mandates lasted less than {term_months} months, that is more than half of them."
  nl: "{person} werd in de {window_months} maanden voor deze aanvraag bestuurder van {firms} organisaties (drempel {firms_least}); {short} van deze mandaten duurden korter dan {term_months} maanden, meer dan de helft."
legal_basis:
  NL: Wet Bibob art. 3(4)
  BE: New Municipal Act art. 119ter par. 5
  DE: Gewerbeordnung par. 35 and 45
  LU: Law of 2 September 2011 on establishment, honorability
innocent:
  en:
    - A professional manager, an interim director or a director of a trust office.
    - A family firm or a group that was reorganised, so that one plan shows as several mandates.
    - A mandate that is still running is short because it began recently.
  nl:
    - Een beroepsbestuurder, interim-bestuurder of bestuurder van een trustkantoor.
    - Een familiebedrijf of concern dat is gereorganiseerd, zodat een plan als meerdere mandaten verschijnt.
    - Een lopend mandaat is kort omdat het pas begonnen is.
against:
  en: A director who is there every day, knows the trade and signs the lease and the loans.
  nl: Een bestuurder die er dagelijks is, het vak kent en zelf de huur en de leningen tekent.
parameters: {window_months: 24, firms_least: 3, term_months: 9}
context: [circle, applied_on]
either: {Actor: Person Organisation}
finding: [person]
undecided:
  column: firms
  sentence:
    en: "{person} is director of {undated} organisations since a day that nobody told; with them the threshold of {firms_least} within {window_months} months before this application could be reached."
    nl: "{person} is bestuurder van {undated} organisaties sinds een dag die niemand heeft gemeld; met hen kan de drempel van {firms_least} in de {window_months} maanden voor deze aanvraag zijn bereikt."
needs:
  - {category: open, kind: register gazette, where: circle, tells: directors}
not_yet:
  en:
    - "no shareholding is known: a note, not tested, because no country delivers all shareholders"
    - "power of attorney and bank power outside the register: no source tells them"
    - "experience in the sector: no source tells it"
  nl:
    - "geen aandelenbezit bekend: een aantekening, niet getoetst, want geen land levert alle aandeelhouders"
    - "volmacht en bankvolmacht buiten het register: geen bron vertelt ze"
    - "ervaring in de branche: geen bron vertelt die"
examples:
  - name: three mandates in 24 months, of five, four and six months
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: &who
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
      nl_kvk_hr/nl-kvk:
        person: &register [{person_ref: p1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2024-08-01, to: 2025-01-05}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
          - {organisation_ref: "euid:NLNHR.99990003", holder_ref: p1, function: director, from: 2025-11-20}
    expect: met
  - name: three mandates, but two of them lasted ten months
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2024-06-01, to: 2025-04-01}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2024-08-01, to: 2025-06-01}
          - {organisation_ref: "euid:NLNHR.99990003", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
    expect: not met
  - name: short mandates, but only two
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2024-08-01, to: 2025-01-05}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
    expect: not met
  - name: three short mandates, but the first began 25 months before
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2024-04-01, to: 2024-09-01}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
          - {organisation_ref: "euid:NLNHR.99990003", holder_ref: p1, function: director, from: 2025-11-20}
    expect: not met
  - name: a manager by profession whose mandates began long ago
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2018-01-01}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2019-05-01}
          - {organisation_ref: "euid:NLNHR.99990003", holder_ref: p1, function: director, from: 2020-02-01, to: 2024-10-01}
          - {organisation_ref: "euid:NLNHR.99990004", holder_ref: p1, function: director, from: 2021-02-01}
    expect: not met
  - name: two short mandates, and one that began on a day that the register does not know
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2024-08-01, to: 2025-01-05}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
          - {organisation_ref: "euid:NLNHR.99990003", holder_ref: p1, function: director}
    expect: cannot tell
  - name: an undated mandate that ended before the window changes nothing
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2024-08-01, to: 2025-01-05}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
          - {organisation_ref: "euid:NLNHR.99990003", holder_ref: p1, function: director, to: 2020-07-01}
    expect: not met
  - name: one short mandate told twice by two sources is one
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: O1}]
        party: [{case_number: Z-1, party_ref: P1, role: director, origin: declared, from: 2025-11-20}]
        organisation: [{organisation_ref: O1, name: Proefzaak Drie, register: NL_KVK, register_number: 99990003}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
          - {organisation_ref: "euid:NLNHR.99990003", holder_ref: p1, function: director, from: 2025-11-22}
    expect: not met
  - name: the third mandate stands only in a permit file of Heerlen
    variant: hidden
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        person: *register
        mandate:
          - {organisation_ref: "euid:NLNHR.99990001", holder_ref: p1, function: director, from: 2024-08-01, to: 2025-01-05}
          - {organisation_ref: "euid:NLNHR.99990002", holder_ref: p1, function: director, from: 2025-03-01, to: 2025-07-01}
      nl_municipality/nl-gm0917:
        permit: [{case_number: H-1, permit_type: horeca_operation, status: granted, date_application: 2025-08-01, applicant_ref: O9}]
        party: [{case_number: H-1, party_ref: P9, role: director, origin: inspection, from: 2025-09-01, to: 2026-01-15}]
        organisation: [{organisation_ref: O9, name: Proefzaak Negen, register: NL_KVK, register_number: 99990009}]
        person: [{person_ref: P9, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: not met
*/
// One mandate per person and organisation, whoever tells it: begun at the first day told, ended at the last; a running
// one lasts until as-of. One without a first day could have begun in the window, and could have been short. A director named in a permit file counts as director of the applicant of that file.
UNWIND $circle AS i
MATCH (p:Actor)-[d:DIRECTS|PARTY_IN WHERE visible(d)]->(x:Organisation|Application)
WHERE p.id = i AND (d.function = 'director' OR d.role = 'director')
WITH p, d, x
MATCH (x)((y:Application)<-[a:PARTY_IN WHERE visible(a) AND a.role = 'applicant']-(g:Organisation)){0,1}(f:Organisation)
WITH p, d, f
MATCH (f)((w:Organisation)-[t:SAME_AS WHERE visible(t)]-(z:Organisation)){0,4}(h:Organisation)
WITH p, d, min(h.id) AS firm
MATCH (p)((u:Actor)-[s:SAME_AS WHERE visible(s)]-(v:Actor)){0,4}(q:Actor)
WITH d, firm, min(q.id) AS person
WITH person, firm, min(d.since) AS begun,
  max(CASE WHEN d.until IS NULL OR d.until > $as_of THEN $as_of ELSE d.until END) AS ended,
  collect(DISTINCT {record: d.record, source: d.source, authority: d.authority, since: d.since, until: d.until,
    grade: d.grade, collected_on: d.collected_on, delivery: d.delivery, file: d.file, line: d.line, lies_in: place(d)}) AS told
WHERE (begun >= $applied_on - duration({months: $window_months}) AND begun <= $as_of)
  OR (begun IS NULL AND ended >= $applied_on - duration({months: $window_months}))
UNWIND told AS line
WITH person, count(DISTINCT CASE WHEN begun IS NOT NULL THEN firm END) AS dated,
  count(DISTINCT CASE WHEN begun IS NULL THEN firm END) AS undated,
  count(DISTINCT CASE WHEN ended < begun + duration({months: $term_months}) THEN firm END) AS short,
  collect(DISTINCT {firm: firm, line: line}) AS terms
WHERE dated + undated >= $firms_least AND (short + undated) * 2 > dated + undated
UNWIND terms AS term
WITH person, dated, undated, short, term, CASE WHEN dated >= $firms_least AND short * 2 > dated THEN dated END AS firms
RETURN person, firms, undated, short, term.firm AS firm, term.line.record AS term_record, term.line.lies_in AS term_lies_in,
  term.line.delivery AS term_delivery, term.line.file AS term_file, term.line.line AS term_line,
  term.line.source AS term_source, term.line.authority AS term_authority, term.line.since AS term_since, term.line.until AS term_until,
  term.line.grade AS term_grade, term.line.collected_on AS term_collected_on
ORDER BY person, firms, undated, short, firm, term_record, term_lies_in, term_delivery, term_file, term_line, term_source, term_authority,
  term_since, term_until, term_grade, term_collected_on
LIMIT $limit
