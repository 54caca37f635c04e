-- Views that name councils hold text, dates of the register and yes or no: nothing that could be put in order as a measure.
-- Page numbers are given as text: they name a place in a document.

CREATE OR REPLACE VIEW analytics.council_v1 AS
SELECT council_code, name, short_name, type, region, upper_tier, combined_authority, date '2024-07-19' AS valid_on,
       'mySociety, UK Local Authorities (past and current), CC BY 4.0; changed' AS attribution
FROM council;
COMMENT ON VIEW analytics.council_v1 IS
    'The register: one row for each of the 317 councils asked for a plan. It does not say who has sent one.';
COMMENT ON COLUMN analytics.council_v1.council_code IS 'ONS GSS code of nine characters, as in force on valid_on.';
COMMENT ON COLUMN analytics.council_v1.name IS 'Official name.';
COMMENT ON COLUMN analytics.council_v1.short_name IS 'Name in everyday use.';
COMMENT ON COLUMN analytics.council_v1.type IS 'Type of council.';
COMMENT ON COLUMN analytics.council_v1.region IS 'English region.';
COMMENT ON COLUMN analytics.council_v1.upper_tier IS 'GSS code of the county council above a district; null for others.';
COMMENT ON COLUMN analytics.council_v1.combined_authority IS 'GSS code of the combined authority the council belongs to; null if none.';
COMMENT ON COLUMN analytics.council_v1.valid_on IS 'Day for which the register holds.';
COMMENT ON COLUMN analytics.council_v1.attribution IS 'Source and licence of the register, to be given with any copy.';

CREATE OR REPLACE VIEW analytics.plan_v1 AS
SELECT current_plan.council_code, council.name AS council_name, council.type, council.region,
       current_plan.submission_id, submission.round, submission.document_format, submission.document_kind,
       submission.text_from, submission.publication_status, submission.published_address, submission.rule_set
FROM current_plan
JOIN submission USING (submission_id)
JOIN council ON council.council_code = current_plan.council_code;
COMMENT ON VIEW analytics.plan_v1 IS
    'The current plan of each council and round that has one: what document it is and where it is published. No measure stands beside a council.';
COMMENT ON COLUMN analytics.plan_v1.council_code IS 'GSS code; joins to council_v1.';
COMMENT ON COLUMN analytics.plan_v1.council_name IS 'Official name of the council.';
COMMENT ON COLUMN analytics.plan_v1.type IS 'Type of council.';
COMMENT ON COLUMN analytics.plan_v1.region IS 'English region.';
COMMENT ON COLUMN analytics.plan_v1.submission_id IS 'The receipt this plan came with.';
COMMENT ON COLUMN analytics.plan_v1.round IS 'The round of plans it belongs to.';
COMMENT ON COLUMN analytics.plan_v1.document_format IS 'File format found in the bytes.';
COMMENT ON COLUMN analytics.plan_v1.document_kind IS 'What sort of document holds the plan.';
COMMENT ON COLUMN analytics.plan_v1.text_from IS 'Where the text came from.';
COMMENT ON COLUMN analytics.plan_v1.publication_status IS 'What the document says of its own publication.';
COMMENT ON COLUMN analytics.plan_v1.published_address IS 'The address the document gives for itself; null if none.';
COMMENT ON COLUMN analytics.plan_v1.rule_set IS 'The version of the rules it was checked with.';

-- Words without the council, the receipt or the address they come from: counted by any of these, they would be a score of
-- a council. Whose words they are stands in the plan's own report, one at a time. DISTINCT leaves no order of arrival.
CREATE OR REPLACE VIEW analytics.evidence_v2 AS
SELECT DISTINCT submission.round, evidence.subject,
       CASE evidence.subject WHEN 'finding' THEN finding.rule WHEN 'barrier' THEN barrier.category
                             WHEN 'practice' THEN practice.category ELSE nullif(evidence.item, '') END AS item,
       evidence.quote
FROM current_plan
JOIN submission USING (submission_id)
JOIN evidence USING (submission_id)
LEFT JOIN finding ON evidence.subject = 'finding' AND finding.submission_id = evidence.submission_id
                 AND finding.ordinal::text = evidence.item
LEFT JOIN barrier ON evidence.subject = 'barrier' AND barrier.submission_id = evidence.submission_id
                 AND barrier.ordinal::text = evidence.item
LEFT JOIN practice ON evidence.subject = 'practice' AND practice.submission_id = evidence.submission_id
                  AND practice.ordinal::text = evidence.item
WHERE evidence.subject NOT IN ('question', 'figure')  -- many name the council beside a measure
  AND submission.publication_status = 'given' AND submission.published_address IS NOT NULL;
COMMENT ON VIEW analytics.evidence_v2 IS
    'The words that values rest on, without the council they come from, for current plans that say where their council has published them. Plans without an address are not quoted. The same words under the same item stand once.';
COMMENT ON COLUMN analytics.evidence_v2.round IS 'The round of plans.';
COMMENT ON COLUMN analytics.evidence_v2.subject IS
    '"theme", "barrier", "practice", "finding", "endorsement", "publication" or "stated_date".';
COMMENT ON COLUMN analytics.evidence_v2.item IS 'The theme, barrier, practice or rule; null for the other subjects.';
COMMENT ON COLUMN analytics.evidence_v2.quote IS 'The words as written, white space folded.';

REVOKE ALL ON SCHEMA analytics FROM PUBLIC;
GRANT USAGE ON SCHEMA analytics TO plans_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO plans_analyst;
