/*
id: permit-hop
code: L01
version: 1
status: draft
theme: licensing
roles: official coordinator analyst
weight: strong
title:
  en: Permit-hopping after refusal across the border
  nl: Vergunningshoppen na weigering over de grens
sentence:
  en: "{person} was {role} in {case_number}, which ended at {authority} as {status} on {date_decision} (on integrity grounds, or withdrawn after integrity questions); this application followed within {months} months."
  nl: "{person} was {role} in {case_number}, die bij {authority} op {date_decision} eindigde als {status} (op integriteitsgronden, of ingetrokken na integriteitsvragen); deze aanvraag volgde binnen {months} maanden."
legal_basis:
  NL: Wet Bibob art. 3; Alcoholwet art. 27
  BE: New Municipal Act art. 119ter
innocent:
  en:
    - An ordinary expansion of a chain across the border.
    - The refusal was set aside later, or concerned another person of the firm only.
  nl:
    - Een gewone uitbreiding van een keten over de grens.
    - De weigering is later vernietigd, of betrof alleen een ander persoon van het bedrijf.
against:
  en: A later permit of the same authority for the same person.
  nl: Een latere vergunning van dezelfde overheid voor dezelfde persoon.
parameters: {months: 24}
context: [circle, country, applied_on, group]
lists: {activity_group: activity_group}
either: {Actor: Person Organisation}
finding: [person, permit]
facts: {permit: Permit}
needs:
  - {category: permit, kind: municipality, where: abroad}
absence_needs: []
not_yet:
  en: ["distance between the two places: needs coordinates of premises"]
  nl: ["afstand tussen de twee plaatsen: vraagt coördinaten van panden"]
examples:
  - name: Genk published the refusal, 15 months before the application
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: &here
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: O1}]
        organisation: [{organisation_ref: O1, name: Proefzaak Een, register: BE_KBO, register_number: 0999.000.129}]
      be_municipality/be-nis71016:
        permit: [{case_number: G-1, permit_type: alcohol, status: refused, ground_kind: integrity, date_decision: 2025-02-20, applicant_ref: O7, published: yes}]
        organisation: &there [{organisation_ref: O7, name: Proefzaak Een, register: BE_KBO, register_number: 0999.000.129}]
    expect: met
  - name: the refusal is 25 months old
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *here
      be_municipality/be-nis71016:
        permit: [{case_number: G-1, permit_type: alcohol, status: refused, ground_kind: integrity, date_decision: 2024-04-09, applicant_ref: O7, published: yes}]
        organisation: *there
    expect: cannot tell
  - name: the refusal was in the same country
    variant: near miss
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *here
      nl_municipality/nl-gm0917:
        permit: [{case_number: H-1, permit_type: alcohol, status: refused, ground_kind: integrity, date_decision: 2025-02-20, applicant_ref: O7, published: yes}]
        organisation: *there
    expect: cannot tell
  - name: the refusal was on planning grounds
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *here
      be_municipality/be-nis71016:
        permit: [{case_number: G-1, permit_type: alcohol, status: refused, ground_kind: planning, date_decision: 2025-02-20, applicant_ref: O7, published: yes}]
        organisation: *there
    expect: cannot tell
  - name: the refusal is not published and not granted
    variant: hidden
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given: &unpublished
      nl_municipality/nl-gm0935: *here
      be_municipality/be-nis71016:
        permit: [{case_number: G-1, permit_type: alcohol, status: refused, ground_kind: integrity, date_decision: 2025-02-20, applicant_ref: O7}]
        organisation: *there
    expect: cannot tell
  - name: withdrawn in Genk after questions, which stand in an integrity file
    variant: hidden
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *here
      be_municipality/be-nis71016:
        permit: [{case_number: G-1, permit_type: alcohol, status: withdrawn_by_applicant, date_withdrawn: 2025-02-20, questions_put_on: 2025-02-01, applicant_ref: O7, published: yes}]
        organisation: *there
    expect: cannot tell
  - name: Genk released its record to this case
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given: *unpublished
    expect: met
    grant: [be_municipality/be-nis71016/permit/G-1]
  - name: a financier of the applicant was refused, published
    variant: positive
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935:
        permit: [{case_number: Z-1, permit_type: horeca_operation, status: under_review, date_application: 2026-05-10, applicant_ref: O1}]
        party: [{case_number: Z-1, party_ref: O2, role: financier, origin: declared, from: 2026-05-01}]
        organisation:
          - {organisation_ref: O1, name: Proefzaak Twee, register: NL_KVK, register_number: 99990001}
          - {organisation_ref: O2, name: Proefzaak Een, register: BE_KBO, register_number: 0999.000.129}
      be_municipality/be-nis71016:
        permit: [{case_number: G-1, permit_type: alcohol, status: revoked, ground_kind: integrity, date_decision: 2025-02-20, applicant_ref: O7, published: yes}]
        organisation: *there
    expect: met
  - name: the published refusal is of another kind of trade
    variant: innocent
    account: official-maastricht
    case_number: Z-1
    as_of: 2026-06-01
    given:
      nl_municipality/nl-gm0935: *here
      be_municipality/be-nis71016:
        permit: [{case_number: G-1, permit_type: car_trade, status: refused, ground_kind: integrity, date_decision: 2025-02-20, applicant_ref: O7, published: yes}]
        organisation: *there
    expect: cannot tell
*/
// Withdrawn and waived count only after questions, which stand in an integrity file: the policy opens none across a border.
UNWIND $circle AS i
MATCH (p:Actor)-[r:PARTY_IN WHERE visible(r)]->(a:Application)<-[d:DESCRIBES WHERE visible(d)]-(pm:Permit WHERE visible(pm))
WHERE p.id = i
  AND r.role IN ['applicant', 'manager', 'financier', 'director']
  AND pm.country <> $country
  AND $activity_group[pm.permit_type] = $group
  AND (pm.status IN ['refused', 'revoked', 'revoked_unlawful'] AND pm.ground_kind = 'integrity'
    OR pm.status IN ['withdrawn_by_applicant', 'waived'] AND EXISTS {
      MATCH (a)<-[e:DESCRIBES WHERE visible(e)]-(q:PermitIntegrity WHERE visible(q)) WHERE q.questions_put_on IS NOT NULL
    })
WITH p, r, pm, coalesce(pm.date_decision, pm.date_withdrawn) AS ended_on
WHERE ended_on <= $applied_on AND ended_on >= $applied_on - duration({months: $months})
RETURN DISTINCT p.id AS person, r.role AS role, pm.record AS permit, pm.case_number AS case_number, pm.authority AS authority,
  pm.status AS status, ended_on AS date_decision, r.record AS party_record, place(r) AS party_lies_in,
  r.delivery AS party_delivery, r.file AS party_file, r.line AS party_line, r.source AS party_source,
  r.authority AS party_authority, r.since AS party_since, r.until AS party_until, r.grade AS party_grade,
  r.collected_on AS party_collected_on
ORDER BY person, role, permit, case_number, authority, status, date_decision, party_record, party_lies_in,
  party_delivery, party_file, party_line, party_source, party_authority,
  party_since, party_until, party_grade, party_collected_on
LIMIT $limit
