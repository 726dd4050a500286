"""Everything that can be set from outside, with its default and what it is for.

A setting is read from the environment as `PLACET_` and its name in capitals.  Nothing else
in Placet reads the environment; `settings_from_environment` does, and a test gives its own.
The descriptions below are the documentation: `docs/settings.md` is compared with them.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from placet.engine.errors import N_, BadInput


def _origin(url: str) -> str:
    """Refuse anything but scheme, host and port; without a closing slash."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("give http:// or https:// and a host name")
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("give only scheme, host and port, such as https://placet.example.org")
    return f"{parts.scheme}://{parts.netloc.lower()}"


Origin = Annotated[str, AfterValidator(_origin)]
Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix="PLACET_", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database: str = Field(
        "sqlite:///var/placet.sqlite",
        description="SQLAlchemy address of the database: sqlite:///path, or "
        "postgresql+psycopg://user@host/name.",
    )
    base_url: Origin = Field(
        "http://127.0.0.1:8765",
        description="Where people reach Placet: scheme, host and port. Every link in every mail "
        "begins with it, and requests for another host are refused.",
    )
    host: str = Field("127.0.0.1", description="The address on which the server listens.")
    port: Port = Field(8765, description="The port on which the server listens.")
    clock: str = Field(
        "auto",
        description="Which clock decides: auto (the database's on PostgreSQL, the system's on "
        "SQLite), database, system, or still:2027-03-01T09:00Z for a demonstration.",
    )
    worker: Literal["auto", "inside", "apart"] = Field(
        "auto",
        description="Whether `placet serve` also runs the worker: auto (on SQLite yes, on "
        "PostgreSQL no), inside, or apart.",
    )
    secret: SecretStr | None = Field(
        None,
        description="The installation's secret, at least 32 characters, the same for every "
        "server and worker. Without it a file beside the SQLite database is made and used.",
    )
    mail_transport: Literal["local", "smtp"] = Field(
        "local",
        description="How mail leaves: local (a mailbox that the application shows, on a loopback "
        "address only) or smtp.",
    )
    mail_sender: str = Field(
        "Placet <placet@placet.example>", description="The address from which Placet writes."
    )
    mail_domain: str = Field(
        "placet.localhost", description="The domain in the Message-ID of every mail."
    )
    smtp_host: str = Field("localhost", description="The mail relay.")
    smtp_port: Port = Field(587, description="The port of the mail relay.")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="How the connection to the relay is encrypted; there is no fall-back.",
    )
    smtp_user: str = Field("", description="The user name at the relay, if it wants one.")
    smtp_password: SecretStr = Field(
        SecretStr(""), description="The password at the relay, if it wants one."
    )
    smtp_timeout: float = Field(
        20.0, gt=0, le=300, description="How long the relay may take to answer, in seconds."
    )
    trusted_proxies: str = Field(
        "",
        description="Addresses of proxies whose X-Forwarded-For is believed, separated by commas; "
        "empty: none.",
    )
    session_idle: timedelta = Field(
        timedelta(hours=12),
        description="How long after the last thing a person did their session ends (ISO 8601 "
        "duration or seconds). Reading alone does not prolong it.",
    )
    session_longest: timedelta = Field(
        timedelta(days=30), description="How long a session lasts at most."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="What is written to the log."
    )

    @property
    def secure(self) -> bool:
        """Whether people reach Placet over https."""
        return self.base_url.startswith("https:")

    @property
    def host_names(self) -> frozenset[str]:
        """The Host headers that mean this installation."""
        own = urlsplit(self.base_url)
        if not is_loopback(own.hostname or ""):
            return frozenset({own.netloc})
        port = f":{own.port}" if own.port else ""
        return frozenset(name + port for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file of SQLite."""
        return self.database.startswith("sqlite")

    @property
    def sqlite_file(self) -> Path | None:
        """The database file; None on PostgreSQL and in memory."""
        path = self.database.partition(":///")[2].partition("?")[0]
        return Path(path) if self.on_sqlite and path and path != ":memory:" else None

    @property
    def worker_inside(self) -> bool:
        """Whether the server also does the worker's work."""
        return self.worker == "inside" or (self.worker == "auto" and self.on_sqlite)

    @property
    def mailbox(self) -> bool:
        """Whether the application shows its own mailbox."""
        return self.mail_transport == "local" and is_loopback(self.host) and self._reached_locally

    @property
    def _reached_locally(self) -> bool:
        return is_loopback(urlsplit(self.base_url).hostname or "")

    def check_serving(self) -> None:
        """Refuse to serve what would be unsafe; the BadInput names the setting."""
        if self.mail_transport == "local" and not self.mailbox:
            raise BadInput(
                "PLACET_MAIL_TRANSPORT",
                N_("The local mailbox would be open to everybody who reaches this address."),
                N_("Set it to smtp, or leave PLACET_HOST and PLACET_BASE_URL at 127.0.0.1."),
            )
        if not self.secure and not self._reached_locally:
            raise BadInput(
                "PLACET_BASE_URL",
                N_("People would sign in over a connection that anybody can read."),
                N_("Give an https address, and let a proxy in front of Placet speak TLS."),
            )


def documented() -> tuple[tuple[str, str, str], ...]:
    """The variable, the default and the meaning of every setting."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, SecretStr):
            default = default.get_secret_value()
        if isinstance(default, timedelta):
            default = TypeAdapter(timedelta).dump_python(default, mode="json")
        shown = f"`{default}`" if default not in (None, "") else "(none)"
        rows.append((f"PLACET_{name.upper()}", shown, field.description or ""))
    return tuple(rows)


def is_loopback(host: str) -> bool:
    """Whether the host is this machine and nobody else's."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def settings_from_environment(**overrides: object) -> Settings:
    """What the environment says; BadInput names the first setting that cannot be."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic judges each value
    except ValidationError as bad:
        first = bad.errors(include_url=False, include_input=False)[0]
        name = "PLACET_" + str(first["loc"][0] if first["loc"] else "").upper()
        raise BadInput(
            name, N_("This setting cannot be used: {why}."), why=first["msg"].rstrip(".")
        ) from None
