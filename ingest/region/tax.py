"""What a made-up tax authority delivers: debts, VAT numbers, supplies and turnovers of some of its firms."""

from datetime import date, timedelta

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.firms import Firm
from ingest.region.registered import some_firms
from ingest.region.shapes import Values, organisation_row
from ingest.region.world import TODAY, World

SHARE = 0.1
STATES = ("active",) * 16 + ("small_business_scheme", "ceased", "deregistered_by_authority")
KINDS = ("vat", "vat", "wage", "corporate", "income", "social")
DEBTS = ("open", "open", "instalment", "objection", "enforcement", "paid")
MONTHS = tuple((date(2026, month, 1), date(2026, month + 1, 1) - timedelta(days=1)) for month in range(1, 5))


def _debts(folder: ContractFolder, ref: str, number: str, roll: Roll) -> None:
    """A debt on three days: it grows or shrinks, so that a course can be seen."""
    amount, step = roll.tail(500, 2_000_000), roll.pick((-200, 0, 700, 2_500))
    told: Values = {"debt_id": number, "debtor_ref": ref, "tax_kind": roll.pick(KINDS), "status": roll.pick(DEBTS)}
    told |= {"assessed_on": date(2025, 9, 1), "assessed_amount": amount, "plan_kept": roll.pick(("yes", "no", ""))}
    for quarter, day in enumerate((date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1))):
        folder.write("tax_debt", {**told, "open_amount": max(0, amount + quarter * step), "reference_date": day})


def _vat(folder: ContractFolder, ref: str, firm: Firm, roll: Roll) -> None:
    state, gap = roll.pick(STATES), roll.pick((0, 0, 0, 0, 1, 3, 8))
    age = max(1, (TODAY - firm.founded).days)
    since = firm.founded if state == "active" else TODAY - timedelta(days=roll.below(min(age, 1_200)))
    told: Values = {"organisation_ref": ref, "vat_number": firm.vat, "state": state, "from": since}
    folder.write("vat_status", {**told, "filing_gap_months": gap})


def _turnover(folder: ContractFolder, ref: str, roll: Roll) -> None:
    monthly = roll.tail(1_500, 5_000_000)
    for start, end in MONTHS:
        sold = monthly + 10 * roll.below(100)
        told: Values = {"organisation_ref": ref, "period_from": start, "period_to": end, "turnover": sold}
        folder.write("turnover", {**told, "vat_due": sold // 5, "vat_paid": sold // 5 if roll.chance(0.9) else None})


def _supply(folder: ContractFolder, world: World, firm: Firm, roll: Roll) -> None:
    """What it sold in a month to one firm, in its own country or across the border."""
    abroad = roll.chance(0.4)
    town = world.abroad(roll, firm.seat.town) if abroad else firm.seat.town
    customer = next(some_firms(world, town, roll.below(world.firms(town))), None)
    if customer and customer.vat and customer.vat != firm.vat:
        (start, end), net = roll.pick(MONTHS), roll.tail(200, 900_000)
        told: Values = {"supplier_vat": firm.vat, "customer_vat": customer.vat, "period_from": start, "period_to": end}
        told |= {"net": net, "vat": 0 if abroad else net // 5, "kind": "intra_eu" if abroad else "domestic"}
        folder.write("supply", {**told, "origin": "recapitulative_statement" if abroad else "yearly_listing"})


def write_tax(world: World, country: str, folder: ContractFolder) -> None:
    """The whole delivery of one tax authority but the planted cases."""
    for town in world.towns(country):
        for index, roll in world.drawn("tax", town, world.firms(town), SHARE):
            for firm in some_firms(world, town, index):
                ref = f"O{world.firm_index(town, index)}"
                folder.write("organisation", {**organisation_row(ref, firm), "vat_number": firm.vat})
                _vat(folder, ref, firm, roll)
                if roll.chance(0.3):
                    _debts(folder, ref, f"D/{firm.number.replace(' ', '')}", roll)
                if roll.chance(0.3):
                    _turnover(folder, ref, roll)
                if roll.chance(0.3):
                    _supply(folder, world, firm, roll)
                if index == 0 or roll.chance(0.01):
                    told = {"organisation_ref": ref, "indicator": "no_staff", "observed_on": date(2026, 3, 2)}
                    folder.write("fraud_indicator", {**told, "grade": "B3"})
