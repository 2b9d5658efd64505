"""PDF documents written by hand."""


def of_pages(count: int, *, script: str = "") -> bytes:
    """Return a document of ``count`` empty pages; ``script`` runs when it is opened."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + count))
    action = f"/OpenAction<</S/JavaScript/JS({_escaped(script)})>>" if script else ""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{action}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>"] * count,
    ]
    body = "".join(
        f"{number} 0 obj{one}endobj\n" for number, one in enumerate(objects, start=1)
    )
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


def _escaped(text: str) -> str:
    return text.replace("(", "\\(").replace(")", "\\)")
