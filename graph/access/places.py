"""What may be told of where a row lies: category, handling code and whether it is disputed, of its compartment.

A column `lies_in` (or `name_lies_in`) becomes `category`, `handling` and `disputed` (`name_category`, ...): so no
screen, export or log ever holds the id of a compartment.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from graph.model.compartments import Compartment
from graph.store.connection import Rows, Store
from graph.store.loads import named_compartments

COLUMN = "lies_in"


@dataclass
class Places:
    """The compartments of one View, read when they are first met; `disputed`: those that are so in this View alone."""

    store: Store
    disputed: Collection[str] = ()
    known: dict[str, Compartment] = field(default_factory=dict)

    def told(self, rows: Rows) -> Rows:
        columns = [name for name in rows[0] if name.endswith(COLUMN)] if rows else []
        if not columns:
            return rows
        met = {row[name] for row in rows for name in columns if row[name]}
        if new := met - self.known.keys():
            self.known |= named_compartments(self.store, sorted(new))
        for row in rows:
            for name in columns:
                id_, lead = row.pop(name), name.removesuffix(COLUMN)
                lies_in = self.known.get(id_)
                row[f"{lead}category"] = lies_in.category if lies_in else None
                row[f"{lead}handling"] = lies_in.handling if lies_in else None
                row[f"{lead}disputed"] = bool(lies_in and (lies_in.status == "disputed" or id_ in self.disputed))
        return rows
