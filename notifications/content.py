"""From a message to a letter: one structure that both parts of a mail render.

Which facts each kind needs stands in `placet.notifications.facts`.
"""
