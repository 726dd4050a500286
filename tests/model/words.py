"""The text, comments and the answers to them."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from placet.engine.model import Objective
from tests.model.acting import Acts, anything, comments, reasons, when, works
from tests.model.table import OFFICE, ROWS, SEALED
from tests.reliability.world import SYMBOL

MOST_OBJECTIVES = 5
DISPOSITIONS = ["accepted", "accepted_modified", "not_accepted", "noted", "withdrawn"]


def revised(o: Objective) -> bool:
    """Whether its text may be changed now."""
    return o.stage in ("proposal", "revision") and o.run.paused_at is None


def answers(o: Objective) -> bool:
    """Whether there is a comment to answer where answers are given."""
    return o.stage == "revision" and bool(o.comments)


def unanswered(o: Objective) -> bool:
    """Whether a comment has no answer yet where answers are given."""
    return answers(o) and any(x.disposition is None for x in o.comments.values())


def drafted(o: Objective) -> bool:
    """Whether an answer may still be taken back."""
    return answers(o) and any(x.disposition and not x.published for x in o.comments.values())


def rated(o: Objective) -> bool:
    """Whether somebody may say what they think of an answer."""
    return works(o) and any(x.disposition and x.published for x in o.comments.values())


class Words(Acts):
    """What is done to the text, said of it, and answered."""

    @precondition(lambda self: len(self.refs) < MOST_OBJECTIVES)
    @rule(
        data=st.data(), symbol=st.sampled_from([SYMBOL, SEALED]),
        title=st.sampled_from(["Share charts", "Name a desk", "Measure twice", ""]),
    )  # fmt: skip
    def somebody_proposes(self, data: st.DataObject, symbol: str, title: str) -> None:
        who = self.who(data, [*self.table.binders(symbol), "ada"])
        self.propose(who, symbol, title, ["AUR"] if who == "ada" else [])

    def propose(self, who: str, symbol: str, title: str, leads: list[str]) -> None:
        """An objective with its first text."""
        body = {"title": title, "purpose": "To know more.", "paragraphs": list(ROWS)}
        body |= {"leads": leads} if leads else {}
        self.do("propose", who, f"/negotiations/{symbol}/objectives", body)

    @when(revised)
    @rule(
        data=st.data(),
        words=st.sampled_from(
            ["They meet {} times.", "They meet [{} times / never].", "{} times", ""]
        ),
    )
    def somebody_revises(self, data: st.DataObject, words: str) -> None:
        o = self.one(data, revised)
        proper = self.table.binders(o.negotiation, o.leads)
        who = self.who(data, [*proper, *(["ada"] if o.stage == "revision" else [])])
        rows = [{"id": f"p{i}", **row} for i, row in enumerate(ROWS, 1)]
        rows[2]["words"] = words.format(self.asked)
        body = {"base": o.text.number, "paragraphs": rows}
        headers = {"If-Match": f'"{o.version}"'}
        self.send("revise", who, "POST", f"/objectives/{o.ref}/revisions", body, **headers)

    # --- comments ---------------------------------------------------------------------------

    @when(comments)
    @rule(
        data=st.data(), wording=st.sampled_from(["", "They meet."]),
        paragraph=st.sampled_from(["", "p1", "p2", "p3", "p3", "p9"]),
    )  # fmt: skip
    def somebody_comments(self, data: st.DataObject, paragraph: str, wording: str) -> None:
        o = self.one(data, comments)
        seated = self.table.binders(o.negotiation)
        who = self.who(data, [x for x in seated if self.organisation(x, o) not in o.observers])
        word = self.plant(o, "comment", [self.organisation(who, o)])
        body = {"type": "substantive", "body": f"Say more, {word}.", "wording": wording}
        body |= {"paragraph": paragraph} if paragraph else {}
        answer = self.do("comment", who, f"/objectives/{o.ref}/comments", body)
        if answer.status_code == 201:
            self.table.told.append((o.ref, "comment", int(answer.json()["reference"])))

    @when(comments)
    @rule(data=st.data())
    def somebody_has_no_comments(self, data: st.DataObject) -> None:
        o = self.one(data, comments)
        spoken = {*o.no_comments, *(x.organisation for x in o.comments.values()), *o.observers}
        proper = self.table.binders(o.negotiation)
        who = self.who(data, [x for x in proper if self.organisation(x, o) not in spoken])
        self.do("no comments", who, f"/objectives/{o.ref}/no-comments", {})

    @when(lambda o: any(not x.disposition for x in o.comments.values()) and comments(o))
    @rule(data=st.data(), reason=reasons)
    def a_comment_is_withdrawn(self, data: st.DataObject, reason: str) -> None:
        o = self.one(data, lambda o: comments(o) and bool(o.comments))
        number = self.of(data, [*o.comments], 99)
        whose = o.comments[number].organisation if number in o.comments else ""
        who = self.who(data, self.table.binders(o.negotiation, (whose,)))
        path = f"/objectives/{o.ref}/comments/{number}/withdraw"
        self.do("withdraw a comment", who, path, {"reason": reason})

    # --- answers ----------------------------------------------------------------------------

    def answerers(self, o: Objective) -> list[str]:
        """Who answers comments."""
        return ["ada", *self.table.binders(o.negotiation, o.leads)]

    @when(answers)
    @rule(
        data=st.data(), response=st.sampled_from(["It is understood.", "We agree.", ""]),
        disposition=st.sampled_from(DISPOSITIONS),
    )  # fmt: skip
    def a_comment_is_answered(self, data: st.DataObject, disposition: str, response: str) -> None:
        o = self.one(data, answers)
        number = self.of(data, [*o.comments], 99)
        path = f"/objectives/{o.ref}/comments/{number}/answer"
        body = {"disposition": disposition, "response": response}
        self.do("answer", self.who(data, self.answerers(o)), path, body)

    @when(unanswered)
    @rule(data=st.data(), response=st.sampled_from(["It is understood.", "We agree."]))
    def comments_are_answered_alike(self, data: st.DataObject, response: str) -> None:
        o = self.one(data, unanswered)
        numbers = [n for n, x in o.comments.items() if x.disposition is None]
        body = {"numbers": numbers or [1], "disposition": "noted", "response": response}
        path = f"/objectives/{o.ref}/dispositions"
        self.do("answer alike", self.who(data, self.answerers(o)), path, body)

    @when(drafted)
    @rule(data=st.data())
    def an_answer_is_taken_back(self, data: st.DataObject) -> None:
        o = self.one(data, drafted)
        mine = [n for n, x in o.comments.items() if x.disposition and not x.published]
        path = f"/objectives/{o.ref}/comments/{self.of(data, mine, 99)}/answer"
        self.send("take an answer back", self.who(data, self.answerers(o)), "DELETE", path)

    @when(drafted)
    @rule(data=st.data(), partial=st.sampled_from([True, True, False]))
    def answers_are_published(self, data: st.DataObject, partial: bool) -> None:
        o = self.one(data, drafted)
        body = {"partial": partial, "reason": "The others need more time." if partial else ""}
        path = f"/objectives/{o.ref}/dispositions/publish"
        self.do("publish answers", self.who(data, ["ada"]), path, body)

    @when(rated)
    @rule(data=st.data(), satisfied=st.booleans())
    def somebody_says_whether_an_answer_satisfies(
        self, data: st.DataObject, satisfied: bool
    ) -> None:
        o = self.one(data, rated)
        theirs = [n for n, x in o.comments.items() if x.disposition and x.published]
        number = self.of(data, theirs, 99)
        whose = o.comments[number].organisation if number in o.comments else ""
        who = self.who(data, self.table.binders(o.negotiation, (whose,)))
        body = {"satisfied": satisfied, "words": "It is not what we asked."}
        self.do("rate", who, f"/objectives/{o.ref}/comments/{number}/rating", body)

    # --- links ------------------------------------------------------------------------------

    @precondition(lambda self: len(self.refs) >= 2 and self.asked % 4 == 0)
    @rule(data=st.data(), kind=st.sampled_from(["package", "alternatives", "alternatives"]))
    def objectives_are_linked(self, data: st.DataObject, kind: str) -> None:
        o = self.one(data, anything)
        table = self.table.state.negotiations[o.negotiation]
        linked = {x for link in table.links if link.kind.value == kind for x in link.objectives}
        free = [x.ref for x in self.fits(lambda x: x.negotiation == o.negotiation)]
        pair = [x for x in free if x not in linked][:2]
        if len(pair) < 2:
            pair = [o.ref, "OBJ-9999"]
        body = {"kind": kind, "title": "They hang together", "objectives": pair}
        path = f"/negotiations/{o.negotiation}/links"
        self.do("link", self.who(data, OFFICE), path, body)

    @precondition(
        lambda self: (
            any(n.links for n in self.table.state.negotiations.values()) and self.asked % 3 == 0
        )
    )
    @rule(data=st.data(), reason=reasons)
    def a_link_is_taken_away(self, data: st.DataObject, reason: str) -> None:
        tables = [n for n in self.table.state.negotiations.values() if n.links]
        table = self.among(data, tables)
        number = self.of(data, [link.number for link in table.links], 99)
        path = f"/negotiations/{table.symbol}/links/{number}/end"
        self.do("unlink", self.who(data, OFFICE), path, {"reason": reason})
