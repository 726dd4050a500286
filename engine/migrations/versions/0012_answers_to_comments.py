"""Answers to comments: drafts and their publication, what implements them, what authors say."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "negotiation", sa.Column("answer_templates", sa.JSON(none_as_null=True), nullable=True)
    )
    with op.batch_alter_table("comment") as comment:
        comment.add_column(
            sa.Column("published", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        comment.add_column(sa.Column("implemented", sa.JSON(none_as_null=True), nullable=True))
        comment.add_column(sa.Column("satisfied", sa.Boolean(), nullable=True))
        comment.add_column(
            sa.Column("rejoinder", sa.String(), server_default=sa.text("''"), nullable=False)
        )
        comment.create_check_constraint(
            "only_an_answer_can_be_a_draft", "published OR disposition IS NOT NULL"
        )
        comment.create_check_constraint(
            "only_a_published_answer_satisfies",
            "satisfied IS NULL OR (published AND disposition IS NOT NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("comment") as comment:
        comment.drop_constraint("only_a_published_answer_satisfies", type_="check")
        comment.drop_constraint("only_an_answer_can_be_a_draft", type_="check")
        for name in ("rejoinder", "satisfied", "implemented", "published"):
            comment.drop_column(name)
    op.drop_column("negotiation", "answer_templates")
