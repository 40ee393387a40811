"""TLS to the database (`+s` in its address): who must have signed its certificate, and what is wrong with one."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from neo4j import Driver, TrustCustomCAs, TrustSystemCAs
from neo4j.exceptions import DriverError

from graph.errors import UsageError

MARK = "+s://"
OTHER_HOST = {62, 64}  # X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH (OpenSSL, x509_vfy.h)
OTHER_DAY = {9, 10}  # X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED


def transport(uri: str, ca_file: Path | None) -> tuple[str, dict[str, Any]]:
    """The address and the options that the driver understands; without a file the system's authorities are trusted.

    UsageError when the file holds no certificate, or the address has no use for one.
    """
    scheme, secured, rest = uri.partition(MARK)
    if ca_file:
        _check_file(ca_file)
    if not secured:
        return uri, {}
    trusted = TrustCustomCAs(str(ca_file)) if ca_file else TrustSystemCAs()
    return f"{scheme}://{rest}", {"encrypted": True, "trusted_certificates": trusted}


def _check_file(path: Path) -> None:
    try:
        ssl.create_default_context(cafile=str(path))
    except OSError as error:  # an SSLError is one: what is no certificate
        raise UsageError(
            f"EUREGRAPH_CA_FILE is {path}, which holds no certificate that can be read ({error.strerror or 'no PEM'}):"
            " name a PEM file with the certificate of the authority that signed the server's."
        ) from None


def check_certificate(driver: Driver) -> None:
    """Look once, without trying again: a certificate that is refused now is refused in ten seconds too."""
    try:
        driver.verify_connectivity()
    except DriverError as error:
        if certificate_fault(error):
            raise


def certificate_fault(error: BaseException) -> str:
    """The end of a sentence about the server's certificate; empty where the error has nothing to do with TLS."""
    found = next((cause for cause in _causes(error) if isinstance(cause, ssl.SSLError)), None)
    if found is None:
        return ""
    if not isinstance(found, ssl.SSLCertVerificationError):
        return "does not speak TLS: `+s` in EUREGRAPH_URI asks for it; switch it on at the server."
    code = getattr(found, "verify_code", 0)  # OpenSSL sets it; an error made otherwise has none
    if code in OTHER_HOST:
        return "has a certificate for another host: write the name that it was issued for into EUREGRAPH_URI."
    if code in OTHER_DAY:
        return "has a certificate that is not valid today: renew it at the server, or set this machine's clock."
    return (
        "has a certificate that this machine does not trust: name the authority that signed it with EUREGRAPH_CA_FILE."
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what led to it, and what led to each of several: routing asks several servers."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from _causes(each)
        error = error.__cause__ or error.__context__
