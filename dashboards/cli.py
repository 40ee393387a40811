"""`euregraph serve`: the screens, on this machine only."""

from typing import Annotated

import typer

from graph.cli_options import Data, Today


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8501,
    address: Annotated[str, typer.Option(help="127.0.0.1; anything else is refused.")] = "127.0.0.1",
    data: Data = None,
    today: Today = None,
) -> None:
    """Serve the screens to a browser on this machine."""
    from dashboards.serve import check_address
    from dashboards.serve import serve as run  # streamlit takes a second to import: only this command pays it

    check_address(address)
    typer.echo(f"The screens are at http://{address}:{port} (stop with Ctrl-C).", err=True)
    run(data, port, address, today)
