"""A whole negotiation, lived in the browser by a secretariat, a chair and four organisations."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.people import Human
from tests.browser.served import Served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CODES = ("AUR", "BOR", "CYG", "DEL")
NAMES = {
    "AUR": ("Aurora Observatory", "Fay Rivers", "fay@aurora.example"),
    "BOR": ("Boreal Fund", "Boris Blum", "boris@boreal.example"),
    "CYG": ("Cygnus Institute", "Cyra Lund", "cyra@cygnus.example"),
    "DEL": ("Delta Commission", "Dev Patel", "dev@delta.example"),
}
FIRST = "Recalling that the sea knows no borders,"
SECOND = "The organisations [shall] exchange what their buoys measure every day."
COMMENTED = "The organisations exchange what their buoys measure every week."
OFFERED = "The organisations exchange what their buoys measure every week, where funds allow."
RESERVATION = "AUR reads every week as every working week."


class Walk:
    """The table and everybody at it."""

    def __init__(self, served: Served, browser: Browser, script: bool) -> None:
        self.served, self.browser, self.script = served, browser, script
        self.variant = "script" if script else "plain"
        self.pictures = 0
        self.ada = self.human("Ada Lovell", "ada@secretariat.example")
        self.seats: dict[str, Human] = {}
        self.ref = ""

    def human(self, name: str, email: str) -> Human:
        return Human(self.served, self.browser, name, email, self.script)

    def picture(self, who: Human, name: str) -> None:
        if not self.script:
            self.pictures += 1
            who.picture(f"walk-{self.pictures:02d}-{name}")

    @property
    def everybody(self) -> list[Human]:
        return [self.ada, self.bea, *self.seats.values()]

    def open_table(self) -> None:
        ada = self.ada
        ada.go("/")
        self.picture(ada, "signin")
        ada.sign_in()
        self.picture(ada, "empty-inbox")
        ada.follow("Negotiations")
        ada.follow("Open a negotiation")
        ada.press("Open the negotiation")
        expect(ada.page.get_by_role("alert")).to_contain_text("There is a problem")
        self.picture(ada, "open-with-problems")
        page = ada.page
        page.get_by_label("Title").fill("Exchange of ocean data")
        page.get_by_label("Symbol").fill("SEA-2027")
        page.get_by_label("Purpose").fill("To agree what is shared, how often and with whom.")
        page.get_by_label("Time zone of its deadlines").select_option("Europe/Rome")
        page.get_by_label("Contact of the secretariat").fill("ada@secretariat.example")
        ada.press("Open the negotiation")
        ada.sees("The negotiation is open")
        for code in CODES:
            self.invite(code)
        self.bea = self.appoint("Bea Amsel", "bea@chair.example", "chair", "")
        self.picture(ada, "people")

    def invite(self, code: str) -> None:
        full, name, email = NAMES[code]
        page = self.ada.page
        page.get_by_label("Short name").fill(code)
        page.get_by_label("Full name").fill(full)
        self.ada.press("Give the organisation a seat")
        self.ada.sees("The organisation has a seat now.")
        self.seats[code] = self.appoint(name, email, "focal point", code)

    def appoint(self, name: str, email: str, office: str, code: str) -> Human:
        page = self.ada.page
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("E-mail address").fill(email)
        offices = page.get_by_label("Acts as")
        wanted = offices.get_by_role("option", name=re.compile(office, re.I)).first
        offices.select_option(wanted.get_attribute("value"))
        if code:
            page.get_by_label("For", exact=True).select_option(code)
        self.ada.press("Appoint the person")
        self.ada.sees("The appointment is recorded")
        return self.human(name, email)

    def arrive(self) -> None:
        self.served.work()
        for human in [self.bea, *self.seats.values()]:
            assert "SEA-2027" in human.newest_mail("SEA-2027") or human.subjects()
            human.sign_in()
        self.picture(self.seats["AUR"], "inbox-without-work")

    def propose(self) -> None:
        fay = self.seats["AUR"]
        fay.follow("Negotiations")
        fay.follow(re.compile("Exchange of ocean data"))
        self.picture(fay, "negotiation-empty")
        fay.follow(re.compile("Propose"))
        page = fay.page
        page.get_by_label("Title").fill("Weekly exchange of buoy data")
        page.get_by_label("Purpose").fill("One form for what all of us measure anyway.")
        words = page.get_by_role("textbox", name=re.compile("^Paragraph"))
        words.nth(0).fill(FIRST)
        words.nth(1).fill(SECOND)
        self.picture(fay, "propose")
        fay.press_last("Check the proposal")
        fay.sees("Propose this?")
        self.picture(fay, "propose-check")
        fay.press("Propose the objective")
        fay.sees("The objective is proposed")
        self.ref = page.url.split("/objectives/")[1].split("?")[0]
        self.served.work()
        self.picture(fay, "proposed")

    def support(self) -> None:
        boris = self.seats["BOR"]
        assert self.ref in boris.newest_mail(self.ref)
        boris.follow("Inbox")
        self.picture(boris, "inbox-with-work")
        for code in CODES:
            self.hold(code, "Support", picture=code == "BOR")
        self.ada.go("/clock")
        self.picture(self.ada, "clock")
        self.ada.press("Move the clock to this deadline")
        self.ada.sees("The clock was moved")
        self.expect_stage("Open for comments")

    def hold(self, code: str, position: str, picture: bool = False) -> None:
        """One press on an option that needs no words."""
        human = self.seats[code]
        human.go(f"/objectives/{self.ref}")
        human.follow(re.compile(f"(Record|Change) the position of {code}"))
        assert human.page.locator("input:checked, option[selected]").count() == 0
        if picture:
            self.picture(human, "position-options")
        human.page.get_by_role("button", name=re.compile(f"^(Change to )?{position}")).first.click()
        human.sees("Recorded")
        self.served.work()
        if not self.script:
            expect(human.page.get_by_role("button", name="Print")).to_have_count(0)
        if picture:
            self.picture(human, "receipt")

    def expect_stage(self, name: str) -> None:
        self.ada.go(f"/objectives/{self.ref}")
        expect(
            self.ada.page.get_by_role("main")
            .get_by_role("banner")
            .or_(self.ada.page.locator("header.docket"))
        ).to_contain_text(name)

    def comment(self) -> None:
        boris, cyra = self.seats["BOR"], self.seats["CYG"]
        boris.go(f"/objectives/{self.ref}")
        self.picture(boris, "comments-asked")
        paragraph = boris.page.locator("summary", has_text="Paragraph").nth(1)
        paragraph.click()
        tools = boris.page.locator("details.no[open]")
        tools.get_by_role("link", name="Comment", exact=True).click()
        page = boris.page
        assert page.locator("input:checked").count() == 0
        page.get_by_label("Substantive").check()
        page.get_by_label("Comment", exact=True).fill("Every day is too often for small ones.")
        page.get_by_label("Proposed wording").fill(COMMENTED)
        boris.press("Show the redline")
        boris.sees("Your wording against the paragraph")
        self.picture(boris, "comment-redline")
        boris.press("Submit for BOR")
        boris.sees("The comment is recorded.")
        cyra.go(f"/objectives/{self.ref}")
        cyra.follow("Comment")
        cyra.press("Submit for CYG")
        expect(cyra.page.get_by_role("alert")).to_contain_text("There is a problem")
        cyra.page.get_by_label("General").check()
        cyra.page.get_by_label("Comment", exact=True).fill("We offer our archive.")
        cyra.press("Submit for CYG")
        cyra.sees("The comment is recorded.")
        for code in ("AUR", "DEL"):
            human = self.seats[code]
            human.go(f"/objectives/{self.ref}")
            human.press(f"No comments from {code}")
            human.sees("there are no comments")
        self.step(self.bea, "Close comments")
        self.expect_stage("revision")

    def step(self, who: Human, title: str, reason: str = "", deadline: str = "") -> None:
        """Take a step through the page that says what follows."""
        who.go(f"/objectives/{self.ref}")
        who.follow(f"{title}…")
        self.picture(who, "step-" + title.lower().replace(" ", "-"))
        if reason:
            who.page.get_by_label(re.compile("^Reason")).fill(reason)
        if deadline:
            who.page.get_by_label("Date").fill(deadline)
        who.press(title)
        who.sees("The step is taken")
        self.served.work()

    def answer(self) -> None:
        ada = self.ada
        ada.follow("Answer comments")
        self.picture(ada, "comments-to-answer")
        page = ada.page
        expect(page.locator("#c1")).to_contain_text(re.compile(r"BOR\s+15 Mar"))
        page.get_by_label("Answer to comment 1").select_option(label="Accepted")
        page.get_by_label("Answer to comment 2").select_option(label="Noted")
        page.get_by_label("Response to comment 2").fill("With thanks.")
        page.get_by_role("button", name="Save the answers on this page").first.click()
        ada.sees("2 of 2 answered")
        ada.press("Publish the answers")
        ada.sees("The answers are published; their authors are being told.")
        self.picture(ada, "comments-answered")

    def revise(self, words: str, note: str, version: int) -> None:
        ada = self.ada
        ada.go(f"/objectives/{self.ref}")
        ada.follow("Revise the text")
        page = ada.page
        self.picture(ada, f"revise-{version}")
        page.get_by_role("textbox", name=re.compile("^Paragraph")).nth(1).fill(words)
        ada.press_last("Check the changes")
        ada.sees(f"Save version {version}?")
        ada.sees("1 word in, 2 out." if version == 2 else "3 words in")
        expect(page.locator("ins").first).to_be_visible()
        page.get_by_label(re.compile("^Substantive")).check()
        page.get_by_label("What changed, and why").fill(note)
        self.picture(ada, f"revise-check-{version}")
        ada.press(f"Save version {version}")
        ada.sees("The new version is saved.")
        ada.follow("Side by side")
        self.picture(ada, f"compare-{version}")

    def first_ballot(self) -> None:
        self.step(self.ada, "Put forward for endorsement", deadline="2027-06-01")
        deadline = datetime(2027, 6, 1, 21, 59, tzinfo=UTC)
        self.hold("AUR", "Endorse")
        owing = ["BOR", "CYG", "DEL"]
        for ahead, answer in (
            (timedelta(days=7), ("BOR", "No objection")),
            (timedelta(days=3), ("CYG", "Abstain")),
            (timedelta(hours=24), None),
        ):
            self.reminded(deadline - ahead, owing)
            if answer:
                self.hold(*answer)
                owing.remove(answer[0])
        self.ada.go(f"/objectives/{self.ref}/missing")
        self.ada.sees("DEL")
        self.picture(self.ada, "missing")
        self.object("DEL")

    def reminded(self, at: datetime, owing: list[str]) -> None:
        """At that instant and not a minute earlier a reminder goes to those who owe, only."""
        before = {code: self.reminders(code) for code in CODES}
        self.move_clock(at - timedelta(minutes=1))
        assert {code: self.reminders(code) for code in CODES} == before
        self.move_clock(at)
        after = {code: self.reminders(code) for code in CODES}
        assert {code for code in CODES if after[code] > before[code]} == set(owing)
        assert all(after[code] == before[code] + 1 for code in owing)

    def reminders(self, code: str) -> int:
        return len(self.seats[code].subjects())

    def move_clock(self, at: datetime) -> None:
        self.ada.go("/clock")
        self.ada.page.get_by_label("Day and time in UTC").fill(at.strftime("%Y-%m-%d %H:%M"))
        self.ada.press("Move the clock")
        self.ada.sees("The clock was moved")

    def object(self, code: str) -> None:
        dev = self.seats[code]
        dev.go(f"/objectives/{self.ref}")
        dev.follow(f"Record the position of {code}")
        dev.follow(re.compile("^Object"))
        dev.press(f"Record Object for {code}")
        expect(dev.page.get_by_role("alert")).to_contain_text("There is a problem")
        self.picture(dev, "objection-refused")
        page = dev.page
        page.get_by_label("Reasons").fill("Who pays for the satellites?")
        page.get_by_text("Paragraphs concerned").first.click()
        page.get_by_role("checkbox").nth(1).check()
        page.get_by_label("Proposed wording").fill(OFFERED)
        page.get_by_label("What would resolve this objection").fill("Words on costs.")
        dev.press(f"Record Object for {code}")
        dev.sees("Recorded")
        self.picture(dev, "objection-receipt")
        self.served.work()

    def second_round(self) -> None:
        self.ada.go(f"/objectives/{self.ref}")
        self.picture(self.ada, "objection-seen")
        self.step(self.ada, "Return to revision", reason="DEL offers words that others can take.")
        self.revise(OFFERED, "The wording of DEL.", 3)
        self.step(self.bea, "Put forward for endorsement")
        self.reserve("AUR")
        self.ad_referendum("BOR")
        self.hold("CYG", "No objection")
        self.hold("DEL", "Endorse")
        self.served.work()
        self.expect_stage("Adopted")
        self.ada.sees("Version 3 is adopted provisionally")
        self.picture(self.ada, "adopted-provisionally")

    def reserve(self, code: str) -> None:
        human = self.seats[code]
        human.go(f"/objectives/{self.ref}")
        human.follow(re.compile(f"the position of {code}"))
        human.follow(re.compile("^.{0,4}Agree with a reservation"))
        self.picture(human, "reservation")
        human.page.get_by_label("Endorse").check()
        human.page.get_by_label("Reservation").fill(RESERVATION)
        human.press(f"Record this position for {code}")
        human.sees("Recorded")
        self.served.work()

    def ad_referendum(self, code: str) -> None:
        human = self.seats[code]
        human.go(f"/objectives/{self.ref}")
        human.follow(re.compile(f"the position of {code}"))
        human.follow(re.compile("^.{0,4}Agree ad referendum"))
        self.picture(human, "ad-referendum")
        human.page.get_by_label("Endorse").check()
        human.press(f"Record this position for {code}")
        human.sees("Recorded")
        self.served.work()

    def confirm(self) -> None:
        boris = self.seats["BOR"]
        boris.go(f"/objectives/{self.ref}")
        boris.press("Confirm the position of BOR")
        boris.sees("The position is confirmed.")
        self.served.work()
        self.ada.go(f"/objectives/{self.ref}")
        self.ada.sees("Version 3 is adopted")
        self.picture(self.ada, "adopted")
        assert "Adoption final" in self.seats["DEL"].newest_mail(self.ref)

    def take_home(self) -> None:
        dev = self.seats["DEL"]
        dev.go(f"/objectives/{self.ref}")
        dev.follow("Read the adopted text")
        dev.sees(OFFERED)
        self.picture(dev, "agreement")
        with dev.page.expect_download() as download:
            dev.follow("Download PDF")
        file = Path(download.value.path()).read_bytes()
        words = " ".join(
            " ".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages).split()
        )
        with self.served.root.database.reading() as store:
            digest = store.objective(self.ref).text.hash
        assert OFFERED in words
        assert RESERVATION in words
        assert digest[:8] in words.replace(" ", "")

    def prove(self) -> None:
        dev = self.seats["DEL"]
        dev.go(f"/objectives/{self.ref}/audit")
        dev.sees("Yes: every entry up to")
        self.picture(dev, "audit")
        dev.go(f"/objectives/{self.ref}/workflow")
        self.picture(dev, "workflow")
        self.ada.go("/mail?negotiation=SEA-2027")
        self.picture(self.ada, "messages")


@pytest.mark.parametrize("script", [False, True], ids=["without-script", "with-script"])
def test_a_whole_negotiation(installation: Served, browser: Browser, script: bool) -> None:
    walk = Walk(installation, browser, script)
    walk.open_table()
    walk.arrive()
    walk.propose()
    walk.support()
    if script:
        for human in walk.everybody:
            human.leave()
        return
    walk.comment()
    walk.answer()
    walk.revise(COMMENTED, "The wording of BOR.", 2)
    walk.first_ballot()
    walk.second_round()
    walk.confirm()
    walk.take_home()
    walk.prove()
    for human in walk.everybody:
        human.leave()
