"""A notice document becomes values, or every problem in it with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain.contact import Channel
from seloste.domain.notice import Mode, Origin, Period
from seloste.domain.staff import Role
from seloste.services.notices import document
from seloste.services.notices.document import NoticeInvalid, NoticeUnreadable

SMALL = Path("tests/vectors/notices/small.yaml").read_text(encoding="utf-8")

# What is written instead of what, the line of it, the code, what to write.
BROKEN = [
    ("format: 1", "format: 2", 2, "malformed-value", "1"),
    ("register: small", "register: Small", 3, "malformed-value", "service"),
    ("register: small", 'register: "small\\n"', 3, "malformed-value", None),
    (", sv: Liten", "", 4, "missing-language", "sv: the same words in Swedish"),
    ("sv: Liten", 'sv: ""', 4, "missing-language", "sv: the same words in Swedish"),
    ("sv: Liten", 'sv: "  "', 4, "malformed-value", "Kundservice"),
    ("fi: Pieni", "fi: 7", 4, "wrong-type", '"7"'),
    ("fi: Pieni", "fi: null", 4, "wrong-type", "Asiakaspalvelu"),
    ("2026-01-01", "1.1.2026", 5, "malformed-value", "2026-01-01"),
    ("2026-01-01", "2026-02-29", 5, "malformed-value", "a day of the calendar"),
    ("    receives:", "    recieves:", 9, "unknown-key", "receives"),
    ("contact: {email", "contact: {mail", 10, "unknown-key", "email"),
    ("privacy@company.example", "privacy", 10, "malformed-value", None),
    ("{email: privacy@company.example}", "{}", 10, "empty-value", None),
    ("- channel: mail", "- mail", 12, "wrong-type", "keys with values"),
    ("channel: mail", "channel: email", 12, "unknown-value", "mail"),
    ("channel: mail", "channel: chat", 12, "channel-without-class", None),
    ("article: 6(1)(b)", "article: 6(1)(g)", 17, "unknown-value", None),
    ("roles: [agent]", "roles: [agnet]", 18, "unknown-role", "agent"),
    ("roles: [agent]", "roles: [admin]", 18, "unknown-role", "one of agent"),
    ("name: Company Ltd", 'name: ""', 8, "empty-value", "Example Ltd"),
    ("roles: [agent]", "roles: []", 18, "empty-value", "[agent]"),
    ("roles: [agent]", "roles: [agent, agent]", 18, "duplicate-item", None),
    (
        "[metadata, identity, content]\n  - id",
        "[metadata, identity, contents]\n  - id",
        19,
        "dangling-reference",
        "content",
    ),
    ("    statutory: true\n", "", 13, "statutory-missing", "statutory: true"),
    ("  - id: metadata", "  - id: identity", 30, "duplicate-id", None),
    ("origin: person", "origin: persona", 36, "unknown-value", "person"),
    ("recipients: []", "recipients: none", 38, "wrong-type", None),
    ("  allowed: never", "  allow: never", 40, "unknown-key", "allowed"),
    ("  allowed: never", "  allow: never", 39, "missing-key", "allowed: never"),
    ("mode: at_most", "mode: at-most", 45, "unknown-value", "at_most"),
    ("    period: {days: 30}\n", "", 42, "period-missing", "period: {days: 180}"),
    ("{days: 30}", "{days: 0}", 47, "period-impossible", "from 1 to 36500"),
    ("{days: 30}", "{days: -3}", 47, "period-impossible", None),
    ("{days: 30}", "{days: 36501}", 47, "period-impossible", None),
    ("{days: 30}", "{months: 1201}", 47, "period-impossible", None),
    ("{days: 30}", "{days: 8}", 47, "period-too-short", "more than 8 days"),
    ("{days: 30}", "{days: 1.5}", 47, "wrong-type", None),
    ("{days: 30}", "{}", 47, "period-unclear", "days: 180, or months: 3"),
    ("{days: 30}", "{days: 1, months: 1}", 47, "period-unclear", None),
    ("{days: 30}", "{weeks: 3}", 47, "unknown-key", None),
    ("promise: T-01", "promise: T-09", 44, "dangling-reference", "T-0"),
    ("promise: T-01", "promise: T-02", 44, "promise-elsewhere", "retention.mails"),
    ("purposes: [rights]", "purposes: [right]", 51, "dangling-reference", "rights"),
    ("kind: access_request", "kind: task", 48, "statutory-missing", None),
    ("review_days: 30", "review_days: 0", 52, "malformed-value", None),
    ("  - kind: access\n", "  - kind: acess\n", 54, "unknown-value", "access"),
    ("  - id: T-02", "  - id: T-01", 64, "duplicate-id", None),
    ("    enforce: right\n", "", 64, "missing-enforce", "enforce: one of retention"),
    ("enforce: right", "enforce: rights", 66, "unknown-value", "right"),
    ("enforce: right", "enforce: transfer", 68, "promise-unkept", "transfers"),
    ("[retention.mails]", "[retention.mail]", 63, "dangling-reference", None),
    ("[retention.mails]", "[retentions]", 63, "dangling-reference", "retention"),
    ("[retention.mails]", "[retention.mails, dpo]", 63, "dangling-reference", None),
    ("[retention.mails]", "[]", 63, "empty-value", "[retention.service]"),
    ('"15"', '"15 (1)"', 65, "malformed-value", "13(2)(a)"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "code", "write"), BROKEN)
def test_a_problem_names_its_line_and_what_to_write(
    right: str, wrong: str, line: int, code: str, write: str | None
) -> None:
    assert SMALL.count(right) >= 1

    found = document.check(SMALL.replace(right, wrong, 1), file="small.yaml")

    written = {(p.line, str(p.code)): p.write for p in found}
    assert (line, code) in written
    assert write is None or write in written[line, code]


def test_a_sound_document_has_no_problem() -> None:
    assert document.check(SMALL) == ()


def test_a_problem_is_short_and_stays_on_its_line() -> None:
    name = "x" * 500 + "\\n\\e[31m"
    text = SMALL.replace("register: small", f'register: "{name}"')
    text = text.replace("id: T-01", 'id: "T-01\\n\\e[31m"')

    found = [str(problem) for problem in document.check(text)]

    assert found
    assert all(line.isprintable() and len(line) < 300 for line in found)


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    text = (
        SMALL.replace("roles: [agent]", "roles: [agnet]")
        .replace("    enforce: right\n", "")
        .replace(", sv: Liten", "")
        .replace("{days: 30}", "{days: 3}")
    )

    found = document.check(text, file="small.yaml")

    assert [(p.line, str(p.code)) for p in found] == [
        (4, "missing-language"),
        (18, "unknown-role"),
        (47, "period-too-short"),
        (64, "missing-enforce"),
    ]


def test_a_problem_reads_as_one_line() -> None:
    text = SMALL.replace("roles: [agent]", "roles: [agnet]")

    with pytest.raises(NoticeInvalid) as refusal:
        document.parse(text, file="small.yaml")

    assert str(refusal.value) == (
        'small.yaml:18: unknown-role: roles cannot be "agnet". Write: agent'
    )


def test_an_empty_text_is_one_problem() -> None:
    (problem,) = document.check(SMALL.replace("sv: Liten", 'sv: ""'))

    assert problem.message == "name is not said in Swedish"


def test_missing_sections_are_all_named() -> None:
    found = document.check("format: 1\n")

    missing = {p.write.split(":")[0] for p in found if p.code == "missing-key"}
    assert missing == {
        *("register", "name", "effective", "controllers", "contact", "channels"),
        *("purposes", "categories", "sources", "recipients", "transfers"),
        *("retention", "holds", "rights", "automation", "security", "promises"),
    }


@pytest.mark.parametrize("days", [9, 8])
def test_a_period_must_exceed_key_backups_and_a_day(days: int) -> None:
    text = SMALL.replace("{days: 30}", f"{{days: {days}}}")

    found = document.check(text, key_backup_days=days - 1)
    enough = document.check(text, key_backup_days=days - 2)

    assert [str(p.code) for p in found] == ["period-too-short"]
    assert enough == ()


def test_a_month_is_taken_as_its_shortest() -> None:
    text = SMALL.replace("{days: 30}", "{months: 1}")

    assert document.check(text, key_backup_days=26) == ()
    assert document.check(text, key_backup_days=27) != ()


def test_what_is_kept_exactly_may_be_shorter_than_key_backups() -> None:
    text = SMALL.replace("at_most", "exactly").replace("{days: 30}", "{days: 1}")

    assert document.check(text) == ()


def test_one_address_cannot_receive_for_two_controllers() -> None:
    second = "  - id: other\n    name: Other\n    receives: [SERVICE@company.example]\n"
    text = SMALL.replace("contact: {", second + "contact: {", 1)

    (problem,) = document.check(text)

    assert (problem.line, str(problem.code)) == (12, "duplicate-id")


def test_a_channel_cannot_be_in_two_classes() -> None:
    second = (
        "  - id: others\n    name: {fi: M, sv: A, en: O}\n    promise: T-01\n"
        "    mode: exactly\n    channels: [mail]\n    period: {days: 60}\n"
    )
    text = SMALL.replace("holds:", second + "holds:", 1).replace(
        "[retention.mails]", "[retention.mails, retention.others]"
    )

    (problem,) = document.check(text)

    assert (problem.line, str(problem.code)) == (52, "duplicate-id")


@pytest.mark.parametrize(
    ("channel", "category"),
    [("channel: call\n    recorded: true", "recording"), ("channel: paper", "content")],
)
def test_what_the_program_keeps_must_be_listed(channel: str, category: str) -> None:
    text = SMALL.replace("channel: mail", channel).replace("[mail]", "[call, paper]")
    text = text.replace("  - id: content\n", "  - id: letters\n")

    found = document.check(text)

    missing = [p.write for p in found if p.code == "category-missing"]
    assert missing == [f"- id: {category}"]


def test_values_are_those_of_the_document() -> None:
    notice = document.parse(SMALL)

    assert (notice.register, notice.effective) == ("small", date(2026, 1, 1))
    assert notice.class_for(Channel.MAIL).period == Period(days=30)
    assert notice.class_for(Channel.MAIL).mode is Mode.AT_MOST
    assert notice.purposes_of(Role.DPO)[0].statutory
    assert notice.sources[0].origin is Origin.PERSON
    assert notice.dpo is None


def test_addresses_are_read_in_lower_case() -> None:
    notice = document.parse(SMALL.replace("[service@", "[Service@"))

    controller, _ = notice.controller_for("SERVICE@company.example")

    assert controller.id == "company"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoticeUnreadable, match="No such file"):
        document.load(tmp_path / "none.yaml")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoticeUnreadable):
        document.load(tmp_path)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    file.write_text(SMALL, encoding="utf-8-sig")

    assert document.load(file).register == "small"


def test_bytes_that_are_not_utf8_are_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    file.write_bytes(SMALL.encode("latin-1"))

    with pytest.raises(NoticeInvalid, match=r"notice\.yaml:1: not-utf8"):
        document.load(file)


@given(st.text())
def test_any_text_is_either_a_notice_or_a_problem(text: str) -> None:
    assert document.check(text)


@given(st.data())
def test_a_document_with_any_value_replaced_never_breaks_the_reader(
    data: st.DataObject,
) -> None:
    lines = SMALL.splitlines()
    index = data.draw(st.integers(0, len(lines) - 1))
    junk = data.draw(
        st.sampled_from(["[]", "{}", "-1", "null", "true", "x", "[[a]]", "{a: [b]}"])
    )
    lines[index] = f"{lines[index].split(':')[0]}: {junk}"

    document.check("\n".join(lines))
