"""What the secretariat entered on behalf of organisations is marked wherever it is shown."""

from __future__ import annotations

import pytest

from placet.engine import commands as c
from placet.engine.model import CommentType
from placet.engine.text import Act, Change
from tests.pages import journey as j
from tests.pages.house import House

FILE = "Comments of <March> & April.docx"
SHOWN = "Comments of &lt;March&gt; &amp; April.docx"
MARK = "entered by the secretariat"


def entered(house: House) -> str:
    """An objective under revision with one amendment and two comments entered for BOR."""
    ref = j.in_revision(house)
    must = Change(Act.REPLACE, "p2", j.FIRST.replace("[shall / should]", "must"))
    amendments = (c.EnteredAmendment("BOR", must, "Shall is not enough."),)
    quoted = j.FIRST.index("soundings")
    comments = (
        c.EnteredComment("BOR", "Which?", CommentType.TECHNICAL, "p2", quoted, quoted + 9),
        c.EnteredComment("BOR", "A good text."),
    )
    j.do(house, "ada", ref, c.EnterProposals(1, FILE, amendments, comments))
    return ref


@pytest.mark.parametrize(
    ("path", "times"), [("/amendments", 1), ("/comments", 2), ("?view=text", 2)]
)
def test_what_was_entered_says_so_and_from_where(house: House, path: str, times: int) -> None:
    ref = entered(house)
    shown = house.get("dora", f"/objectives/{ref}{path}").text
    assert (shown.count(MARK), shown.count(SHOWN)) == (times, times)
    assert FILE not in shown


def test_what_organisations_say_themselves_has_no_such_mark(house: House) -> None:
    ref = j.amended(house)
    for path in ("/amendments", "/comments", ""):
        assert MARK not in house.get("dora", f"/objectives/{ref}{path}").text


def test_the_record_says_on_whose_behalf_it_was_entered(house: House) -> None:
    ref = entered(house)
    shown = " ".join(house.get("dora", f"/objectives/{ref}/audit").text.split())
    assert f"The secretariat entered it on its behalf (evidence: {SHOWN})." in shown


def test_the_organisation_withdraws_what_was_entered_wrongly(house: House) -> None:
    ref = entered(house)
    page = f"/objectives/{ref}/amendments"
    assert f'action="{page}/1/withdraw"' in house.get("dora", page).text
    assert f'action="{page}/1/withdraw"' not in house.get("fay", page).text
    assert house.post("dora", f"{page}/1/withdraw", reason="We never said so.").status_code == 303


def test_so_does_it_with_a_comment_while_nobody_answered_it(house: House) -> None:
    ref = entered(house)
    page = f"/objectives/{ref}/comments"
    number = max(j.seen(house, ref).objective.comments)
    action = f"{page}/{number}/withdraw"
    assert f'action="{action}"' in house.get("dora", page).text
    assert f'action="{action}"' not in house.get("fay", page).text
    silent = house.post("dora", action, do="withdraw", reason="")
    assert silent.status_code == 422
    assert "Say why it is withdrawn." in silent.text
    assert house.post("fay", action, reason="Not mine").status_code == 403
    assert house.post("dora", action, do="withdraw", reason="We did not say so").status_code == 303
    shown = house.get("dora", f"{page}?done=comment-withdrawn").text
    assert "The comment is withdrawn." in shown
    assert f'action="{action}"' not in shown
