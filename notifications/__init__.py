"""What leaves the house: reminders, outbox, mail, webhooks, calendar."""
