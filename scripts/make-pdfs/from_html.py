"""HTML pieces shared by the two generators that print HTML."""

from html import escape

STYLE = """
@page { size: A4; margin: 22mm 24mm; }
body { font: 10.5pt/1.45 "Liberation Serif", serif; margin: 0; }
h1 { font: bold 18pt "Liberation Sans", sans-serif; margin: 0 0 4mm; }
h2 { font: bold 12.5pt "Liberation Sans", sans-serif; margin: 6mm 0 2mm; }
p { margin: 0 0 3mm; }
table { border-collapse: collapse; font: 9pt "Liberation Sans", sans-serif; }
td, th { padding: 1mm 2.5mm; text-align: left; vertical-align: top; }
.number { text-align: right; }
.caption { font-size: 9pt; margin: 2mm 0; }
figure { margin: 4mm 0; }
"""


def page(title: str, body: str, style: str = "", attributes: str = 'lang="en"') -> str:
    return (
        f'<!doctype html><html {attributes}><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}{style}</style></head><body>{body}</body></html>"
    )


def paragraph(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def cells(row: list[str], tag: str, numbers_from: int) -> str:
    return "".join(
        f'<{tag} class="number">{escape(cell)}</{tag}>' if column >= numbers_from else f"<{tag}>{escape(cell)}</{tag}>"
        for column, cell in enumerate(row)
    )


def html_table(header: list[str], rows: list[list[str]], numbers_from: int = 99, kind: str = "", head: str = "") -> str:
    """A table whose columns from `numbers_from` on are set to the right; `head` replaces the plain header row."""
    head = head or f"<tr>{cells(header, 'th', numbers_from)}</tr>"
    body = "".join(f"<tr>{cells(row, 'td', numbers_from)}</tr>" for row in rows)
    return f'<table class="{kind}"><thead>{head}</thead><tbody>{body}</tbody></table>'


def html_figure(picture: str, caption: str, width: str) -> str:
    return f'<figure><img src="{picture}" style="width: {width}; display: block"><figcaption class="caption">{escape(caption)}</figcaption></figure>'
