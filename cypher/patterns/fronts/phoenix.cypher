/*
id: phoenix
code: F04
version: 2
status: draft
theme: fronts
roles: official coordinator analyst investigator
weight: supporting
title:
  en: Phoenix company
  nl: Feniksbedrijf
sentence:
  en: "{organisation} was founded on {founded}; {failed} failed on {failed_on} ({failure}), and the founding lies between {before_months} months before and {after_months} months after. They share {shared} of director, premises and name (threshold {shared_least}). Restart approved: {restart_approved}."
  nl: "{organisation} is opgericht op {founded}; {failed} ging op {failed_on} ten onder ({failure}), en de oprichting ligt tussen {before_months} maanden ervoor en {after_months} maanden erna. Ze delen {shared} van bestuurder, pand en naam (drempel {shared_least}). Doorstart goedgekeurd: {restart_approved}."
legal_basis:
  NL: Wet Bibob art. 3(4); Faillissementswet
  BE: New Municipal Act art. 119ter; Code of economic law book XX
  DE: Gewerbeordnung par. 35
  LU: Law of 2 September 2011 on establishment, honorability
innocent:
  en:
    - A legal restart that the receiver or the court approved.
    - A failure without fault, and a second chance as the law wants it.
    - A group that closes one branch and goes on with another.
  nl:
    - Een wettige doorstart die de curator of de rechtbank heeft goedgekeurd.
    - Een faillissement zonder schuld, en een tweede kans zoals de wet die wil.
    - Een concern dat een onderdeel sluit en met een ander doorgaat.
against:
  en: A restart approved by the receiver; public debts that were paid.
  nl: Een door de curator goedgekeurde doorstart; betaalde schulden bij de overheid.
parameters: {before_months: 6, after_months: 12, shared_least: 2}
context: [circle]
finding: [organisation, failed]
undecided:
  column: failed_on
  sentence:
    en: "{organisation} was founded on {founded} and shares {shared} of director, premises and name with {failed} (threshold {shared_least}), which failed ({failure}) on a day that nobody told."
    nl: "{organisation} is opgericht op {founded} en deelt {shared} van bestuurder, pand en naam met {failed} (drempel {shared_least}), dat ten onder ging ({failure}) op een dag die niemand heeft gemeld."
facts: {failure_told: Insolvency, founding_told: OrganisationStatement}
needs:
  - {category: open, kind: register gazette, where: circle, tells: directors insolvency_days}
not_yet:
  en:
    - "same staff and same customers: no source tells them here"
    - "public debts left behind: needs debts to the municipality or tax data"
  nl:
    - "zelfde personeel en zelfde klanten: geen bron vertelt ze hier"
    - "achtergelaten schulden: vraagt schulden aan de gemeente of belastinggegevens"
examples:
  - name: same director and address, founded three months after the failure
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: &who
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: O1}]
        organisation: [{organisation_ref: O1, name: Nieuwe Proef, register: NL_KVK, register_number: 99990001}]
      nl_kvk_hr/nl-kvk:
        organisation:
          - {organisation_ref: n1, name: Nieuwe Proef BV, register: NL_KVK, register_number: 99990001, status: active, founded: 2025-07-01, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
          - {organisation_ref: f1, name: Oude Proef BV, register: NL_KVK, register_number: 99990002, status: bankrupt, founded: 2015-01-05, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
        person: &people
          - {person_ref: p1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03}
          - {person_ref: p2, surname: Nieuwkomer, given_names: Bram, birth_date: 1990-07-08}
        mandate:
          - {organisation_ref: n1, holder_ref: p1, function: director, from: 2025-07-01}
          - {organisation_ref: f1, holder_ref: p1, function: director, from: 2015-01-05, to: 2025-04-01}
        insolvency: [{subject_ref: f1, kind: bankruptcy, date: 2025-04-01}]
    expect: met
  - name: same director and address, but founded 13 months after
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        organisation:
          - {organisation_ref: n1, name: Nieuwe Proef BV, register: NL_KVK, register_number: 99990001, status: active, founded: 2026-05-02, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
          - {organisation_ref: f1, name: Oude Proef BV, register: NL_KVK, register_number: 99990002, status: bankrupt, founded: 2015-01-05, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
        person: *people
        mandate:
          - {organisation_ref: n1, holder_ref: p1, function: director, from: 2026-05-02}
          - {organisation_ref: f1, holder_ref: p1, function: director, from: 2015-01-05, to: 2025-04-01}
        insolvency: [{subject_ref: f1, kind: bankruptcy, date: 2025-04-01}]
    expect: not met
  - name: the day of the failure is not known
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        organisation:
          - {organisation_ref: n1, name: Nieuwe Proef BV, register: NL_KVK, register_number: 99990001, status: active, founded: 2025-07-01, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
          - {organisation_ref: f1, name: Oude Proef BV, register: NL_KVK, register_number: 99990002, status: bankrupt, founded: 2015-01-05, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
        person: *people
        mandate:
          - {organisation_ref: n1, holder_ref: p1, function: director, from: 2025-07-01}
          - {organisation_ref: f1, holder_ref: p1, function: director, from: 2015-01-05, to: 2025-04-01}
        insolvency: [{subject_ref: f1, kind: bankruptcy}]
    expect: cannot tell
  - name: a new tenant with another director shares the address only
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        organisation:
          - {organisation_ref: n1, name: Nieuwe Proef BV, register: NL_KVK, register_number: 99990001, status: active, founded: 2025-07-01, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
          - {organisation_ref: f1, name: Oude Proef BV, register: NL_KVK, register_number: 99990002, status: bankrupt, founded: 2015-01-05, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
        person: *people
        mandate:
          - {organisation_ref: n1, holder_ref: p2, function: director, from: 2025-07-01}
          - {organisation_ref: f1, holder_ref: p1, function: director, from: 2015-01-05, to: 2025-04-01}
        insolvency: [{subject_ref: f1, kind: bankruptcy, date: 2025-04-01}]
    expect: not met
  - name: the same director and the same name at another address
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        organisation:
          - {organisation_ref: n1, name: Oude Proef BV, register: NL_KVK, register_number: 99990001, status: active, founded: 2025-07-01, street: Proefplein, number: 9, postcode: 6211 CD, town: Maastricht, country: NL}
          - {organisation_ref: f1, name: Oude Proef B.V., register: NL_KVK, register_number: 99990002, status: bankrupt, founded: 2015-01-05, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
        person: *people
        mandate:
          - {organisation_ref: n1, holder_ref: p1, function: director, from: 2025-07-01}
          - {organisation_ref: f1, holder_ref: p1, function: director, from: 2015-01-05, to: 2025-04-01}
        insolvency: [{subject_ref: f1, kind: bankruptcy, date: 2025-04-01}]
    expect: met
  - name: the receiver approved the restart, and the finding says so
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        organisation:
          - {organisation_ref: n1, name: Nieuwe Proef BV, register: NL_KVK, register_number: 99990001, status: active, founded: 2025-07-01, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
          - {organisation_ref: f1, name: Oude Proef BV, register: NL_KVK, register_number: 99990002, status: bankrupt, founded: 2015-01-05, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
        person: *people
        mandate:
          - {organisation_ref: n1, holder_ref: p1, function: director, from: 2025-07-01}
          - {organisation_ref: f1, holder_ref: p1, function: director, from: 2015-01-05, to: 2025-04-01}
        insolvency: [{subject_ref: f1, kind: bankruptcy, date: 2025-04-01, restart_approved: yes}]
    expect: met
  - name: only Heerlen knows that the new firm works from the old address
    variant: hidden
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *who
      nl_kvk_hr/nl-kvk:
        organisation:
          - {organisation_ref: n1, name: Nieuwe Proef BV, register: NL_KVK, register_number: 99990001, status: active, founded: 2025-07-01}
          - {organisation_ref: f1, name: Oude Proef BV, register: NL_KVK, register_number: 99990002, status: bankrupt, founded: 2015-01-05, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}
        person: *people
        mandate:
          - {organisation_ref: n1, holder_ref: p1, function: director, from: 2025-07-01}
          - {organisation_ref: f1, holder_ref: p1, function: director, from: 2015-01-05, to: 2025-04-01}
        insolvency: [{subject_ref: f1, kind: bankruptcy, date: 2025-04-01}]
      nl_municipality/nl-gm0917:
        permit: [{case_number: H-1, permit_type: event, status: granted, date_application: 2025-08-01, applicant_ref: O9}]
        organisation: [{organisation_ref: O9, name: Nieuwe Proef, register: NL_KVK, register_number: 99990001, street: Proefstraat, number: 1, postcode: 6211 AB, town: Maastricht, country: NL}]
    expect: not met
*/
// A former director still is a shared one. Premises and persons are the same over SAME_AS; names when their folded form is.
UNWIND $circle AS i
MATCH (n:Organisation)<-[d:DESCRIBES WHERE visible(d)]-(ns:OrganisationStatement WHERE visible(ns))
WHERE n.id = i
WITH n, min(ns.founded) AS founded, collect(DISTINCT ns.name_key) AS names, collect(DISTINCT ns.record) AS founding_told
WHERE founded IS NOT NULL
MATCH (n)-[a:DIRECTS|SEATED_AT WHERE visible(a)]-(x:Person|Premises)
WITH n, founded, names, founding_told, a, x
MATCH (x)((u:Person|Premises)-[s:SAME_AS WHERE visible(s)]-(v:Person|Premises)){0,4}(y:Person|Premises)
WITH n, founded, names, founding_told, a, x, y
MATCH (y)-[b:DIRECTS|SEATED_AT WHERE visible(b)]-(f:Organisation)
WHERE NOT same(n, f)
WITH n, founded, names, founding_told, a, x, b, f
MATCH (f)<-[o:INSOLVENCY_OF|DESCRIBES WHERE visible(o)]-(e:Insolvency|OrganisationStatement WHERE visible(e))
WHERE e.insolvency_kind IN ['bankruptcy', 'dissolved_without_assets', 'struck_off'] OR e.status = 'struck_off'
WITH n, founded, names, founding_told, f, a, b, e, coalesce(e.date, e.dissolved) AS failed_on,
  CASE WHEN x.id STARTS WITH 'pre:' THEN 'premises' ELSE 'director' END AS way
OPTIONAL MATCH (f)<-[k:INSOLVENCY_OF|DESCRIBES WHERE visible(k)]-(z:Insolvency|OrganisationStatement WHERE visible(z))
WHERE z.insolvency_kind IN ['bankruptcy', 'dissolved_without_assets', 'struck_off'] OR z.status = 'struck_off'
WITH n, founded, names, founding_told, f, a, b, e, failed_on, way, max(coalesce(z.date, z.dissolved)) AS told_on
WHERE (failed_on IS NULL AND told_on IS NULL)
  OR (founded >= failed_on - duration({months: $before_months}) AND founded <= failed_on + duration({months: $after_months}))
OPTIONAL MATCH (f)<-[g:DESCRIBES WHERE visible(g)]-(fs:OrganisationStatement WHERE visible(fs))
WITH n, founded, names, founding_told, f, min(failed_on) AS failed_on, min(coalesce(e.insolvency_kind, e.status)) AS failure,
  coalesce(max(e.restart_approved), 'not told') AS restart_approved, collect(DISTINCT e.record) AS failure_told,
  count(DISTINCT way) AS ways, collect(DISTINCT fs.name_key) AS others,
  collect(DISTINCT {record: a.record, source: a.source, authority: a.authority, since: a.since, until: a.until,
    grade: a.grade, collected_on: a.collected_on, delivery: a.delivery, file: a.file, line: a.line, lies_in: place(a)}) AS here,
  collect(DISTINCT {record: b.record, source: b.source, authority: b.authority, since: b.since, until: b.until,
    grade: b.grade, collected_on: b.collected_on, delivery: b.delivery, file: b.file, line: b.line, lies_in: place(b)}) AS there
WITH n, founded, founding_told, f, failed_on, failure, restart_approved, failure_told, here + there AS ties,
  ways + CASE WHEN any(name IN names WHERE name IN others) THEN 1 ELSE 0 END AS shared
WHERE shared >= $shared_least
UNWIND ties AS tie
RETURN DISTINCT n.id AS organisation, f.id AS failed, founded, failed_on, failure, restart_approved, shared, failure_told,
  founding_told, tie.record AS tie_record, tie.lies_in AS tie_lies_in, tie.delivery AS tie_delivery, tie.file AS tie_file,
  tie.line AS tie_line, tie.source AS tie_source, tie.authority AS tie_authority, tie.since AS tie_since,
  tie.until AS tie_until, tie.grade AS tie_grade, tie.collected_on AS tie_collected_on
ORDER BY organisation, failed, founded, failed_on, failure, restart_approved, shared, failure_told, founding_told,
  tie_record, tie_lies_in, tie_delivery, tie_file, tie_line,
  tie_source, tie_authority, tie_since, tie_until, tie_grade, tie_collected_on
LIMIT $limit
