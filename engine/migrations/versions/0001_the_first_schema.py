"""The first schema: tables from the classes, triggers from the two SQL files beside this one.

A later batch migration of a table on SQLite copies it and loses its triggers: lay them again.
"""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FUNCTIONS = (
    "refuse_change",
    "objective_moves_as_its_workflow_allows",
    "position_is_in_time",
    "current_position_is_written_while_open",
    "current_position_is_taken_back_while_open",
)


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 1", name=op.f("ck_counter_value_counts_from_one")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "idempotency",
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("key", sqlmodel.AutoString(), nullable=False),
        sa.Column("request_hash", sqlmodel.AutoString(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name=op.f("pk_idempotency")),
    )
    with op.batch_alter_table("idempotency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idempotency_at"), ["at"], unique=False)

    op.create_table(
        "ledger",
        sa.Column("chain", sqlmodel.AutoString(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("actor", sqlmodel.AutoString(), nullable=False),
        sa.Column("cause", sqlmodel.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("object", sqlmodel.AutoString(), nullable=False),
        sa.Column("before", sqlmodel.AutoString(), nullable=False),
        sa.Column("after", sqlmodel.AutoString(), nullable=False),
        sa.Column("payload", sqlmodel.AutoString(), nullable=False),
        sa.Column("previous", sqlmodel.AutoString(), nullable=False),
        sa.Column("hash", sqlmodel.AutoString(), nullable=False),
        sa.CheckConstraint(
            "length(hash) BETWEEN 64 AND 64", name=op.f("ck_ledger_hash_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(previous) BETWEEN 64 AND 64",
            name=op.f("ck_ledger_previous_has_a_fitting_length"),
        ),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_ledger_seq_counts_from_one")),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_ledger")),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ledger_chain_object_seq", ["chain", "object", "seq"], unique=False
        )

    op.create_table(
        "ledger_head",
        sa.Column("chain", sqlmodel.AutoString(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "legal_move",
        sa.Column("workflow", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_stage", sqlmodel.AutoString(), nullable=False),
        sa.Column("to_stage", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workflow", "version", "from_stage", "to_stage", name=op.f("pk_legal_move")
        ),
    )
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sqlmodel.AutoString(), nullable=False),
        sa.Column("recipient", sqlmodel.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.AutoString(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("delivered_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mailbox_message_id")),
    )
    with op.batch_alter_table("mailbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mailbox_recipient"), ["recipient"], unique=False)

    op.create_table(
        "meta",
        sa.Column("key", sqlmodel.AutoString(), nullable=False),
        sa.Column("value", sqlmodel.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "negotiation",
        sa.Column("symbol", sqlmodel.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.AutoString(), nullable=False),
        sa.Column("purpose", sqlmodel.AutoString(), nullable=False),
        sa.Column("zone", sqlmodel.AutoString(), nullable=False),
        sa.Column("workflow", sqlmodel.AutoString(), nullable=False),
        sa.Column("workflow_version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("contact", sqlmodel.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(symbol) BETWEEN 1 AND 100",
            name=op.f("ck_negotiation_symbol_has_a_fitting_length"),
        ),
        sa.CheckConstraint(
            "length(title) BETWEEN 1 AND 500",
            name=op.f("ck_negotiation_title_has_a_fitting_length"),
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_negotiation_version_counts_from_zero")),
        sa.PrimaryKeyConstraint("symbol", name=op.f("pk_negotiation")),
    )
    op.create_table(
        "organisation",
        sa.Column("code", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("mandate", sqlmodel.AutoString(), nullable=False),
        sa.CheckConstraint(
            "length(code) BETWEEN 1 AND 100", name=op.f("ck_organisation_code_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 500", name=op.f("ck_organisation_name_has_a_fitting_length")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_organisation")),
    )
    op.create_table(
        "person",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.AutoString(), nullable=True),
        sa.Column("email_folded", sqlmodel.AutoString(), nullable=True),
        sa.Column("zone", sqlmodel.AutoString(), nullable=False),
        sa.Column("language", sqlmodel.AutoString(), nullable=False),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("name_salt", sqlmodel.AutoString(), nullable=False),
        sa.Column("email_salt", sqlmodel.AutoString(), nullable=False),
        sa.CheckConstraint(
            "length(email) BETWEEN 3 AND 320", name=op.f("ck_person_email_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(id) BETWEEN 1 AND 100", name=op.f("ck_person_id_has_a_fitting_length")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email_folded", name=op.f("uq_person_email_folded")),
    )
    op.create_table(
        "objective",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("negotiation", sqlmodel.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.AutoString(), nullable=False),
        sa.Column("purpose", sqlmodel.AutoString(), nullable=False),
        sa.Column("workflow", sqlmodel.AutoString(), nullable=False),
        sa.Column("workflow_version", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("proposed_by", sqlmodel.AutoString(), nullable=False),
        sa.Column("leads", sa.JSON(), nullable=False),
        sa.Column("stage", sqlmodel.AutoString(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("run_state", sqlmodel.AutoString(), nullable=False),
        sa.Column("entered_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("deadline_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("deadline_zone", sqlmodel.AutoString(), nullable=True),
        sa.Column("paused_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("rounds_allowed", sa.Integer(), nullable=False),
        sa.Column("came_from", sqlmodel.AutoString(), nullable=True),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=True),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("observers", sa.JSON(), nullable=False),
        sa.Column("comments_made", sa.Integer(), nullable=False),
        sa.Column("no_comments", sa.JSON(), nullable=False),
        sa.Column("paragraphs_minted", sa.Integer(), nullable=False),
        sa.Column("touched", sa.JSON(), nullable=False),
        sa.Column("instrument", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "run_state IN ('running', 'closed', 'decided')",
            name=op.f("ck_objective_run_state_is_one_of_its_words"),
        ),
        sa.CheckConstraint(
            "(deadline_at IS NULL) = (deadline_zone IS NULL)",
            name=op.f("ck_objective_deadline_has_its_zone"),
        ),
        sa.CheckConstraint(
            "length(ref) BETWEEN 1 AND 100", name=op.f("ck_objective_ref_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "length(title) BETWEEN 1 AND 500", name=op.f("ck_objective_title_has_a_fitting_length")
        ),
        sa.CheckConstraint(
            "run >= 1 AND round >= 1", name=op.f("ck_objective_runs_and_rounds_count_from_one")
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_objective_version_counts_from_zero")),
        sa.ForeignKeyConstraint(
            ["negotiation"],
            ["negotiation.symbol"],
            name=op.f("fk_objective_negotiation_negotiation"),
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_objective")),
    )
    with op.batch_alter_table("objective", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objective_negotiation"), ["negotiation"], unique=False)

    op.create_table(
        "officer",
        sa.Column("symbol", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.AutoString(), nullable=False),
        sa.CheckConstraint(
            "role IN ('secretariat', 'chair')", name=op.f("ck_officer_role_is_one_of_its_words")
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_officer_person_person")),
        sa.ForeignKeyConstraint(
            ["symbol"], ["negotiation.symbol"], name=op.f("fk_officer_symbol_negotiation")
        ),
        sa.PrimaryKeyConstraint("symbol", "place", name=op.f("pk_officer")),
        sa.UniqueConstraint("symbol", "person", "role", name=op.f("uq_officer_symbol_person_role")),
    )
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_officer_person"), ["person"], unique=False)

    op.create_table(
        "participant",
        sa.Column("symbol", sqlmodel.AutoString(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("classes", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_participant_weight_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.code"],
            name=op.f("fk_participant_organisation_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["symbol"], ["negotiation.symbol"], name=op.f("fk_participant_symbol_negotiation")
        ),
        sa.PrimaryKeyConstraint("symbol", "organisation", name=op.f("pk_participant")),
        sa.UniqueConstraint("symbol", "place", name=op.f("uq_participant_symbol_place")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_participant_organisation"), ["organisation"], unique=False
        )

    op.create_table(
        "session",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_session_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_person"), ["person"], unique=False)

    op.create_table(
        "signin",
        sa.Column("id", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=True),
        sa.Column("browser", sqlmodel.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("used_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_signin_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signin")),
    )
    with op.batch_alter_table("signin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signin_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_signin_person"), ["person"], unique=False)

    op.create_table(
        "token",
        sa.Column("hash", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("last_used_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("revoked_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 200", name=op.f("ck_token_name_has_a_fitting_length")
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_token_person_person")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_token")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_person"), ["person"], unique=False)

    op.create_table(
        "delegate",
        sa.Column("symbol", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=False),
        sa.Column("since", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("capacity", sqlmodel.AutoString(), nullable=False),
        sa.Column("until", sqlmodel.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "capacity IN ('head_of_delegation', 'focal_point', 'alternate', 'drafter', 'observer')",
            name=op.f("ck_delegate_capacity_is_one_of_its_words"),
        ),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_delegate_it_ends_after_it_began")
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_delegate_person_person")),
        sa.ForeignKeyConstraint(
            ["symbol", "organisation"],
            ["participant.symbol", "participant.organisation"],
            name=op.f("fk_delegate_symbol_organisation_participant"),
        ),
        sa.PrimaryKeyConstraint("symbol", "place", name=op.f("pk_delegate")),
    )
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegate_person"), ["person"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.AutoString(), nullable=False),
        sa.Column("negotiation", sqlmodel.AutoString(), nullable=True),
        sa.Column("objective", sqlmodel.AutoString(), nullable=True),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=True),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("only_while_owed", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("message_id", sqlmodel.AutoString(), nullable=False),
        sa.Column("date", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("due_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("lease_until", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("lease_owner", sqlmodel.AutoString(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=True),
        sa.Column("last_words", sqlmodel.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("sent_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outbox_sent_at_an_instant")
        ),
        sa.CheckConstraint(
            "state <> 'sent' OR bytes IS NOT NULL", name=op.f("ck_outbox_what_was_sent_is_kept")
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'claimed', 'sent', 'cancelled', 'failed')",
            name=op.f("ck_outbox_state_is_one_of_its_words"),
        ),
        sa.CheckConstraint(
            "(lease_owner IS NULL) = (lease_until IS NULL)",
            name=op.f("ck_outbox_a_lease_has_an_owner_and_an_end"),
        ),
        sa.ForeignKeyConstraint(
            ["negotiation"], ["negotiation.symbol"], name=op.f("fk_outbox_negotiation_negotiation")
        ),
        sa.ForeignKeyConstraint(
            ["objective"], ["objective.ref"], name=op.f("fk_outbox_objective_objective")
        ),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.code"],
            name=op.f("fk_outbox_organisation_organisation"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_outbox_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_negotiation"), ["negotiation"], unique=False)
        batch_op.create_index(
            "ix_outbox_objective_run_organisation",
            ["objective", "run", "organisation"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_outbox_person"), ["person"], unique=False)
        batch_op.create_index("ix_outbox_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "text_version",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sqlmodel.AutoString(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("made_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("by", sqlmodel.AutoString(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=True),
        sa.Column("note", sqlmodel.AutoString(), nullable=False),
        sa.Column("editorial", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(hash) BETWEEN 64 AND 64", name=op.f("ck_text_version_hash_has_a_fitting_length")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_text_version_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.code"],
            name=op.f("fk_text_version_organisation_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["ref"], ["objective.ref"], name=op.f("fk_text_version_ref_objective")
        ),
        sa.PrimaryKeyConstraint("ref", "number", name=op.f("pk_text_version")),
        sa.UniqueConstraint("ref", "number", "hash", name=op.f("uq_text_version_ref_number_hash")),
    )
    op.create_table(
        "timer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objective", sqlmodel.AutoString(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("step", sqlmodel.AutoString(), nullable=False),
        sa.Column("due_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("lease_until", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("done_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_timer_done_at_an_instant")
        ),
        sa.CheckConstraint(
            "kind IN ('close', 'remind')", name=op.f("ck_timer_kind_is_one_of_its_words")
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'done', 'cancelled')",
            name=op.f("ck_timer_state_is_one_of_its_words"),
        ),
        sa.ForeignKeyConstraint(
            ["objective"], ["objective.ref"], name=op.f("fk_timer_objective_objective")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
        sa.UniqueConstraint("objective", "run", "kind", "step", "due_at", name="uq_timer_once"),
    )
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.create_index("ix_timer_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sqlmodel.AutoString(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("text_hash", sqlmodel.AutoString(), nullable=False),
        sa.Column("rule_name", sqlmodel.AutoString(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("rule_parameters", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("opened_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("deadline_at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("deadline_zone", sqlmodel.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.AutoString(), nullable=False),
        sa.Column("closed_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("verdict", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name=op.f("ck_ballot_it_is_open_or_it_ended")
        ),
        sa.CheckConstraint(
            "passed IS NULL OR state = 'closed'", name=op.f("ck_ballot_only_a_closed_one_decides")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'closed', 'superseded', 'withdrawn')",
            name=op.f("ck_ballot_state_is_one_of_its_words"),
        ),
        sa.ForeignKeyConstraint(
            ["ref", "text", "text_hash"],
            ["text_version.ref", "text_version.number", "text_version.hash"],
            name=op.f("fk_ballot_ref_text_text_hash_text_version"),
        ),
        sa.ForeignKeyConstraint(["ref"], ["objective.ref"], name=op.f("fk_ballot_ref_objective")),
        sa.PrimaryKeyConstraint("ref", "number", name=op.f("pk_ballot")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(
            "uq_ballot_one_open_per_objective",
            ["ref"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "comment",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=False),
        sa.Column("by", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("type", sqlmodel.AutoString(), nullable=False),
        sa.Column("paragraph", sqlmodel.AutoString(), nullable=True),
        sa.Column("body", sqlmodel.AutoString(), nullable=False),
        sa.Column("wording", sqlmodel.AutoString(), nullable=False),
        sa.Column("disposition", sqlmodel.AutoString(), nullable=True),
        sa.Column("response", sqlmodel.AutoString(), nullable=False),
        sa.Column("answered_by", sqlmodel.AutoString(), nullable=True),
        sa.CheckConstraint(
            "disposition IS NULL OR disposition IN ('accepted', 'accepted_modified', "
            "'noted', 'not_accepted', 'deferred', 'withdrawn')",
            name=op.f("ck_comment_disposition_is_one_of_its_words"),
        ),
        sa.CheckConstraint(
            "type IN ('general', 'substantive', 'technical', 'editorial', 'translation')",
            name=op.f("ck_comment_type_is_one_of_its_words"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_comment_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisation.code"],
            name=op.f("fk_comment_organisation_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["ref", "text"],
            ["text_version.ref", "text_version.number"],
            name=op.f("fk_comment_ref_text_text_version"),
        ),
        sa.ForeignKeyConstraint(["ref"], ["objective.ref"], name=op.f("fk_comment_ref_objective")),
        sa.PrimaryKeyConstraint("ref", "number", name=op.f("pk_comment")),
    )
    op.create_table(
        "seat",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("classes", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_seat_weight_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.code"], name=op.f("fk_seat_organisation_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["ref", "ballot"],
            ["ballot.ref", "ballot.number"],
            name=op.f("fk_seat_ref_ballot_ballot"),
        ),
        sa.PrimaryKeyConstraint("ref", "ballot", "organisation", name=op.f("pk_seat")),
    )
    op.create_table(
        "position",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.AutoString(), nullable=False),
        sa.Column("by", sqlmodel.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.UTCDateTime(), nullable=False),
        sa.Column("reference", sqlmodel.AutoString(), nullable=True),
        sa.Column("reasons", sqlmodel.AutoString(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("wording", sqlmodel.AutoString(), nullable=False),
        sa.Column("resolve", sqlmodel.AutoString(), nullable=False),
        sa.Column("qualifiers", sa.JSON(), nullable=False),
        sa.Column("reservation", sqlmodel.AutoString(), nullable=False),
        sa.Column("confirm_by", sqlmodel.UTCDateTime(), nullable=True),
        sa.Column("carried_from", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'withdrawn') = (reference IS NULL)",
            name=op.f("ck_position_a_position_has_its_receipt"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_position_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["ref", "ballot", "organisation"],
            ["seat.ref", "seat.ballot", "seat.organisation"],
            name=op.f("fk_position_ref_ballot_organisation_seat"),
        ),
        sa.PrimaryKeyConstraint("ref", "ballot", "number", name=op.f("pk_position")),
        sa.UniqueConstraint(
            "ref",
            "ballot",
            "number",
            "organisation",
            name=op.f("uq_position_ref_ballot_number_organisation"),
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_position_reference")),
    )
    op.create_table(
        "current_position",
        sa.Column("ref", sqlmodel.AutoString(), nullable=False),
        sa.Column("ballot", sa.Integer(), nullable=False),
        sa.Column("organisation", sqlmodel.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sqlmodel.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ref", "ballot", "number", "organisation"],
            ["position.ref", "position.ballot", "position.number", "position.organisation"],
            name=op.f("fk_current_position_ref_ballot_number_organisation_position"),
        ),
        sa.PrimaryKeyConstraint("ref", "ballot", "organisation", name=op.f("pk_current_position")),
    )
    _execute(f"0001_{op.get_context().dialect.name}.sql")


def downgrade() -> None:
    op.drop_table("current_position")
    op.drop_table("position")
    op.drop_table("seat")
    op.drop_table("comment")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_ballot_one_open_per_objective",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.drop_table("ballot")
    with op.batch_alter_table("timer", schema=None) as batch_op:
        batch_op.drop_index("ix_timer_state_due_at")

    op.drop_table("timer")
    op.drop_table("text_version")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_state_due_at")
        batch_op.drop_index(batch_op.f("ix_outbox_person"))
        batch_op.drop_index("ix_outbox_objective_run_organisation")
        batch_op.drop_index(batch_op.f("ix_outbox_negotiation"))

    op.drop_table("outbox")
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delegate_person"))

    op.drop_table("delegate")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_person"))

    op.drop_table("token")
    with op.batch_alter_table("signin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signin_person"))
        batch_op.drop_index(batch_op.f("ix_signin_expires_at"))

    op.drop_table("signin")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_person"))
        batch_op.drop_index(batch_op.f("ix_session_expires_at"))

    op.drop_table("session")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participant_organisation"))

    op.drop_table("participant")
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_person"))

    op.drop_table("officer")
    with op.batch_alter_table("objective", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objective_negotiation"))

    op.drop_table("objective")
    op.drop_table("person")
    op.drop_table("organisation")
    op.drop_table("negotiation")
    op.drop_table("meta")
    with op.batch_alter_table("mailbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailbox_recipient"))

    op.drop_table("mailbox")
    op.drop_table("legal_move")
    op.drop_table("ledger_head")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_chain_object_seq")

    op.drop_table("ledger")
    with op.batch_alter_table("idempotency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idempotency_at"))

    op.drop_table("idempotency")
    op.drop_table("counter")
    if op.get_context().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")


def _execute(name: str) -> None:
    """Run the statements of a file, which blank lines separate."""
    for statement in (Path(__file__).parent / name).read_text().split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
