"""The field's words as types: councils, themes, outcomes and the force a requirement has."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

CouncilCode = Annotated[str, StringConstraints(pattern=r"^E(06|07|08|09|10)\d{6}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Fact(BaseModel):
    """A frozen message part that writers fill strictly and readers take tolerantly: unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Outcome(StrEnum):
    """What became of a document; only `CHECKED` feeds sector figures."""

    CHECKED = "checked"
    NO_PLAN_FOUND = "no_plan_found"
    NOT_A_PRODUCTIVITY_PLAN = "not_a_productivity_plan"
    NOT_FROM_A_COUNCIL = "not_from_a_council"
    ANOTHER_COUNCIL = "another_council"
    COULD_NOT_READ = "could_not_read"
    COULD_NOT_CHECK = "could_not_check"


class DocumentKind(StrEnum):
    """What sort of document a file is, whatever its name says."""

    PLAN = "plan"
    PLAN_WITH_APPENDIX = "plan_with_appendix"
    PLAN_WITH_PREAMBLE = "plan_with_preamble"
    CABINET_PACK = "cabinet_pack"
    DECISION_RECORD = "decision_record"
    WEB_PAGE = "web_page"
    DRAFT = "draft"
    JOINT_PLAN = "joint_plan"
    LETTER = "letter"
    OTHER = "other"


class TextFrom(StrEnum):
    """Where a document's text came from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    MIXED = "mixed"


class SegmentKind(StrEnum):
    """What a part of a file is; only `PLAN` counts as the plan."""

    PLAN = "plan"
    PLAN_APPENDIX = "plan_appendix"
    COVERING_REPORT = "covering_report"
    MINISTER_LETTER = "minister_letter"
    WEB_PREAMBLE = "web_preamble"
    MINUTES = "minutes"
    COVER = "cover"
    OTHER = "other"


class ThemeId(StrEnum):
    """The four themes a plan is asked to consider.

    Source: letter of 16 April 2024, numbered themes 1 to 4 (R06, "should consider").
    """

    SERVICES = "T1"
    TECHNOLOGY_AND_DATA = "T2"
    WASTEFUL_SPEND = "T3"
    BARRIERS = "T4"


class ThemeStatus(StrEnum):
    """How far the council's own words address a theme."""

    ADDRESSED = "addressed"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"


class QuestionStatus(StrEnum):
    """How far the council's own words answer an item of a question; `UNCLEAR` where nobody knows whether it applies.

    Source: letter of 16 April 2024, "questions to consider" under each theme.
    """

    ADDRESSED = "addressed"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"


class EndorsementStatus(StrEnum):
    """What the document says of member endorsement.

    Source: letter of 16 April 2024, paragraph on oversight (R09, "must").
    """

    ENDORSED = "endorsed"
    PENDING = "pending"
    DELEGATED = "delegated"
    OVERSIGHT_ONLY = "oversight_only"
    REFUSED = "refused"
    NOT_STATED = "not_stated"


class EndorsingBody(StrEnum):
    """Which body the document names; the letter names none."""

    FULL_COUNCIL = "full_council"
    CABINET = "cabinet"
    EXECUTIVE = "executive"
    COMMITTEE = "committee"
    LEADER = "leader"
    MAYOR = "mayor"
    PORTFOLIO_HOLDER = "portfolio_holder"
    DELEGATED_OFFICER = "delegated_officer"
    MEMBERS_UNSPECIFIED = "members_unspecified"


class Length(StrEnum):
    """A plan's length beside the three to four pages the minister expects; a description, never a verdict.

    Source: letter of 16 April 2024 (R02, "I expect").
    """

    SHORT = "short"
    AS_ASKED = "as_asked"
    LONG = "long"
    UNKNOWN = "unknown"


class BarrierCategory(StrEnum):
    """What a barrier is about; `OTHER` is one that none of the kinds holds and a person looks at.

    Source: letter of 16 April 2024, theme 4 (R18, "barriers preventing progress").
    """

    FUNDING_CERTAINTY = "funding_certainty"
    FUNDING_QUANTUM = "funding_quantum"
    FUNDING_DISTRIBUTION = "funding_distribution"
    COMPETITIVE_BIDDING = "competitive_bidding"
    GRANT_CONDITIONS = "grant_conditions"
    NEW_BURDENS_POLICY_CHANGE = "new_burdens_policy_change"
    CAPITAL_ASSET_RULES = "capital_asset_rules"
    STATUTORY_PROCESS = "statutory_process"
    REPORTING_INSPECTION_AUDIT = "reporting_inspection_audit"
    DEVOLUTION_LOCAL_POWERS = "devolution_local_powers"
    DATA_SHARING = "data_sharing"
    LEGACY_SYSTEMS = "legacy_systems"
    PROCUREMENT_SUPPLIER_MARKET = "procurement_supplier_market"
    WORKFORCE_RECRUITMENT = "workforce_recruitment"
    SKILLS_CAPACITY_CULTURE = "skills_capacity_culture"
    ADULT_SOCIAL_CARE = "adult_social_care"
    CHILDRENS_PLACEMENTS = "childrens_placements"
    SEND_HOME_TO_SCHOOL = "send_home_to_school"
    HOUSING_PLANNING = "housing_planning"
    PUBLIC_SERVICE_PARTNERS = "public_service_partners"
    OTHER = "other"


class Addressee(StrEnum):
    """Who could remove a barrier: the letter asks for government, "the market or elsewhere"."""

    GOVERNMENT = "government"
    MARKET = "market"
    PARTNER = "partner"
    INTERNAL = "internal"
    UNSPECIFIED = "unspecified"


class Department(StrEnum):
    """The department of government that a barrier names, under its name of July 2024."""

    DWP = "DWP"
    DFE = "DfE"
    DHSC = "DHSC"
    DEFRA = "Defra"
    HMRC = "HMRC"
    HOME_OFFICE = "Home Office"
    MHCLG = "MHCLG"
    HM_TREASURY = "HM Treasury"
    DFT = "DfT"
    DESNZ = "DESNZ"
    DCMS = "DCMS"
    MOJ = "MoJ"


class PracticeCategory(StrEnum):
    """What a council does, has done or firmly plans, by kind.

    Source: letter of 16 April 2024, themes 1 to 3 (R14, "best practice").
    """

    OPERATING_MODEL = "operating_model"
    LGR_CONSOLIDATION = "lgr_consolidation"
    PROGRAMME_AND_BENEFITS = "programme_and_benefits"
    PREVENTION_DEMAND = "prevention_demand"
    ADULT_CARE_FRONT_DOOR = "adult_care_front_door"
    CHILDRENS_SUFFICIENCY = "childrens_sufficiency"
    COMMUNITY_MODEL = "community_model"
    HEALTH_INTEGRATION = "health_integration"
    SHARED_SERVICES = "shared_services"
    ALTERNATIVE_DELIVERY = "alternative_delivery"
    INCOME_AND_TRADING = "income_and_trading"
    ESTATE_AND_HYBRID = "estate_and_hybrid"
    REGENERATION_CAPITAL = "regeneration_capital"
    ENERGY_EFFICIENCY = "energy_efficiency"
    WORKFORCE_MODEL = "workforce_model"
    HOMELESSNESS_SUPPLY = "homelessness_supply"
    DIGITAL_SELF_SERVICE = "digital_self_service"
    AUTOMATION_AI = "automation_ai"
    DATA_PLATFORM = "data_platform"
    DATA_QUALITY_STANDARDS = "data_quality_standards"
    DATA_SKILLS = "data_skills"
    SYSTEMS_RATIONALISATION = "systems_rationalisation"
    CLOUD_MIGRATION = "cloud_migration"
    CYBER_SECURITY = "cyber_security"
    GEOSPATIAL_ROUTING = "geospatial_routing"
    ASSISTIVE_TECHNOLOGY = "assistive_technology"
    OPEN_DATA = "open_data"
    SPEND_CONTROLS = "spend_controls"
    CONTRACT_AND_PROCUREMENT = "contract_and_procurement"
    BENCHMARKING_VFM = "benchmarking_vfm"
    SERVICE_REVIEWS = "service_reviews"
    INVEST_TO_SAVE = "invest_to_save"
    AGENCY_REDUCTION = "agency_reduction"
    COUNTER_FRAUD = "counter_fraud"
    DEVOLUTION_WORKING = "devolution_working"
    LESSONS_LEARNED = "lessons_learned"


class PracticeLevel(StrEnum):
    """How a practice is evidenced: only mentioned, with an effect, a number, or a number with its period and base."""

    MENTION = "mention"
    STATED_EFFECT = "stated_effect"
    NUMBER = "number"
    NUMBER_WITH_PERIOD = "number_with_period"


class Confidence(StrEnum):
    """How sure a reading is, from stated rules."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Force(StrEnum):
    """The force the letter gives a requirement."""

    MUST = "must"
    SHOULD = "should"
    EXPECTED = "expected"
    NOTE = "note"


class PublicationStatus(StrEnum):
    """What the document says about its place on the council's website."""

    GIVEN = "given"
    INTENDED = "intended"
    NOT_STATED = "not_stated"


class DatePrecision(StrEnum):
    """How precisely a document states its date of submission."""

    DAY = "day"
    MONTH = "month"
    NONE = "none"


class RejectionReason(StrEnum):
    """Why an upload is refused: technical reasons only, never a plan's content."""

    UNKNOWN_COUNCIL = "unknown_council"
    ABOLISHED_COUNCIL = "abolished_council"
    MISSING_KEY = "missing_key"
    WRONG_KEY = "wrong_key"
    KEY_OF_ANOTHER_COUNCIL = "key_of_another_council"
    MISSING_FILE = "missing_file"
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    MALFORMED_REQUEST = "malformed_request"
    UNKNOWN_DECLARATION = "unknown_declaration"
