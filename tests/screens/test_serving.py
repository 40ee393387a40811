"""Where the screens may be served, and what is different behind a server that ends TLS."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from dashboards.serve import check_address, serve
from graph.access.accounts import Account
from graph.access.passwords import hash_password
from graph.access.session import open_session
from graph.access.state_accounts import add_account
from graph.errors import UsageError
from graph.settings import Settings
from graph.store import embedded
from tests.deployments import deployed
from tests.screens.servers import asked, serving

ORIGIN, WORD = "https://check.example", "correct horse battery"
MAASTRICHT = {"profile": "municipality-nl", "host": "nl-gm0935"}
BEHIND = {"host": "check.example", "origin": ORIGIN}
WHO = Account(id="anna", name="Anna", role="official", authority="nl-gm0935")


@pytest.mark.parametrize(("address", "origin"), [("0.0.0.0", ""), ("0.0.0.0", ORIGIN), ("127.0.0.1", ORIGIN)])
def test_the_demonstration_is_served_on_this_machine_only(address: str, origin: str) -> None:
    with pytest.raises(UsageError, match=r"served on 127\.0\.0\.1 only"):
        check_address(address, origin)


def test_others_are_served_elsewhere_only_with_tls_in_front_of_them(tmp_path: Path) -> None:
    with deployed(tmp_path, **MAASTRICHT):
        check_address("127.0.0.1", "")
        check_address("0.0.0.0", ORIGIN)
        with pytest.raises(UsageError, match="TLS must end in front of it: set EUREGRAPH_ORIGIN"):
            serve(tmp_path / "data", 8501, "0.0.0.0", date(2026, 6, 1))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The screens of a municipality, as a server that ends TLS reaches them."""
    folder = tmp_path_factory.mktemp("town")
    settings = Settings(data=folder / "data", keys=folder / "data.keys")
    with deployed(folder, **MAASTRICHT), pytest.MonkeyPatch.context() as patch:
        with open_session(settings) as session:
            add_account(session.store, WHO, hash_password(WORD), uuid4().hex)
        patch.setenv("EUREGRAPH_ORIGIN", ORIGIN)
        with serving(settings.data) as address:
            yield address
    embedded.stop(settings.data)


def test_behind_tls_the_cookie_is_for_this_host_and_tls_alone(town: str) -> None:
    entered = asked(town, "POST", "/sign-in", BEHIND, account="anna", password=WORD, next="/check")
    assert (entered.status, entered.headers["location"]) == (303, "/check")
    assert entered.headers["strict-transport-security"].startswith("max-age=")
    name, *limits = entered.headers["set-cookie"].lower().split("; ")
    assert name.startswith("__host-euregraph=")
    assert {"httponly", "samesite=strict", "path=/", "secure"} == set(limits)
    cookie = entered.headers["set-cookie"].partition(";")[0]
    assert asked(town, "GET", "/check", BEHIND | {"cookie": cookie}).status == 200
    unsafe = cookie.removeprefix("__Host-")
    assert asked(town, "GET", "/check", BEHIND | {"cookie": unsafe}).status == 303


def test_behind_tls_a_form_comes_from_its_address(town: str) -> None:
    for origin in ("http://check.example", town, "https://check.example.org"):
        headers = BEHIND | {"origin": origin}
        assert asked(town, "POST", "/sign-in", headers, account="anna", password=WORD).status == 403


def test_outside_the_demonstration_no_account_is_listed(town: str) -> None:
    shown = asked(town, "GET", "/sign-in", BEHIND).body
    assert "official-maastricht" not in shown
    assert "Demonstration" not in shown
