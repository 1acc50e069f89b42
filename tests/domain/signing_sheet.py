"""Who signs what, told a second time: as the office would write it on one sheet.

A line is a topic and its signers. ``role@own`` is an office of the body whose matter it
is, ``@above`` of the body above it, ``@any`` of any body, ``@field:name`` of the body that
a field names, ``@field-or-own:name`` of that or of the matter's own; ``self:name`` is the
person whom a field names, ``each:name`` every person whom it names. ``|`` separates roles that
will do, ``×3`` asks for three persons, ``+`` for one more signer. After ``with`` stands
the event that carries this one when one decision brings about both. That the investigators of
a case sign its report, whom no field names, is told in ``test_dispute_signing``.
"""

from __future__ import annotations

SHEET = """
mandate.log-founded.v1                       root@any
mandate.key-enrolled.v1                      root|registrar@any
mandate.key-revoked.v1                       root|registrar@any
mandate.mandate-granted.v1                   root|registrar@any
mandate.mandate-revoked.v1                   root|registrar@any
mandate.act-confirmed.v1                     dispute_officer@any
mandate.body-registered.v1                   root|registrar@any
mandate.recusal-declared.v1                  self:stream
mandate.person-erased.v1                     root|registrar@any
planning.plan-drafted.v1                     town_officer|bureau_officer@own
planning.draft-sent-to-all-staff.v1          town_officer|bureau_officer@own
planning.principals-meeting-held.v1          town_officer|bureau_officer@own
planning.opinions-reported.v1                principal@field:school
planning.draft-revised.v1                    town_officer|bureau_officer@own
planning.congress-voted.v1                   congress_chair@own
planning.plan-adopted.v1                     town_officer|bureau_officer@own + supervisor@any
planning.plan-frozen.v1                      town_officer|bureau_officer@own
planning.pack-amended.v1                     town_officer|bureau_officer@own + supervisor@any
quota.establishment-fixed.v1                 establishment_officer@any
quota.post-total-fixed.v1                    hr_officer@any
quota.quota-allocated.v1                     bureau_officer@any
quota.allocation-filed.v1                    hr_officer@field:office
school.school-registered.v1                  root|registrar@any
school.posts-published.v1                    principal@own
school.seat-taken.v1                         with exchange.exchange-started.v1 recruitment.directly-appointed.v1 recruitment.offer-accepted.v1 recruitment.post-assigned.v1
school.seat-freed.v1                         principal|town_officer@own with contract.contract-ended.v1 contract.contract-terminated.v1 exchange.exchange-ended.v1 exchange.exchange-started.v1 recruitment.appointment-revoked.v1 teacher.resignation-completed.v1
school.office-granted.v1                     registrar|root@any with office.appointment-approved.v1 office.class-teacher-appointed.v1 principal.principal-appointed.v1 recruitment.office-approved.v1 research.group-awarded.v1 research.part-time-researcher-appointed.v1 tenure.tenure-extended.v1
school.office-restored.v1                    town_officer@own-or-above + supervisor@any with recruitment.appointment-revoked.v1 recruitment.unplaced-revoked.v1
school.office-restoration-held.v1            town_officer@own-or-above + supervisor@any with recruitment.appointment-revoked.v1 recruitment.unplaced-revoked.v1
school.office-restoration-declined.v1        town_officer@own-or-above + supervisor@any
school.office-ended.v1                       town_officer@own-or-above with contract.contract-ended.v1 contract.contract-terminated.v1 principal.principal-appointed.v1 recruitment.appointment-revoked.v1 recruitment.directly-appointed.v1 recruitment.offer-accepted.v1 recruitment.post-assigned.v1 recruitment.selection-closed.v1 teacher.resignation-completed.v1 tenure.office-resigned.v1 tenure.removal-approved.v1
recruitment.round-suspended.v1               town_officer|bureau_officer@own-or-above + supervisor@any
recruitment.round-resumed.v1                 town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.measure-taken.v1                   supervisor|bureau_officer@any
appraisal.measure-lifted.v1                  supervisor|bureau_officer@any
honour.call-opened.v1                        bureau_officer@own + supervisor@any
honour.teacher-nominated.v1                  principal|town_officer@field:nominator
honour.nomination-declined.v1                self:teacher
honour.nomination-withdrawn.v1               principal|town_officer@field:nominator
honour.call-cancelled.v1                     bureau_officer@own + supervisor@any
honour.honourees-chosen.v1                   committee_member@own×3 + supervisor@any
honour.honours-conferred.v1                  bureau_officer@own + supervisor@any
honour.honours-conferred-jointly.v1          bureau_officer@own + supervisor@any + hr_officer@any
honour.honour-entered.v1                     with honour.honours-conferred-jointly.v1 honour.honours-conferred.v1
honour.honour-revoked.v1                     bureau_officer@own + supervisor@any
attendance.attendance-week-published.v1      principal@own
attendance.attendance-contested.v1           self:objector
attendance.attendance-contest-upheld.v1      town_officer|dispute_officer|bureau_officer@any
attendance.attendance-contest-rejected.v1    town_officer|dispute_officer|bureau_officer@any
attendance.attendance-corrected.v1           principal|town_officer|bureau_officer@own-or-above + supervisor@any
attendance.attendance-month-summarised.v1    town_officer|bureau_officer@own-or-above
attendance.attendance-month-settled.v1       town_officer|bureau_officer@own-or-above + supervisor@any
attendance.attendance-month-reopened.v1      town_officer|dispute_officer|bureau_officer@any + supervisor@any
appraisal.leave-approved.v1                  town_officer|bureau_officer@field:approved_by
honour.honour-revoked-jointly.v1             bureau_officer@own + supervisor@any + hr_officer@any
honour.named-teacher-appraised.v1            committee_member@own×3 + supervisor@any
honour.named-appraisal-corrected.v1          committee_member@own×3 + supervisor@any
honour.attachment-started.v1                 bureau_officer@own + principal@field:school + supervisor@any
honour.attachment-ended.v1                   bureau_officer@own + supervisor@any
review.team-review-opened.v1                 town_officer|bureau_officer@own
review.team-reported.v1                      town_officer|bureau_officer@own
review.team-measured.v1                      town_officer|bureau_officer@own + supervisor@any
review.team-discussed.v1                     town_officer|bureau_officer@own + supervisor@any
review.team-scored.v1                        town_officer|bureau_officer@own + supervisor@any
review.team-report-written.v1                town_officer|bureau_officer@own
review.leaders-reported.v1                   town_officer|bureau_officer@own-or-above + supervisor@any
review.staff-reported.v1                     principal@own + supervisor@any
review.three-reviews-held.v1                 town_officer|bureau_officer@own-or-above + supervisor@any
review.three-reviews-fed-back.v1             town_officer|bureau_officer@own-or-above
review.letter-signed.v1                      town_officer|bureau_officer@own-or-above + self:teacher
review.letter-settled.v1                     town_officer|bureau_officer@own-or-above + supervisor@any
review.shortcomings-mended.v1                principal@own
mending.interview-held.v1                    principal|town_officer|bureau_officer@own-or-above
mending.mending-planned.v1                   principal|town_officer|bureau_officer@own-or-above
mending.mending-completed.v1                 principal|town_officer|bureau_officer@own-or-above
mending.mending-dropped.v1                   principal|town_officer|bureau_officer@own-or-above
mending.mending-missed.v1                    principal|town_officer|bureau_officer@own-or-above + supervisor@any
oversight.evaluator-trained.v1               town_officer|bureau_officer@field:organiser
oversight.inspection-held.v1                 town_officer|bureau_officer@own-or-above + supervisor@any
oversight.findings-mended.v1                 principal@own
oversight.procedure-reviewed.v1              town_officer|bureau_officer@own + each:experts
teacher.teacher-registered.v1                registrar|root@any with intake.newcomer-admitted.v1
teacher.post-taken.v1                        with exchange.exchange-started.v1 recruitment.directly-appointed.v1 recruitment.offer-accepted.v1 recruitment.post-assigned.v1
teacher.post-left.v1                         principal|town_officer@own-or-above with contract.contract-ended.v1 contract.contract-terminated.v1 exchange.exchange-ended.v1 exchange.exchange-started.v1 recruitment.appointment-revoked.v1 teacher.resignation-completed.v1
teacher.teacher-transferred.v1               with recruitment.appointment-revoked.v1 recruitment.directly-appointed.v1 recruitment.offer-accepted.v1 recruitment.post-assigned.v1
recruitment.recruitment-round-opened.v1      principal|town_officer|bureau_officer@own
recruitment.intent-submitted.v1              self:teacher
recruitment.intent-replaced.v1               self:teacher
recruitment.intent-withdrawn.v1              self:teacher
recruitment.late-submission-authorised.v1    town_officer|bureau_officer@own-or-above + supervisor@any
recruitment.bidder-qualified.v1              committee_member@own
recruitment.bidder-disqualified.v1           committee_member@own×3
recruitment.bid-returned.v1                  committee_member@own
recruitment.bid-supplemented.v1              self:teacher
recruitment.score-item-recorded.v1           committee_member@own
recruitment.judge-marked.v1                  judge@own + self:judge
recruitment.democratic-appraisal-closed.v1   committee_member@own + supervisor@any
recruitment.score-corrected.v1               committee_member@own×3
recruitment.ballots-corrected.v1             committee_member@own×3 + supervisor@any
recruitment.favours-corrected.v1             committee_member@own×3
recruitment.mark-corrected.v1                self:judge + committee_member@own
recruitment.first-part-locked.v1             committee_member@own×3
recruitment.shortlist-computed.v1            committee_member@own×3
recruitment.shortlist-published.v1           principal|town_officer|bureau_officer@own
recruitment.scores-locked.v1                 committee_member@own×3
recruitment.ranking-computed.v1              committee_member@own×3
recruitment.tie-decided.v1                   committee_member@own×3 + supervisor@any + each:witnesses
recruitment.office-proposed.v1               committee_member@own×3
recruitment.office-approved.v1               town_officer|bureau_officer@own-or-above + supervisor@any
recruitment.office-refused.v1                town_officer|bureau_officer@own-or-above
recruitment.cadre-layer-closed.v1            principal|town_officer|bureau_officer@own
recruitment.post-offered.v1                  principal@field:posts.school
recruitment.offer-accepted.v1                self:teacher
recruitment.offer-declined.v1                self:teacher
recruitment.adjustment-proposed.v1           town_officer|bureau_officer@own + supervisor@any
recruitment.standby-started.v1               town_officer|bureau_officer@own + supervisor@any
recruitment.training-test-taken.v1           town_officer|bureau_officer@own
recruitment.post-assigned.v1                 town_officer|bureau_officer@own + supervisor@any
recruitment.offer-lapsed.v1                  principal|town_officer|bureau_officer@field-or-own:posts.school \
with recruitment.offer-accepted.v1
recruitment.two-thirds-exception-approved.v1 town_officer|bureau_officer@own-or-above
recruitment.appointment-revoked.v1           town_officer|bureau_officer@own-or-above + supervisor@any
recruitment.teacher-left-unplaced.v1         principal|town_officer|bureau_officer@own
recruitment.unplaced-revoked.v1              town_officer|bureau_officer@own-or-above + supervisor@any with recruitment.appointment-revoked.v1 recruitment.directly-appointed.v1
recruitment.unplaced-notice-served.v1        principal|town_officer|bureau_officer@own
recruitment.selection-closed.v1              principal|town_officer|bureau_officer@own
recruitment.round-finalised.v1               principal|town_officer|bureau_officer@own + supervisor@any
notice.notice-published.v1                   principal|town_officer|bureau_officer@own
notice.notice-reissued.v1                    principal|town_officer|bureau_officer@own + supervisor@any
notice.notice-restarted.v1                   principal|town_officer|bureau_officer@own
notice.objection-filed.v1                    self:objector
notice.objection-upheld.v1                   town_officer|dispute_officer|bureau_officer@any
notice.objection-rejected.v1                 town_officer|dispute_officer|bureau_officer@any
notice.notice-period-ended.v1                principal|town_officer|bureau_officer@own
notice.notice-withdrawn.v1                   principal|town_officer|bureau_officer@own
notice.notice-taken-down.v1                  principal|town_officer|bureau_officer@own
contract.contract-signed.v1                  principal@own + self:teacher
contract.contract-filed.v1                   town_officer@above
recruitment.mark-voided.v1                   with dispute.case-executed.v1
recruitment.round-reopened.v1                with dispute.case-executed.v1
recruitment.round-voided.v1                  with dispute.case-executed.v1
planning.adoption-voided.v1                  with dispute.case-executed.v1
dispute.case-received.v1                     self:filed_by + self:first_owner + HANDLER@own
dispute.case-handed-over.v1                  self:from_owner + self:to_owner + HANDLER@own
dispute.material-requested.v1                HANDLER@own
dispute.material-supplied.v1                 self:by
dispute.case-admitted.v1                     HANDLER@own
dispute.case-declared-inadmissible.v1        HANDLER@own
dispute.investigators-appointed.v1           HANDLER@own
dispute.investigator-replaced.v1             HANDLER@own
dispute.investigation-reported.v1            HANDLER@own
dispute.hearing-requested.v1                 self:by
dispute.hearing-held.v1                      self:chair + HANDLER@own
dispute.mediation-started.v1                 HANDLER@own
dispute.mediation-ended.v1                   HANDLER@own
dispute.case-suspended.v1                    HANDLER@own
dispute.case-resumed.v1                      HANDLER@own
dispute.period-extended.v1                   HANDLER@own
dispute.case-decided.v1                      self:presiding + HANDLER@own
dispute.decision-served.v1                   HANDLER@own
dispute.further-remedy-sought.v1             HANDLER@own with dispute.case-received.v1
dispute.case-withdrawn.v1                    self:by
dispute.case-executed.v1                     HANDLER@own + supervisor@any
dispute.case-archived.v1                     HANDLER@own
award.teaching-award-granted.v1              bureau_officer|town_officer@own-or-above + supervisor@any
contract.union-told.v1                       principal@own
contract.union-opinion-given.v1              union@own
contract.union-answered.v1                   principal@own
organ.organs-set-up.v1                       town_officer|bureau_officer@own + congress_chair@own
organ.organ-changed.v1                       town_officer|bureau_officer@own + congress_chair@own
organ.committee-set-up.v1                    principal|secretary@own + town_officer|bureau_officer@above
organ.committee-changed.v1                   principal|secretary@own + town_officer|bureau_officer@above
school.removal-procedure-opened.v1           bureau_officer|town_officer@own-or-above
teacher.absence-recorded.v1                  bureau_officer|principal|town_officer@own-or-above + supervisor@any with attendance.attendance-month-settled.v1
teacher.absence-voided.v1                    bureau_officer|principal|town_officer@own-or-above with attendance.attendance-month-reopened.v1
teacher.teacher-resigned.v1                  self:stream
teacher.resignation-withdrawn.v1             self:stream
teacher.resignation-completed.v1             bureau_officer|principal|town_officer@own-or-above
teacher.teacher-exited.v1                    with contract.contract-ended.v1 contract.contract-terminated.v1 teacher.resignation-completed.v1
protection.protection-recorded.v1            registrar|root@any
protection.protection-prolonged.v1           registrar|root@any
protection.protection-ended.v1               registrar|root@any + supervisor@any
protection.consent-given.v1                  self:stream
protection.consent-withdrawn.v1              self:stream
protection.term-to-retirement-requested.v1   self:stream
recruitment.directly-appointed.v1            principal@field:posts.school + self:teacher
contract.office-contract-signed.v1           principal|town_officer|bureau_officer@own-or-above + self:teacher
contract.office-contract-filed.v1            town_officer@above
contract.contract-extended.v1                bureau_officer|principal|town_officer@own-or-above with protection.protection-prolonged.v1 protection.protection-recorded.v1
contract.termination-notice-served.v1        principal@own
contract.termination-notice-withdrawn.v1     bureau_officer|principal|town_officer@own-or-above
contract.contract-terminated.v1              principal@own + supervisor@any
contract.contract-ended.v1                   principal@own + self:teacher with teacher.resignation-completed.v1
quota.district-establishment-fixed.v1        establishment_officer@any
quota.district-posts-fixed.v1                hr_officer@any
quota.plan-establishment-drawn.v1            with quota.establishment-fixed.v1
quota.plan-posts-drawn.v1                    with quota.post-total-fixed.v1
quota.enrolment-reported.v1                  principal@field:school
quota.enrolment-corrected.v1                 principal@field:school
quota.share-computed.v1                      with quota.quota-allocated.v1
school.guest-received.v1                     with exchange.exchange-started.v1
school.guest-left.v1                         with contract.contract-ended.v1 contract.contract-terminated.v1 exchange.exchange-ended.v1 teacher.resignation-completed.v1
teacher.sent-on-exchange.v1                  with exchange.exchange-started.v1
teacher.returned-from-exchange.v1            with exchange.exchange-ended.v1
grade.grade-structure-fixed.v1               hr_officer@any
grade.grade-seat-taken.v1                    with grade.grade-appointed.v1 recruitment.appointment-revoked.v1
grade.grade-seat-freed.v1                    with contract.contract-ended.v1 contract.contract-terminated.v1 grade.grade-appointed.v1 grade.grade-ended.v1 recruitment.directly-appointed.v1 recruitment.offer-accepted.v1 recruitment.post-assigned.v1 teacher.resignation-completed.v1
grade.title-conferred.v1                     hr_officer@any + supervisor@any
grade.grade-appointed.v1                     principal@field:school + hr_officer@any
grade.grade-ended.v1                         principal@field:school + hr_officer@any with contract.contract-ended.v1 contract.contract-terminated.v1 recruitment.directly-appointed.v1 recruitment.offer-accepted.v1 recruitment.post-assigned.v1 teacher.resignation-completed.v1
grade.grade-restored.v1                      with recruitment.appointment-revoked.v1
grade.pay-grade-set.v1                       hr_officer@any
intake.intake-planned.v1                     bureau_officer@any
intake.intake-approved.v1                    hr_officer@field:office
intake.replacement-claimed.v1                bureau_officer@any + hr_officer@any
intake.retirement-used.v1                    with intake.replacement-claimed.v1
intake.applications-closed.v1                bureau_officer@any
intake.newcomers-announced.v1                bureau_officer@any
intake.newcomer-admitted.v1                  bureau_officer@any + supervisor@any
exchange.exchange-opened.v1                  bureau_officer|town_officer@own
exchange.team-formed.v1                      bureau_officer|town_officer@own
exchange.move-proposed.v1                    bureau_officer|town_officer@own
exchange.move-agreed.v1                      self:teacher
exchange.move-declined.v1                    self:teacher
exchange.exchange-started.v1                 bureau_officer|town_officer@own + principal@field:to_school + supervisor@any
exchange.exchange-ended.v1                   bureau_officer|town_officer@own + supervisor@any
exchange.exchange-closed.v1                  bureau_officer|town_officer@own + supervisor@any
office.competition-announced.v1              bureau_officer|principal|town_officer@own
office.application-submitted.v1              self:teacher
office.application-withdrawn.v1              self:teacher
office.applicant-passed.v1                   committee_member@own
office.applicant-screened-out.v1             committee_member@own×3
office.interview-marked.v1                   judge@own + self:judge
office.interview-missed.v1                   committee_member@own×3
office.interviews-closed.v1                  committee_member@own×3
office.committee-decided.v1                  committee_member@own×3
office.appointment-approved.v1               bureau_officer|town_officer@own-or-above + supervisor@any
office.appointment-refused.v1                bureau_officer|town_officer@own-or-above
office.appointment-filed.v1                  bureau_officer@any
office.class-teacher-appointed.v1            principal@own + self:teacher
office.outcome-published.v1                  bureau_officer|principal|town_officer@own
office.outcome-contested.v1                  self:objector
office.contest-upheld.v1                     bureau_officer|dispute_officer|town_officer@any
office.contest-rejected.v1                   bureau_officer|dispute_officer|town_officer@any
office.publicity-ended.v1                    bureau_officer|principal|town_officer@own
principal.selection-opened.v1                bureau_officer@own
principal.conditions-published.v1            registrar@any
principal.candidate-stood.v1                 self:teacher
principal.candidate-withdrew.v1              self:teacher
principal.candidate-admitted.v1              committee_member@own
principal.candidate-excluded.v1              committee_member@own×3
principal.meeting-opened.v1                  bureau_officer@own + self:chair
principal.speaking-order-drawn.v1            bureau_officer@own + supervisor@any + each:witnesses
principal.work-report-delivered.v1           committee_member@own
principal.defence-heard.v1                   committee_member@own
principal.candidate-absent.v1                committee_member@own×3
principal.result-announced.v1                committee_member@own×3 + supervisor@any
principal.principal-appointed.v1             bureau_officer@own + supervisor@any
tenure.review-opened.v1                      principal@own
tenure.term-appraised.v1                     principal@own + supervisor@any
tenure.tenure-extended.v1                    principal@own + town_officer@above + supervisor@any
tenure.letter-refused.v1                     town_officer@above
tenure.removal-cause-shown.v1                principal|town_officer|bureau_officer@own-or-above
tenure.removal-reported.v1                   principal@own with tenure.letter-refused.v1 tenure.removal-cause-shown.v1
tenure.removal-approved.v1                   bureau_officer|town_officer@field:by + supervisor@any
tenure.removal-rejected.v1                   bureau_officer|town_officer@field:by
tenure.office-resigned.v1                    self:teacher
research.research-year-opened.v1             bureau_officer|town_officer@own
research.group-applied.v1                    principal@field:school
research.group-awarded.v1                    bureau_officer|town_officer@own
research.part-time-place-declined.v1         self:teacher
research.part-time-researcher-appointed.v1   bureau_officer|town_officer@own
research.research-year-settled.v1            bureau_officer|town_officer@own
appraisal.appraisal-planned.v1               principal|town_officer|bureau_officer@own
appraisal.staff-heard.v1                     congress_chair@own-or-above
appraisal.appraisal-opened.v1                principal|town_officer|bureau_officer@own + supervisor@any
appraisal.excellent-share-set.v1             bureau_officer|hr_officer@any
appraisal.work-report-submitted.v1           self:teacher
appraisal.participation-refused.v1           principal|secretary|town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.ethics-gate-failed.v1              principal|secretary|town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.democratic-appraisal-closed.v1     committee_member@own + supervisor@any
appraisal.grade-proposed.v1                  committee_member@own×2
appraisal.grades-decided.v1                  principal|secretary|town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.grade-added.v1                     principal|secretary|town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.grade-corrected.v1                 principal|secretary|town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.grade-voided.v1                    with dispute.case-executed.v1
appraisal.excellent-published.v1             principal|secretary|town_officer|bureau_officer@own-or-above
appraisal.excellent-contested.v1             self:objector
appraisal.contest-upheld.v1                  town_officer|dispute_officer|bureau_officer@any
appraisal.contest-rejected.v1                town_officer|dispute_officer|bureau_officer@any
appraisal.excellent-publicity-ended.v1       principal|secretary|town_officer|bureau_officer@own-or-above
appraisal.grade-notified.v1                  principal|secretary|town_officer|bureau_officer@own-or-above
appraisal.grade-acknowledged.v1              self:teacher
appraisal.acknowledgement-refused.v1         principal|secretary|town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.results-filed.v1                   registrar|root@any
appraisal.leave-recorded.v1                  bureau_officer|principal|town_officer@own-or-above + supervisor@any
appraisal.leave-voided.v1                    bureau_officer|principal|town_officer@own-or-above + supervisor@any
appraisal.inquiry-opened.v1                  supervisor|bureau_officer@any
appraisal.inquiry-concluded.v1               supervisor|bureau_officer@any
appraisal.sanction-imposed.v1                with appraisal.inquiry-concluded.v1
appraisal.sanction-lifted.v1                 supervisor|bureau_officer@any
appraisal.sanction-shortened.v1              with appraisal.sanction-lifted.v1
appraisal.contract-term-appraised.v1         principal|secretary|town_officer|bureau_officer@own-or-above + supervisor@any
appraisal.renewal-approved.v1                bureau_officer@any
appraisal.year-graded.v1                     with appraisal.grade-notified.v1
appraisal.year-grade-voided.v1               with dispute.case-executed.v1
"""
