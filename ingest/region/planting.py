"""Plants the cases of every module in the folder `planted`: the folder is the list. Last comes the wrong answer."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from ingest.region import planted, wrong_answer
from ingest.region.case import Case
from ingest.region.plot import MAASTRICHT, Plot
from ingest.region.world import World


@cache
def modules() -> dict[str, ModuleType]:
    """Pattern -> the module that plants its cases; the pattern is named like the module."""
    found = sorted(one.name for one in iter_modules(planted.__path__))
    return {name.replace("_", "-"): import_module(f"{planted.__name__}.{name}") for name in found}


def planted_cases(world: World) -> Plot:
    plot = Plot(world)
    for pattern, module in modules().items():
        if hasattr(module, "VARIANTS"):
            for variant in module.VARIANTS:
                _plant(plot, pattern, module, variant)
        else:
            module.plant(plot)
    wrong_answer.plant(plot)  # last, so that no other number depends on it
    return plot


def _plant(plot: Plot, pattern: str, module: ModuleType, variant: str) -> None:
    """One variant: an application of a firm that was founded for it, and what the module tells around it.

    Where no query answers yet, the key only says whether an official must hear of it (met) or not (silent).
    """
    met, why = module.VARIANTS[variant]
    director = plot.person()
    case = Case(plot, variant, director, plot.address(MAASTRICHT))
    case.asked_by = getattr(module, "ASKED_BY", "official")
    case.applicant = case.firm(director)
    if hasattr(module, "prepare"):
        module.prepare(case)
    case.number = plot.apply(case.applicant, case.site)
    module.plant(case)
    said = {"code": module.CODE, "asked_by": case.asked_by} | ({"about": case.about} if case.about else {})
    expect = "met" if met and variant != "hidden" else "silent"
    plot.answer(pattern, variant, case.number, case.applicant, expect, why, "met" if met else "not_met", **said)
