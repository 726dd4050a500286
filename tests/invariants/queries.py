"""Invariants as questions to the database: each row that comes back is a violation.

The SQL is the same for both databases.  Every query answers a name of the offending row.
"""

from __future__ import annotations

from collections.abc import Mapping

SUBMITTING = "('head_of_delegation', 'focal_point', 'alternate')"

IN_FORCE = """
    x.accepted AND x.answered_at <= p.at AND x.since <= p.at
    AND (x.until IS NULL OR p.at < x.until) AND (x.ended_at IS NULL OR p.at < x.ended_at)
    AND (CAST(x.objectives AS TEXT) = '[]'
         OR CAST(x.objectives AS TEXT) LIKE '%"' || p.ref || '"%')
"""
"""Whether the proxy x was accepted and in force, for this objective, when p was recorded."""

QUERIES: Mapping[str, tuple[str, ...]] = {
    "I-03": (
        # Two current positions of one seat.
        """
        SELECT ref, ballot, organisation FROM current_position
        GROUP BY ref, ballot, organisation HAVING count(*) > 1
        """,
        # A current position that is not the seat's last one, or a last one that is not current.
        """
        SELECT p.ref, p.ballot, p.organisation, p.number FROM position p
        WHERE p.number = (SELECT max(q.number) FROM position q
            WHERE q.ref = p.ref AND q.ballot = p.ballot AND q.organisation = p.organisation)
          AND (CASE WHEN p.kind = 'withdrawn' THEN 0 ELSE 1 END) <>
              (SELECT count(*) FROM current_position c WHERE c.ref = p.ref
               AND c.ballot = p.ballot AND c.organisation = p.organisation
               AND c.number = p.number)
        """,
        """
        SELECT c.ref, c.ballot, c.organisation, c.number FROM current_position c
        WHERE c.number <> (SELECT max(p.number) FROM position p WHERE p.ref = c.ref
            AND p.ballot = c.ballot AND p.organisation = c.organisation)
        """,
    ),
    "I-04": (
        # A history of positions with a hole in it.
        """
        SELECT ref, ballot, count(*), max(number) FROM position
        GROUP BY ref, ballot HAVING count(*) <> max(number) OR min(number) <> 1
        """,
    ),
    "I-05": (
        # Recorded by somebody who did not bind the seat at that instant nor ever stood in, and not
        # by the secretariat with its evidence either.
        f"""
        SELECT p.ref, p.ballot, p.number, p."by" FROM position p
        WHERE p.carried_from IS NULL AND NOT EXISTS (
            SELECT 1 FROM objective o JOIN delegate d ON d.symbol = o.negotiation
            WHERE o.ref = p.ref AND d.person = p."by" AND d.organisation = p.organisation
              AND d.since <= p.at AND (d.until IS NULL OR p.at < d.until)
              AND (d.capacity IN {SUBMITTING} OR EXISTS (
                SELECT 1 FROM negotiation n WHERE n.symbol = o.negotiation
                  AND CAST(n.absences AS VARCHAR) LIKE '%"deputy": "' || p."by" || '"%')))
        AND NOT EXISTS (
            SELECT 1 FROM objective o JOIN delegate d ON d.symbol = o.negotiation
            JOIN proxy x ON x.symbol = o.negotiation AND x.holder = d.organisation
            WHERE o.ref = p.ref AND d.person = p."by" AND d.organisation = p.cast_by
              AND d.capacity IN {SUBMITTING}
              AND d.since <= p.at AND (d.until IS NULL OR p.at < d.until)
              AND x.giver = p.organisation AND {IN_FORCE})
        AND NOT (p.evidence <> '' AND EXISTS (
            SELECT 1 FROM objective o JOIN officer f ON f.symbol = o.negotiation
            WHERE o.ref = p.ref AND f.person = p."by" AND f.role = 'secretariat'))
        """,  # noqa: S608 - constants of this module
        # Marked as cast by another although nobody held an accepted proxy at that instant.
        f"""
        SELECT p.ref, p.ballot, p.number, p.cast_by FROM position p
        WHERE p.cast_by <> '' AND p.carried_from IS NULL AND NOT EXISTS (
            SELECT 1 FROM objective o JOIN proxy x ON x.symbol = o.negotiation
            WHERE o.ref = p.ref AND x.giver = p.organisation AND x.holder = p.cast_by
              AND {IN_FORCE})
        """,  # noqa: S608 - a constant of this module
        # Two accepted proxies that are in force at once for one giver, or in a chain.
        """
        SELECT x.symbol, x.place, y.place FROM proxy x
        JOIN proxy y ON y.symbol = x.symbol AND y.place <> x.place
            AND (x.giver = y.giver OR x.holder = y.giver)
        WHERE x.accepted AND y.accepted AND x.ended_at IS NULL AND y.ended_at IS NULL
          AND (y.until IS NULL OR x.since < y.until) AND (x.until IS NULL OR y.since < x.until)
          AND (CAST(x.objectives AS TEXT) = '[]' OR CAST(y.objectives AS TEXT) = '[]')
        """,
        # Carried over from a ballot in which the seat held no such position.
        """
        SELECT p.ref, p.ballot, p.number FROM position p
        WHERE p.carried_from IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM current_position c JOIN position q ON q.ref = c.ref
                AND q.ballot = c.ballot AND q.number = c.number
            WHERE c.ref = p.ref AND c.ballot = p.carried_from AND p.carried_from < p.ballot
              AND c.organisation = p.organisation AND q.kind = p.kind AND q."by" = p."by")
        """,
    ),
    "I-06": (
        # A ballot on words that are not those of the version it names.
        """
        SELECT b.ref, b.number, b.text FROM ballot b WHERE NOT EXISTS (
            SELECT 1 FROM text_version t
            WHERE t.ref = b.ref AND t.number = b.text AND t.hash = b.text_hash)
        """,
        # A position without a seat on its ballot.
        """
        SELECT p.ref, p.ballot, p.number, p.organisation FROM position p WHERE NOT EXISTS (
            SELECT 1 FROM seat s WHERE s.ref = p.ref AND s.ballot = p.ballot
              AND s.organisation = p.organisation)
        """,
    ),
    "I-07": (
        # Taken at or after the deadline, or when the ballot had ended.
        """
        SELECT p.ref, p.ballot, p.number FROM position p
        JOIN ballot b ON b.ref = p.ref AND b.number = p.ballot
        WHERE p.at >= b.deadline_at OR (b.closed_at IS NOT NULL AND p.at > b.closed_at)
        """,
    ),
    "I-09": (
        # Ended without a record of it, more than once, or recorded as ended while open.
        """
        SELECT b.ref, b.number, b.state FROM ballot b
        WHERE (SELECT count(*) FROM ledger l WHERE l.kind = 'BallotClosed'
               AND l.object = b.ref || '/ballot/' || b.number)
           <> (CASE WHEN b.state = 'open' THEN 0 ELSE 1 END)
        """,
        # Closed without its one verdict, or with one and not closed.
        """
        SELECT b.ref, b.number, b.state FROM ballot b
        WHERE (b.state = 'closed') <> (b.verdict IS NOT NULL AND b.passed IS NOT NULL)
        """,
    ),
    "I-13": (
        # Two open ballots for one objective.
        "SELECT ref, count(*) FROM ballot WHERE state = 'open' GROUP BY ref HAVING count(*) > 1",
        # An open ballot that is not the one the objective is about.
        """
        SELECT b.ref, b.number FROM ballot b JOIN objective o ON o.ref = b.ref
        WHERE b.state = 'open'
          AND (o.ballot <> b.number OR (o.stage <> b.stage AND o.paused_at IS NULL))
        """,
    ),
    "I-14": (
        # A superseded or withdrawn ballot that says whether it passed.
        """
        SELECT ref, number, state FROM ballot
        WHERE state IN ('superseded', 'withdrawn') AND (passed IS NOT NULL OR verdict IS NOT NULL)
        """,
    ),
    "I-17": (
        # More or fewer runs than entries that say how they were entered.
        """
        SELECT o.ref, o.run FROM objective o WHERE o.run <> (
            SELECT count(*) FROM ledger l WHERE l.kind = 'StageEntered'
              AND l.chain = o.negotiation AND l.object = o.ref || '/stage')
        """,
    ),
    "I-18": (
        # A mail about an objective of another negotiation, or of a run that never was.
        """
        SELECT m.key FROM outbox m JOIN objective o ON o.ref = m.objective
        WHERE m.negotiation <> o.negotiation OR m.run > o.run
        """,
        # Sent without its bytes, or ended while somebody holds a lease on it.
        """
        SELECT m.key FROM outbox m WHERE (m.state = 'sent') <> (m.sent_at IS NOT NULL)
           OR (m.state = 'sent' AND m.bytes IS NULL)
           OR (m.state <> 'claimed' AND m.lease_owner IS NOT NULL)
        """,
    ),
    "I-28": (
        # Taken into a version that there is not, or into one no later than what it is against.
        """
        SELECT a.ref, a.number, a.decided_in FROM amendment a WHERE a.decided_in > 0 AND (
            a.decided_in <= a.base OR NOT EXISTS (
                SELECT 1 FROM text_version t WHERE t.ref = a.ref AND t.number = a.decided_in))
        """,
        # Versions with a hole in their numbers, or an objective that does not show the newest.
        """
        SELECT o.ref, o.text FROM objective o WHERE o.text <> (
            SELECT count(*) FROM text_version t WHERE t.ref = o.ref)
           OR o.text <> (SELECT max(t.number) FROM text_version t WHERE t.ref = o.ref)
        """,
    ),
    "I-42": (
        # Numbers given twice, or to nothing.
        """
        SELECT o.ref, o.comments_made FROM objective o WHERE o.comments_made <> (
            SELECT count(*) FROM comment m WHERE m.ref = o.ref)
        """,
        """
        SELECT o.ref, o.amendments_made FROM objective o WHERE o.amendments_made <> (
            SELECT count(*) FROM amendment a WHERE a.ref = o.ref)
        """,
    ),
    "I-43": (
        # A published answer without the words that it needs.
        """
        SELECT ref, number FROM comment
        WHERE published AND disposition IS NOT NULL AND disposition <> 'accepted' AND response = ''
        """,
        # An answer that is still a draft though the stage in which it was given is left.
        """
        SELECT m.ref, m.number FROM comment m JOIN objective o ON o.ref = m.ref
        WHERE NOT m.published AND m.round < o.round
        """,
        # What is said of an answer that is not there to be read.
        """
        SELECT ref, number FROM comment
        WHERE satisfied IS NOT NULL AND (disposition IS NULL OR NOT published)
        """,
    ),
    "I-34": (
        # An entry without an actor, a cause or an object.
        """
        SELECT chain, seq FROM ledger WHERE actor = '' OR cause = '' OR object = ''
        """,
        # Something that changed without any entry.
        """
        SELECT o.ref FROM objective o WHERE NOT EXISTS (
            SELECT 1 FROM ledger l WHERE l.chain = o.negotiation
              AND l.object = o.ref || '/text/1' AND l.kind = 'ObjectiveProposed')
        """,
        """
        SELECT p.id FROM person p WHERE (SELECT count(*) FROM ledger l
            WHERE l.chain = 'registry' AND l.object = 'person/' || p.id) <> 1
        """,
        """
        SELECT g.code FROM organisation g WHERE (SELECT count(*) FROM ledger l
            WHERE l.chain = 'registry' AND l.object = 'organisation/' || g.code) <> 1
        """,
    ),
}
