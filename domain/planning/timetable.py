"""Dates of a plan (时间安排)."""

from __future__ import annotations

from datetime import date

from domain.kernel import Frozen


class Timetable(Frozen):
    """时间安排: the days of a round. Windows include both their days, Beijing time.

    ``[S002-17]`` gives the example year: 8/18 start, 8/20 to 8/22 intents, 8/22 to
    8/25 selection, 8/25 second coordination meeting, 8/28 cut-off.
    """

    kickoff_on: date
    intents_from_on: date
    intents_until_on: date
    selection_from_on: date
    selection_until_on: date
    coordination_on: date
    cutoff_on: date
    notice_on: date
    """Day on which the last list of the round is put up."""
    term_starts_on: date
