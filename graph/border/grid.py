"""When an answer leaves: only at whole steps of time after the question, so that its moment tells nothing of rows."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph.border.limits import limits


@dataclass(frozen=True)
class Pace:
    """A clock in seconds that never goes back, and how to wait."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    @contextmanager
    def on_the_grid(self) -> Iterator[None]:
        """The block ends, also by an error, at the next whole step after its beginning."""
        began, step = self.clock(), limits().grid_milliseconds / 1000
        try:
            yield
        finally:
            self.sleep(step - (self.clock() - began) % step)
