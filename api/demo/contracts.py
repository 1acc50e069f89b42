"""The contracts that a campaign ends with."""

from __future__ import annotations

from datetime import date

from api.demo.campaign import Campaign
from domain.contract.commands import FileContract, SignContract
from domain.teacher.state import Teacher


class Contracts:
    """The contracts of everybody who holds a post."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign, self._cast, self._files = campaign, campaign.cast, campaign.files
        self._signed: dict[str, list[str]] = {}

    def sign(self) -> None:
        """Let everybody who holds a post sign."""
        for person in self._files.roster:
            held = self._cast.state(Teacher, person.person).holds
            if held is None:
                continue
            command = SignContract(
                teacher=person.person,
                school=held.school,
                round=held.round,
                posts=held.posts,
                from_on=date(2026, 9, 1),
                until_on=date(2029, 9, 1),
                copies=3,
                duties=("履行岗位职责",),
                targets=("完成学年教育教学任务",),
                conditions=("提供必要的工作条件",),
                liability="违反聘约的, 依法依规承担责任",
            )
            self._cast.act(
                command, self._cast.official(f"p-{held.school}"), self._cast.as_self(person.person)
            )
            self._signed.setdefault(self._campaign.office_of(held.school), []).append(
                command.contract
            )

    def file(self) -> None:
        """File what was signed with the office above each school."""
        for office, contracts in self._signed.items():
            filings = [FileContract(contract=each) for each in contracts]
            self._cast.acts(filings, self._cast.official(self._campaign.filer_of(office)))
