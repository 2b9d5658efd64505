"""Categories of data, purposes with their bases, and sources."""

from seloste.domain.notice import Category, LegalBasis, Notice, Purpose, Source
from seloste.domain.notice_text.document import (
    Block,
    Bullets,
    Entries,
    Entry,
    Paragraph,
)
from seloste.domain.notice_text.phrases import use
from seloste.domain.notice_text.sections.body import Body
from seloste.domain.notice_text.voice import Voice, lower_first, upper_first
from seloste.domain.staff import Role


def categories(notice: Notice, voice: Voice) -> Body:
    """Return whose data, and which, are processed."""
    blocks: list[Block] = []
    if notice.subjects:
        who = lower_first(voice.inside(notice.subjects))
        blocks.append(Paragraph(voice.say(use.SUBJECTS, {"who": who})))
    items = tuple(_category(voice, category) for category in notice.categories)
    blocks += [Paragraph(voice.words(use.CATEGORIES)), Bullets(items)]
    conditions = {one.condition: None for one in notice.categories if one.condition}
    blocks += [_special_condition(voice, condition) for condition in conditions]
    articles = ("14(1)(d)", *conditions)
    return Body(tuple(blocks), articles)


def purposes(notice: Notice, voice: Voice) -> Body:
    """Return what data are used for, on which basis, and by whom."""
    shared = _shared_bases(notice.purposes)
    entries = tuple(_purpose(notice, voice, one, shared) for one in notice.purposes)
    blocks: list[Block] = [Paragraph(voice.words(use.PURPOSES)), Entries(entries)]
    if shared:
        said = [voice.words(use.SAME_BASIS)]
        said += [line for basis in shared for line in _basis(voice, basis)]
        blocks.append(Paragraph(" ".join(said)))
    return Body(tuple(blocks), _purpose_articles(notice))


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


def _shared_bases(all_: tuple[Purpose, ...]) -> tuple[LegalBasis, ...]:
    """Return the bases that several purposes all have, to be said once."""
    promised = [purpose for purpose in all_ if not purpose.statutory]
    different = {purpose.bases for purpose in promised}
    if len(promised) > 1 and len(different) == 1:
        return promised[0].bases
    return ()


def _purpose(
    notice: Notice, voice: Voice, purpose: Purpose, shared: tuple[LegalBasis, ...]
) -> Entry:
    lines = [voice.words(use.STATUTORY)] if purpose.statutory else []
    if purpose.bases != shared:
        lines += [line for basis in purpose.bases for line in _basis(voice, basis)]
    names = [one.name for one in notice.categories if one.id in purpose.categories]
    if names:
        what = voice.join(lower_first(voice.inside(name)) for name in names)
        lines.append(voice.say(use.DATA, {"what": what}))
    lines.append(voice.say(use.ROLES, {"who": _roles(voice, purpose)}))
    return Entry(upper_first(voice.inside(purpose.name)), tuple(lines))


def _roles(voice: Voice, purpose: Purpose) -> str:
    return voice.join(
        voice.words(use.ROLE_NAMES[role]) for role in Role if role in purpose.roles
    )


def _basis(voice: Voice, basis: LegalBasis) -> list[str]:
    cite = {"cite": voice.cite(basis.article)}
    lines = [voice.say(use.BASES[basis.article], cite)]
    if basis.condition:
        condition = {"condition": lower_first(voice.inside(basis.condition))}
        lines.append(voice.say(use.WHEN, condition))
    if basis.interest:
        interest = {"interest": lower_first(voice.inside(basis.interest))}
        lines.append(voice.say(use.INTEREST, interest))
    if basis.reason:
        reason = {"reason": lower_first(voice.inside(basis.reason))}
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
