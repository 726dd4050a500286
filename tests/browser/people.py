"""What a person does in a browser: sign in with the code of a mail, fill forms, look."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.served import Served

DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}
SCREENS = Path(__file__).parents[2] / "build" / "screens"


class Human:
    """One person with a browser of their own."""

    def __init__(
        self, served: Served, browser: Browser, name: str, email: str, script: bool
    ) -> None:
        self.served, self.name, self.email = served, name, email
        self.context: BrowserContext = browser.new_context(
            base_url=served.base,
            java_script_enabled=script,
            viewport=DESKTOP,
        )
        self.context.set_default_timeout(30_000)
        self.page: Page = self.context.new_page()
        self.trouble: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))

    def _heard(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # A form that is refused answers 422, which Chromium calls an error.
        if kind in ("error", "warning") and "status of 422" not in text:
            self.trouble.append(text)

    def sign_in(self) -> None:
        """From the first page to the inbox, with the six digits of the mail."""
        page = self.page
        page.goto("/")
        page.get_by_label("E-mail address").fill(self.email)
        self.press("Send me a code")
        self.served.work()
        code = self._code()
        page.get_by_label("Code").fill(code)
        self.press("Sign in")
        expect(page).to_have_url(f"{self.served.base}/inbox")

    def _code(self) -> str:
        """The digits of the newest mail to this person, read in another tab."""
        words = self.newest_mail("Sign")
        found = re.search(r"\b\d{3} ?\d{3}\b", words)
        assert found, words
        return found[0]

    def newest_mail(self, subject: str = "") -> str:
        """The words of the newest mail to this person whose subject has these words."""
        tab = self.context.new_page()
        tab.goto(f"/mailbox?recipient={self.email.replace('@', '%40')}")
        tab.get_by_role("main").get_by_role("link", name=re.compile(subject, re.I)).first.click()
        words = tab.get_by_role("region", name="As plain text").inner_text()
        tab.close()
        return words

    def subjects(self) -> list[str]:
        """The subjects of all mails to this person, newest first."""
        tab = self.context.new_page()
        tab.goto(f"/mailbox?recipient={self.email.replace('@', '%40')}")
        found = tab.get_by_role("main").get_by_role("listitem").get_by_role("link")
        words = found.all_inner_texts()
        tab.close()
        return words

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press the one button of this name."""
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def press_last(self, name: str) -> None:
        """Press the visible button where an invisible one takes the Enter key before it."""
        self.page.get_by_role("button", name=name, exact=True).last.click()

    def follow(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Follow the first link of this name."""
        exact = isinstance(name, str)
        (within or self.page).get_by_role("link", name=name, exact=exact).first.click()

    def go(self, path: str) -> None:
        """Open an address, as from a bookmark."""
        self.page.goto(path)

    def sees(self, words: str | re.Pattern[str]) -> None:
        """The page says so."""
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def picture(self, name: str) -> None:
        """Keep how the page looks on a desk and in a hand."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        for size, how in ((PHONE, "phone"), (DESKTOP, "desk")):
            self.page.set_viewport_size(size)
            self.page.screenshot(path=SCREENS / f"{name}-{how}.png", full_page=True)

    def leave(self) -> None:
        """Close the browser; nothing may have gone wrong in it."""
        self.context.close()
        assert self.trouble == [], self.trouble
