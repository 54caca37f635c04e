-- Sector figures: councils are counted, never named. All plan figures stand on each council's current plan.

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE OR REPLACE VIEW analytics.sector_overview_v1 AS
SELECT (SELECT count(*) FROM council) AS councils_expected,
       count(DISTINCT submission.council_code) AS councils_received,
       (SELECT count(*) FROM current_plan WHERE current_plan.round = asked_round.round) AS councils_with_checked_plan,
       count(submission.submission_id) AS submissions, asked_round.round
FROM asked_round LEFT JOIN submission USING (round)
GROUP BY asked_round.round;
COMMENT ON VIEW analytics.sector_overview_v1 IS
    'One row a round: how far the exercise has come, for the sector as a whole.';
COMMENT ON COLUMN analytics.sector_overview_v1.councils_expected IS 'Councils in the register on 19 July 2024.';
COMMENT ON COLUMN analytics.sector_overview_v1.councils_received IS
    'Councils with one submission or more, whatever came of it.';
COMMENT ON COLUMN analytics.sector_overview_v1.councils_with_checked_plan IS
    'Councils with a current plan: the highest version among their submissions whose outcome is "checked". Every other plan figure stands on these.';
COMMENT ON COLUMN analytics.sector_overview_v1.submissions IS 'Receipts, revisions and repeated attempts counted once each.';
COMMENT ON COLUMN analytics.sector_overview_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.response_v1 AS
SELECT grain, group_name, category AS response, councils, plans AS councils_expected, share, hidden, round
FROM published_cell WHERE measure = 'response';
COMMENT ON VIEW analytics.response_v1 IS
    'Councils that have sent something and councils that have not, for the sector, by type and by region. Small groups are hidden.';
COMMENT ON COLUMN analytics.response_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.response_v1.group_name IS 'England, or the type or region. Isles of Scilly counts as a unitary, the City of London as a borough.';
COMMENT ON COLUMN analytics.response_v1.response IS '"received" or "not_received".';
COMMENT ON COLUMN analytics.response_v1.councils IS 'Number of councils; null where hidden.';
COMMENT ON COLUMN analytics.response_v1.councils_expected IS 'Councils of the group in the register (n); null where hidden.';
COMMENT ON COLUMN analytics.response_v1.share IS 'councils / councils_expected, to three places; null where hidden.';
COMMENT ON COLUMN analytics.response_v1.hidden IS 'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.response_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.outcome_v1 AS
SELECT wanted.outcome, count(submission.submission_id) AS submissions,
       count(DISTINCT submission.council_code) AS councils, asked_round.round
FROM (VALUES ('checked'), ('no_plan_found'), ('not_a_productivity_plan'), ('not_from_a_council'), ('another_council'),
             ('could_not_read'), ('could_not_check')) AS wanted (outcome)
CROSS JOIN asked_round
LEFT JOIN submission USING (outcome, round)
GROUP BY asked_round.round, wanted.outcome;
COMMENT ON VIEW analytics.outcome_v1 IS
    'What became of submissions, for the sector as a whole. Only "checked" feeds the plan figures; the others say what we could not find or do.';
COMMENT ON COLUMN analytics.outcome_v1.outcome IS 'What became of the document.';
COMMENT ON COLUMN analytics.outcome_v1.submissions IS 'Receipts with this outcome, all versions.';
COMMENT ON COLUMN analytics.outcome_v1.councils IS 'Councils with one such receipt or more; a council can stand in several rows.';
COMMENT ON COLUMN analytics.outcome_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.theme_coverage_v1 AS
SELECT grain, group_name, item AS theme, category AS status, councils, plans, share, hidden, round
FROM published_cell WHERE measure = 'theme';
COMMENT ON VIEW analytics.theme_coverage_v1 IS
    'How current plans cover each of the four themes: one theme at a time over councils, never themes added up within a plan. Small groups are hidden.';
COMMENT ON COLUMN analytics.theme_coverage_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.theme_coverage_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.theme_coverage_v1.theme IS 'T1 services, T2 technology and data, T3 wasteful spend, T4 barriers.';
COMMENT ON COLUMN analytics.theme_coverage_v1.status IS
    '"addressed", "partial" or "not_found" in the text; in breakdowns "addressed" or "partial_or_not_found".';
COMMENT ON COLUMN analytics.theme_coverage_v1.councils IS 'Number of councils; null where hidden.';
COMMENT ON COLUMN analytics.theme_coverage_v1.plans IS 'Current plans read for this theme (n); null where hidden.';
COMMENT ON COLUMN analytics.theme_coverage_v1.share IS 'councils / plans, to three places; null where hidden.';
COMMENT ON COLUMN analytics.theme_coverage_v1.hidden IS 'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.theme_coverage_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.plan_length_v1 AS
SELECT grain, group_name, category AS pages, councils, plans, share, hidden, round
FROM published_cell WHERE measure = 'length';
COMMENT ON VIEW analytics.plan_length_v1 IS
    'Current plans by length in bands: pages of the plan itself, without covering report or appendix. A description beside the expected three to four pages. Small groups are hidden.';
COMMENT ON COLUMN analytics.plan_length_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.plan_length_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.plan_length_v1.pages IS
    'Band of pages, "unknown" where the format has none; in breakdowns "up_to_4" or "over_4", unknown left out.';
COMMENT ON COLUMN analytics.plan_length_v1.councils IS 'Number of councils; null where hidden.';
COMMENT ON COLUMN analytics.plan_length_v1.plans IS 'Current plans counted (n); null where hidden.';
COMMENT ON COLUMN analytics.plan_length_v1.share IS 'councils / plans, to three places; null where hidden.';
COMMENT ON COLUMN analytics.plan_length_v1.hidden IS 'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.plan_length_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.endorsement_v1 AS
SELECT grain, group_name, category AS status, councils, plans, share, hidden, round
FROM published_cell WHERE measure = 'endorsement';
COMMENT ON VIEW analytics.endorsement_v1 IS
    'What current plans say of endorsement by members. Small groups are hidden.';
COMMENT ON COLUMN analytics.endorsement_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.endorsement_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.endorsement_v1.status IS
    'What the text states; in breakdowns "endorsed" or "otherwise_or_not_stated".';
COMMENT ON COLUMN analytics.endorsement_v1.councils IS 'Number of councils; null where hidden.';
COMMENT ON COLUMN analytics.endorsement_v1.plans IS 'Current plans counted (n); null where hidden.';
COMMENT ON COLUMN analytics.endorsement_v1.share IS 'councils / plans, to three places; null where hidden.';
COMMENT ON COLUMN analytics.endorsement_v1.hidden IS 'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.endorsement_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.endorsing_body_v1 AS
SELECT category AS body, councils, plans, share, round FROM published_cell
WHERE measure = 'endorsing_body' AND grain = 'sector';
COMMENT ON VIEW analytics.endorsing_body_v1 IS
    'Which body current plans name with their endorsement, for the sector as a whole. The letter names none.';
COMMENT ON COLUMN analytics.endorsing_body_v1.body IS 'The body named, or "not_stated".';
COMMENT ON COLUMN analytics.endorsing_body_v1.councils IS 'Number of councils.';
COMMENT ON COLUMN analytics.endorsing_body_v1.plans IS 'Current plans counted (n).';
COMMENT ON COLUMN analytics.endorsing_body_v1.share IS 'councils / plans, to three places.';
COMMENT ON COLUMN analytics.endorsing_body_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.document_kind_v1 AS
SELECT category AS kind, councils, plans, share, round FROM published_cell
WHERE measure = 'document_kind' AND grain = 'sector';
COMMENT ON VIEW analytics.document_kind_v1 IS
    'What sort of document holds each current plan, for the sector as a whole.';
COMMENT ON COLUMN analytics.document_kind_v1.kind IS 'The kind of document, whatever its file name says.';
COMMENT ON COLUMN analytics.document_kind_v1.councils IS 'Number of councils.';
COMMENT ON COLUMN analytics.document_kind_v1.plans IS 'Current plans counted (n).';
COMMENT ON COLUMN analytics.document_kind_v1.share IS 'councils / plans, to three places.';
COMMENT ON COLUMN analytics.document_kind_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.publication_v1 AS
SELECT grain, group_name, category AS status, councils, plans, share, hidden, round
FROM published_cell WHERE measure = 'publication';
COMMENT ON VIEW analytics.publication_v1 IS
    'What current plans say of their own publication; addresses are not visited. Small groups are hidden.';
COMMENT ON COLUMN analytics.publication_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.publication_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.publication_v1.status IS
    '"given" (with an address), "intended" or "not_stated"; in breakdowns "given" or "intended_or_not_stated".';
COMMENT ON COLUMN analytics.publication_v1.councils IS 'Number of councils; null where hidden.';
COMMENT ON COLUMN analytics.publication_v1.plans IS 'Current plans counted (n); null where hidden.';
COMMENT ON COLUMN analytics.publication_v1.share IS 'councils / plans, to three places; null where hidden.';
COMMENT ON COLUMN analytics.publication_v1.hidden IS 'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.publication_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.finding_v1 AS
SELECT said.rule, said.force, said.quotes_the_plan, count(DISTINCT said.council_code) AS councils,
       (SELECT count(*) FROM current_plan WHERE current_plan.round = said.round) AS plans, said.round
FROM (SELECT finding.rule, finding.force, current_plan.council_code, current_plan.round,
             EXISTS (SELECT FROM evidence
                     WHERE evidence.submission_id = finding.submission_id AND evidence.subject = 'finding'
                       AND evidence.item = finding.ordinal::text) AS quotes_the_plan
      FROM current_plan JOIN finding USING (submission_id)) AS said
GROUP BY said.round, said.rule, said.force, said.quotes_the_plan;
COMMENT ON VIEW analytics.finding_v1 IS
    'For each rule, the number of councils whose current plan has a finding, for the sector as a whole.';
COMMENT ON COLUMN analytics.finding_v1.rule IS 'The rule, by its number in the list of rules.';
COMMENT ON COLUMN analytics.finding_v1.force IS 'The force the letter gives the rule.';
COMMENT ON COLUMN analytics.finding_v1.quotes_the_plan IS
    'True for findings that rest on words of the plan; false for what could not be found in the text.';
COMMENT ON COLUMN analytics.finding_v1.councils IS 'Number of councils; one counts once however often a rule speaks.';
COMMENT ON COLUMN analytics.finding_v1.plans IS 'Current plans (n).';
COMMENT ON COLUMN analytics.finding_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.data_quality_v1 AS
SELECT coalesce(document_format, 'unknown') AS document_format, coalesce(text_from, 'none') AS text_from,
       count(*) AS submissions,
       count(*) FILTER (WHERE outcome = 'could_not_read') AS could_not_read,
       count(*) FILTER (WHERE outcome = 'could_not_check') AS could_not_check,
       count(*) FILTER (WHERE unparsed_figures > 0) AS with_unparsed_figures, round
FROM submission
GROUP BY round, coalesce(document_format, 'unknown'), coalesce(text_from, 'none');
COMMENT ON VIEW analytics.data_quality_v1 IS
    'How well documents could be read, by format and source of text, over all submissions: quality of the tool, not of plans.';
COMMENT ON COLUMN analytics.data_quality_v1.document_format IS 'File format found in the bytes; "unknown" if none was recognised.';
COMMENT ON COLUMN analytics.data_quality_v1.text_from IS 'Where the text came from; "none" if there was none.';
COMMENT ON COLUMN analytics.data_quality_v1.submissions IS 'Receipts (n).';
COMMENT ON COLUMN analytics.data_quality_v1.could_not_read IS 'Receipts whose file could not be read.';
COMMENT ON COLUMN analytics.data_quality_v1.could_not_check IS 'Receipts we could not check, for reasons on our side.';
COMMENT ON COLUMN analytics.data_quality_v1.with_unparsed_figures IS
    'Receipts with a sum or percentage in the text that was not turned into a typed figure.';
COMMENT ON COLUMN analytics.data_quality_v1.round IS 'The round of plans; each is counted by itself.';
