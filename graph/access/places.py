"""What may be told of where a row lies: category, handling code and whether it is disputed, of its compartment.

A column `lies_in` (or `name_lies_in`) becomes `category`, `handling` and `disputed` (`name_category`, ...): so no
screen, export or log ever holds the id of a compartment.
"""

from dataclasses import dataclass, field

from graph.model.compartments import Compartment
from graph.store.connection import Rows, Store
from graph.store.loads import named_compartments

COLUMN = "lies_in"


@dataclass
class Places:
    """The compartments of one View, read when they are first met."""

    store: Store
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
                lies_in, lead = self.known.get(row.pop(name)), name.removesuffix(COLUMN)
                row[f"{lead}category"] = lies_in.category if lies_in else None
                row[f"{lead}handling"] = lies_in.handling if lies_in else None
                row[f"{lead}disputed"] = bool(lies_in and lies_in.status == "disputed")
        return rows
