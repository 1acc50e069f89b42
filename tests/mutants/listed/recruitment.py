"""Dangerous lines of rounds of recruitment."""

from __future__ import annotations

ROUND = "tests/domain"
SCORES = "tests/domain/test_scoring.py"
TABLES = "tests/domain/test_shipped_tables*.py"
TIES = "tests/domain/test_tie_chains.py"
STOPPED = "tests/domain/test_recruitment_suspended.py"
BACK = "tests/domain/test_office_given_back*.py"
LIST = "tests/domain/test_recruitment_publicity.py"
ENDS = "tests/domain/test_recruitment_closing*.py"
GONE = "tests/domain/test_recruitment_gone.py"
STAGES = "tests/domain/test_stages*.py"
POINTS = "domain/recruitment/item_points.py"
SHORTLISTS = "domain/recruitment/shortlist_rules.py"
FAVOURS = "tests/domain/test_favours.py"
TIES_DECIDED = "tests/domain/test_recruitment_ties.py"
LISTS = "tests/domain/test_shortlist_*.py"
SELECTION, ROOM = "domain/recruitment/selection_rules.py", "domain/recruitment/room.py"
FILE = "tests/domain/test_qualification_file.py"
BIDDER, OFFERS = "domain/recruitment/bidder.py", "domain/recruitment/offers.py"
RULES, MARKING = "domain/recruitment/rules.py", "domain/recruitment/marking.py"
ADJUSTING = "domain/recruitment/adjusting.py"
WAY = "tests/domain/test_recruitment_making_way.py"
LATE = "tests/domain/test_recruitment_late_letters.py"
PLACED = "tests/domain/test_recruitment_placed.py"
DATES = "tests/domain/test_stages_standby_dates.py"
STANDING, STAND = "domain/recruitment/standing.py", "tests/domain/test_recruitment_hires_*.py"
RIGHTED = "tests/domain/test_notice_scores_put_right.py"
FEW = "tests/domain/test_scoring_few_judges.py"

MUTANTS = (
    ("domain/recruitment/bidding.py", "rules.selection_must_be_open(state)", "pass", ROUND),
    (
        "domain/recruitment/letter_rules.py",
        "if not state.intents_from <= at < until:",
        "if not state.intents_from <= at <= until:",
        ROUND,
    ),
    (
        "domain/recruitment/rules.py",
        "not required <= command.present",
        "not 1 <= command.present",
        ROUND,
    ),
    ("domain/recruitment/letter_rules.py", "if at < closes:", "if False:", ROUND),
    (ROOM, "if taken + reserved >= post.headcount:", "if taken > post.headcount:", ROUND),
    (ROOM, "if len(hired | reserved) >= quota:", "if len(hired) >= quota:", ROUND),
    (SELECTION, "and bidder.office is None:", "and False:", ROUND),
    (ROOM, "| {bidder.teacher}) <= room", "| {bidder.teacher}) <= room + 1", ROUND),
    (ROOM, "if original < required and", "if False and", ROUND),
    (SELECTION, "rank < place:", "rank < 0:", ROUND),
    (SELECTION, "if not (here and bidder.teacher in tie.bidders and waiting):", "if True:", ROUND),
    ("domain/recruitment/offers.py", "if at >= offer.answer_until:", "if False:", ROUND),
    (
        "domain/recruitment/closing.py",
        "*(_offices_lost(states, teacher, command, on) if own_unit else ()),",
        "",
        ROUND,
    ),
    (
        "domain/recruitment/closing.py",
        "if notice.round != command.round or not notice.ended:",
        "if False:",
        ROUND,
    ),
    ("domain/recruitment/closing.py", "if notice.list_sha256 != ", "if '' != ", ROUND),
    ("domain/recruitment/revoking.py", "*_post_left(placed, teacher, command, on),", "", ROUND),
    ("domain/recruitment/state.py", 'changes["ranking_stands"] = False', "pass", ROUND),
    ("domain/recruitment/scoring.py", "raw / most * Fraction", "raw * Fraction", SCORES),
    (
        "domain/recruitment/ranking.py",
        "tied = order is None and len(together) > 1",
        "tied = False",
        SCORES,
    ),
    (
        POINTS,
        "return years - (plus_months(start, 12 * years) > cutoff)",
        "return years",
        TABLES,
    ),
    (POINTS, "max(most - total, Fraction(0))", "most - total", TABLES),
    (POINTS, "(2 if each.single and item.single_half else 1)", "1", TABLES),
    (
        POINTS,
        "cutoff_on.year - item.within_years <",
        "cutoff_on.year - item.within_years <=",
        TABLES,
    ),
    (
        "domain/recruitment/scoring.py",
        "< Fraction(line.at_least)",
        "<= Fraction(line.at_least)",
        TABLES,
    ),
    (SELECTION, "if row is not None and row.failed:", "if False:", TABLES),
    ("domain/recruitment/ranking.py", "if not sheets[each].failed]", "]", TABLES),
    ("domain/recruitment/ranking.py", "key.by is TieMeasure.ALL_MARKS\n", "False\n", TIES),
    ("domain/recruitment/tie_ways.py", "if command.method in ways:", "if True:", TIES),
    ("domain/recruitment/opening.py", "if teacher.holds is not None:", "if False:", STAGES),
    (
        "domain/recruitment/opening.py",
        "if not (known or _is_new(",
        "if False and (known or _is_new(",
        STAGES,
    ),
    ("domain/recruitment/opening.py", "or not earlier.selection_closed:", ":", STAGES),
    ("domain/recruitment/opening.py", "bidder.unplaced and bidder.told", "bidder.unplaced", STAGES),
    (
        "domain/recruitment/adjusting.py",
        "if refused >= pack.adjustment",
        "if refused > pack.adjustment",
        STAGES,
    ),
    ("domain/recruitment/adjusting.py", "if until is None or on < until:", "if False:", STAGES),
    ("domain/recruitment/adjusting.py", "    if not bidder.passed:", "    if False:", STAGES),
    ("domain/recruitment/adjusting.py", "<= most:", "<= date.max:", STAGES),
    (
        "domain/recruitment/adjusting.py",
        "    _post_must_fit(states, state, command.posts",
        "    (lambda *_: None)(states, state, command.posts",
        STAGES,
    ),
    ("domain/recruitment/closing.py", "if own_unit else ()", "if True else ()", STAGES),
    ("domain/recruitment/closing.py", "if each.offers or not", "if not", ROUND),
    (SHORTLISTS, "bidder.teacher in found.entered:", "True:", LISTS),
    (SHORTLISTS, "if found is None or not found.stands:", "if found is None:", LISTS),
    (SHORTLISTS, "for each in found.tied:", "for each in ():", LISTS),
    (SHORTLISTS, "and not found.published:", "and False:", LISTS),
    (SHORTLISTS, "and bidder.marks.get(item) != {}:", "and False:", LISTS),
    (SELECTION, "if found is not None and not found.enters(", "if False and found.enters(", LISTS),
    (
        "domain/recruitment/ranking_anew.py",
        "if enters(name, school, post)]",
        "if enters]",
        LISTS,
    ),
    ("domain/recruitment/ranking_anew.py", "if name in scored}", "}", LISTS),
    ("domain/recruitment/shortlist.py", "order[: found.open_places]", "order", LISTS),
    ("domain/recruitment/shortlist.py", "if name not in known", "if name in known", LISTS),
    ("domain/recruitment/shortlisting.py", "post.headcount - taken", "post.headcount", LISTS),
    ("domain/recruitment/shortlisting_state.py", "and before.lists == event.lists", "", LISTS),
    (
        "domain/recruitment/state.py",
        "touched = found is not None and",
        "touched = False and",
        LISTS,
    ),
    ("domain/recruitment/scoring.py", "if needed <= items.keys()", "", LISTS),
    (POINTS, "if item.adds else max(points", "if True else max(points", FAVOURS),
    (POINTS, "return Scored(min(added,", "return Scored(max(added,", FAVOURS),
    (POINTS, "for each in favours if each.priority)", "for each in favours)", FAVOURS),
    ("domain/recruitment/favouring.py", "pack.scoring.cutoff_on or today", "today", FAVOURS),
    ("domain/recruitment/favouring.py", "if anew == bidder.favours:", "if False:", FAVOURS),
    ("domain/recruitment/marking.py", "None if frozen else favours_of", "favours_of", FAVOURS),
    (
        "domain/recruitment/state.py",
        "| e.MarkVoided | e.FavoursCorrected",
        "| e.MarkVoided",
        FAVOURS,
    ),
    ("domain/recruitment/marking.py", "if command.order != drawn:", "if False:", TIES_DECIDED),
    (
        "domain/recruitment/adjusting.py",
        "refused = len(bidder.refused)",
        "refused = len(bidder.declined) + len(bidder.unanswered)",
        STAGES,
    ),
    ("domain/recruitment/adjusting.py", "if vacant and not free:", "if False:", STAGES),
    (
        "domain/recruitment/reinstating.py",
        "(each.round, each.ground) == (self.round, ground)",
        "True",
        BACK,
    ),
    ("domain/recruitment/reinstating.py", "if teacher.exited is None:", "if True:", BACK),
    ("domain/recruitment/reinstating.py", ".holds is None:", ".holds is None or True:", BACK),
    (
        "domain/recruitment/closing.py",
        "    list_must_not_be_condemned(notice, notice.shown)\n",
        "",
        LIST,
    ),
    (
        "domain/recruitment/closing.py",
        "must_be_free(states, command.teacher)",
        "require(states, Teacher, command.teacher)",
        ENDS,
    ),
    ("domain/recruitment/protecting.py", "and teacher.exited is None:", "or False:", ENDS),
    (
        "domain/recruitment/gone.py",
        "teacher.holds is not None or teacher.exited is not None",
        "False",
        GONE,
    ),
    ("domain/recruitment/revoking.py", "and teacher.holds.round == command.round", "", ENDS),
    (
        "domain/recruitment/offices.py",
        "if held is None or held.round != command.round:",
        "if False:",
        ROUND,
    ),
    (
        "domain/recruitment/marking.py",
        "at_work(states, own_staff, command.school, today)",
        "0",
        ROUND,
    ),
    ("domain/recruitment/decide.py", "rules.round_must_not_be_suspended(state)", "pass", STOPPED),
    ("domain/recruitment/file_rules.py", "if loss is not None:", "if False:", FILE),
    ("domain/recruitment/file_rules.py", "if listed and today < over_on:", "if False:", FILE),
    ("domain/recruitment/file_rules.py", "if reason in listed:", "if False:", FILE),
    ("domain/recruitment/file_rules.py", "below and result in _PASSED", "below and False", FILE),
    ("domain/recruitment/file_rules.py", "in BELOW:", "in ():", FILE),
    (SELECTION, "rank < place:", "rank <= place:", WAY),
    (SELECTION, "not (rival.bids or rival.is_on(school, number))", "True", WAY),
    (
        BIDDER,
        "(*self.declined, *self.unanswered)\n        return any",
        "self.declined\n        return any",
        WAY,
    ),
    (OFFERS, "place > offer.rank)", "False)", WAY),
    (
        "domain/recruitment/letter_rules.py",
        "late = (state.late.get(each.teacher, at) for each in waiting)",
        "late = (at,)",
        LATE,
    ),
    (BIDDER, "return not self.wishes and not out", "return not self.wishes", PLACED),
    (MARKING, "if again or (", "if (again and command.school in state.appraised) or (", LATE),
    (
        MARKING,
        "rules.fact_must_be_due(state, bidder)\n        for item in items",
        "for item in items",
        LATE,
    ),
    (MARKING, "state = without_those_gone(states, state, state.bidders)", "pass", PLACED),
    (
        "domain/recruitment/shortlisting.py",
        "state = without_those_gone(states, state, state.bidders)",
        "pass",
        PLACED,
    ),
    ("domain/recruitment/gone.py", "    if teacher.holds is not None:", "    if False:", PLACED),
    ("domain/recruitment/gone.py", "must_be_in_service(teacher, person)", "pass", PLACED),
    (ADJUSTING, "if command.from_on < stage_from:", "if False:", DATES),
    (ADJUSTING, "not began <= command.on <= on:", "command.on > on:", DATES),
    (
        POINTS,
        "max(item.drop_extremes_above, _FEWEST_WITH_EXTREMES)",
        "item.drop_extremes_above",
        FEW,
    ),
    (
        "domain/notice/state.py",
        "now == objection.contested and same_scores",
        "now == objection.contested",
        RIGHTED,
    ),
    (
        "domain/notice/decide.py",
        "inputs_sha256=round_.inputs_sha256)",
        "inputs_sha256=None)",
        RIGHTED,
    ),
    (
        "domain/mandate/own_matter.py",
        '"considered", "order")',
        '"considered")',
        "tests/domain/test_signing_ties.py",
    ),
    (
        "domain/recruitment/opening.py",
        "return frozen if command.stage.is_run_by_a_school else now",
        "return now",
        "tests/domain/test_recruitment_frozen_rules.py",
    ),
    (
        MARKING,
        "rules.school_must_take_part(state, command.school)",
        "pass",
        "tests/domain/test_recruitment_appraisal.py",
    ),
    (STANDING, "behind = hired.now > hired.rank and", "behind = False and", STAND),
    (STANDING, "behind = hired.now > hired.rank and", "behind = ", STAND),
    (STANDING, ", reverse=True)", ")", STAND),
    (STANDING, "if (cadre and rival.office is None) or has_gone", "if has_gone", STAND),
    (STANDING, "school, pack, instead_of=", "school, pack, instead_of=rival.teacher or ", STAND),
    (STANDING, "if hired.by_rank else ()", "", STAND),
    (STANDING, "not found.enters(teacher, *post)", "not found.entered", STAND),
    (OFFERS, "(offer.by_rank and offer.rank is not None", "(offer.rank is not None", STAND),
    (STANDING, "(behind or level)", "behind", STAND),
    (STANDING, " or has_gone(states, rival.teacher)", "", STAND),
    (STANDING, "if not rival.has_given_up(each.school, each.post):", "if True:", STAND),
    (STANDING, "if rival.qualified and rival.", "if rival.", STAND),
    (STANDING, "if row is not None and row.failed:", "if False:", STAND),
    (STANDING, "if found is not None and not found", "if False and not found", STAND),
    (
        "domain/recruitment/bidder_changes.py",
        "by_rank=event.reason is not e.SelectionReason.SUBJECT_NEED,",
        "",
        STAND,
    ),
    ("domain/notice/rules.py", "hires_must_stand(states, round_)", "pass", STAND),
    (SELECTION, "if waiting >= room.free_seats(", "if waiting and 0 <= room.free_seats(", STAND),
    (SELECTION, "if waiting >= room.free_seats(", "if waiting > room.free_seats(", STAND),
)
