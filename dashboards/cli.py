"""`euregraph serve`: the screens."""

from typing import Annotated

import typer

from graph.access.accounts import accounts
from graph.access.demo_accounts import keep_demo_accounts
from graph.access.session import open_session
from graph.cli_options import Data, Today
from graph.settings import read_settings


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8501,
    address: Annotated[str, typer.Option(help="Another one than 127.0.0.1 needs EUREGRAPH_ORIGIN.")] = "127.0.0.1",
    data: Data = None,
    today: Today = None,
) -> None:
    """Serve the screens: on this machine, or behind a server that ends TLS (EUREGRAPH_ORIGIN)."""
    from dashboards.serve import check_address
    from dashboards.serve import serve as run  # streamlit takes a second to import: only this command pays it

    settings = read_settings(data)
    check_address(address, settings.origin)
    with open_session(settings) as session:
        password = keep_demo_accounts(session)
    if password:
        typer.echo(f"Demonstration accounts: {', '.join(accounts())}; their password: {password}", err=True)
    typer.echo(f"The screens are at {settings.origin or f'http://{address}:{port}'} (stop with Ctrl-C).", err=True)
    run(data, port, address, today)
