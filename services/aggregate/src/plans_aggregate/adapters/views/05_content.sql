-- What current plans say, one fact a council and item: questions, barriers, practices, asked figures.
-- Nothing adds up the items of one council. Only the primary category of a passage counts as named. Each council has
-- a current plan a round, and no fact, voice or value reaches from one round into another.

-- Plans read by rules that look for content. A plan read before there were such rules says nothing here, not "no".
CREATE OR REPLACE VIEW content_plan AS
SELECT council_code, submission_id, round FROM current_plan
WHERE EXISTS (SELECT FROM question_coverage AS said WHERE said.submission_id = current_plan.submission_id)
   OR EXISTS (SELECT FROM barrier AS said WHERE said.submission_id = current_plan.submission_id)
   OR EXISTS (SELECT FROM practice AS said WHERE said.submission_id = current_plan.submission_id)
   OR EXISTS (SELECT FROM figure AS said WHERE said.submission_id = current_plan.submission_id);

-- The figures that the letter asks for. Source: letter of 16 April 2024, theme 3, questions 3, 4 and 9.
CREATE OR REPLACE VIEW asked_figure AS
SELECT figure, unit
FROM (VALUES ('agency_spend_pct', 'percent'), ('consultant_spend_pct', 'percent'),
             ('agency_over_12_months_count', 'count'), ('tu_facility_time_pct', 'percent'),
             ('edi_spend_gbp', 'GBP'), ('edi_training_hours', 'hours'), ('edi_champions_count', 'count'))
     AS asked (figure, unit);

-- Figures sure enough to be counted: one number, read with some confidence, not doubted, not part of another.
-- A suspected slip of the pen counts only if a cross-check in the plan settled the reading (confidence "high").
CREATE OR REPLACE VIEW sound_figure AS
SELECT content_plan.council_code, figure.figure, figure.unit, figure.value, figure.period, figure.kind,
       coalesce(figure.basis, 'unclear') AS basis, coalesce(figure.scope, 'not_stated') AS scope, content_plan.round
FROM content_plan JOIN figure USING (submission_id)
WHERE figure.value IS NOT NULL AND figure.confidence <> 'low'
  AND NOT string_to_array(figure.flags, ' ') && ARRAY['out_of_range', 'inconsistent', 'duplicate_of', 'part_of']
  AND (figure.confidence = 'high' OR 'typo_suspected' <> ALL (string_to_array(figure.flags, ' ')));

-- Asked figures of 2023/24, the last full year before the return, or without a year if the plan gives none.
-- A day is of that year from 1 April 2023 to 31 March 2024.
CREATE OR REPLACE VIEW asked_reading AS
SELECT council_code, figure, scope, value, period IS NOT NULL AS dated, round
FROM sound_figure JOIN asked_figure USING (figure, unit)
WHERE coalesce(kind, 'actual') = 'actual'
  AND (period IS NULL OR period = '2023/24' OR period ~ '^at (2023-(0[4-9]|1[0-2])|2024-0[1-3])(-|$)');

-- One value a council, figure and scope. Where a plan gives two that differ, neither counts: nothing is imputed.
-- Scope matters for spend on EDI alone: a team, networks and training are different sums.
CREATE OR REPLACE VIEW asked_value AS
SELECT figure, scope, council_code, (array_agg(DISTINCT value))[1] AS value, round
FROM (SELECT reading.council_code, reading.figure, reading.value, reading.round,
             CASE reading.figure WHEN 'edi_spend_gbp' THEN reading.scope ELSE 'as_asked' END AS scope
      FROM asked_reading AS reading
      WHERE reading.dated
         OR NOT EXISTS (SELECT FROM asked_reading AS other
                        WHERE other.council_code = reading.council_code AND other.round = reading.round
                          AND other.figure = reading.figure
                          AND other.scope = reading.scope AND other.dated)) AS preferred
GROUP BY round, figure, scope, council_code
HAVING count(DISTINCT value) = 1;

-- Every item that can be said: each has its words.
CREATE OR REPLACE VIEW content_item AS
SELECT 'question' AS measure, identifier AS item FROM term WHERE kind = 'questions'
UNION ALL
SELECT 'barrier', identifier FROM term WHERE kind = 'barriers'
UNION ALL
SELECT 'practice', identifier FROM term WHERE kind = 'practices'
UNION ALL
SELECT 'asked_figure', figure FROM asked_figure;

CREATE OR REPLACE VIEW content_category AS
SELECT measure, item, category, coarse
FROM content_item
JOIN (VALUES ('question', 'addressed', 'addressed'), ('question', 'partial', 'partial_or_not_found'),
             ('question', 'not_found', 'partial_or_not_found'), ('question', 'not_applicable', NULL),
             ('question', 'unclear', NULL),
             ('barrier', 'named', 'named'), ('barrier', 'not_named', 'not_named'),
             ('practice', 'named', 'named'), ('practice', 'not_named', 'not_named'),
             ('asked_figure', 'named', 'named'), ('asked_figure', 'not_named', 'not_named'))
     AS answer (measure, category, coarse) USING (measure);

CREATE OR REPLACE VIEW content_named AS
SELECT 'barrier' AS measure, category AS item, council_code, round
FROM content_plan JOIN barrier USING (submission_id)
UNION
SELECT 'practice', category, council_code, round FROM content_plan JOIN practice USING (submission_id)
UNION
SELECT 'asked_figure', figure, council_code, round FROM asked_value;

CREATE OR REPLACE VIEW content_fact AS
SELECT 'question' AS measure, item, council_code, status AS category, round
FROM content_plan JOIN question_coverage USING (submission_id)
UNION ALL
SELECT content_item.measure, content_item.item, content_plan.council_code,
       CASE WHEN named.council_code IS NULL THEN 'not_named' ELSE 'named' END, content_plan.round
FROM content_plan CROSS JOIN content_item
LEFT JOIN content_named AS named
    ON named.measure = content_item.measure AND named.item = content_item.item
   AND named.council_code = content_plan.council_code AND named.round = content_plan.round
WHERE content_item.measure <> 'question';

-- Voices. A draft that circulated is one voice, however many plans took its words over. For each category: a plan
-- with words of its own on it is a voice; plans without, tied by the same words, are one voice together, and none
-- where a plan with words of its own is tied to them.
CREATE OR REPLACE VIEW barrier_wording AS
SELECT DISTINCT council_code, category, wording, round FROM content_plan JOIN barrier USING (submission_id);

CREATE OR REPLACE VIEW shared_wording AS
SELECT category, wording, round FROM barrier_wording WHERE wording IS NOT NULL
GROUP BY round, category, wording HAVING count(*) >= 2;

CREATE OR REPLACE VIEW own_words AS
SELECT DISTINCT council_code, category, round FROM barrier_wording
WHERE NOT EXISTS (SELECT FROM shared_wording
                  WHERE shared_wording.round = barrier_wording.round
                    AND shared_wording.category = barrier_wording.category
                    AND shared_wording.wording = barrier_wording.wording);

-- Shared wordings that one plan, or a chain of plans, ties together; each with itself too.
CREATE OR REPLACE VIEW tied_wording AS
WITH RECURSIVE beside AS (
    SELECT DISTINCT round, category, one.wording, other.wording AS other
    FROM barrier_wording AS one
    JOIN shared_wording USING (round, category, wording)
    JOIN barrier_wording AS other USING (round, category, council_code)
    JOIN shared_wording AS shared USING (round, category)
    WHERE shared.wording = other.wording
), tied AS (
    SELECT round, category, wording, other FROM beside
    UNION
    SELECT round, category, tied.wording, beside.other
    FROM tied JOIN beside USING (round, category)
    WHERE beside.wording = tied.other
)
SELECT category, wording, other, round FROM tied;

CREATE OR REPLACE VIEW barrier_voice AS
SELECT category, count(*) AS voices, round
FROM (SELECT round, category FROM own_words
      UNION ALL
      SELECT round, category FROM shared_wording AS shared
      WHERE NOT EXISTS (SELECT FROM tied_wording AS tied
                        WHERE tied.round = shared.round AND tied.category = shared.category
                          AND tied.wording = shared.wording AND tied.other < shared.wording)
        AND NOT EXISTS (SELECT FROM tied_wording AS tied
                        JOIN barrier_wording AS used ON used.round = tied.round AND used.category = tied.category
                                                    AND used.wording = tied.other
                        JOIN own_words AS own ON own.round = used.round AND own.category = used.category
                                             AND own.council_code = used.council_code
                        WHERE tied.round = shared.round AND tied.category = shared.category
                          AND tied.wording = shared.wording)) AS voice
GROUP BY round, category;
