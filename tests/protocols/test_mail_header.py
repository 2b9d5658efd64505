"""Headers of mails: words, addresses, dates, identifiers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols.mail_header import Address, Headers, decode, parse_addresses


def headers(**values: str) -> Headers:
    return Headers([(name.replace("_", "-"), value) for name, value in values.items()])


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Laskussa virhe", "Laskussa virhe"),
        ("=?utf-8?Q?Hyv=C3=A4=C3=A4_p=C3=A4iv=C3=A4=C3=A4?=", "Hyvää päivää"),
        ("=?UTF-8?B?w6TDtg==?= =?iso-8859-1?q?=E5?=", "äöå"),
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=", "ä"),
        ("Re: =?utf-8?Q?=C3=A4?= loppu", "Re: ä loppu"),
        ("=?utf-8*fi?Q?=C3=A4?=", "ä"),
        ("=?utf-8?B?%%%?= x", "=?utf-8?B?%%%?= x"),
        ("=?utf-8?Q?a?= =?utf-8?B?%%?= =?utf-8?Q?b?=", "a =?utf-8?B?%%?= b"),
        ("=?x-none?Q?a=E4?=", "aä"),
        ("suoraan \udcc3\udca4", "suoraan ä"),
        ("suoraan \udce4", "suoraan ä"),
        ("otsikko\r\n Bcc: x@example.com", "otsikko Bcc: x@example.com"),
        ("=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
        ("=?utf-8?Q?invoice=E2=80=AEfdp?=", "invoicefdp"),
    ],
)
def test_words_are_shown_as_they_were_meant(written: str, text: str) -> None:
    assert decode(written) == text


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ("maija@Example.FI", [Address("", "maija@example.fi")]),
        (
            '"Meikäläinen, Maija" <m@example.fi>, b@example.com',
            [
                Address("Meikäläinen, Maija", "m@example.fi"),
                Address("", "b@example.com"),
            ],
        ),
        ("=?utf-8?Q?=C3=84iti?= <a@example.fi>", [Address("Äiti", "a@example.fi")]),
        (
            '"support@example.fi" <evil@example.com>',
            [Address("support@example.fi", "evil@example.com")],
        ),
        ("undisclosed-recipients:;", [Address("undisclosed-recipients:;", "")]),
        ("Maija <maija at example.fi>", [Address("Maija", "")]),
        ("a@b@example.fi", [Address("a@b@example.fi", "")]),
        ("a@example.fi, a@example.fi", [Address("", "a@example.fi")]),
        ("", []),
    ],
)
def test_addresses_are_believed_only_where_they_are(
    written: str, addresses: list[Address]
) -> None:
    assert list(parse_addresses([written])) == addresses


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Mon, 3 Mar 2025 12:30:00 +0200",
            datetime(2025, 3, 3, 10, 30, tzinfo=UTC),
        ),
        ("3 Mar 2025 12:30 -0000", datetime(2025, 3, 3, 12, 30, tzinfo=UTC)),
        ("eilen", None),
        ("", None),
        ("Mon, 3 Mar 99999 12:30:00 +0200", None),
        ("Fri, 31 Dec 9999 23:30:00 -1400", None),
    ],
)
def test_a_date_is_an_instant_or_nothing(
    written: str, expected: datetime | None
) -> None:
    assert headers(date=written).date() == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<a.b@example.fi>", "a.b@example.fi"),
        (" <a@example.fi> (comment)", "a@example.fi"),
        ("a@example.fi", "a@example.fi"),
        ("no id here", ""),
        ("", ""),
        ("<" + "a" * 1000 + "@x>", ""),
    ],
)
def test_a_message_id_is_one_or_nothing(written: str, expected: str) -> None:
    assert headers(Message_ID=written).message_id() == expected


def test_references_are_identifiers_only() -> None:
    found = headers(References="<a@x> junk <b@x>\r\n\t<c@x>").ids("references")

    assert found == ("a@x", "b@x", "c@x")


def test_of_very_many_references_the_last_are_kept() -> None:
    written = " ".join(f"<{n}@x>" for n in range(1000))

    found = headers(References=written).ids("references")

    assert (len(found), found[-1]) == (100, "999@x")


def test_delivery_headers_name_the_mailbox() -> None:
    found = headers(
        X_Original_To="b@example.fi", Delivered_To="a@example.fi", To="c@example.fi"
    ).delivered_to()

    assert found == ("a@example.fi", "b@example.fi")


def test_a_delivery_header_without_a_mailbox_names_none() -> None:
    assert headers(Delivered_To="somebody").delivered_to() == ()


@pytest.mark.parametrize(
    ("name", "value", "automatic"),
    [
        ("Auto_Submitted", "auto-replied", True),
        ("Auto_Submitted", "no", False),
        ("Precedence", "Bulk", True),
        ("Precedence", "first-class", False),
        ("List_Id", "<l.example.com>", True),
        ("List_Unsubscribe", "<https://example.com>", True),
        ("Return_Path", "<>", True),
        ("Return_Path", "<a@example.com>", False),
        ("Subject", "auto-replied", False),
    ],
)
def test_machines_and_lists_are_recognised(
    name: str, value: str, automatic: bool
) -> None:
    assert headers(**{name: value}).is_automatic() is automatic


@given(st.text())
def test_no_header_breaks_out_of_its_line(written: str) -> None:
    assert len(decode(written).splitlines()) <= 1


@given(st.text(alphabet=st.sampled_from('a@."<>,:;()\\ =?utf-8QB\r\n')))
def test_no_list_of_addresses_is_dropped(written: str) -> None:
    found = parse_addresses([written])

    assert bool(found) == bool(decode(written))
    assert all(a.mailbox.count("@") <= 1 for a in found)
