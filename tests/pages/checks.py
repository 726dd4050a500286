"""What holds of every page, whoever built it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise


def look_for_landmarks(html: str) -> None:
    assert '<html lang="en" dir="ltr">' in html
    assert html.count("<main ") == html.count("</footer>") == html.count('class="skip"') == 1
    assert len(re.findall("<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]+ · Placet</title>", html)
    assert '<meta name="robots" content="noindex, nofollow">' in html
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels


def look_for_anything_inline(html: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*src=)", html)


def look_at_tables_forms_and_ids(html: str) -> None:
    assert html.count("<table") == html.count("<caption")
    ids = Counter(re.findall(r'\sid="([^"]+)"', html))
    assert [i for i, n in ids.items() if n > 1] == []
    for of in re.findall(r'(?:for|aria-labelledby|aria-describedby)="([^"]+)"', html):
        assert all(part in ids for part in of.split()), of
    named = set(re.findall(r'<label for="([^"]+)"', html))
    for label in re.findall(r"<label\b.*?</label>", html, re.S):
        named.update(re.findall(r'\sid="([^"]+)"', label))
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        if 'type="hidden"' not in tag and (found := re.search(r'\sid="([^"]+)"', tag)):
            assert found[1] in named or "aria-label=" in tag, tag
    for form in re.findall(r'<form method="post".*?</form>', html, re.S):
        assert 'name="csrf"' in form
