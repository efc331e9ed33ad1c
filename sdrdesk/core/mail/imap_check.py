"""Can this account sign in where its mail is read? Connect, check the certificate, sign in, leave; verified TLS or nothing (promise B8)."""

from __future__ import annotations

import contextlib
import ssl

from imapclient import IMAPClient  # type: ignore[import-untyped]
from imapclient.exceptions import IMAPClientError, LoginError  # type: ignore[import-untyped]

from sdrdesk.core.errors import AuthRefused, NetworkDown, ServerRefused
from sdrdesk.core.mail.smtp_wire import tls_context
from sdrdesk.core.ports import ImapServer, Secret

PATIENCE_S = 15.0
MAX_TEXT = 200


def check_imap(server: ImapServer, secret: Secret, patience_s: float = PATIENCE_S) -> None:
    """Implements ``ports.ImapCheck``.

    Raises:
        NetworkDown, ServerRefused, AuthRefused: what is wrong, with the server's words, which never hold the secret.
    """
    where = {"host": server.host, "port": server.port}
    client = None
    try:
        client = _connect(server, patience_s)
        _sign_in(client, server, secret)
    except LoginError as error:
        raise AuthRefused("imap_auth_refused", username=server.username, reply=_said(error, secret), **where) from None
    except (ssl.SSLError, ssl.CertificateError) as error:
        reply = getattr(error, "verify_message", "") or getattr(error, "reason", "") or ""
        raise ServerRefused("imap_tls_failed", reply=reply, **where) from None
    except (OSError, UnicodeError, OverflowError) as error:
        raise NetworkDown("imap_unreachable", reply=_said(error, secret), **where) from None
    except IMAPClientError as error:
        raise ServerRefused("imap_refused", reply=_said(error, secret), **where) from None
    finally:
        if client is not None:
            with contextlib.suppress(IMAPClientError, OSError):
                client.logout()


def _connect(server: ImapServer, patience_s: float) -> IMAPClient:
    if server.security == "tls":
        return IMAPClient(server.host, port=server.port, ssl=True, ssl_context=tls_context(), timeout=patience_s)
    client = IMAPClient(server.host, port=server.port, ssl=False, timeout=patience_s)
    if b"PREAUTH" in client.welcome[:12] or not client.has_capability("STARTTLS"):
        # A connection that says it needs no signing in would never be encrypted.
        client.shutdown()
        raise ServerRefused("imap_no_starttls", host=server.host, port=server.port)
    client.starttls(tls_context())
    return client


def _sign_in(client: IMAPClient, server: ImapServer, secret: Secret) -> None:
    if secret.kind == "bearer":
        client.oauth2_login(server.username, secret.value)
    else:
        client.login(server.username, secret.value)


def _said(error: Exception, secret: Secret) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())
    return "" if secret.value and secret.value in words else words[:MAX_TEXT]
