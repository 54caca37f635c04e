-- Counting and hiding, once for every published view. Nothing here is ordered, ranked or dated by a clock.
--
-- A cell is a number of councils. Sector-wide cells are facts of public documents over all current plans; they are
-- shown with the number of plans they stand on and name nobody. Breakdowns by type or region come close to single
-- councils, so they use coarser categories, and one test is applied twice:
--   a group is shown if every one of its cells holds 5 councils or more (each cell's complement then does as well);
--   the hidden groups taken together must pass the same test, else the item's whole breakdown is hidden, so that
--   subtracting what is shown from the sector gives no smaller cell away. A group in which nothing was counted is
--   hidden and gives nothing away: only districts have a county council above them.
-- The two councils that are alone in their type stand with their nearest: Isles of Scilly with the unitaries, the
-- City of London with the boroughs. Type by region is not published: most of its cells are too small.

-- Rounds of plans: the first, and those of which there is a submission. Each is counted by itself.
CREATE OR REPLACE VIEW asked_round AS
SELECT '2024-productivity' AS round UNION SELECT round FROM submission;

CREATE OR REPLACE VIEW council_group AS
SELECT council_code, 'type' AS grain,
       CASE type WHEN 'isles_of_scilly' THEN 'unitary' WHEN 'city_of_london' THEN 'london_borough' ELSE type END
           AS group_name
FROM council
UNION ALL
SELECT council_code, 'region', region FROM council;

-- Every category that can be counted. `coarse` is its name in a breakdown; null leaves it out there.
CREATE OR REPLACE VIEW category AS
SELECT 'response' AS measure, '' AS item, category, category AS coarse
FROM (VALUES ('received'), ('not_received')) AS response (category)
UNION ALL
SELECT 'theme', theme, status, CASE status WHEN 'addressed' THEN status ELSE 'partial_or_not_found' END
FROM (VALUES ('T1'), ('T2'), ('T3'), ('T4')) AS themes (theme),
     (VALUES ('addressed'), ('partial'), ('not_found')) AS statuses (status)
UNION ALL
SELECT 'length', '', band, coarse
FROM (VALUES ('1-2', 'up_to_4'), ('3-4', 'up_to_4'), ('5-6', 'over_4'), ('7-10', 'over_4'), ('over 10', 'over_4'),
             ('unknown', NULL)) AS bands (band, coarse)
UNION ALL
SELECT 'endorsement', '', status, CASE status WHEN 'endorsed' THEN status ELSE 'otherwise_or_not_stated' END
FROM (VALUES ('endorsed'), ('pending'), ('delegated'), ('oversight_only'), ('refused'), ('not_stated'))
     AS statuses (status)
UNION ALL
SELECT 'endorsing_body', '', body, NULL
FROM (VALUES ('full_council'), ('cabinet'), ('executive'), ('committee'), ('leader'), ('mayor'), ('portfolio_holder'),
             ('delegated_officer'), ('members_unspecified'), ('not_stated')) AS bodies (body)
UNION ALL
SELECT 'document_kind', '', kind, NULL
FROM (VALUES ('plan'), ('plan_with_appendix'), ('plan_with_preamble'), ('cabinet_pack'), ('decision_record'),
             ('web_page'), ('draft'), ('joint_plan'), ('letter'), ('other')) AS kinds (kind)
UNION ALL
SELECT 'publication', '', status, CASE status WHEN 'given' THEN status ELSE 'intended_or_not_stated' END
FROM (VALUES ('given'), ('intended'), ('not_stated')) AS statuses (status)
UNION ALL
SELECT measure, item, category, coarse FROM content_category;

-- Which category each council falls in: the response for every expected council, all else for current plans only.
CREATE OR REPLACE VIEW council_fact AS
SELECT 'response' AS measure, '' AS item, council.council_code,
       CASE WHEN EXISTS (SELECT FROM submission WHERE submission.council_code = council.council_code
                                                  AND submission.round = asked_round.round)
           THEN 'received' ELSE 'not_received' END AS category, asked_round.round
FROM council CROSS JOIN asked_round
UNION ALL
SELECT 'theme', theme_coverage.theme, current_plan.council_code, theme_coverage.status, current_plan.round
FROM current_plan JOIN theme_coverage USING (submission_id)
UNION ALL
SELECT fact.measure, '', submission.council_code, fact.category, submission.round
FROM current_plan
JOIN submission USING (submission_id)
CROSS JOIN LATERAL (VALUES
    ('length', CASE WHEN plan_pages <= 2 THEN '1-2' WHEN plan_pages <= 4 THEN '3-4' WHEN plan_pages <= 6 THEN '5-6'
                    WHEN plan_pages <= 10 THEN '7-10' WHEN plan_pages > 10 THEN 'over 10' ELSE 'unknown' END),
    ('endorsement', endorsement_status),
    ('endorsing_body', coalesce(endorsement_body, 'not_stated')),
    ('document_kind', document_kind),
    ('publication', publication_status)) AS fact (measure, category)
UNION ALL
SELECT measure, item, council_code, category, round FROM content_fact;

CREATE OR REPLACE VIEW sector_cell AS
SELECT measure, item, category, count(council_fact.council_code) AS councils, round
FROM category CROSS JOIN asked_round LEFT JOIN council_fact USING (measure, item, category, round)
GROUP BY round, measure, item, category;

-- Breakdown cells before hiding: for no eyes but the next view's.
CREATE OR REPLACE VIEW group_cell AS
SELECT cell.grain, cell.group_name, cell.measure, cell.item, cell.category, count(fact.council_code) AS councils,
       cell.round
FROM (SELECT round, places.grain, places.group_name, answers.measure, answers.item, answers.coarse AS category
      FROM asked_round
      CROSS JOIN (SELECT DISTINCT grain, group_name FROM council_group) AS places
      CROSS JOIN (SELECT DISTINCT measure, item, coarse FROM category WHERE coarse IS NOT NULL) AS answers) AS cell
LEFT JOIN (SELECT round, grain, group_name, measure, item, coarse AS category, council_code
           FROM council_fact JOIN category USING (measure, item, category) JOIN council_group USING (council_code))
    AS fact USING (round, grain, group_name, measure, item, category)
GROUP BY cell.round, cell.grain, cell.group_name, cell.measure, cell.item, cell.category;

CREATE OR REPLACE VIEW group_shown AS
WITH group_test AS NOT MATERIALIZED (
    SELECT round, grain, group_name, measure, item, bool_and(councils >= 5) AS passes
    FROM group_cell GROUP BY round, grain, group_name, measure, item
), pool_cell AS NOT MATERIALIZED (
    SELECT round, grain, measure, item, category, sum(councils) AS councils
    FROM group_cell JOIN group_test USING (round, grain, group_name, measure, item)
    WHERE NOT passes GROUP BY round, grain, measure, item, category
), pool_test AS NOT MATERIALIZED (
    SELECT round, grain, measure, item, bool_and(councils >= 5) OR bool_and(councils = 0) AS passes
    FROM pool_cell GROUP BY round, grain, measure, item
)
SELECT group_test.grain, group_test.group_name, group_test.measure, group_test.item,
       group_test.passes AND coalesce(pool_test.passes, true) AS shown, group_test.round
FROM group_test LEFT JOIN pool_test USING (round, grain, measure, item);

CREATE OR REPLACE VIEW published_cell AS
WITH cell AS NOT MATERIALIZED (
    SELECT round, 'sector' AS grain, 'England' AS group_name, measure, item, category, councils, true AS shown
    FROM sector_cell
    UNION ALL
    SELECT round, grain, group_name, measure, item, category, councils, shown
    FROM group_cell JOIN group_shown USING (round, grain, group_name, measure, item)
), total AS NOT MATERIALIZED (
    SELECT round, grain, group_name, measure, item, sum(councils)::bigint AS plans
    FROM cell GROUP BY round, grain, group_name, measure, item
)
SELECT grain, group_name, measure, item, category,
       CASE WHEN shown THEN councils END AS councils,
       CASE WHEN shown THEN plans END AS plans,
       CASE WHEN shown THEN round(councils::numeric / nullif(plans, 0), 3) END AS share,
       NOT shown AS hidden, round
FROM cell JOIN total USING (round, grain, group_name, measure, item);
