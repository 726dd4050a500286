"""Before there is a text: what is said, what is shown, and how a proposal begins with it."""

from __future__ import annotations

from tests.pages.house import TABLE, House

AT = f"/negotiations/{TABLE}/beginnings"


def _goal(house: House, who: str, words: str, sense: str = "seek") -> None:
    key = f"{who}-{words}"
    done = house.post(who, f"{AT}/goals", key, theme="Data", sense=sense, goal=words)
    assert done.status_code == 303


def test_where_two_seek_the_same_the_theme_is_shared_and_leads_to_a_proposal(house: House) -> None:
    cited = house.post(
        "fay", f"{AT}/provisions", citation="Statute, Article 2", says="It measures.", themes="Data"
    )
    assert cited.headers["location"] == f"{AT}?done=provision-cited"
    _goal(house, "fay", "All soundings of the sea are shared.")
    _goal(house, "dora", "All soundings of the sea are shared!")
    page = house.get("olga", AT).text
    assert "AUR and BOR overlap here." in page
    assert "in much the same words" in page
    assert "propose?theme=Data" in house.get("fay", AT).text
    form = house.get("fay", f"/negotiations/{TABLE}/propose?theme=Data").text
    assert "Recalling Statute, Article 2 (AUR)," in form
    assert "All soundings of the sea are shared." in form


def test_where_one_would_avoid_it_they_part(house: House) -> None:
    _goal(house, "fay", "All soundings are shared.")
    _goal(house, "dora", "Soundings of harbours are shared.", "avoid")
    assert "Here they part: AUR would go further, BOR would not." in house.get("bea", AT).text


def test_a_sounding_is_asked_answered_and_counted_nowhere(house: House) -> None:
    before = house.get("fay", f"/api/v1/objectives/{house.ref}").text
    asked = house.post(
        "bea", f"{AT}/soundings", question="Yearly?", options="yes\nno", closes="2027-04-01"
    )
    assert asked.status_code == 303
    answered = house.post("fay", f"/negotiations/{TABLE}/soundings/1", option="yes", words="Soon.")
    assert answered.headers["location"] == f"{AT}?done=sounding-answered"
    page = house.get("dora", AT).text
    assert "binds nobody" in page
    assert "Soon." in page
    assert house.get("fay", f"/api/v1/objectives/{house.ref}").text == before
    wrong = house.post("dora", f"/negotiations/{TABLE}/soundings/1", option="perhaps")
    assert wrong.status_code == 422
    assert "is none of the answers" in wrong.text


def test_what_is_refused_keeps_what_was_typed(house: House) -> None:
    house.get("fay", AT)
    before = house.rows()
    answer = house.post("fay", f"{AT}/goals", theme="Kept", goal="Kept too")
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.text
    assert "Kept too</textarea>" in answer.text
    assert "Say whether this is sought or to be avoided." in answer.text
    empty = house.post("fay", f"{AT}/provisions", citation="Kept", says=" ", themes="x")
    assert "Nothing was entered." in empty.text
    assert house.rows() == before


def test_the_discussion_is_written_answered_and_taken_back(house: House) -> None:
    where = f"/negotiations/{TABLE}/discussion"
    first = house.post("olga", where, "one", words="Who pays?", objective=house.ref)
    assert first.headers["location"] == f"{where}?objective={house.ref}&done=written"
    house.post("bea", where, "two", words="Nobody.", objective=house.ref, to="1")
    page = house.get("dora", f"{where}?objective={house.ref}").text
    assert "Who pays?" in page
    assert "to 1" in page
    assert (
        house.post("dora", f"{where}/1/withdraw", "three", objective=house.ref).status_code == 403
    )
    gone = house.post("olga", f"{where}/1/withdraw", "four", objective=house.ref)
    assert gone.headers["location"].endswith("done=taken-back")
    page = house.get("dora", f"{where}?objective={house.ref}").text
    assert "Who pays?" not in page
    assert "Taken back." in page


def test_an_objective_rests_on_provisions_of_the_own_mandate(house: House) -> None:
    house.post("fay", f"{AT}/provisions", citation="Statute, 2", says="It measures.", themes="Data")
    done = house.post("fay", f"/objectives/{house.ref}/grounds", "two", provisions="1")
    assert done.headers["location"] == f"/objectives/{house.ref}/grounds?done=grounds-named"
    assert "Statute, 2" in house.get("olga", f"/objectives/{house.ref}/grounds").text
    assert (
        "Rests on the mandate of 1 organisation"
        in house.get("olga", f"/objectives/{house.ref}").text
    )
    other = house.post("dora", f"/objectives/{house.ref}/grounds", "three", provisions="1")
    assert other.status_code == 422


def test_a_theme_is_one_however_it_is_spelled(house: House) -> None:
    at = f"/negotiations/{TABLE}/beginnings"
    one = {"theme": "Early signals", "sense": "seek", "goal": "Within 24 hours"}
    assert house.post("fay", f"{at}/goals", key=1, **one).status_code == 303
    other = {"theme": "early   SIGNALS", "sense": "avoid", "goal": "Within 24 hours"}
    assert house.post("dora", f"{at}/goals", key=2, **other).status_code == 303
    cited = {"citation": "Art. 1", "says": "It warns.", "themes": "EARLY signals\nearly signals"}
    assert house.post("dora", f"{at}/provisions", key=3, **cited).status_code == 303
    known = house.root.cases.negotiation(house.actor("ada"), TABLE).negotiation.beginnings
    assert {g.theme for g in known.goals} == {"Early signals"}
    assert [p.themes for p in known.provisions] == [("Early signals",)]
    page = house.get("ada", at).text
    assert page.count("Propose an objective from this") <= 1
    posted = {"theme": "Early  Signals", "words": "Let us talk."}
    house.post("fay", f"/negotiations/{TABLE}/discussion", key=4, **posted)
    assert (
        "Let us talk."
        in house.get("dora", f"/negotiations/{TABLE}/discussion?theme=Early signals").text
    )
