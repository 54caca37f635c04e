"""Own documents that are no council's productivity plan: of many kinds, each with what it should seem to be.

Each kind is written twice, with another name in it and in another format. Some come close: a fire authority's, a
pension fund's and a university's productivity plan, a council's transformation plan, a report about everybody's plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from written_formats import WRITERS, elements_of

COUNCILS = ("Herefordshire Council", "Rutland County Council")


@dataclass(frozen=True)
class Unrelated:
    """A file, what it should seem to be, and its name for the test's report."""

    name: str
    seems: str
    content: bytes


OWN_WORDS = """How services have changed

We closed two offices and share a control room with our neighbours. A new operating model took out a layer of
management and saves £1.1m a year, and our teams now work from fewer buildings.

Technology and data

We use an online portal, and a data warehouse joins our records. We automate invoices and are trying artificial
intelligence for minutes.

Reducing wasteful spend

A panel looks at every purchase order. Agency staff took 4.1% of the staff budget in 2023/24 and consultants 0.9%.

Barriers

One-year settlements make it hard to plan; we ask government for a multi-year settlement."""

# What a kind should seem to be, and its text; {who} is a council's name.
KINDS: dict[str, tuple[str, str]] = {
    "invoice": (
        "an invoice",
        """Invoice

Invoice number 4711

To: {who}

Supply of 40 desks at £120 each, delivered to the civic centre in May.

Subtotal £4,800. VAT at 20% £960. Total amount due £5,760.

Payment terms: payable within 30 days. VAT registration number GB 123 4567 89.""",
    ),
    "purchase order": (
        "an order",
        """Purchase order

Purchase order number PO-88123

Supplier: Brown and Sons. Deliver to: {who}, the depot.

Quantity 200 bags of grit salt, unit price £4.10, order total £820.""",
    ),
    "planning minutes": (
        "minutes of a meeting",
        """Minutes of the Planning Committee

{who}

Present: Councillors Ash, Birch and Cedar. Apologies for absence: Councillor Dogwood.

Declarations of interest: none.

RESOLVED that planning permission be granted for four houses, subject to conditions.

The meeting closed at 8.40 pm.""",
    ),
    "agenda": (
        "an agenda",
        """Agenda

Audit Committee of {who}, Tuesday at 6 pm in the council chamber

1. Apologies for absence

2. Declarations of interest

3. To approve the minutes of the last meeting

4. Internal audit progress report

5. Any other business""",
    ),
    "budget book": (
        "a budget",
        """Budget book 2024/25

{who}

The net revenue budget is £210m. Savings of £8m were agreed, and the general fund balance stays at £12m.

Council tax rises by 4.99%. The capital programme of £40m pays for roads, schools and digital services.

The medium term financial strategy closes the budget gap over four years.""",
    ),
    "statement of accounts": (
        "a statement of accounts",
        """Statement of accounts 2023/24

{who}

Comprehensive income and expenditure statement

Movement in reserves statement. Balance sheet at 31 March. Cash flow statement.

The accounts were prepared under the code of practice on local authority accounting. The auditor's opinion follows.""",
    ),
    "local plan": (
        "a local plan for land use",
        """Local Plan 2021 to 2041

{who}, Regulation 19 pre-submission draft

Policy H1: housing allocations. Land north of the railway is allocated for 400 dwellings.

Policy E2: employment land. Development proposals that raise the productivity of the economy will be supported.

The policies map shows the green belt. The sustainability appraisal was published with this plan.""",
    ),
    "transformation plan": (
        "a transformation plan",
        """Transformation Plan 2024 to 2028

{who}

Our transformation programme changes how we work. We will redesign services around residents, automate what can be
automated and use data to find families who need help early.

The programme has four workstreams: customers, digital, assets and workforce. It will save £9m by 2028.

The transformation board meets each month and reports to Cabinet. We will keep consultants and agency staff low.""",
    ),
    "corporate plan": (
        "a corporate plan",
        """Corporate Plan 2023 to 2027

{who}

Our vision is a county where everybody thrives. Our priorities are homes, jobs, health and the climate.

We will raise skills and the productivity of local firms. We will be an efficient and well run council.

Our values are openness and care. We will measure this corporate plan by twelve indicators.""",
    ),
    "digital strategy": (
        "a digital strategy",
        """Digital Strategy 2024

{who}

Our digital principles: design with users, use common platforms, open our data.

We will move to the cloud, replace legacy systems and help residents who are not online. Digital inclusion matters.

Cyber security and a data platform come first. The digital board owns this strategy.""",
    ),
    "annual report": (
        "an annual report",
        """Annual Report 2023/24

{who}

A year in review: we built 120 homes, resurfaced 40 miles of road and opened a library.

Our performance over the year is set out by priority. Staff turnover fell and productivity rose.

Looking ahead to next year, we will go on with this work.""",
    ),
    "economic strategy": (
        "an economic strategy",
        """Economic Growth Strategy

{who}

Productivity in our area is 12% below the national average. Gross value added per hour has grown slowly.

We will raise business productivity by better skills, faster transport and more inward investment.

Productivity growth needs innovation. The local enterprise partnership supports high growth sectors.""",
    ),
    "council tax leaflet": (
        "a leaflet about council tax",
        """Your council tax 2024 to 2025

How your council tax is spent by {who}

A band D household pays £1,980. The police precept and the fire precept are added to your bill.

You may get a discount if you live alone. Pay by direct debit. Valuation bands run from A to H.""",
    ),
    "job advert": (
        "a job advert",
        """Productivity and Improvement Officer

{who}

Salary: grade 9, £38,000 to £41,000, 37 hours a week, permanent.

About the role: you will help teams to improve their productivity. About you: you have experience of improvement.

How to apply: send your CV. Closing date 5 July. Interviews on 18 July. We are an equal opportunities employer.""",
    ),
    "job description": (
        "a job advert",
        """Job description

Post title: Data Engineer. Grade: 10. Responsible to: Head of Data, {who}.

Main duties and responsibilities: build pipelines and keep the warehouse running.

Person specification: essential criteria, desirable criteria, qualifications.""",
    ),
    "menu": (
        "a menu",
        """Menu

Starters: tomato soup, bread and butter.

Mains: fish and chips, vegetable curry, pie of the day.

Desserts: apple crumble with custard. Please tell us about allergens. Served in the staff canteen of {who}.""",
    ),
    "recipe": (
        "a recipe",
        """Bread

Ingredients: 500 g of flour, 350 g of water, 10 g of salt.

Method: mix the flour with the water. Let the dough rest. Bake for forty minutes at 230 degrees in a hot oven.

From the allotment newsletter of {who}.""",
    ),
    "paper": (
        "a research paper",
        """Do targets raise output in public services?

Abstract. We study output per hour in 42 organisations over ten years, among them {who}.

1 Introduction. The literature on public sector productivity is large. 2 Method. We estimate a panel regression.

3 Results. The coefficient is small. 4 Discussion and conclusion.

References. Smith and Jones (2019), Journal of Public Economics, doi 10.1000/182.""",
    ),
    "manual": (
        "a manual",
        """User manual

Boiler model KX-20, as installed at {who}

Safety instructions: read this manual before use. Do not remove the cover.

Installation: connect the flow pipe. Troubleshooting: if the light is red, press reset. Warranty: two years.""",
    ),
    "web page": (
        "a web page about a service",
        """Report a missed bin

Skip to main content

You can report a missed bin online to {who}. We will come back within two working days.

Before you start: check your collection day. Sign in to your account. Is this page useful? Cookies on this site.""",
    ),
    "press release": (
        "a news item",
        """Press release

For immediate release

{who} opens a new leisure centre

The leader said: "This is a great day for our residents." Notes to editors: the centre cost £9m. Media contact: the
press office.""",
    ),
    "news on plans": (
        "a news item",
        """News: councils asked for productivity plans

For immediate release

The minister has asked all councils, {who} among them, to write a productivity plan by July. The productivity plans
should be three or four pages long and be agreed by members.

A spokesperson said: "Councils are the most efficient part of the public sector." Notes to editors: the letter was sent
in April. Media contact: the press office.""",
    ),
    "contract": (
        "a contract",
        """Contract for the supply of services

This agreement is made between {who} ("the Client") and Green Ltd ("the Contractor").

1. Definitions and interpretation. 2. Term and termination. 3. The Contractor shall provide the services.

4. Liability and indemnity. 5. Governing law: this agreement is under the law of England.""",
    ),
    "tender": (
        "a tender",
        """Invitation to tender

{who} invites tenders for a waste collection contract.

Instructions to bidders: submit your bid by noon. Award criteria: price 60%, quality 40%. Method statements are
required. Lots may be bid for singly.""",
    ),
    "risk register": (
        "a risk register",
        """Risk register

{who}

Risk 1: a cyber attack. Likelihood 4, impact 5. Mitigation: back-ups. Risk owner: head of IT.

Risk 2: loss of staff. Likelihood 3, impact 3. Mitigation: apprenticeships. Residual risk is medium.""",
    ),
    "foi answer": (
        "an answer to a request for information",
        """Freedom of Information request 20240711

Dear requester

Thank you for your request under the Freedom of Information Act 2000, which {who} received on 3 June.

You asked whether we hold a productivity plan. We hold the information you asked for. It is exempt under section 22,
because it will be published. If you are unhappy you may ask for an internal review, or write to the Information
Commissioner.""",
    ),
    "equality assessment": (
        "an equality impact assessment",
        """Equality impact assessment

{who}: closure of a day centre

Protected characteristics: age, disability, race, sex. Impact: negative on older people. Mitigating actions: transport.

Is a full assessment needed? Yes. Public sector equality duty.""",
    ),
    "privacy notice": (
        "a privacy notice",
        """Privacy notice

How {who} uses your personal data

We are the data controller. Our lawful basis is public task. We keep your data for six years.

Your rights: access, rectification, erasure. Contact our data protection officer.""",
    ),
    "newsletter": (
        "a newsletter",
        """Newsletter, summer edition

In this issue: the show, the swimming pool, a word from the editor.

What's on: brass band on the green on Saturday. Dates for your diary. Published by {who} for residents.""",
    ),
    "school letter": (
        "a letter about something else",
        """Dear parents and carers

The summer term ends on 19 July. School dinners cost £2.60 from September.

Please send your child in uniform. {who} runs the school bus.

Yours sincerely

The Headteacher""",
    ),
    "factory plan": (
        "a plan of a firm",
        """Productivity plan for the widget line

Our factory's productivity plan is to automate the widget line. Output per shift rose by 4% in 2023 and the scrap rate
fell. Customers such as {who} buy our widgets.

We use robotic arms and machine data on the shop floor. Productivity will rise again. Sales and profit margins grew.""",
    ),
    "personal plan": (
        "advice on one's own work",
        """My personal productivity plan

Morning routine: get up at six, write a to-do list, no e-mail before ten.

Time management: I block two hours for deep work each day. Procrastination is the enemy of productivity. My goals for
the week: read one book, plan the trip to {who}.""",
    ),
    "software notes": (
        "notes on software",
        """Release notes, version 4.2

New features: dark mode, faster search. Bug fixes: the export no longer crashes. Known issues: none.

Upgrade instructions: run the installer. Requested by {who}.""",
    ),
    "tenancy": (
        "a tenancy agreement",
        """Tenancy agreement

Between the landlord, {who}, and the tenant.

The rent is £95 a week. The tenant shall keep the premises clean. Notice to quit: four weeks. The deposit is £300.""",
    ),
}

# Kinds that may well say what a plan says: they are written with as many words of that sort.
CLOSE = frozenset({
    "transformation plan", "corporate plan", "digital strategy", "annual report", "economic strategy", "budget book",
    "news on plans", "foi answer", "job advert", "local plan",
})  # fmt: skip

# Bodies that were not asked for a plan.
BODIES = (
    "Hereford and Worcester Fire and Rescue Authority",
    "Worcestershire Pension Fund",
    "West Mercia Police and Crime Commissioner",
    "University of the Marches",
    "West Midlands Combined Authority",
    "Wye Valley Hospital NHS Trust",
    "Ledbury Town Council",
    "Peak Park National Park Authority",
)


def unrelated() -> Iterator[Unrelated]:
    """Write every document, by turns in every format."""
    formats = cycle(sorted(WRITERS))
    for who in COUNCILS:
        for kind, (seems, text) in KINDS.items():
            more = f"\n\n{OWN_WORDS}" if kind in CLOSE else ""
            yield _written(f"{kind} of {who}", seems, text.format(who=who) + more, next(formats))
    for body in BODIES:
        text = f"{body} Productivity Plan\n\n{OWN_WORDS}"
        yield _written(f"plan of {body}", body, text, next(formats))


def _written(name: str, seems: str, text: str, format_: str) -> Unrelated:
    return Unrelated(f"{name} ({format_})", seems, WRITERS[format_](elements_of(text)))
