"""`firsthand serve`: pages and an API over a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firsthand.cli.options import Debug, StoreAddress

if TYPE_CHECKING:
    from socket import socket

EXAMPLE = "firsthand serve --store news.db"


def serve(
    store: StoreAddress,
    host: Annotated[
        str, typer.Option(metavar="NAME", help="The name or address to be asked at.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="The port.")] = 8765,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", help="The token, instead of FIRSTHAND_TOKEN."),
    ] = None,
    debug: Debug = False,
) -> int:
    """Show a store as pages in a browser, and to programs as an API.

    It answers until interrupted. Only this machine may ask, unless --host says otherwise; then a
    token is needed for everything.
    """
    del debug  # looked for before the command line is understood
    from firsthand.cli.ending import tell
    from firsthand.model.errors import UsageError
    from firsthand.store import open_store

    try:
        import uvicorn

        from firsthand.web.app import make_app
        from firsthand.web.safety import Door, is_loopback, token_from
    except ImportError as fault:
        raise UsageError(
            "serve", f"{fault.name} is not installed", "pip install 'firsthand[web]'"
        ) from fault
    door = Door(host, port, token_from(token_file))
    if door.token is None and not is_loopback(host):
        raise UsageError(
            "--host",
            f"{host} can be asked by other machines, and there is no token",
            "set FIRSTHAND_TOKEN or --token-file, or leave --host out",
        )
    with open_store(store, create=False) as kept, _listening(host, port) as ear:
        config = uvicorn.Config(
            make_app(kept, door), log_config=None, access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=5,
        )  # fmt: skip
        named = f"[{host}]" if ":" in host else host
        tell(f"{store}: http://{named}:{port}/ (Ctrl-C ends)")
        uvicorn.Server(config).run(sockets=[ear])
    return 0


def _listening(host: str, port: int) -> socket:
    """The socket, opened here so that what is wrong with it is said like all other faults.

    Raises:
        NothingUsableError: the name is not this machine's, or the port is taken.
    """
    from socket import AF_INET, AF_INET6, create_server

    from firsthand.model.errors import NothingUsableError

    try:
        return create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except OSError as fault:
        raise NothingUsableError(
            f"{host}:{port}",
            f"nothing can listen there: {fault.strerror}",
            "another --port or --host",
        ) from fault
