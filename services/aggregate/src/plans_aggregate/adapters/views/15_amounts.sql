-- Sums and spreads of amounts: over councils, in schema `aggregate` alone. Medians need 10 values, quartiles 20; a
-- smallest or largest value is never given, for it is one council's.
CREATE OR REPLACE VIEW asked_spread AS
SELECT place.grain, place.group_name, asked_value.figure, asked_value.scope, count(*) AS given,
       CASE WHEN count(*) >= 20 THEN round((percentile_cont(0.25) WITHIN GROUP (ORDER BY value))::numeric, 4) END
           AS lower_quartile,
       CASE WHEN count(*) >= 10 THEN round((percentile_cont(0.5) WITHIN GROUP (ORDER BY value))::numeric, 4) END
           AS median,
       CASE WHEN count(*) >= 20 THEN round((percentile_cont(0.75) WITHIN GROUP (ORDER BY value))::numeric, 4) END
           AS upper_quartile,
       asked_value.round
FROM asked_value
JOIN (SELECT council_code, grain, group_name FROM council_group
      UNION ALL SELECT council_code, 'sector', 'England' FROM council) AS place USING (council_code)
GROUP BY asked_value.round, place.grain, place.group_name, asked_value.figure, asked_value.scope;

-- Savings planned for one named year: the largest that a plan states for it. Several are often a total, its parts
-- and repeats of it; adding them would count one saving twice, the largest alone is a floor in any case.
-- Sums over several years and mixes with other benefits stay out.
CREATE OR REPLACE VIEW planned_saving AS
WITH stated AS (
    SELECT round, council_code, period AS year, value AS saving
    FROM sound_figure
    WHERE figure = 'savings_planned_gbp' AND unit = 'GBP' AND coalesce(kind, 'planned') IN ('planned', 'target')
      AND basis NOT IN ('total_over_years', 'benefit_mix') AND period IN ('2024/25', '2025/26', '2026/27')
)
SELECT DISTINCT council_code, year, saving, round FROM stated
WHERE NOT EXISTS (SELECT FROM stated AS other
                  WHERE other.round = stated.round AND other.council_code = stated.council_code AND other.year = stated.year
                    AND other.saving > stated.saving);

CREATE OR REPLACE VIEW saving_spread AS
SELECT year, count(*) AS councils, CASE WHEN count(*) >= 5 THEN sum(saving) END AS total,
       CASE WHEN count(*) >= 10 THEN round((percentile_cont(0.5) WITHIN GROUP (ORDER BY saving))::numeric) END AS median,
       round
FROM planned_saving GROUP BY round, year;
