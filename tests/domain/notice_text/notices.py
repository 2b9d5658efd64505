"""A small notice by hand, for tests of its words; each test changes one fact."""

from dataclasses import replace
from datetime import date

from seloste.domain.contact import Channel
from seloste.domain.notice import (
    Automation,
    Category,
    ChannelRule,
    ContactPoint,
    Controller,
    Enforce,
    LegalBasis,
    Measure,
    Mode,
    Notice,
    Origin,
    Period,
    Promise,
    Purpose,
    RetentionClass,
    Source,
    Text,
    Transfer,
)
from seloste.domain.staff import Role


def same(words: str) -> Text:
    """Return words that are the same in every language."""
    return Text(fi=words, sv=words, en=words)


CALLS = RetentionClass(
    id="calls",
    name=Text(fi="Puhelutallenteet", sv="Samtalsinspelningar", en="Call recordings"),
    promise="T-01",
    mode=Mode.AT_MOST,
    channels=frozenset({Channel.CALL}),
    period=Period(months=3),
)
TRAINING = Purpose(
    id="training",
    name=Text(fi="Koulutus", sv="Utbildning", en="Training"),
    bases=(LegalBasis("6(1)(f)"),),
    roles=frozenset({Role.TRAINER}),
    categories=frozenset({"recording"}),
)
KIOSK = Controller(id="kioski", name="Kioski Oy", email="kioski@example.com")
NOTICE = Notice(
    register="kioski",
    name=Text(fi="Kioskin puhelut", sv="Kioskens samtal", en="Calls of the kiosk"),
    effective=date(2024, 7, 1),
    controllers=(KIOSK,),
    contact=ContactPoint(email="tieto@example.com"),
    channels=(ChannelRule(Channel.CALL, recorded=True, announced=True),),
    purposes=(TRAINING,),
    categories=(Category("recording", same("Recordings")),),
    sources=(
        Source(
            fi="soittaja", sv="den som ringer", en="the caller", origin=Origin.PERSON
        ),
    ),
    recipients=(),
    transfers=Transfer(allowed="never"),
    retention=(CALLS,),
    holds=(),
    rights=(),
    automation=Automation(decisions=False, profiling="none"),
    security=(Measure(fi="Ovi on lukossa.", sv="Dörren är låst.", en="Door locked."),),
    promises=(Promise("T-01", "13(2)(a)", Enforce.RETENTION, same("Three months.")),),
)


def with_class(class_: RetentionClass) -> Notice:
    """Return the notice with another class of retention."""
    return replace(NOTICE, retention=(class_,))
