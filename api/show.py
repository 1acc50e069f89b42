"""What the demo shows, after the year has been played."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from adapters.importers.sheets import ImportRefusedError
from adapters.importers.town import read_plan, read_roster
from adapters.sample.district import write_district
from api.composition import Services, create_home, open_home
from api.demo.cast import Cast, DemoClock, Step
from api.demo.contested import CASE
from api.demo.district import ZonesYear
from api.demo.files import Files, ZoneFiles
from api.demo.town import COORDINATION, TownYear
from api.demo.witnessed import cosigned
from api.evidence import Asked, open_evidence, packed, supposed
from api.export import export_bundle
from api.messages.refusals import refusal_en, refusal_zh
from api.notices import page_of
from api.progress import progress_bar
from api.tabular import table_text
from api.witnessing import POLICY, policy_in
from audit.format.bundle import verify_bundle
from audit.format.cli import report_as_text
from audit.replay.authenticity import Authenticity
from audit.replay.folding import RecordedStates
from audit.replay.source import Source
from audit.what_if.run import WhatIf
from audit.what_if.telling import as_text
from domain.recruitment.events import JudgeMarked, TeacherLeftUnplaced
from domain.recruitment.state import RecruitmentRound

Progress = Callable[[int, int], None]
ORIGIN = "gongxin.example/yunxi"


def run_demo(home: Path, *, town_only: bool = False) -> int:
    """Play the year in a fresh home and show what came of it; return the exit status."""
    create_home(home, ORIGIN)
    folder, clock = Path(str(resources.files("adapters.sample") / "town")), DemoClock()
    print("== 一、导入文件 input files")
    _show_bad_file(folder)
    files = Files.read(folder)
    _show_files("town", files)
    with open_home(home, clock=clock) as services:
        cast = Cast(services, clock)
        town = TownYear(cast, files)
        steps, zones = town.steps(), None
        asked: list[WhatIf] = []
        if not town_only:
            write_district(home / "input")
            more = ZoneFiles.read(home / "input")
            _show_files("zones", more)
            zones = ZonesYear(cast, more, lambda: asked.append(_what_if(home, more)))
            steps += zones.steps()
        print("== 二、从方案到聘约 from plan to contract")
        with progress_bar("the year 一轮竞聘") as progress:
            play(steps, clock, progress)
        services.catch_up()
        _show_outcome(services, files, zones.files if zones is not None else None)
        _show_roster_and_ranking(services)
        _write_notice(services, home)
        print("== 六、一次被拒绝的违规操作 one unlawful command, refused")
        _show_refusal(town)
        sound = _show_proofs(services, home)
        if zones is not None:
            sound &= _show_case(home, zones, asked)
        print("\nCheck it yourself 自行核验:")
        keys = f"--vkey '{services.ledger.vkey}' --policy {home / POLICY}"
        print(f"  gongxin-verify {home / 'bundle'} {keys}")
        return 0 if sound else 1


def play(steps: Sequence[Step], clock: DemoClock, progress: Progress) -> None:
    """Let everything happen, in order of time."""
    for done, step in enumerate(sorted(steps, key=lambda each: each.at), start=1):
        clock.set(step.at)
        step.run()
        if step.told:
            print(step.told)
        progress(done, len(steps))


def _show_bad_file(folder: Path) -> None:
    schools = read_plan(folder / "plan.yaml")["schools"]
    assert isinstance(schools, dict)
    try:
        read_roster(folder / "roster-bad.xlsx", schools)
    except ImportRefusedError as exc:
        print("a deliberately bad copy is refused whole 有错误的文件整份退回:")
        for error in exc.errors:
            print(f"  {error}")


def _show_files(name: str, files: Files) -> None:
    print(
        f"{name}: {len(files.schools)} schools 学校, {len(files.roster)} staff 人,"
        f" {len(files.bids)} letters 意向书, no error"
    )


def _what_if(home: Path, files: ZoneFiles) -> WhatIf:
    """Return what the office of disputes learns before it decides: the round without a mark."""
    told = files.complaint
    with open_evidence(home) as evidence:
        left, mark = _left_and_mark(evidence.source, told)
        return supposed(evidence.source, left, Asked(without=(mark,)))


def _show_case(home: Path, zones: ZonesYear, asked: Sequence[WhatIf]) -> bool:
    """Show the contested mark: what the office asked, what came of it, the dossier; is it sound?"""
    print("== 八、一件争议 one contested decision")
    told, round_ = (
        zones.files.complaint,
        zones.cast.state(RecruitmentRound, f"r-{zones.files.complaint['zone']}"),
    )
    parties = (told["complainant"], told["against"])
    with open_evidence(home) as evidence:
        names = evidence.names_of(set(parties))
    for found in asked:
        print(as_text(found, names=names, sentence=refusal_zh))
    for person in parties:
        placed = round_.bidders[person].placement
        where = "、".join(placed.posts.numbers) if placed is not None else "落聘 unplaced"
        print(f"处理以后 after the case: {person} → {where}")
    with open_evidence(home) as evidence:
        page = packed(
            evidence,
            f"dispute:{CASE}",
            home / "dossier",
            title="争议案件卷宗",
            matter="应当回避的评委打分",
            suppositions=asked,
        )
    print(f"卷宗 dossier: {page}")
    inside, key = home / "dossier" / "bundle", zones.cast.ledger.vkey
    report = verify_bundle(inside, vkey=key, policy=policy_in(home))
    print(report_as_text(report))
    return report.sound


def _left_and_mark(source: Source, told: Mapping[str, Any]) -> tuple[str, str]:
    """Return the names of the contested decision, and of the mark that was contested."""
    recorded = RecordedStates(source, Authenticity(source))
    contested = (f"j-{told['zone']}-{told['judge'] + 1}", told["against"])
    left = mark = ""
    for place in source.stream(f"recruitment-round:r-{told['zone']}"):
        logged = recorded.event(place)
        match logged.event if logged is not None else None:
            case JudgeMarked(judge=judge, bidder=bidder) if logged is not None:
                mark = logged.name if (judge, bidder) == contested else mark
            case TeacherLeftUnplaced(teacher=teacher) if logged is not None and not left:
                left = logged.name if teacher == told["complainant"] else ""
            case _:
                pass
    return left, mark


def _show_outcome(services: Services, town: Files, zones: Files | None) -> None:
    outcome = services.views.outcome(town.schools)
    contracted = sum(row["status"] == "contracted" for row in services.views.roster())
    late = sum(row["settled"] == "late" for row in services.views.deadlines())
    print("== 三、结果 outcome, counted from the views")
    print(f"新任中层 new middle-level posts: {outcome.new_middle_posts}")
    print(f"流动教师 teachers moved:         {outcome.teachers_moved}")
    print(f"仍未落实 left unplaced:          {outcome.left_unplaced}")
    if zones is not None:
        beside = services.views.outcome(zones.schools)
        print(f"东西片区 the zones beside it:     {beside.teachers_moved} moved 流动,", end=" ")
        print(f"{beside.left_unplaced} left unplaced 仍未落实")
    print(f"签订聘约 contracts signed:       {contracted} (late 逾期备案 {late})")


def _show_roster_and_ranking(services: Services) -> None:
    bodies = services.views.bodies()
    print("== 四、名册与排名 roster and ranking (first rows)")
    rows = services.views.roster(school="s08")[:5]
    names = services.names({row["person"] for row in rows})
    _show_rows(
        ("name", "school", "posts", "status"),
        [{**row, "name": names[row["person"]], "school": bodies[row["school"]]} for row in rows],
    )
    places = services.views.ranking("r-s01")
    contested = [row for row in places if sum(row["post"] == r["post"] for r in places) > 1][:4]
    names = services.names({row["bidder"] for row in contested})
    _show_rows(
        ("post", "rank", "name", "total_milli"),
        [{**row, "name": names[row["bidder"]]} for row in contested],
    )


def _show_rows(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    print(textwrap.indent(table_text(columns, rows), "  "))


def _write_notice(services: Services, home: Path) -> None:
    page = page_of(services.ledger, services.views, COORDINATION)
    for name, content in (("notice.txt", page.to_text()), ("notice.html", page.to_html())):
        (home / name).write_text(content)
    print(f"== 五、公示 notice: {home / 'notice.txt'}, {home / 'notice.html'}")
    print("\n".join(page.to_text().splitlines()[:8]))


def _show_refusal(year: TownYear) -> None:
    assert year.refused is not None, "the year hands in one letter too late"
    print(f"  {refusal_zh(year.refused)}\n  {refusal_en(year.refused)}")


def _show_proofs(services: Services, home: Path) -> bool:
    print("== 七、核验 verification")
    whole = services.ledger.verify()
    print(report_as_text(whole))
    bundle, policy = home / "bundle", cosigned(services.ledger, home)
    export_bundle(services.ledger, bundle)
    outside = verify_bundle(bundle, vkey=services.ledger.vkey, policy=policy)
    print(f"evidence bundle 证据包 {bundle}, checked offline 离线核验:")
    print(report_as_text(outside))
    return whole.sound and outside.sound
