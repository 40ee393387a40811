/*
id: premises-measures
code: A04
version: 1
status: draft
theme: addresses
roles: official coordinator analyst
weight: supporting
title:
  en: Premises with a history of measures
  nl: Pand met sluitingsverleden
sentence:
  en: "Measures began at the premises of this application within {years} years before it: closures {closures} (threshold {closures_least}), measures in all {measures_count} (threshold {measures_least}); {person} was {role} there before, from {tie_since}."
  nl: "In het pand van deze aanvraag begonnen in de {years} jaar ervoor maatregelen: sluitingen {closures} (drempel {closures_least}), maatregelen in totaal {measures_count} (drempel {measures_least}); {person} was daar eerder {role}, vanaf {tie_since}."
legal_basis:
  NL: Wet Bibob art. 3(4); Opiumwet art. 13b; Gemeentewet art. 174a
  BE: New Municipal Act art. 119ter and 134ter to 134septies
  DE: Gaststättengesetz par. 4 and 15
innocent:
  en:
    - A new tenant in good faith; that the owner stayed the same is not enough.
    - The person of then had left before the facts behind the measure.
    - The measure was about the building or about visitors, not about who ran the place.
  nl:
    - Een nieuwe huurder te goeder trouw; dat de eigenaar dezelfde bleef is niet genoeg.
    - De betrokkene van toen was vertrokken voor de feiten achter de maatregel.
    - De maatregel ging over het gebouw of over bezoekers, niet over de uitbater.
against:
  en: The measure was lifted early, or objection against it is pending.
  nl: De maatregel is vroegtijdig opgeheven, of er loopt bezwaar tegen.
parameters: {years: 5, closures_least: 1, measures_least: 2}
context: [applications, circle]
finding: [premises, person]
facts: {measures: Measure, lease: Lease}
needs:
  - {category: measure, kind: municipality, where: own}
  - {category: permit, kind: municipality, where: own}
not_yet:
  en: ["owner of the premises: needs titles of the land register"]
  nl: ["eigenaar van het pand: vraagt eigendomsgegevens van het kadaster"]
examples:
  - name: closed three years ago; the manager of then is the manager of now
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: &cases
          - {case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: O1, premises_ref: A1}
          - {case_number: Z-0, permit_type: horeca_operation, status: lapsed, date_application: 2019-03-01, date_decision: 2019-05-01, applicant_ref: O2, premises_ref: A1}
        party:
          - {case_number: Z-1, party_ref: P1, role: manager, origin: declared, from: 2026-05-01}
          - {case_number: Z-0, party_ref: P1, role: manager, origin: declared, from: 2019-05-01}
        measure:
          - {measure_id: M-1, measure_type: closure, reason: drugs, date_start: 2023-06-01, premises_ref: A1}
        organisation: &shops
          - {organisation_ref: O1, name: Proefzaak Een, register: NL_KVK, register_number: 99990001}
          - {organisation_ref: O2, name: Proefzaak Twee, register: NL_KVK, register_number: 99990002}
        person:
          - {person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: met
  - name: two measures, and the manager of now rented the premises then
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: *cases
        party:
          - {case_number: Z-1, party_ref: P1, role: manager, origin: declared, from: 2026-05-01}
          - {case_number: Z-0, party_ref: P2, role: manager, origin: declared, from: 2019-05-01}
        measure:
          - {measure_id: M-1, measure_type: warning, reason: drugs, date_start: 2024-06-01, premises_ref: A1}
          - {measure_id: M-2, measure_type: penalty_payment, reason: drugs, date_start: 2025-06-01, premises_ref: A1}
        lease: [{premises_ref: A1, landlord_ref: P2, tenant_ref: P1, from: 2022-01-01}]
        organisation: *shops
        person:
          - {person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}
          - {person_ref: P2, surname: Vroeger, given_names: Jan, birth_date: 1970-04-05}
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: met
  - name: the closure is six years old and one warning is not enough
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: *cases
        party:
          - {case_number: Z-1, party_ref: P1, role: manager, origin: declared, from: 2026-05-01}
          - {case_number: Z-0, party_ref: P1, role: manager, origin: declared, from: 2019-05-01}
        measure:
          - {measure_id: M-1, measure_type: closure, reason: drugs, date_start: 2020-04-01, premises_ref: A1}
          - {measure_id: M-2, measure_type: warning, reason: drugs, date_start: 2024-06-01, premises_ref: A1}
        organisation: *shops
        person:
          - {person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: not met
  - name: the closure was lifted
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: *cases
        party:
          - {case_number: Z-1, party_ref: P1, role: manager, origin: declared, from: 2026-05-01}
          - {case_number: Z-0, party_ref: P1, role: manager, origin: declared, from: 2019-05-01}
        measure:
          - {measure_id: M-1, measure_type: closure, reason: drugs, date_start: 2023-06-01, outcome: lifted, premises_ref: A1}
        organisation: *shops
        person:
          - {person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: not met
  - name: a new tenant, whose lease began after the closure
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: *cases
        party:
          - {case_number: Z-1, party_ref: P1, role: manager, origin: declared, from: 2026-05-01}
          - {case_number: Z-0, party_ref: P2, role: manager, origin: declared, from: 2019-05-01}
        measure:
          - {measure_id: M-1, measure_type: closure, reason: drugs, date_start: 2023-06-01, premises_ref: A1}
        lease: [{premises_ref: A1, landlord_ref: P2, tenant_ref: P1, from: 2026-05-01}]
        organisation: *shops
        person:
          - {person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}
          - {person_ref: P2, surname: Vroeger, given_names: Jan, birth_date: 1970-04-05}
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: not met
  - name: only Heerlen knows who ran the premises before
    variant: hidden
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: *cases
        party:
          - {case_number: Z-1, party_ref: P1, role: manager, origin: declared, from: 2026-05-01}
          - {case_number: Z-0, party_ref: P2, role: manager, origin: declared, from: 2019-05-01}
        measure:
          - {measure_id: M-1, measure_type: closure, reason: drugs, date_start: 2023-06-01, premises_ref: A1}
        organisation: *shops
        person:
          - {person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}
          - {person_ref: P2, surname: Vroeger, given_names: Jan, birth_date: 1970-04-05}
        premises: [{premises_ref: A1, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
      nl_municipality/nl-gm0917:
        permit: [{case_number: H-1, permit_type: event, status: granted, date_application: 2019-08-01, applicant_ref: P9, premises_ref: A9}]
        person: [{person_ref: P9, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
        premises: [{premises_ref: A9, street: Proefplein, number: 5, postcode: 6211 CD, town: Maastricht, country: NL}]
    expect: not met
*/
// A pending application is needed. A measure that was annulled or lifted never counts. The tie is older than the application:
// a party of an earlier application, or a lease that began before the newest measure (a new tenant has a lease as well).
UNWIND $applications AS i
MATCH (now:Application)<-[d:DESCRIBES WHERE visible(d)]-(pm:Permit WHERE visible(pm))
WHERE now.id = i AND pm.date_application IS NOT NULL
  AND pm.status IN ['applied', 'incomplete', 'under_review', 'advice_requested', 'hearing', 'provisional']
WITH now, min(pm.date_application) AS applied
MATCH (now)-[c:CONCERNS WHERE visible(c)]->(q:Premises)
WITH now, applied, q
MATCH (q)((u:Premises)-[s:SAME_AS WHERE visible(s)]-(v:Premises)){0,4}(p:Premises)
WITH now, applied, q, p
MATCH (p)<-[o:IMPOSED_AT WHERE visible(o)]-(m:Measure WHERE visible(m))
WHERE m.date_start <= applied AND m.date_start >= applied - duration({years: $years})
  AND (m.outcome IS NULL OR NOT m.outcome IN ['annulled', 'lifted'])
WITH now, applied, q, max(m.date_start) AS newest, collect(DISTINCT m.record) AS measures,
  count(DISTINCT CASE WHEN m.measure_type = 'closure' THEN m.record END) AS closures
WHERE closures >= $closures_least OR size(measures) >= $measures_least
MATCH (q)((w:Premises)-[t:SAME_AS WHERE visible(t)]-(z:Premises)){0,4}(site:Premises)
WITH now, applied, q, newest, measures, closures, site
OPTIONAL MATCH (site)<-[k:CONCERNS WHERE visible(k)]-(before:Application)<-[r:PARTY_IN WHERE visible(r)]-(who:Person|Organisation)
WHERE who.id IN $circle AND r.role IN ['applicant', 'manager', 'director'] AND before.id <> now.id AND EXISTS {
    MATCH (before)<-[e:DESCRIBES WHERE visible(e)]-(old:Permit WHERE visible(old)) WHERE old.date_application < applied
  }
OPTIONAL MATCH (site)<-[f:LEASE_OF WHERE visible(f)]-(l:Lease WHERE visible(l))-[b:LETS|LET_TO WHERE visible(b)]->(holder:Person|Organisation)
WHERE holder.id IN $circle AND l.since < newest
WITH q, measures, closures, who, r, holder, l
WHERE who IS NOT NULL OR holder IS NOT NULL
RETURN DISTINCT q.id AS premises, coalesce(who.id, holder.id) AS person, coalesce(r.role, 'tenant or landlord') AS role, closures,
  size(measures) AS measures_count, measures, l.record AS lease, r.record AS party_record, place(r) AS party_lies_in,
  r.delivery AS party_delivery, r.file AS party_file, r.line AS party_line, r.source AS party_source,
  r.authority AS party_authority, r.since AS party_since, r.until AS party_until, r.grade AS party_grade,
  r.collected_on AS party_collected_on, coalesce(r.since, l.since) AS tie_since
ORDER BY premises, person, role, closures, measures_count, measures, lease, party_record, party_lies_in,
  party_delivery, party_file, party_line, party_source, party_authority,
  party_since, party_until, party_grade, party_collected_on, tie_since
LIMIT $limit
