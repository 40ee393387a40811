"""An export: the log first, then the files in a hidden folder, which takes its place when all of it is there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from graph.access.authorities import authority
from graph.access.four_eyes import need_signature
from graph.access.view import View
from graph.errors import RefusedError, UsageError
from graph.export.formats import format_named
from graph.export.manifest import hash_of, verify, write_manifest
from graph.export.withholding import outgoing
from graph.network.neighbourhood import NOTHING, among, around
from graph.network.network import Network
from graph.retention.exports import Export, note_export
from graph.retention.terms import kept_until

__all__ = ["Plan", "export", "plan", "verify"]

VERSION = 1
STRICTEST = ("H3", "H2", "H1", "H0")
SELECTIONS = "around:ID or ids:FILE (one id a line)"


@dataclass(frozen=True)
class Plan:
    """What would go, and for the exporter alone how many lines and nodes of the View would stay behind."""

    selection: str
    recipient: str
    network: Network
    withheld: tuple[str, ...]
    lines_kept_back: int
    nodes_kept_back: int

    @property
    def strictest(self) -> str:
        """The strictest handling code among lines and statements; empty when none has one."""
        codes = {edge.handling for edge in self.network.edges}
        codes |= {row["handling"] for node in self.network.nodes for row in node.statements}
        return next((code for code in STRICTEST if code in codes), "")

    @property
    def beyond_open(self) -> bool:
        """Whether anything of it is more than open data: then a second person signs (safeguards.md, row 10)."""
        categories = {edge.category for edge in self.network.edges}
        told = {row["category"] for node in self.network.nodes for row in node.statements}
        return bool((categories | told) - {"open"})

    @property
    def about(self) -> str:
        """What a second person signs: these things, to this recipient."""
        named = blake2b("|".join(sorted(node.id for node in self.network.nodes)).encode(), digest_size=8).hexdigest()
        return f"{named} to {self.recipient}"

    def numbers(self) -> dict[str, Any]:
        counted = {"nodes": len(self.network.nodes), "lines": len(self.network.edges)}
        return {**counted, "records": len(self.network.records), "strictest_handling_code": self.strictest}


def plan(view: View, selection: str, recipient: str, hops: int = 1) -> Plan:
    """The selection as this recipient may get it. RefusedError when nothing of it may leave."""
    with view.action("export plan"):
        going = outgoing(view, authority(recipient))
        whole, network = _selected(view, selection, hops), _selected(going.view, selection, hops)
    if not whole.nodes:
        raise UsageError(NOTHING)
    if not network.nodes:
        raise RefusedError(f"Nothing of this selection may go to {recipient}: " + " ".join(going.lines))
    nodes, lines = len(_ids(whole.nodes) - _ids(network.nodes)), len(_ids(whole.edges) - _ids(network.edges))
    return Plan(selection, recipient, network, going.lines, lines, nodes)


def _ids(listed: tuple[Any, ...]) -> set[str]:
    return {one.id for one in listed}


def _selected(view: View, selection: str, hops: int) -> Network:
    how, _, what = selection.partition(":")
    if how == "around" and what:
        return around(view, [what], hops)
    if how == "ids" and what:
        return among(view, _read_ids(Path(what)))
    raise UsageError(f"{how!r} is no selection: write {SELECTIONS}.")


def _read_ids(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path} cannot be read as text with one id a line.") from None
    return [line.strip() for line in lines if line.strip()]


def export(view: View, selection: str, format: str, out: Path, recipient: str, reason: str, hops: int = 1) -> Path:
    """Write the files of an export to the new folder `out` and return it.

    UsageError when `out` is there already or the reason is empty; RefusedError when nothing may go, or when more than
    open data goes and no second person has signed these things to this recipient. The line in the
    log is on disk before the first file; the hash of the manifest is in the log before the folder takes its place.
    """
    if not reason.strip():
        raise UsageError("An export needs a reason in your own words.")
    if out.exists():
        raise UsageError(f"{out} is there already: name a new folder.")
    writer = format_named(format)
    planned = plan(view, selection, recipient, hops)
    if planned.beyond_open:
        need_signature(view.store, view.case, "export", planned.about, view.today)
    head = _head(view, planned, format, recipient, reason)
    _log(
        view, "export", head | {"lines_kept_back": planned.lines_kept_back, "nodes_kept_back": planned.nodes_kept_back}
    )
    with _draft(out) as draft:
        files = writer.write(planned.network, draft, head)
        manifest = write_manifest(draft, head, files)
        _log(view, "export written", {"out": str(out), "manifest_sha256": hash_of(manifest)})
        note_export(view.store, _entry(view, planned, out, recipient, hash_of(manifest)))
    return out


def _entry(view: View, planned: Plan, out: Path, recipient: str, manifest: str) -> Export:
    return Export(
        case=view.case.id,
        authority=view.account.authority,
        recipient=recipient,
        on=view.today,
        keep_until=kept_until("export", recipient, view.today, view.today),
        folder=str(out.resolve()),
        manifest=manifest,
        records=tuple(sorted(planned.network.records)),
    )


def _head(view: View, planned: Plan, format_: str, recipient: str, reason: str) -> dict[str, Any]:
    case = view.case
    return {
        "version": VERSION,
        "case": case.id,
        "purpose": case.purpose,
        "legal_basis": case.legal_basis,
        "account": view.account.id,
        "authority": view.account.authority,
        "recipient": recipient,
        "reason": reason.strip(),
        "selection": planned.selection.partition(":")[0],
        "format": format_,
        "as_of": view.as_of.isoformat(),
        "known_at": view.known_at,
        "exported_on": view.today.isoformat(),
        "keep_until": str(kept_until("export", recipient, view.today, view.today) or ""),
        **planned.numbers(),
        "notes": list(planned.network.notes()),
        "withheld": list(planned.withheld),
    }


def _log(view: View, action: str, told: dict[str, Any]) -> None:
    view.audit.write(view.account.id, view.case.id, action, view.case.subject, told)


@contextmanager
def _draft(out: Path) -> Iterator[Path]:
    """A folder beside `out` for the owner's eyes only; it becomes `out` in one step, or is gone."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        yield draft
        draft.rename(out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
