"""The words of changes between two notices, in the three languages."""

from seloste.domain.notice import Mode, RetentionClass, Text

# Keyed by whether the class itself changes, and not only the class of a channel.
SHORTER = {
    True: Text(
        fi="{subject}: {old} → {new}. Lyhennys koskee heti myös jo säilytettävää.",
        sv="{subject}: {old} → {new}. Förkortningen gäller genast även det som redan "
        "bevaras.",
        en="{subject}: {old} → {new}. The shorter period applies at once, also to "
        "what is kept already.",
    ),
    False: Text(
        fi="{subject}: {old} → {new}. Lyhennys koskee uusia yhteydenottoja; jo "
        "säilytettävä pysyy luokassaan.",
        sv="{subject}: {old} → {new}. Förkortningen gäller nya kontakter; det som "
        "redan bevaras stannar i sin klass.",
        en="{subject}: {old} → {new}. The shorter period applies to new contacts; "
        "what is kept already stays in its class.",
    ),
}
LONGER = Text(
    fi="{subject}: {old} → {new}. Pidennys ei koske jo säilytettävää.",
    sv="{subject}: {old} → {new}. Förlängningen gäller inte det som redan bevaras.",
    en="{subject}: {old} → {new}. The longer period does not reach back to what is "
    "kept already.",
)
ALLOWED = Text(
    fi="{subject}: sallii {value}",
    sv="{subject}: tillåter {value}",
    en="{subject}: allows {value}",
)
BLOCKED = Text(
    fi="{subject}: estää {value}",
    sv="{subject}: spärrar {value}",
    en="{subject}: blocks {value}",
)
OPEN_ENDED = Text(fi="avoin", sv="öppen", en="open-ended")
LENGTHS = {
    Mode.AT_MOST: Text(fi="enintään {0}", sv="högst {0}", en="at most {0}"),
    Mode.EXACTLY: Text(fi="{0}", sv="{0}", en="exactly {0}"),
}
DAY = Text(fi="{0} vuorokausi", sv="{0} dygn", en="{0} day")
DAYS = Text(fi="{0} vuorokautta", sv="{0} dygn", en="{0} days")
MONTH = Text(fi="{0} kuukausi", sv="{0} månad", en="{0} month")
MONTHS = Text(fi="{0} kuukautta", sv="{0} månader", en="{0} months")


def period_words(retention_class: RetentionClass) -> Text:
    """Return how long a class keeps, in words."""
    period = retention_class.period
    if period is None:
        return retention_class.until or OPEN_ENDED
    one, many = (DAY, DAYS) if period.days else (MONTH, MONTHS)
    count = period.days or period.months
    units = one if count == 1 else many
    length = LENGTHS[retention_class.mode]
    return Text(
        fi=length.fi.format(units.fi.format(count)),
        sv=length.sv.format(units.sv.format(count)),
        en=length.en.format(units.en.format(count)),
    )
