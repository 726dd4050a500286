"""Mails rendered and handed over: to the mailbox of the application, and to a relay."""

from __future__ import annotations

import time

from bench.processes import PYTHON, folder, free_port, started
from bench.report import Report
from bench.table import SECRET, seat, settings_for, sqlite_in
from placet.api.main import build
from placet.notifications.mail import House
from placet.notifications.outbox import Outbox
from placet.notifications.transports import LocalTransport, Relay, SmtpTransport, Transport
from placet.workflows import shipped

SECTION = "mails"
TARGET = 4500 / 600
"""Mails a second: 4,500 in ten minutes (with four workers; this is one)."""


def measure(report: Report) -> None:
    """The same messages twice."""
    objectives = 2 if report.quick else 20
    report.say("mails to the mailbox of the application")
    _deliver(report, "to the local mailbox", LocalTransport(), objectives)
    report.say("mails to a relay")
    port = free_port()
    command = [PYTHON, "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Sink"]
    sink = started([*command, "-l", f"127.0.0.1:{port}"])
    try:
        relay = Relay("127.0.0.1", port, "none", "", "", 20.0)
        _deliver(report, "to an SMTP relay on this machine", SmtpTransport(relay), objectives)
    finally:
        sink.terminate()
        sink.wait()


def _deliver(report: Report, what: str, transport: Transport, objectives: int) -> None:
    with folder() as place:
        url = sqlite_in(place)
        seat(url, objectives, hold=False)
        root = build(settings_for(url))
        s = root.settings
        house = House(s.base_url, s.mail_sender, s.mail_domain, SECRET.encode())
        outbox = Outbox(root.database, transport, root.clock, shipped(), house, "bench")
        assert outbox.drain(20) == 20
        start, used = time.perf_counter(), time.process_time()
        count = outbox.drain(10_000)
        seconds, used = time.perf_counter() - start, time.process_time() - used
        with root.database.reading() as store:
            states = {str(m.state) for m in store.messages(limit=10_000)}
        root.close()
    note = "beside it: what is aimed at"
    report.add(SECTION, f"{what}, {count} mails", count / seconds, "mails/s", TARGET, note)
    report.add(SECTION, f"{what}: processor time", used * 1000 / count, "ms/mail")
    assert states <= {"sent", "cancelled"}, states
