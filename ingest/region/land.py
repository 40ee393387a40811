"""Land registers (transfers of premises) and the reviewed lists of providers with published branch statistics."""

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.registered import some_firms
from ingest.region.shapes import SCHEMES, Values, organisation_row, person_row, premises_row
from ingest.region.towns import Town
from ingest.region.trades import activity_code
from ingest.region.world import NEIGHBOURS, TODAY, World

SHARE = 0.02
BRANCHES = {"bar": (900, 2_400), "restaurant": (1_000, 2_900), "fashion": (1_500, 3_800), "cars": (1_200, 4_100)}

QUANTITIES = {"turnover_per_m2": 1, "turnover": 120}  # a year, of premises of 120 square metres


def _party(folder: ContractFolder, world: World, town: Town, ref: str, roll: Roll) -> str:
    """A buyer or seller: mostly a person, sometimes a firm of the town."""
    firm = next(some_firms(world, town, roll.low(world.firms(town))), None) if roll.chance(0.3) else None
    if firm:
        folder.write("organisation", organisation_row(ref, firm))
    else:
        folder.write("person", person_row(ref, world.holder(roll, town)))
    return ref


def write_land_register(world: World, country: str, folder: ContractFolder) -> None:
    """Transfers of one address in fifty; prices and mortgages are told in the Netherlands only."""
    for town in world.towns(country):
        for index, roll in world.drawn("land", town, world.addresses(town), SHARE):
            ref = f"{town.code}-{index}"
            folder.write("premises", premises_row(f"A{ref}", world.address(town, index), world.use(town, index)))
            told: Values = {"premises_ref": f"A{ref}", "date": world.day(roll, 20, 3_000), "deed": f"H/{ref}"}
            told["buyer_ref"] = _party(folder, world, town, f"B{ref}", roll)
            told["seller_ref"] = _party(folder, world, town, f"V{ref}", roll)
            if country == "NL":
                value = 1_000 * (90 + roll.low(900))
                told |= {"price": value * (80 + roll.below(50)) // 100, "assessed_value": value}
                told["mortgage_amount"] = 0 if roll.chance(0.2) else value * 7 // 10
            folder.write("transfer", told)


def write_lists(world: World, folder: ContractFolder) -> None:
    """The business centres of all towns as reviewed providers, and a statistic of four trades in each country."""
    for number, town in enumerate(town for country in NEIGHBOURS for town in world.towns(country)):
        for index in range(0, world.centres(town), 2):
            ref = f"C{number}-{index}"
            folder.write("premises", premises_row(ref, world.address(town, index), "business_centre"))
            told: Values = {"premises_ref": ref, "kind": "business_centre", "reviewer": "review desk"}
            folder.write("provider_list", {**told, "reviewed_on": TODAY.replace(day=1, month=3)})
    for country in NEIGHBOURS:
        for trade, (low, median) in BRANCHES.items():
            norm: Values = {"country": country, "activity": f"{SCHEMES[country]}:{activity_code(country, trade)}"}
            norm |= {"year": 2024, "publication": "made-up branch report 2025"}
            for quantity, size in QUANTITIES.items():
                steps = {"p05": low // 2, "p10": low, "median": median, "p90": median * 2, "p95": median * 3}
                values = {name: value * size for name, value in steps.items()}
                folder.write("branch_norm", {**norm, "quantity": quantity, **values})
