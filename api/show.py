"""What the demo shows, after the year has been played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from adapters.documents.notice import NoticePage, notice_page
from adapters.importers.sheets import ImportRefusedError
from adapters.importers.town import read_plan, read_roster
from api.composition import HomeError, Services, create_home, open_home
from api.demo.cast import Cast, DemoClock, Step
from api.demo.files import Files
from api.demo.town import COORDINATION, TownYear
from api.export import export_bundle
from api.messages.refusals import refusal_en, refusal_zh
from api.progress import progress_bar
from audit.format.bundle import verify_bundle
from audit.format.cli import report_as_text
from domain.notice.state import Notice
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound

Progress = Callable[[int, int], None]
ORIGIN = "gongxin.example/yunxi"


def run_demo(home: Path) -> int:
    """Play the town's year in a fresh home and show what came of it; return the exit status."""
    create_home(home, ORIGIN)
    folder, clock = Path(str(resources.files("adapters.sample") / "town")), DemoClock()
    print("== 一、导入文件 input files")
    _show_bad_file(folder)
    files = Files.read(folder)
    print(
        f"{folder.name}: {len(files.roster)} staff 人, {len(files.bids)} letters 意向书, no error"
    )
    print("== 二、从方案到聘约 from plan to contract")
    with open_home(home, clock=clock) as services:
        with progress_bar("the town's year 一轮竞聘") as progress:
            year = TownYear(Cast(services, clock), files)
            play(year.steps(), clock, progress)
        services.catch_up()
        _show_outcome(services)
        _show_roster_and_ranking(services)
        _write_notice(services, home)
        print("== 六、一次被拒绝的违规操作 one unlawful command, refused")
        _show_refusal(year)
        return _show_proofs(services, home)


def play(steps: Sequence[Step], clock: DemoClock, progress: Progress) -> None:
    """Let everything happen, in order of time."""
    for done, step in enumerate(sorted(steps, key=lambda each: each.at), start=1):
        clock.set(step.at)
        step.run()
        if step.told:
            print(step.told)
        progress(done, len(steps))


def page_of(services: Services, round_: str) -> NoticePage:
    """Return the notice of a round, filled in with names.

    Raises:
        HomeError: The round has no notice.
    """
    states = services.ledger.states()
    found, state = states.find(Notice, round_), states.find(RecruitmentRound, round_)
    if found is None or state is None:
        raise HomeError(f"no notice for round {round_}")
    plan = states.find(Plan, state.plan)
    _, note = services.ledger.checkpoint()
    return notice_page(
        found,
        title="关于拟聘人员名单的公示",
        basis=f"《{plan.title}》" if plan is not None else "竞聘上岗实施方案",
        contact=found.contact,
        names=services.names({entry.person for entry in found.entries}),
        bodies=services.views.bodies(),
        checkpoint=note.decode(),
    )


def _show_bad_file(folder: Path) -> None:
    schools = read_plan(folder / "plan.yaml")["schools"]
    assert isinstance(schools, dict)
    try:
        read_roster(folder / "roster-bad.xlsx", schools)
    except ImportRefusedError as exc:
        print("a deliberately bad copy is refused whole 有错误的文件整份退回:")
        for error in exc.errors:
            print(f"  {error}")


def _show_outcome(services: Services) -> None:
    outcome = services.views.outcome()
    contracted = sum(row["status"] == "contracted" for row in services.views.roster())
    late = sum(row["settled"] == "late" for row in services.views.deadlines())
    print("== 三、结果 outcome, counted from the views")
    print(f"新任中层 new middle-level posts: {outcome.new_middle_posts}")
    print(f"流动教师 teachers moved:         {outcome.teachers_moved}")
    print(f"仍未落实 left unplaced:          {outcome.left_unplaced}")
    print(f"签订聘约 contracts signed:       {contracted} (late 逾期备案 {late})")


def _show_roster_and_ranking(services: Services) -> None:
    bodies = services.views.bodies()
    print("== 四、名册与排名 roster and ranking (first rows)")
    rows = services.views.roster(school="s08")[:5]
    names = services.names({row["person"] for row in rows})
    for row in rows:
        name, school = names[row["person"]], bodies[row["school"]]
        print(f"  {name}  {school}  {row['posts']}  {row['status']}")
    places = services.views.ranking("r-s01")
    contested = [row for row in places if sum(row["post"] == r["post"] for r in places) > 1][:4]
    names = services.names({row["bidder"] for row in contested})
    for row in contested:
        total = f"{row['total_milli'] / 1000:.2f}"
        print(f"  {row['post']}  第{row['rank']}名  {names[row['bidder']]}  {total}分")


def _write_notice(services: Services, home: Path) -> None:
    page = page_of(services, COORDINATION)
    for name, content in (("notice.txt", page.to_text()), ("notice.html", page.to_html())):
        (home / name).write_text(content)
    print(f"== 五、公示 notice: {home / 'notice.txt'}, {home / 'notice.html'}")
    print("\n".join(page.to_text().splitlines()[:8]))


def _show_refusal(year: TownYear) -> None:
    assert year.refused is not None, "the year hands in one letter too late"
    print(f"  {refusal_zh(year.refused)}\n  {refusal_en(year.refused)}")


def _show_proofs(services: Services, home: Path) -> int:
    print("== 七、核验 verification")
    whole = services.ledger.verify()
    print(report_as_text(whole))
    bundle = home / "bundle"
    export_bundle(services.ledger, bundle)
    outside = verify_bundle(bundle, vkey=services.ledger.vkey)
    print(f"evidence bundle 证据包 {bundle}, checked offline 离线核验:")
    print(report_as_text(outside))
    print(
        f"\nCheck it yourself 自行核验:\n  gongxin-verify {bundle} --vkey '{services.ledger.vkey}'"
    )
    return 0 if whole.sound and outside.sound else 1
