"""The command: mounts the sub-commands, nothing else."""

import sys

import typer

import dashboards.cli
import graph.access.accounts_cli
import graph.access.cli
import graph.access.closing_cli
import graph.access.deployment_cli
import graph.access.log.cli
import graph.access.policy_cli
import graph.access.sharing_cli
import graph.access.sign_in_cli
import graph.border.cli
import graph.border.requests_cli
import graph.checks.cli
import graph.checks.kinship_cli
import graph.data_subject.cli
import graph.export.cli
import graph.identity.cli
import graph.network.cli
import graph.network.watch_cli
import graph.permits.cli
import graph.retention.cli
import graph.store.backup_cli
import graph.store.cli
import graph.store.schema_cli
import graph.studies.cli
import ingest.cli
import ingest.desk_cli
import ingest.region.cli
import ingest.region.demo
from graph.errors import EuregraphError

app = typer.Typer(
    help="Who stands behind a permit applicant, and which indicators are met.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(graph.store.cli.app, name="engine")
app.command("schema")(graph.store.schema_cli.schema)
app.add_typer(ingest.cli.app, name="ingest")
app.add_typer(graph.checks.cli.patterns, name="patterns")
app.command("check")(graph.checks.cli.check)
graph.access.cli.case.command("enter")(ingest.desk_cli.enter)
app.add_typer(graph.access.cli.case, name="case")
graph.access.cli.case.command("close")(graph.access.closing_cli.close)
graph.access.cli.case.command("register")(graph.access.closing_cli.register)
graph.access.cli.case.command("consult")(graph.access.closing_cli.consult)
graph.access.cli.case.command("share")(graph.access.sharing_cli.share)
graph.access.cli.case.command("unshare")(graph.access.sharing_cli.unshare)
graph.access.cli.case.command("kinship")(graph.checks.kinship_cli.kinship)
app.add_typer(graph.access.closing_cli.sign, name="sign")
app.add_typer(graph.identity.cli.app, name="identity")
app.add_typer(graph.access.policy_cli.app, name="policy")
app.add_typer(graph.access.log.cli.app, name="audit")
app.command("sign-in")(graph.access.sign_in_cli.sign_in)
app.command("sign-out")(graph.access.sign_in_cli.sign_out)
app.command("whoami")(graph.access.sign_in_cli.whoami)
app.add_typer(graph.access.accounts_cli.app, name="account")
app.add_typer(graph.permits.cli.app, name="permit")
app.command("deployment")(graph.access.deployment_cli.show)
app.add_typer(graph.border.cli.app, name="lookup")
app.add_typer(graph.border.requests_cli.app, name="request")
graph.network.cli.app.add_typer(graph.network.watch_cli.app, name="watch")
app.add_typer(graph.network.cli.app, name="network")
app.add_typer(graph.export.cli.app, name="export")
app.command("region")(ingest.region.cli.region)
app.command("backup")(graph.store.backup_cli.backup)
app.command("restore")(graph.store.backup_cli.restore)
app.add_typer(graph.retention.cli.app, name="retention")
app.add_typer(graph.data_subject.cli.app, name="subject")
app.add_typer(graph.studies.cli.app, name="study")
app.command("demo")(ingest.region.demo.demo)
app.command("serve")(dashboards.cli.serve)


def main() -> None:
    """Run the command; an error is one sentence on stderr and the exit code of its kind."""
    try:
        app()
    except EuregraphError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        said = f"{error.filename or 'A file'}: {error.strerror}. Make room or give access, then try again."
        typer.echo(said, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
