/*
id: member-in-licensed-business
code: O02
version: 2
status: draft
theme: clubs
roles: official coordinator analyst investigator
weight: context
title:
  en: Member of a group with a role in a licensed business
  nl: Lid van een groep met een rol in een vergunningplichtig bedrijf
sentence:
  en: "{person} is named as {role} of {group_name} by a {told_by}, last confirmed on {confirmed_on}, within {months} months."
  nl: "{person} wordt als {role} van {group_name} genoemd door een {told_by}, laatst bevestigd op {confirmed_on}, binnen {months} maanden."
legal_basis:
  NL: Wet Bibob art. 3; Wet politiegegevens art. 16, 19 and 20
  BE: New Municipal Act art. 119ter; police act art. 44/11
  DE: Gewerbeordnung par. 34a (only a club that is finally banned counts, for ten years)
innocent:
  en:
    - Membership alone is no offence; what it weighs depends on whether the club is finally banned.
    - The person left the group after the last confirmation.
    - A namesake, or a member of an ordinary riders' club.
  nl:
    - Lidmaatschap alleen is geen strafbaar feit; het gewicht hangt ervan af of de club onherroepelijk verboden is.
    - De betrokkene heeft de groep na de laatste bevestiging verlaten.
    - Een naamgenoot, of een lid van een gewone motorclub.
against:
  en: A report that calls the person a former member, or that knows nothing.
  nl: Een rapportage die de betrokkene oud-lid noemt, of waaruit niets bekend is.
parameters: {months: 24}
context: [circle, group, applications]
finding: [person, group_name]
facts: {report: Report, affiliation: Affiliation, listing: GroupList}
needs:
  - {category: police, kind: police, where: home}
not_yet:
  en: ["club finally banned: needs published bans of groups", "conviction of the local chapter: no source tells it"]
  nl: ["club onherroepelijk verboden: vraagt gepubliceerde verboden van groepen", "veroordeling van het plaatselijke chapter: geen bron vertelt die"]
examples:
  - name: a report for this case names the applicant as member
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        report: [{report_id: R-1, kind: bestuurlijke_rapportage, issuer: politie-eenheid, date: 2026-05-25, case_number: Z-1, subject_ref: P1, statement: group_affiliation, group_name: Proefvogels MC, group_role: member, statement_date: 2025-11-13}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: met
  - name: the statement is 25 months old
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        report: [{report_id: R-1, kind: bestuurlijke_rapportage, issuer: politie-eenheid, date: 2026-05-25, case_number: Z-1, subject_ref: P1, statement: group_affiliation, group_name: Proefvogels MC, group_role: officer, statement_date: 2024-04-20}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: cannot tell
  - name: the report says former member
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        report: [{report_id: R-1, kind: bestuurlijke_rapportage, issuer: politie-eenheid, date: 2026-05-25, case_number: Z-1, subject_ref: P1, statement: group_affiliation, group_name: Proefvogels MC, group_role: former, statement_date: 2025-11-13}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: cannot tell
  - name: the report says that nothing is known
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        report: [{report_id: R-1, kind: bestuurlijke_rapportage, issuer: politie-eenheid, date: 2026-05-25, case_number: Z-1, subject_ref: P1, statement: none_known, statement_date: 2025-11-13}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: cannot tell
  - name: the report tells of a clubhouse, not of a membership
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        report: [{report_id: R-1, kind: bestuurlijke_rapportage, issuer: politie-eenheid, date: 2026-05-25, case_number: Z-1, subject_ref: P1, statement: clubhouse_use, group_name: Proefvogels MC, group_role: member, statement_date: 2025-11-13}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: cannot tell
  - name: only the police knows of the membership
    variant: hidden
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
      nl_police/nl-pol-limburg:
        incident: [{incident_id: I-1, kind: concrete, date_from: 2025-11-20, town: Maastricht}]
        affiliation: [{affiliation_id: L-1, person_ref: D1, group_id: G-1, role: member, incident_ids: I-1, from: 2022-01-01, last_confirmed: 2025-12-01, grade: B2}]
        group: [{group_id: G-1, name: Proefvogels MC, type: outlaw_motorcycle_club, status: active}]
        person: [{person_ref: D1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: cannot tell
  - name: the police released its record to this case
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
      nl_police/nl-pol-limburg:
        incident: [{incident_id: I-1, kind: concrete, date_from: 2025-11-20, town: Maastricht}]
        affiliation: [{affiliation_id: L-1, person_ref: D1, group_id: G-1, role: member, incident_ids: I-1, from: 2022-01-01, last_confirmed: 2025-12-01, grade: B2}]
        group: [{group_id: G-1, name: Proefvogels MC, type: outlaw_motorcycle_club, status: active}]
        person: [{person_ref: D1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: met
    grant: [nl_police/nl-pol-limburg/affiliation/L-1]
  - name: the report names a club that a published list names too
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: P1}]
        report: [{report_id: R-1, kind: bestuurlijke_rapportage, issuer: politie-eenheid, date: 2026-05-25, case_number: Z-1, subject_ref: P1, statement: group_affiliation, group_name: Proefvogels MC, group_role: member, statement_date: 2025-11-13}]
        person: [{person_ref: P1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
      nl_police/nl-pol-limburg:
        group_list: [{group_id: G-1, name: Proefvogels MC, published: yes, country: NL, reviewer: made-up review, reviewed_on: 2026-01-15, appeal_contact: appeal@example.org}]
    expect: met
  - name: an investigator reads that a director is a member
    variant: positive
    account: investigator-limburg
    case_number: 99990001
    as_of: 2026-06-01
    given:
      nl_kvk_hr/nl-kvk:
        organisation: [{organisation_ref: n1, name: Proefzaak Een, register: NL_KVK, register_number: 99990001, status: active}]
        person: [{person_ref: p1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
        mandate: [{organisation_ref: n1, holder_ref: p1, function: director, from: 2024-01-01}]
      nl_police/nl-pol-limburg:
        incident: [{incident_id: I-1, kind: concrete, date_from: 2025-11-20, town: Maastricht}]
        affiliation: [{affiliation_id: L-1, person_ref: D1, group_id: G-1, role: member, incident_ids: I-1, from: 2022-01-01, last_confirmed: 2025-12-01, grade: B2}]
        group: [{group_id: G-1, name: Proefvogels MC, type: outlaw_motorcycle_club, status: active}]
        person: [{person_ref: D1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: met
  - name: a police record of grade X4 never counts
    variant: near miss
    account: investigator-limburg
    case_number: 99990001
    as_of: 2026-06-01
    given:
      nl_kvk_hr/nl-kvk:
        organisation: [{organisation_ref: n1, name: Proefzaak Een, register: NL_KVK, register_number: 99990001, status: active}]
        person: [{person_ref: p1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
        mandate: [{organisation_ref: n1, holder_ref: p1, function: director, from: 2024-01-01}]
      nl_police/nl-pol-limburg:
        incident: [{incident_id: I-1, kind: concrete, date_from: 2025-11-20, town: Maastricht}]
        affiliation: [{affiliation_id: L-1, person_ref: D1, group_id: G-1, role: member, incident_ids: I-1, from: 2022-01-01, last_confirmed: 2025-12-01, grade: X4}]
        group: [{group_id: G-1, name: Proefvogels MC, type: outlaw_motorcycle_club, status: active}]
        person: [{person_ref: D1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: not met
  - name: a police record not confirmed for 25 months
    variant: near miss
    account: investigator-limburg
    case_number: 99990001
    as_of: 2026-06-01
    given:
      nl_kvk_hr/nl-kvk:
        organisation: [{organisation_ref: n1, name: Proefzaak Een, register: NL_KVK, register_number: 99990001, status: active}]
        person: [{person_ref: p1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
        mandate: [{organisation_ref: n1, holder_ref: p1, function: director, from: 2024-01-01}]
      nl_police/nl-pol-limburg:
        incident: [{incident_id: I-1, kind: concrete, date_from: 2025-11-20, town: Maastricht}]
        affiliation: [{affiliation_id: L-1, person_ref: D1, group_id: G-1, role: member, incident_ids: I-1, from: 2022-01-01, last_confirmed: 2024-04-20, grade: B2}]
        group: [{group_id: G-1, name: Proefvogels MC, type: outlaw_motorcycle_club, status: active}]
        person: [{person_ref: D1, surname: Voorbeeld, given_names: Eva, birth_date: 1980-02-03, national_id: 999990019, national_id_type: NL_BSN}]
    expect: not met
*/
// An official reads a report, or an affiliation that the police released to the case; an investigator the affiliations
// themselves. A group is named only where a list that may be read, and was reviewed by then, names it (contracts.md,
// section 6); of every other one it is said that there is one. Grades X and 4 never count. With an application the type
// of permit must be of a sensitive group.
UNWIND $circle AS i
MATCH (p:Person)<-[o:REPORTS_ON|AFFILIATION_OF WHERE visible(o)]-(t:Report|Affiliation WHERE visible(t) AND current(t))
WHERE p.id = i AND (t.statement = 'group_affiliation' OR t.last_confirmed IS NOT NULL)
  AND coalesce(t.group_role, t.role) IN ['member', 'officer', 'leader', 'founder']
  AND coalesce(t.statement_date, t.last_confirmed) <= $as_of
  AND coalesce(t.statement_date, t.last_confirmed) >= $as_of - duration({months: $months})
  AND (t.grade IS NULL OR NOT (t.grade STARTS WITH 'X' OR t.grade ENDS WITH '4'))
  AND ($group <> 'none' OR size($applications) = 0)
OPTIONAL MATCH (t)-[w:AFFILIATION_WITH WHERE visible(w)]->(g:Group)<-[k:LISTS_GROUP WHERE visible(k)]-(l:GroupList WHERE visible(l) AND current(l))
WITH p, t, min(l.name) AS listed, min(l.record) AS listing
OPTIONAL MATCH (m:GroupList WHERE visible(m) AND current(m))
WHERE m.name = t.group_name
WITH p, t, listed, listing, min(m.name) AS named, min(m.record) AS naming
RETURN p.id AS person, coalesce(t.group_role, t.role) AS role, coalesce(listed, named, 'a group') AS group_name,
  coalesce(t.report_kind, 'police record') AS told_by, coalesce(t.statement_date, t.last_confirmed) AS confirmed_on,
  t.grade AS grade, CASE WHEN t.last_confirmed IS NULL THEN t.record END AS report,
  CASE WHEN t.last_confirmed IS NOT NULL THEN t.record END AS affiliation, coalesce(listing, naming) AS listing
ORDER BY person, role, group_name, told_by, confirmed_on, grade, report, affiliation, listing
LIMIT $limit
