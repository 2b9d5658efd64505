"""``seloste notice`` as it is typed: what it prints, and its status."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import override_settings

from seloste.cli.main import seloste

RETTA, SOK, MODEL = (f"examples/{name}.yaml" for name in ("retta", "sok-mara", "model"))
SMALL = "tests/vectors/notices/small.yaml"
AS_JSON = ("--format", "json")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(seloste, ["notice", *arguments])


def answer(*arguments: str) -> Any:
    return json.loads(run(*arguments).stdout)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "broken.yaml"
    text = Path(SMALL).read_text(encoding="utf-8")
    text = text.replace("roles: [agent]", "roles: [agnet]")
    file.write_text(text.replace("{days: 30}", "{days: 3}"), encoding="utf-8")
    return file


@pytest.fixture
def shorter(tmp_path: Path) -> Path:
    file = tmp_path / "shorter.yaml"
    text = Path(RETTA).read_text(encoding="utf-8")
    text = text.replace("effective: 2024-07-01", "effective: 2026-01-01")
    file.write_text(text.replace("days: 180\n", "days: 90\n", 1), encoding="utf-8")
    return file


def test_check_accepts_the_examples() -> None:
    result = run("check", RETTA, SOK, MODEL)

    assert result.exit_code == 0
    assert result.stdout.count("a valid notice") == 3


def test_check_names_every_problem_and_its_line(broken: Path) -> None:
    result = run("check", str(broken))

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0] == (
        f'{broken}:18: unknown-role: roles cannot be "agnet". Write: agent'
    )
    assert lines[1].startswith(f"{broken}:47: period-too-short: ")
    assert len(lines) == 2


def test_check_goes_on_after_a_broken_file(broken: Path) -> None:
    result = run("check", str(broken), SMALL, "none.yaml")

    assert result.exit_code == 1
    assert f"{SMALL}: a valid notice" in result.stdout
    assert "notice-unreadable: none.yaml: No such file" in result.stderr


def test_check_knows_how_long_key_backups_live_here() -> None:
    with override_settings(KEY_BACKUP_DAYS=29):
        result = run("check", SMALL)

    assert result.exit_code == 1
    assert "period-too-short" in result.stdout


def test_check_shows_no_trace_of_the_program(tmp_path: Path) -> None:
    file = tmp_path / "junk.yaml"
    file.write_bytes(b"a: [\x00\xff")

    result = run("check", str(file))

    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert result.stdout.count("\n") == 1


def test_lint_lists_the_articles_of_retta() -> None:
    articles = [finding["article"] for finding in answer("lint", RETTA, *AS_JSON)]

    assert articles == [
        "13(1)(a)",
        "13(1)(b)",
        "13(1)(c)",
        "13(1)(e)",
        "13(1)(f)",
        "13(2)(a)",
        "13(2)(a)",
        "13(2)(a)",
        "13(2)(e)",
    ]


def test_lint_lists_the_articles_of_sok() -> None:
    articles = {finding["article"] for finding in answer("lint", SOK, *AS_JSON)}

    assert articles == {
        "9(2)",
        "13(1)(c)",
        "13(1)(d)",
        "13(1)(f)",
        "13(2)(a)",
        "13(2)(b)",
        "13(2)(d)",
        "13(2)(f)",
        "14(3)",
    }


def test_a_finding_in_json_has_its_words_in_every_language() -> None:
    finding = answer("lint", RETTA, *AS_JSON)[1]

    assert finding == {
        "article": "13(1)(b)",
        "also": [],
        "severity": "missing",
        "code": "dpo-missing",
        "message": {
            "fi": "Tietosuojavastaavan yhteystietoja ei kerrota.",
            "sv": "Dataskyddsombudets kontaktuppgifter saknas.",
            "en": "The contact details of the data protection officer are missing.",
        },
        "facts": ["dpo"],
    }


@pytest.mark.parametrize(("file", "status"), [(RETTA, 1), (SOK, 1), (MODEL, 0)])
def test_lint_fails_where_something_is_left_out(file: str, status: int) -> None:
    assert run("lint", file).exit_code == status
    assert run("lint", file, *AS_JSON).exit_code == status


def test_notes_alone_do_not_fail(tmp_path: Path) -> None:
    file = tmp_path / "noted.yaml"
    text = Path(MODEL).read_text(encoding="utf-8")
    narrow = text.replace("profiling: none", "profiling: none-with-legal-effect")
    file.write_text(narrow, encoding="utf-8")

    result = run("lint", str(file))

    assert result.exit_code == 0
    assert "13(2)(f)" in result.stdout


def test_lint_speaks_finnish() -> None:
    result = run("lint", SOK, "--language", "fi")

    assert "13(2)(d) (also 14(2)(e)): missing: Oikeutta tehdä valitus" in result.stdout


def test_lint_refuses_a_broken_notice(broken: Path) -> None:
    result = run("lint", str(broken), *AS_JSON)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{broken}:18: unknown-role" in str(result.exception)


def test_schema_prints_the_published_schema() -> None:
    published = Path("docs/notice-schema.json").read_text(encoding="utf-8")

    assert run("schema").stdout == published


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "180 vuorokautta"), ("sv", "180 dygn"), ("en", "180 days")],
)
@pytest.mark.parametrize("form", ["html", "markdown"])
def test_render_writes_the_notice_in_each_language(
    language: str, words: str, form: str
) -> None:
    result = run("render", RETTA, "--language", language, "--format", form)

    assert result.exit_code == 0
    assert words in result.stdout


def test_render_writes_the_words_for_callers() -> None:
    result = run("render", SOK, "--format", "caller")

    assert "tallentaa" in result.stdout
    assert "sähköposti" in result.stdout


def test_render_writes_a_pdf_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"

    result = run("render", SOK, "--format", "pdf", "-o", str(file))

    assert result.exit_code == 0
    assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("form", "key"), [("tilt", "meta"), ("dpv", "@context"), ("article30", "register")]
)
def test_export_prints_json(form: str, key: str) -> None:
    assert key in answer("export", RETTA, "--format", form)


def test_export_says_tilt_in_the_language_asked_for() -> None:
    exported = answer("export", RETTA, "--format", "tilt", "--language", "sv")

    assert exported["meta"]["language"] == "sv"


def test_import_writes_a_skeleton_and_lists_its_gaps(tmp_path: Path) -> None:
    file = tmp_path / "tilt.json"
    file.write_text(run("export", RETTA, "--format", "tilt").stdout, encoding="utf-8")

    result = run("import", str(file))

    assert result.exit_code == 0
    assert "Retta Isännöinti Oy" in result.stdout
    assert "promises: write every promise" in result.stderr


def test_import_refuses_what_is_not_json(tmp_path: Path) -> None:
    file = tmp_path / "tilt.json"
    file.write_text("{", encoding="utf-8")

    result = run("import", str(file))

    assert result.exit_code == 1
    assert "this is not JSON" in result.stderr


def test_diff_says_that_shortening_applies_at_once(shorter: Path) -> None:
    result = run("diff", RETTA, str(shorter))

    assert result.exit_code == 0
    assert "shortens: retention.service: exactly 180 days → exactly 90 days." in (
        result.stdout
    )
    assert "A shorter period applies at once" in result.stdout
    assert "captured from 2026-01-01 on" in result.stdout


def test_diff_in_json_says_what_reaches_back(shorter: Path) -> None:
    (change,) = answer("diff", RETTA, str(shorter), *AS_JSON)

    assert (change["effect"], change["reaches_back"]) == ("shortens", True)
    assert (change["old"], change["new"]) == ("exactly 180 days", "exactly 90 days")


def test_diff_of_the_same_notice_is_empty() -> None:
    assert answer("diff", RETTA, RETTA, *AS_JSON) == []
    assert (
        "nothing that the program enforces changes" in run("diff", RETTA, RETTA).stdout
    )


def test_diff_of_two_registers_is_refused() -> None:
    result = run("diff", RETTA, SOK)

    assert result.exit_code == 1
    assert "two registers" in str(result.exception)
