"""Builders of OpenDocument texts, as LibreOffice writes them."""

from __future__ import annotations

from .words import zipped

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
MIME = "application/vnd.oasis.opendocument.text"
STYLES = """
<style:style style:name="T1" style:family="text">
<style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T2" style:family="text">
<style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("
 style:num-suffix=")"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>"""


def region(id: str, kind: str, who: str, *content: str) -> str:
    """A tracked change; `content` is what was deleted."""
    return (
        f'<text:changed-region text:id="{id}"><text:{kind}><office:change-info>'
        f"<dc:creator>{who}</dc:creator><dc:date>2026-11-02T09:30:00</dc:date>"
        f"</office:change-info>{''.join(content)}</text:{kind}></text:changed-region>"
    )


def start(id: str) -> str:
    """Where an insertion begins."""
    return f'<text:change-start text:change-id="{id}"/>'


def end(id: str) -> str:
    """Where an insertion ends."""
    return f'<text:change-end text:change-id="{id}"/>'


def was(id: str) -> str:
    """Where something was deleted."""
    return f'<text:change text:change-id="{id}"/>'


def p(*inner: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{"".join(inner)}</text:p>'


def items(*inner: str, more: str = "") -> str:
    """A list; what is no item is one."""
    rows = "".join(f"<text:list-item>{one}</text:list-item>" for one in inner)
    return f'<text:list text:style-name="L1" {more}>{rows}</text:list>'


def odt(*body: str, regions: tuple[str, ...] = (), parts: dict[str, str] | None = None) -> bytes:
    """The file."""
    changes = f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{changes}{''.join(body)}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": MIME, "content.xml": content, **(parts or {})})
