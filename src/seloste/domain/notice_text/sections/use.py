"""Categories of data, purposes with their bases, and sources."""

from seloste.domain.notice import Category, LegalBasis, Notice, Purpose, Source
from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    Entry,
    Paragraph,
    Table,
)
from seloste.domain.notice_text.phrases import use
from seloste.domain.notice_text.sections.body import Body
from seloste.domain.notice_text.voice import Voice, upper_first
from seloste.domain.staff import Role


def categories(notice: Notice, voice: Voice) -> Body:
    """Return whose data, and which, are processed."""
    blocks: list[Block] = []
    if notice.subjects:
        who = voice.lower(notice.subjects)
        blocks.append(Paragraph(voice.say(use.SUBJECTS, {"who": who})))
    items = tuple(_category(voice, category) for category in notice.categories)
    blocks += [Paragraph(voice.words(use.CATEGORIES)), Bullets(items)]
    conditions = {one.condition: None for one in notice.categories if one.condition}
    blocks += [_special_condition(voice, condition) for condition in conditions]
    articles = ("14(1)(d)", *conditions)
    return Body(tuple(blocks), articles)


def purposes(notice: Notice, voice: Voice) -> Body:
    """Return what data are used for, by whom, and on which basis."""
    blocks = (
        Paragraph(voice.words(use.PURPOSES)),
        Entries(tuple(_purpose(notice, voice, one) for one in notice.purposes)),
        _bases(notice, voice),
    )
    return Body(blocks, _purpose_articles(notice))


def sources(notice: Notice, voice: Voice) -> Body:
    """Return where data come from."""
    entries = tuple(_source(voice, source) for source in notice.sources)
    blocks = (Paragraph(voice.words(use.SOURCES)), Entries(entries))
    return Body(blocks, ("14(2)(f)",))


def _category(voice: Voice, category: Category) -> str:
    name = voice.inside(category.name)
    return voice.say(use.SPECIAL, {"name": name}) if category.special else name


def _special_condition(voice: Voice, condition: str) -> Paragraph:
    named = use.CONDITIONS[condition]
    fields = {"condition": voice.words(named), "cite": voice.cite(condition)}
    return Paragraph(voice.say(use.SPECIAL_CONDITION, fields))


def _purpose(notice: Notice, voice: Voice, purpose: Purpose) -> Entry:
    lines = [voice.words(use.STATUTORY)] if purpose.statutory else []
    names = [one.name for one in notice.categories if one.id in purpose.categories]
    if names:
        what = "; ".join(voice.lower(name) for name in names)
        lines.append(voice.say(use.DATA, {"what": what}))
    lines.append(voice.say(use.ROLES, {"who": _roles(voice, purpose)}))
    return Entry(upper_first(voice.inside(purpose.name)), tuple(lines))


def _bases(notice: Notice, voice: Voice) -> Table:
    """Return the bases, each said once for all the purposes that share it."""
    sharing: dict[tuple[LegalBasis, ...], list[str]] = {}
    for purpose in notice.purposes:
        sharing.setdefault(purpose.bases, []).append(voice.lower(purpose.name))
    return Table(
        caption=voice.words(use.BASES_CAPTION),
        columns=(voice.words(use.PURPOSE), voice.words(use.BASIS)),
        rows=tuple(
            (
                upper_first(voice.join(names)),
                "\n".join(" ".join(_basis(voice, basis)) for basis in bases),
            )
            for bases, names in sharing.items()
        ),
    )


def _roles(voice: Voice, purpose: Purpose) -> str:
    return voice.join(
        voice.words(use.ROLE_NAMES[role]) for role in Role if role in purpose.roles
    )


def _basis(voice: Voice, basis: LegalBasis) -> list[str]:
    cite = {"cite": voice.cite(basis.article)}
    lines = [voice.say(use.BASES[basis.article], cite)]
    if basis.condition:
        condition = {"condition": voice.clause(basis.condition)}
        lines.append(voice.say(use.WHEN, condition))
    if basis.interest:
        interest = {"interest": voice.lower(basis.interest)}
        lines.append(voice.say(use.INTEREST, interest))
    if basis.reason:
        reason = {"reason": voice.lower(basis.reason)}
        lines.append(voice.say(use.REASON, reason))
    return lines


def _purpose_articles(notice: Notice) -> tuple[str, ...]:
    """Return 13(1)(d) too, where a legitimate interest is named."""
    named = any(basis.interest for one in notice.purposes for basis in one.bases)
    return ("13(1)(c)", "13(1)(d)") if named else ("13(1)(c)",)


def _source(voice: Voice, source: Source) -> Entry:
    lines = [voice.words(use.ORIGINS[source.origin])]
    if source.told:
        lines.append(voice.sentence(source.told))
    return Entry(upper_first(voice.inside(source)), tuple(lines))
