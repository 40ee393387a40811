"""TLS to a real Neo4j whose certificate was made here: who signed it must be named, and its host must be the one asked.

A server with TLS runs beside that of the other tests; the embedded engine is reached on loopback only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from graph.errors import UsageError
from graph.store.tls import transport
from tests.command import Command, Ended
from tests.engines import RunningNeo4j, start_neo4j

HOST = "localhost"
CONF = """dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory=certificates
server.bolt.tls_level=OPTIONAL
server.bolt.advertised_address=localhost:{port}
"""
SCHEMES = ("bolt+s", "neo4j+s")


@dataclass(frozen=True)
class Signer:
    """A made-up authority: its own certificate, and the key that it signs with."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(name: str, of: EllipticCurvePrivateKey, signer: Signer | None, days: int = 2) -> x509.Certificate:
    """One for a host, or that of an authority, which signs itself; valid for three days, up to `days` from now."""
    end = datetime.now(UTC) + timedelta(days)
    made = x509.CertificateBuilder(
        signer.certificate.subject if signer else _name(name),
        _name(name),
        of.public_key(),
        x509.random_serial_number(),
        end - timedelta(3),
        end,
    )
    made = made.add_extension(x509.BasicConstraints(ca=signer is None, path_length=None), critical=True)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return made.sign(signer.key if signer else of, hashes.SHA256())


def _signer(name: str, path: Path) -> Signer:
    key = generate_private_key(SECP256R1())
    made = Signer(_certificate(name, key, None), key)
    path.write_bytes(made.certificate.public_bytes(Encoding.PEM))
    return made


def _secured(folder: Path, signer: Signer, days: int = 2) -> RunningNeo4j:
    """A Neo4j with TLS and a certificate for `localhost` alone, not for its number 127.0.0.1."""
    place, key = folder / "certificates", generate_private_key(SECP256R1())
    place.mkdir(parents=True)
    (place / "public.crt").write_bytes(_certificate(HOST, key, signer, days).public_bytes(Encoding.PEM))
    (place / "private.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (place / "private.key").chmod(0o600)
    return start_neo4j(folder, CONF)


@dataclass(frozen=True)
class Place:
    """A server with TLS, and the files of the authority that signed its certificate and of one that did not."""

    server: RunningNeo4j
    signed: Path
    other: Path

    def address(self, scheme: str, host: str = HOST) -> str:
        return f"{scheme}://{host}:{self.server.uri.rpartition(':')[2]}"


@pytest.fixture(scope="module")
def place(neo4j_server: RunningNeo4j, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    assert neo4j_server.process.poll() is None  # asked for so that these tests count as those that need a Neo4j
    files = tmp_path_factory.mktemp("signers")
    signer = _signer("an authority made up for a test", files / "signed.pem")
    _signer("another one", files / "other.pem")
    server = _secured(tmp_path_factory.mktemp("secured"), signer)
    yield Place(server, files / "signed.pem", files / "other.pem")
    server.stop()


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    return Command(capsys, monkeypatch)


def _status(command: Command, server: RunningNeo4j, uri: str, ca_file: Path | None = None) -> Ended:
    """`euregraph ingest status` with these settings."""
    named = {"EUREGRAPH_URI": uri, "EUREGRAPH_PASSWORD_FILE": str(server.password_file)}
    for name, value in (named | ({"EUREGRAPH_CA_FILE": str(ca_file)} if ca_file else {})).items():
        command.patch.setenv(name, value)
    return command("ingest", "loads")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_certificate_of_a_named_authority_is_accepted(place: Place, command: Command, scheme: str) -> None:
    ended = _status(command, place.server, place.address(scheme), place.signed)
    assert (ended.code, ended.out) == (0, "Nothing has been loaded.\n")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("named", ["another authority", "the system's authorities"])
def test_a_certificate_of_another_authority_is_refused(place: Place, command: Command, scheme: str, named: str) -> None:
    ended = _status(command, place.server, place.address(scheme), place.other if named == "another authority" else None)
    assert ended.code == 2
    assert "that this machine does not trust: name the authority that signed it with EUREGRAPH_CA_FILE" in ended.err


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_certificate_for_another_host_is_refused(place: Place, command: Command, scheme: str) -> None:
    ended = _status(command, place.server, place.address(scheme, "127.0.0.1"), place.signed)
    assert ended.code == 2
    assert "has a certificate for another host" in ended.err


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_server_without_tls_is_told_as_such(neo4j_server: RunningNeo4j, command: Command, scheme: str) -> None:
    uri = neo4j_server.uri.replace("bolt", scheme)
    ended = _status(command, neo4j_server, uri)
    assert (ended.code, "does not speak TLS" in ended.err) == (2, True), ended.err


@pytest.mark.usefixtures("neo4j_server")
def test_an_expired_certificate_is_refused(command: Command, tmp_path: Path) -> None:
    signer = _signer("an authority", tmp_path / "signed.pem")
    server = _secured(tmp_path / "server", signer, days=-1)
    try:
        uri = server.uri.replace("bolt", "bolt+s").replace("127.0.0.1", HOST)
        ended = _status(command, server, uri, tmp_path / "signed.pem")
    finally:
        server.stop()
    assert (ended.code, "not valid today" in ended.err) == (2, True), ended.err


@pytest.mark.parametrize("held", [None, "no certificate"])
def test_a_file_without_a_certificate_is_refused(tmp_path: Path, held: str | None) -> None:
    if held:
        (tmp_path / "ca.pem").write_text(held, encoding="utf-8")
    with pytest.raises(UsageError, match=r"ca\.pem.*name a PEM file"):
        transport("bolt+s://localhost", tmp_path / "ca.pem")
