"""What takes a second person: closed, though the policy opens it, until one has signed in the case."""

from datetime import date

from graph.access.policies import Asker, Decision, decide
from graph.access.standing import Signed

SECOND_PERSON = {"police": "gang_data"}
SIGN_FIRST = "a second person of the own authority signs first, in this case"


def decision_for(asker: Asker, deliverer: str, category: str, today: date, signed: frozenset[Signed]) -> Decision:
    """The decision of the policy; what takes a second person is on request until one has signed in this case."""
    told = decide(asker, deliverer, category, today)
    act = SECOND_PERSON.get(category)
    if told.gives != "content" or act is None or act in {one.act for one in signed}:
        return told
    return told._replace(gives="on request", route=SIGN_FIRST)
