"""What is data with a review date holds for two years; after one it says that it is to be reviewed."""

from datetime import date, timedelta
from typing import Literal

WARN, DENY = timedelta(days=365), timedelta(days=730)

Review = Literal["holds", "review it", "holds no more, review it"]


def review(reviewed: date, today: date) -> Review:
    age = today - reviewed
    return "holds no more, review it" if age > DENY else "review it" if age > WARN else "holds"
