"""Excerpts are short, in one line, and mark the words that were found."""

from seloste.domain.excerpt import excerpt

LONG = " ".join(f"sana{number}" for number in range(200))


def told(text: str, *hits: str) -> str:
    places = sorted((text.index(hit), text.index(hit) + len(hit)) for hit in hits)
    pieces = excerpt(text, places)
    return "".join(f"[{one.text}]" if one.hit else one.text for one in pieces)


def test_a_short_text_is_shown_whole() -> None:
    assert told("Keittiössä on vesivahinko.", "vesivahinko") == (
        "Keittiössä on [vesivahinko]."
    )


def test_lines_become_one() -> None:
    assert told("Hei,\n\nlasku\ton väärin", "lasku") == "Hei, [lasku] on väärin"


def test_a_hit_in_the_middle_has_words_on_both_sides() -> None:
    shown = told(LONG, "sana100")

    assert shown.startswith(" … sana")
    assert "[sana100]" in shown
    assert shown.endswith(" … ")
    assert len(shown) < 200


def test_two_places_are_shown_and_a_third_is_not() -> None:
    shown = told(LONG, "sana50", "sana120", "sana190")

    assert "[sana50]" in shown
    assert "[sana120]" in shown
    assert "sana190" not in shown


def test_hits_side_by_side_are_one_place() -> None:
    assert told("musta kissa istuu", "musta", "kissa") == "[musta] [kissa] istuu"


def test_a_hit_at_the_edge_of_a_window_is_shown_whole() -> None:
    text = "lasku " + "x" * 60 + " laskutusosoite loppu"

    assert "[laskutusosoite]" in told(text, "lasku ", "laskutusosoite").replace(
        "[lasku ]", "[lasku]"
    )


def test_without_a_hit_the_beginning_is_shown() -> None:
    shown = told(LONG)

    assert shown.startswith("sana0 sana1")
    assert shown.endswith(" … ")


def test_words_without_spaces_are_cut_all_the_same() -> None:
    assert "[osuma]" in told("x" * 300 + " osuma " + "y" * 300, "osuma")
