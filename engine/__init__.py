"""The negotiation itself: a pure core and the shell that writes it down."""
