"""``gongxin lots``: the order that a seed gives, before anybody decides or signs. 抽签定序。"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from api.acts_cli import answer
from api.cli_options import DEFAULT_HOME, GOOD, Home, Json, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.ledger.application import Ledger
    from api.composition import Services


def register(app: App) -> None:
    """Add the command to the program."""
    app.command(lots)


def lots(
    matter: Annotated[
        str, Parameter(help="The round, or the selection of a principal. 竞聘或选聘的编号。")
    ],
    *,
    seed: Annotated[str, Parameter(help="The seed as it was published. 公布的抽签种子。")],
    among: Annotated[
        list[str] | None,
        Parameter(
            "--among",
            consume_multiple=True,
            negative="",
            help="People to put in order; no ledger is read. 参加抽签的人员, 不读台账。",
        ),
    ] = None,
    for_shortlist: Annotated[
        bool, Parameter("--for-shortlist", negative="", help="Ties of the list. 入围同分。")
    ] = False,
    home: Home = DEFAULT_HOME,
    as_json: Json = False,
) -> int:
    """Print the order by lot of everybody who is tied in a round. 按种子计算抽签次序。

    Anybody can compute it again: the lot is the SHA-256 of seed, matter and id, one a line.
    """
    if among:
        return _tell(matter, [among], seed, as_json=as_json)

    def run(services: Services) -> int:
        groups = tied_in(services.ledger, matter, for_shortlist=for_shortlist)
        return _tell(matter, groups, seed, as_json=as_json)

    return answer(home, run, as_json=as_json)


def tied_in(ledger: Ledger, round_: str, *, for_shortlist: bool = False) -> list[list[str]]:
    """Return who is tied with whom in a round.

    Raises:
        DomainError: There is no such round, or nothing of it that stands.
    """
    from domain.kernel import require
    from domain.recruitment.marking import tied_groups
    from domain.recruitment.state import RecruitmentRound

    state = require(ledger.states(), RecruitmentRound, round_)
    return tied_groups(state, for_shortlist=for_shortlist)


def _tell(matter: str, groups: Sequence[Sequence[str]], seed: str, *, as_json: bool) -> int:
    from domain.values.lots import lot_of, order_by_lot

    orders = [
        [
            {"person": person, "lot": lot_of(seed, matter, person)}
            for person in order_by_lot(seed, matter, people)
        ]
        for people in groups
    ]
    if as_json:
        print_json(orders)
        return GOOD
    for order in orders:
        print("、".join(each["person"] for each in order))
        for number, each in enumerate(order, start=1):
            print(f"  {number}. {each['person']}  {each['lot']}")
    if not orders:
        print("没有同分 nobody is tied")
    return GOOD
