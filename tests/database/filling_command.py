"""`euregraph` on a disk that gets full: the folder of the disk, when it gets full (or never), and the words.

`reading`: before the command begins. `writing`: when all rows of a load wait to be written and the load is noted.
"""

import sys
from pathlib import Path
from unittest.mock import patch

import euregraph
from graph.store.loads import Told, begin
from graph.store.writer import Load
from tests.small_disk import fill

LEFT = 100_000


def main(disk: Path, when: str, words: list[str]) -> None:
    def begin_and_fill(load: Load, told: Told, accepted: str, wrote: set[str]) -> None:
        begin(load, told, accepted, wrote)
        fill(disk, LEFT)

    if when == "reading":
        fill(disk, LEFT)
    sys.argv = ["euregraph", *words]
    with patch("ingest.run.begin", begin_and_fill if when == "writing" else begin):
        euregraph.main()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
