-- What plans say: councils are counted item by item, never items within a council.

CREATE OR REPLACE VIEW analytics.question_coverage_v1 AS
SELECT cell.grain, cell.group_name, split_part(cell.item, '.', 1) AS theme, cell.item,
       term.words AS asks_for, cell.category AS status,
       cell.councils, cell.plans, cell.share, cell.hidden, cell.round
FROM published_cell AS cell JOIN term ON term.kind = 'questions' AND term.identifier = cell.item
WHERE cell.measure = 'question';
COMMENT ON VIEW analytics.question_coverage_v1 IS
    'How current plans answer each item of the letter''s questions: one item at a time over councils, never items added up within a plan. Small groups are hidden.';
COMMENT ON COLUMN analytics.question_coverage_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.question_coverage_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.question_coverage_v1.theme IS 'The theme the question belongs to.';
COMMENT ON COLUMN analytics.question_coverage_v1.item IS 'Theme, question and part, as "T1.Q3.b".';
COMMENT ON COLUMN analytics.question_coverage_v1.asks_for IS 'What the item asks for, in our words to councils.';
COMMENT ON COLUMN analytics.question_coverage_v1.status IS
    '"addressed", "partial", "not_found", "not_applicable" or "unclear" (we could not tell whether it applies); in breakdowns "addressed" or "partial_or_not_found", those it does not apply to left out.';
COMMENT ON COLUMN analytics.question_coverage_v1.councils IS 'Number of councils; null where hidden.';
COMMENT ON COLUMN analytics.question_coverage_v1.plans IS
    'Current plans read for this item (n); in breakdowns those it applies to; null where hidden.';
COMMENT ON COLUMN analytics.question_coverage_v1.share IS 'councils / plans, to three places; null where hidden.';
COMMENT ON COLUMN analytics.question_coverage_v1.hidden IS
    'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.question_coverage_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.barrier_prevalence_v1 AS
SELECT cell.grain, cell.group_name, cell.item AS barrier, term.words AS name,
       cell.councils, cell.plans, cell.share, cell.hidden,
       CASE WHEN cell.grain = 'sector' THEN coalesce(barrier_voice.voices, 0) END AS voices,
       CASE WHEN cell.grain = 'sector' THEN round(coalesce(barrier_voice.voices, 0)::numeric / nullif(cell.plans, 0), 3) END
           AS voices_share,
       CASE WHEN cell.grain = 'sector' THEN coalesce(said.asking, 0) END AS asking,
       CASE WHEN cell.grain = 'sector' THEN coalesce(said.unsure, 0) END AS unsure,
       cell.round
FROM published_cell AS cell
JOIN term ON term.kind = 'barriers' AND term.identifier = cell.item
LEFT JOIN barrier_voice ON barrier_voice.category = cell.item AND barrier_voice.round = cell.round
LEFT JOIN (SELECT round, category, count(*) FILTER (WHERE asks) AS asking, count(*) FILTER (WHERE unsure) AS unsure
           FROM (SELECT round, category, council_code, bool_or(explicit_ask) AS asks,
                        bool_and(confidence = 'low') AS unsure
                 FROM content_plan JOIN barrier USING (submission_id) GROUP BY round, category, council_code) AS named
           GROUP BY round, category) AS said ON said.category = cell.item AND said.round = cell.round
WHERE cell.measure = 'barrier' AND cell.category = 'named';
COMMENT ON VIEW analytics.barrier_prevalence_v1 IS
    'How many current plans name each barrier, under any theme, with and without wording that several plans share. A plan counts once a barrier. Small groups are hidden.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.barrier IS
    'The barrier; only the primary one of each passage counts.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.name IS 'What it is called.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.councils IS
    'Councils whose plan names it once or more; null where hidden.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.plans IS 'Current plans read for barriers (n); null where hidden.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.share IS 'councils / plans, to three places; null where hidden.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.hidden IS
    'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.voices IS
    'The same without shared wording: plans with words of their own on it, and plans tied by the same words as one. For the sector; null in breakdowns.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.voices_share IS
    'voices / plans, to three places: a floor beside share. For the sector; null in breakdowns.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.asking IS
    'Councils that ask for something about it. For the sector; null in breakdowns.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.unsure IS
    'Councils that we counted on passages of low confidence alone. For the sector; null in breakdowns.';
COMMENT ON COLUMN analytics.barrier_prevalence_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.barrier_addressees_v1 AS
SELECT said.category AS barrier, term.words AS name, said.addressee,
       count(*) AS councils, naming.plans, round(count(*)::numeric / naming.plans, 3) AS share,
       count(*) FILTER (WHERE said.asks) AS asking, said.round
FROM (SELECT round, category, addressee, council_code, bool_or(explicit_ask) AS asks
      FROM content_plan JOIN barrier USING (submission_id) GROUP BY round, category, addressee, council_code) AS said
JOIN (SELECT round, category, count(DISTINCT council_code) AS plans
      FROM content_plan JOIN barrier USING (submission_id) GROUP BY round, category) AS naming USING (round, category)
JOIN term ON term.kind = 'barriers' AND term.identifier = said.category
GROUP BY said.round, said.category, term.words, said.addressee, naming.plans;
COMMENT ON VIEW analytics.barrier_addressees_v1 IS
    'Whom plans address with each barrier, for the sector as a whole. A plan that addresses several stands in several rows.';
COMMENT ON COLUMN analytics.barrier_addressees_v1.barrier IS 'The barrier.';
COMMENT ON COLUMN analytics.barrier_addressees_v1.name IS 'What it is called.';
COMMENT ON COLUMN analytics.barrier_addressees_v1.addressee IS
    '"government", "market", "partner", "internal" or "unspecified".';
COMMENT ON COLUMN analytics.barrier_addressees_v1.councils IS 'Number of councils; one counts once a row.';
COMMENT ON COLUMN analytics.barrier_addressees_v1.plans IS 'Current plans that name the barrier (n).';
COMMENT ON COLUMN analytics.barrier_addressees_v1.share IS
    'councils / plans, to three places; shares of a barrier can add up to more than 1.';
COMMENT ON COLUMN analytics.barrier_addressees_v1.asking IS 'Councils among them that ask for something.';
COMMENT ON COLUMN analytics.barrier_addressees_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.barrier_departments_v1 AS
WITH ask AS (
    SELECT round, council_code, coalesce(department, 'none_named') AS department
    FROM content_plan JOIN barrier USING (submission_id) WHERE explicit_ask AND addressee = 'government'
)
SELECT department, count(DISTINCT council_code) AS councils, asking.plans,
       round(count(DISTINCT council_code)::numeric / asking.plans, 3) AS share, round
FROM ask JOIN (SELECT round, count(DISTINCT council_code) AS plans FROM ask GROUP BY round) AS asking USING (round)
GROUP BY round, asking.plans, department;
COMMENT ON VIEW analytics.barrier_departments_v1 IS
    'Which departments plans name when they ask the government for something, for the sector as a whole. A plan can stand in several rows.';
COMMENT ON COLUMN analytics.barrier_departments_v1.department IS
    'The department, by its name of July 2024; "none_named" for asks of the government at large.';
COMMENT ON COLUMN analytics.barrier_departments_v1.councils IS 'Number of councils; one counts once a row.';
COMMENT ON COLUMN analytics.barrier_departments_v1.plans IS
    'Current plans that ask the government for something (n).';
COMMENT ON COLUMN analytics.barrier_departments_v1.share IS 'councils / plans, to three places.';
COMMENT ON COLUMN analytics.barrier_departments_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.practice_prevalence_v1 AS
SELECT cell.grain, cell.group_name, cell.item AS practice, term.words AS name,
       cell.councils, cell.plans, cell.share, cell.hidden,
       CASE WHEN cell.grain = 'sector' THEN coalesce(shown.with_effect, 0) END AS with_effect,
       CASE WHEN cell.grain = 'sector' THEN coalesce(shown.with_number, 0) END AS with_number,
       cell.round
FROM published_cell AS cell
JOIN term ON term.kind = 'practices' AND term.identifier = cell.item
LEFT JOIN (SELECT round, category, count(DISTINCT council_code) FILTER (WHERE level <> 'mention') AS with_effect,
                  count(DISTINCT council_code) FILTER (WHERE level LIKE 'number%') AS with_number
           FROM content_plan JOIN practice USING (submission_id) GROUP BY round, category) AS shown
    ON shown.category = cell.item AND shown.round = cell.round
WHERE cell.measure = 'practice' AND cell.category = 'named';
COMMENT ON VIEW analytics.practice_prevalence_v1 IS
    'How many current plans describe each practice: mentions, not proof of effect. A plan counts once a practice. Small groups are hidden.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.practice_prevalence_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.practice IS 'The practice.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.name IS 'What it is called.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.councils IS 'Councils whose plan describes it; null where hidden.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.plans IS
    'Current plans read for practices (n); null where hidden.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.share IS 'councils / plans, to three places; null where hidden.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.hidden IS
    'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.with_effect IS
    'Councils that state an effect or a number with it. For the sector; null in breakdowns.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.with_number IS
    'Councils that give a number with it. For the sector; null in breakdowns.';
COMMENT ON COLUMN analytics.practice_prevalence_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.endorsement_by_body_v1 AS
SELECT endorsement_status AS status, coalesce(endorsement_body, 'not_stated') AS body, count(*) AS councils,
       every.plans, round(count(*)::numeric / every.plans, 3) AS share, current_plan.round
FROM current_plan JOIN submission USING (submission_id)
JOIN (SELECT round, count(*) AS plans FROM current_plan GROUP BY round) AS every ON every.round = current_plan.round
GROUP BY current_plan.round, every.plans, endorsement_status, coalesce(endorsement_body, 'not_stated');
COMMENT ON VIEW analytics.endorsement_by_body_v1 IS
    'What current plans say of endorsement by members together with the body they name, for the sector as a whole.';
COMMENT ON COLUMN analytics.endorsement_by_body_v1.status IS 'What the text states.';
COMMENT ON COLUMN analytics.endorsement_by_body_v1.body IS 'The body named, or "not_stated".';
COMMENT ON COLUMN analytics.endorsement_by_body_v1.councils IS 'Number of councils.';
COMMENT ON COLUMN analytics.endorsement_by_body_v1.plans IS 'Current plans counted (n).';
COMMENT ON COLUMN analytics.endorsement_by_body_v1.share IS 'councils / plans, to three places.';
COMMENT ON COLUMN analytics.endorsement_by_body_v1.round IS 'The round of plans; each is counted by itself.';
