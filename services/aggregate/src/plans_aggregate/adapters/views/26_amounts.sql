-- Amounts: answer rates, medians and quartiles over councils, with how many they stand on. No smallest, no largest.

CREATE OR REPLACE VIEW analytics.asked_figures_v1 AS
SELECT cell.grain, cell.group_name, cell.item AS figure, term.words AS name, asked_figure.unit,
       cell.councils, cell.plans, cell.share, cell.hidden,
       CASE WHEN NOT cell.hidden THEN spread.lower_quartile END AS lower_quartile,
       CASE WHEN NOT cell.hidden THEN spread.median END AS median,
       CASE WHEN NOT cell.hidden THEN spread.upper_quartile END AS upper_quartile,
       cell.round
FROM published_cell AS cell
JOIN asked_figure ON asked_figure.figure = cell.item
JOIN term ON term.kind = 'figures' AND term.identifier = cell.item
LEFT JOIN asked_spread AS spread ON spread.grain = cell.grain AND spread.group_name = cell.group_name
                                AND spread.figure = cell.item AND spread.scope = 'as_asked' AND spread.round = cell.round
WHERE cell.measure = 'asked_figure' AND cell.category = 'named';
COMMENT ON VIEW analytics.asked_figures_v1 IS
    'The figures that the letter asks for: how many current plans give a value we can count, and how those values spread. Values of 2023/24, or without a year. Small groups are hidden; no smallest or largest value is given.';
COMMENT ON COLUMN analytics.asked_figures_v1.grain IS '"sector", "type" or "region".';
COMMENT ON COLUMN analytics.asked_figures_v1.group_name IS 'England, or the type or region.';
COMMENT ON COLUMN analytics.asked_figures_v1.figure IS
    'The figure; neighbouring measures, as spend in pounds for a share, do not count.';
COMMENT ON COLUMN analytics.asked_figures_v1.name IS 'What it is called.';
COMMENT ON COLUMN analytics.asked_figures_v1.unit IS 'Unit of the values.';
COMMENT ON COLUMN analytics.asked_figures_v1.councils IS
    'Councils whose plan gives one value we can count; null where hidden.';
COMMENT ON COLUMN analytics.asked_figures_v1.plans IS 'Current plans read for figures (n); null where hidden.';
COMMENT ON COLUMN analytics.asked_figures_v1.share IS
    'councils / plans: the answer rate, to three places. Silence is not zero. Null where hidden.';
COMMENT ON COLUMN analytics.asked_figures_v1.hidden IS
    'True where a cell, or what could be worked out from it, holds under 5 councils.';
COMMENT ON COLUMN analytics.asked_figures_v1.lower_quartile IS
    'A quarter of the values lie at or below it; null under 20 values. For spend on EDI see edi_spend_v1.';
COMMENT ON COLUMN analytics.asked_figures_v1.median IS 'Half of the values lie at or below it; null under 10 values.';
COMMENT ON COLUMN analytics.asked_figures_v1.upper_quartile IS
    'Three quarters of the values lie at or below it; null under 20 values.';
COMMENT ON COLUMN analytics.asked_figures_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.edi_spend_v1 AS
SELECT scope, given AS councils, lower_quartile, median, upper_quartile, round
FROM asked_spread WHERE figure = 'edi_spend_gbp' AND grain = 'sector';
COMMENT ON VIEW analytics.edi_spend_v1 IS
    'Spend on equality, diversity and inclusion by what the sum covers, for the sector as a whole: sums of different scope are not compared. Values in pounds, of 2023/24 or without a year.';
COMMENT ON COLUMN analytics.edi_spend_v1.scope IS
    'What the sum covers, as "team", "training", "networks" or "all"; "not_stated" if the plan does not say.';
COMMENT ON COLUMN analytics.edi_spend_v1.councils IS 'Councils whose plan gives one value of this scope (n).';
COMMENT ON COLUMN analytics.edi_spend_v1.lower_quartile IS 'Pounds; null under 20 values.';
COMMENT ON COLUMN analytics.edi_spend_v1.median IS 'Pounds; null under 10 values.';
COMMENT ON COLUMN analytics.edi_spend_v1.upper_quartile IS 'Pounds; null under 20 values.';
COMMENT ON COLUMN analytics.edi_spend_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.planned_savings_v1 AS
SELECT planned.year, coalesce(spread.councils, 0) AS councils, stating.plans,
       stating.plans - coalesce(spread.councils, 0) AS not_counted, spread.total, spread.median,
       stating.round
FROM (VALUES ('2024/25'), ('2025/26'), ('2026/27')) AS planned (year)
CROSS JOIN (SELECT asked_round.round, count(DISTINCT content_plan.council_code) FILTER (WHERE figure.figure IS NOT NULL) AS plans
            FROM asked_round LEFT JOIN content_plan USING (round)
            LEFT JOIN figure ON figure.submission_id = content_plan.submission_id
                            AND figure.figure = 'savings_planned_gbp'
            GROUP BY asked_round.round) AS stating
LEFT JOIN saving_spread AS spread USING (year, round);
COMMENT ON VIEW analytics.planned_savings_v1 IS
    'Savings that current plans state for one named year, for the sector as a whole: a floor, not the total of what councils plan. Of several savings for a year the largest stands for the plan, so that none counts twice. Sums over several years, parts of other figures, doubted readings and mixes with other benefits are left out.';
COMMENT ON COLUMN analytics.planned_savings_v1.year IS 'Financial year.';
COMMENT ON COLUMN analytics.planned_savings_v1.councils IS 'Councils whose savings of that year we can count (n).';
COMMENT ON COLUMN analytics.planned_savings_v1.plans IS 'Current plans that state planned savings in any way.';
COMMENT ON COLUMN analytics.planned_savings_v1.not_counted IS
    'plans less councils: nothing we can count for that year.';
COMMENT ON COLUMN analytics.planned_savings_v1.total IS 'Sum over councils in pounds; null under 5 councils.';
COMMENT ON COLUMN analytics.planned_savings_v1.median IS
    'Median over councils in pounds; null under 10 councils.';
COMMENT ON COLUMN analytics.planned_savings_v1.round IS 'The round of plans; each is counted by itself.';

CREATE OR REPLACE VIEW analytics.savings_basis_v1 AS
SELECT said.basis, count(*) AS figures, count(DISTINCT said.council_code) AS councils,
       stating.plans, said.round
FROM sound_figure AS said
JOIN (SELECT round, count(DISTINCT council_code) AS plans FROM sound_figure
      WHERE figure = 'savings_planned_gbp' GROUP BY round) AS stating ON stating.round = said.round
WHERE said.figure = 'savings_planned_gbp'
GROUP BY said.round, stating.plans, said.basis;
COMMENT ON VIEW analytics.savings_basis_v1 IS
    'On what basis current plans state planned savings, for the sector as a whole: why their sum is a floor. A plan can stand in several rows.';
COMMENT ON COLUMN analytics.savings_basis_v1.basis IS
    '"recurrent", "one_off", "total_over_years", "benefit_mix", or "unclear" if the plan does not say.';
COMMENT ON COLUMN analytics.savings_basis_v1.figures IS 'Figures on this basis, parts and repeats left out.';
COMMENT ON COLUMN analytics.savings_basis_v1.councils IS 'Councils whose plan gives one or more.';
COMMENT ON COLUMN analytics.savings_basis_v1.plans IS 'Current plans with planned savings that we can count (n).';
COMMENT ON COLUMN analytics.savings_basis_v1.round IS 'The round of plans; each is counted by itself.';
