"""`placet serve`, `placet worker`, `placet demo`: the processes of an installation.

The server ends within seconds of a signal: live pages are told first, then connections get a
few seconds, then the worker inside is stopped.  On SQLite the schema is brought up to date at
start; on PostgreSQL, where several servers may run, `placet migrate` does that beforehand.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

import structlog

from placet.api.main import Root, build, make_folder
from placet.api.settings import Settings, settings_from_environment
from placet.api.tending import check_schema, demonstrating, is_demonstration, opened, say
from placet.engine.clock import DEMONSTRATION, StillClock
from placet.engine.errors import N_, BadInput
from placet.engine.store import Database, migrate

if TYPE_CHECKING:
    from placet.api.demo import DemoPerson
    from placet.notifications.schedule import Schedule

BACKLOG = 2048
"""Connections that may wait to be accepted, also those that come before the first answer."""
GRACE = 3
"""Seconds that open connections get when the server ends."""


def serve(*, demo: bool, clock: str | None, host: str | None, port: int | None) -> None:
    """Serve until a signal comes."""
    settings = _settings(demo, clock, host, port)
    settings.check_serving()
    log_to_stderr(settings)
    listening = _socket(settings)
    _prepare(settings, demo)
    root = build(demonstrating(settings))
    root.cases.publish_workflows()
    schedule = schedule_of(root)
    cast = _loaded(root, schedule) if demo else ()
    if settings.worker_inside:
        _take_over(root)
        schedule.start()
    try:
        listening.listen(BACKLOG)
        say(f"Placet answers at {settings.base_url}")
        if cast:
            introduce(settings, cast)
        sys.stdout.flush()
        _answer(root, listening)
    finally:
        if settings.worker_inside:
            schedule.stop()
        root.close()


def _take_over(root: Root) -> None:
    """What a killed process held is free again: an embedded database has one process.

    Otherwise it would wait for the lease to end, and under a clock that stands still for ever.
    """
    if root.settings.on_sqlite:
        with root.database.writing() as store:
            store.release_messages()
            store.release_timers()


def work() -> None:
    """Do the worker's work until a signal comes."""
    settings = settings_from_environment()
    log_to_stderr(settings)
    root = opened(settings)
    root.cases.publish_workflows()
    schedule = schedule_of(root)
    over = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: over.set())
    schedule.start()
    say("The worker runs.")
    sys.stdout.flush()
    over.wait()
    schedule.stop()
    root.close()


def demonstrate(as_json: bool) -> None:
    """Load the demonstration and say who may sign in."""
    settings = _settings(True, None, None, None)
    log_to_stderr(settings)
    _prepare(settings, demo=True)
    root = build(settings)
    root.cases.publish_workflows()
    cast = _loaded(root, schedule_of(root))
    root.close()
    if as_json:
        people = [{"name": p.name, "email": p.email, "part": p.part} for p in cast]
        say(json.dumps({"address": settings.base_url, "people": people}, indent=2))
    else:
        say("The demonstration is loaded; `placet serve --demo` serves it.")
        introduce(settings, cast)


def introduce(settings: Settings, cast: tuple[DemoPerson, ...]) -> None:
    """Say who may sign in to the demonstration, and how."""
    say(f"Sign in at {settings.base_url}/signin with one of these addresses;")
    say(f"the code arrives in the mailbox at {settings.base_url}/mailbox")
    widest = max(len(p.email) for p in cast)
    for person in cast:
        say(f"  {person.email:<{widest}}  {person.name}, {person.part}")


def schedule_of(root: Root) -> Schedule:
    """The worker: the clock's ticks, the outbox, the mail."""
    from placet.notifications.mail import House
    from placet.notifications.outbox import Outbox
    from placet.notifications.schedule import Schedule
    from placet.notifications.transports import LocalTransport, Relay, SmtpTransport, Transport

    s = root.settings
    transport: Transport = LocalTransport()
    if s.mail_transport == "smtp":
        password = s.smtp_password.get_secret_value()
        transport = SmtpTransport(
            Relay(s.smtp_host, s.smtp_port, s.smtp_tls, s.smtp_user, password, s.smtp_timeout)
        )
    house = House(s.base_url, s.mail_sender, s.mail_domain, root.secret)
    owner = f"{socket.gethostname()}-{os.getpid()}"
    outbox = Outbox(root.database, transport, root.clock, root.catalogue, house, owner)
    return Schedule(root.cases, outbox)


def _settings(demo: bool, clock: str | None, host: str | None, port: int | None) -> Settings:
    """The environment's settings, with what the command line says instead."""
    given: dict[str, object] = {}
    if clock is not None:
        given["clock"] = clock
    if host is not None:
        given["host"] = host
    if port is not None:
        given["port"] = port
    settings = settings_from_environment(**given)
    if "base_url" not in settings.model_fields_set:
        own = f"http://127.0.0.1:{settings.port}"
        settings = settings.model_copy(update={"base_url": own})
    if demo and settings.clock == "auto":
        settings = settings.model_copy(update={"clock": "still"})
    return settings


def _prepare(settings: Settings, demo: bool) -> None:
    """Make the database ready; refuse a demonstration where there is anything else."""
    make_folder(settings)
    database = Database(settings.database)
    try:
        if settings.on_sqlite:
            migrate(database)
        check_schema(database)
        with database.writing() as store:
            if not demo or is_demonstration(store.setting):
                return
            if store.organisations() or store.people():
                raise BadInput(
                    "--demo",
                    N_("This database holds something else than the demonstration."),
                    N_("Let PLACET_DATABASE name a fresh one, or leave --demo out."),
                )
            store.set_setting(DEMONSTRATION, "yes")
    finally:
        database.close()


def _loaded(root: Root, schedule: Schedule) -> tuple[DemoPerson, ...]:
    """The demonstration, lived through where it was not yet."""
    from placet.api.demo import load, loaded

    if not isinstance(root.clock, StillClock):
        raise BadInput(
            "--clock",
            N_("The demonstration needs a clock that stands still."),
            N_("Leave --clock out, or choose still:2027-03-01T09:00Z."),
        )
    if not loaded(root.database):
        say("Preparing the demonstration ...")
        sys.stdout.flush()
    return load(root.database, root.cases, root.clock, schedule.run_once)


def _socket(settings: Settings) -> socket.socket:
    """The socket to listen on, bound before anything else is done."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise BadInput(
            "PLACET_PORT",
            N_("Nobody can listen on {host}:{port} ({why})."),
            N_("Choose another port with --port, or stop what listens there."),
            host=settings.host,
            port=settings.port,
            why=error.strerror or error,
        ) from None
    return listening


def _answer(root: Root, listening: socket.socket) -> None:
    """Answer requests until a signal comes."""
    import uvicorn

    from placet.api.app import create_app

    app = create_app(root)

    class Server(uvicorn.Server):
        """A server that lets live pages go before it waits for connections."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            app.state.live.close_soon()
            super().handle_exit(sig, frame)

    trusted = root.settings.trusted_proxies
    config = uvicorn.Config(
        app,
        timeout_graceful_shutdown=GRACE,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted or None,
        server_header=False,
        access_log=False,
        log_config=None,
        ws="none",
    )
    Server(config).run(sockets=[listening])


def log_to_stderr(settings: Settings) -> None:
    """One JSON line an event on standard error, with the time in UTC."""
    level = getattr(logging, settings.log_level.upper())
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
