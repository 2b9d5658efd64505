"""Captions as WebVTT: moments, voices, and nothing said that is taken for mark-up."""

import pytest

from seloste.protocols.webvtt import Cue, timestamp, write


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0.0, "00:00:00.000"),
        (1.5, "00:00:01.500"),
        (61.0004, "00:01:01.000"),
        (59.9996, "00:01:00.000"),
        (3723.25, "01:02:03.250"),
        (-1.0, "00:00:00.000"),
    ],
)
def test_moment_is_written_in_full(seconds: float, written: str) -> None:
    assert timestamp(seconds) == written


def test_captions_are_written_in_order_with_their_voices() -> None:
    late = Cue(2.0, 3.0, "Asiakas", "vesivahinko")
    early = Cue(0.0, 1.0, "Asiakaspalvelija", "hyvää päivää")

    assert write([late, early]) == (
        "WEBVTT\n"
        "\n"
        "00:00:00.000 --> 00:00:01.000\n"
        "<v Asiakaspalvelija>hyvää päivää</v>\n"
        "\n"
        "00:00:02.000 --> 00:00:03.000\n"
        "<v Asiakas>vesivahinko</v>\n"
    )


def test_what_is_said_becomes_no_markup() -> None:
    written = write([Cue(0.0, 1.0, "A>B", "<b>&\n\n00:00:05.000 --> 00:00:06.000")])

    assert written == (
        "WEBVTT\n"
        "\n"
        "00:00:00.000 --> 00:00:01.000\n"
        "<v A&gt;B>&lt;b&gt;&amp; 00:00:05.000 --&gt; 00:00:06.000</v>\n"
    )


def test_nothing_said_is_a_file_without_cues() -> None:
    assert write([]) == "WEBVTT\n"
