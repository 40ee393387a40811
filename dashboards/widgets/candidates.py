"""Not them? Whom else the input could mean, what speaks for and against each, and a link that checks that one."""

from collections.abc import Iterable, Sequence

from dashboards.frame import Frame
from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, bullets, fold, join, table, tag
from dashboards.widgets.told import named, teller
from graph.access.identity import IdentityDecision
from graph.checks.candidates import RESULTS, Candidate
from graph.checks.check import Check


def not_them(frame: Frame, found: Sequence[Candidate], result: Check) -> Safe:
    """What was decided in the case on who is one person, and the others that the input could mean."""
    same = [one for one in result.decided if one.decided == "same"]
    return join(
        [*([bullets(decided_sentences(frame.say, same, result))] if same else []), _others(frame, found, result)]
    )


def decided_sentences(_: Texts, decisions: Iterable[IdentityDecision], result: Check) -> list[str]:
    """Who decided, who signed, when and why, a sentence each."""
    return [_sentence(_, one, result) for one in decisions]


def _sentence(_: Texts, told: IdentityDecision, result: Check) -> str:
    one, other = (named(_, result.names[id_].label) for id_ in told.persons)
    values = {"one": one, "other": other, "who": told.asked_by, "second": told.answered_by, "reason": told.reason}
    day = _.day(told.answered_on) if told.answered_on else ""
    if told.decided == "same":
        return _(
            "{one} and {other} are one person in this case: decided by {who}, signed by {second} on {day}, because:"
            " {reason}",
            day=day,
            **values,
        )
    return _(
        "{one} and {other} are two persons in this case: decided by {who}, signed by {second} on {day}, because:"
        " {reason}",
        day=day,
        **values,
    )


def _others(frame: Frame, found: Sequence[Candidate], result: Check) -> Safe:
    _ = frame.say
    hint = tag(
        "p", _("You can also type a register number, or a name with the birth date, in the field above."), class_="note"
    )
    if not found:
        none = _(
            "Not the one you mean? Nothing else that may be shown here has the same number, or the same name"
            " (a person: with the same birth date or town)."
        )
        return join([tag("p", none, class_="note"), hint])
    mixed = any(one.mixed for one in found)
    heads = [_("Name"), _("Identifier"), _("Told by"), *(_.word("result", one) for one in RESULTS), _("Check")]
    rows = [_row(frame, one) for one in found]
    if any(one.decided for one in found):
        heads.append(_("Decided in this case"))
        rows = [
            [*row, "; ".join(decided_sentences(_, one.decided, result))] for row, one in zip(rows, found, strict=True)
        ]
    listed = table(_("Whom else the input could mean, compared with who is checked here"), heads, rows)
    lead = tag("p", _("What was typed may mean each of these, and they are checked here together: choose one."))
    return fold(_("Not the one you mean?"), lead if mixed else Safe(""), listed, hint, opened=mixed)


def _row(frame: Frame, one: Candidate) -> list[object]:
    _ = frame.say
    numbers = [
        " ".join(str(row[part]) for part in ("register", "register_number") if row.get(part)) for row in one.rows
    ]
    tellers = [teller(row) for row in one.rows]
    fields = [
        ", ".join(_.word("field", name) for name, told in one.compared.items() if told == result) for result in RESULTS
    ]
    label = named(_, one.label)
    link = frame.state.afresh.but(subject=one.ids[0]).link("check")
    check = tag("a", _("Check this one"), href=link, target="_self", aria_label=_("Check {name}", name=label))
    return [label, _listed(numbers), _listed(tellers), *fields, check]


def _listed(values: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))
