"""Times that acts state, held against what their signers had before them (SPEC §8)."""

from __future__ import annotations

from collections.abc import Iterator

from audit.format.errors import MalformedError
from audit.format.findings import Finding
from audit.format.spilling import SpillingTable
from audit.format.standing import beijing_date
from audit.format.times import LatestTimes, number_of, packed, text_of, unpacked
from audit.replay.checked_act import CheckedAct


class StatedTimes:
    """Follows the log; tells the acts that say they are older than what they rest on."""

    def __init__(self) -> None:
        self._latest = LatestTimes()
        self._streams = SpillingTable[str]()

    def after(self, checked: CheckedAct) -> Iterator[Finding]:
        """Take the next act; yield what is wrong with its time."""
        stated = _stated(checked)
        basis = 0 if checked.act is None else checked.act.basis.size
        streams = {each.stream for each in checked.events}
        known = (self._streams.get(each) or b"" for each in streams)
        earliest = max(self._latest.below(basis), *(unpacked(each) for each in known), 0)
        if 0 < stated < earliest:
            where, wanted = f"index {checked.index}", f"not before {text_of(earliest)}"
            yield Finding("entry.time", where, wanted, text_of(stated))
        self._latest.append(stated)
        for stream in streams:
            self._streams.put(stream, packed(stated))


def _stated(checked: CheckedAct) -> int:
    """Return the time that an act states; 0 where it is no instant."""
    if checked.act is None:
        return 0
    try:
        beijing_date(checked.act.at)
    except MalformedError:
        return 0
    return number_of(checked.act.at)
