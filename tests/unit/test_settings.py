"""Settings: one frozen object; what is malformed or unknown is an error, never a default."""

from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.settings import Settings, read_settings


def test_defaults_keep_keys_beside_the_data(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "store", environ={})
    assert (settings.data, settings.keys) == (tmp_path / "store", tmp_path / "store.keys")


def test_the_command_line_wins_over_the_environment(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "a", environ={"EUREGRAPH_DATA": "b"}).data == tmp_path / "a"


def test_an_unknown_setting_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"EUREGRAPH_DATTA.*EUREGRAPH_DATA"):
        read_settings(environ={"EUREGRAPH_DATTA": "x"})


@pytest.mark.parametrize("uri", ["http://127.0.0.1", "bolt:/x", "neo4j+ssc://x"])
def test_a_uri_of_another_scheme_is_refused(uri: str) -> None:
    with pytest.raises(UsageError, match="must start with"):
        Settings(uri=uri)


def test_a_password_in_the_uri_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        Settings(uri="bolt://neo4j:geheim@127.0.0.1:7687")
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("origin", ["http://x", "https://", "https://x/y", "https://a@x", "x", "https://x:y"])
def test_an_origin_is_an_https_address_and_no_more(origin: str) -> None:
    Settings(origin="https://check.example:8443")
    with pytest.raises(UsageError, match="EUREGRAPH_ORIGIN"):
        Settings(origin=origin)


def test_tokens_never_lie_in_the_data_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="EUREGRAPH_TOKENS"):
        Settings(data=tmp_path, keys=tmp_path.with_name("keys"), tokens=tmp_path / "tokens")


def test_keys_never_lie_in_the_data_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="outside the data folder"):
        Settings(data=tmp_path, keys=tmp_path / "keys")


def test_an_authority_for_an_address_without_tls_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no TLS"):
        read_settings(tmp_path, environ={"EUREGRAPH_URI": "neo4j://db", "EUREGRAPH_CA_FILE": "ca.pem"})
    named = read_settings(tmp_path, environ={"EUREGRAPH_URI": "neo4j+s://db", "EUREGRAPH_CA_FILE": "ca.pem"})
    assert named.ca_file == Path("ca.pem")
