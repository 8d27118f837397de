//! Records: `{type, id, attributes, relationships}`, or with their fields beside the id.

use onepane_map::{At, Codec, IdForm, JsonKind, Table, TimeForm, constant, flat, row, variant, words};
use onepane_model::{Address, Agent, Company, Contact, Conversation, CustomObject, Place};

use Codec::{Any, Bool, FirstItem, Id, Integer, Items, List, Map, Number, One, OnlyItem, Text, Time};

/// Timestamps are ISO strings with milliseconds in the reference's examples.
const MOMENT: Codec = Time(TimeForm::Iso(3));

/// A record in its two shapes, of which the first is the usual one: its fields in `attributes`, or in the
/// record itself. The first list is of rows about the record, the second of rows about its attributes.
macro_rules! resource {
    ($(#[$meta:meta])* $name:ident: $of:ty, $type:literal, [$($own:expr),* $(,)?], [$($attribute:expr),* $(,)?]) => {
        $(#[$meta])*
        pub(super) static $name: Table = Table::new(&<$of>::RECORD, &[
                variant("", |at| !is_bare(at), &Table::new(&<$of>::RECORD, &[
                        constant("type", concat!("\"", $type, "\"")),
                        $($own,)*
                        flat("attributes", &Table::new(&<$of>::RECORD, &[$($attribute),*])),
                    ])),
                variant("bare", |_| true, &Table::new(&<$of>::RECORD, &[constant("type", concat!("\"", $type, "\"")), $($own,)* $($attribute),*])),
            ]);
    };
}

resource!(
    /// `customer`. The first address and number are also the contact's own.
    CUSTOMER: Contact, "customer",
    [
        row("id", Contact::ID, Id(IdForm::Text)),
        flat("relationships", &CUSTOMER_RELATIONS).when(JsonKind::Object),
    ],
    [
        row("displayName", Contact::NAME, Text),
        row("emails", Contact::EMAILS, List(&EMAIL)).when(JsonKind::Array),
        row("emails", Contact::EMAIL, FirstItem("email", &Text)).copy(),
        row("phones", Contact::PHONES, List(&PHONE)).when(JsonKind::Array),
        row("phones", Contact::PHONE, FirstItem("phone", &Text)).copy(),
        row("socials", Contact::PROFILES, List(&SOCIAL)).when(JsonKind::Array),
        row("urls", Contact::PAGES, List(&URL)).when(JsonKind::Array),
        row("locations", Contact::LOCATIONS, List(&LOCATION)).when(JsonKind::Array),
        row("recentLocation", Contact::LAST_LOCATION, One(&LOCATION)).when(JsonKind::Object),
        row("custom", Contact::ATTRIBUTES, Map(&Any)).when(JsonKind::Object),
        row("externalId", Contact::IDENTIFIER, Text),
        row("avatarUrl", Contact::AVATAR_URL, Text),
        row("createdAt", Contact::CREATED_AT, MOMENT),
        row("lastActivityAt", Contact::LAST_ACTIVITY_AT, MOMENT),
    ]
);

static CUSTOMER_RELATIONS: Table = Table::new(
    &Contact::RECORD,
    &[
        flat("org", &CUSTOMER_ORG).when(JsonKind::Object),
        flat("company", &CUSTOMER_COMPANY).when(JsonKind::Object),
    ],
);

static CUSTOMER_ORG: Table =
    Table::new(&Contact::RECORD, &[flat("data", &CUSTOMER_ORG_ID).when(JsonKind::Object)]);

static CUSTOMER_ORG_ID: Table = Table::new(
    &Contact::RECORD,
    &[constant("type", "\"org\""), row("id", Contact::ACCOUNT, Id(IdForm::Text))],
);

static CUSTOMER_COMPANY: Table =
    Table::new(&Contact::RECORD, &[flat("data", &CUSTOMER_COMPANY_ID).when(JsonKind::Object)]);

static CUSTOMER_COMPANY_ID: Table = Table::new(
    &Contact::RECORD,
    &[constant("type", "\"company\""), row("id", Contact::COMPANY_ID, Id(IdForm::Text))],
);

static EMAIL: Table = Table::new(
    &Address::RECORD,
    &[
        row("email", Address::VALUE, Text),
        row("verified", Address::VERIFIED, Bool),
        row("type", Address::KIND, Text),
    ],
);

static PHONE: Table = Table::new(
    &Address::RECORD,
    &[
        row("phone", Address::VALUE, Text),
        row("verified", Address::VERIFIED, Bool),
        row("type", Address::KIND, Text),
    ],
);

static SOCIAL: Table = Table::new(
    &Address::RECORD,
    &[
        row("type", Address::KIND, Text),
        row("username", Address::VALUE, Text),
        row("userid", Address::ID, Id(IdForm::Text)),
        row("url", Address::URL, Text),
        row("verified", Address::VERIFIED, Bool),
    ],
);

static URL: Table =
    Table::new(&Address::RECORD, &[row("type", Address::KIND, Text), row("url", Address::VALUE, Text)]);

/// The second and third line of an address, codes of regions and areas stay in `extra`.
static LOCATION: Table = Table::new(
    &Place::RECORD,
    &[
        row("type", Place::KIND, Text),
        row("name", Place::NAME, Text),
        row("address", Place::STREET, Text),
        row("zipCode", Place::POSTAL_CODE, Text),
        row("cityName", Place::CITY, Text),
        row("regionName", Place::REGION, Text),
        row("countryName", Place::COUNTRY, Text),
        row("countryCode", Place::COUNTRY_CODE, Text),
        row("latitude", Place::LATITUDE, Number),
        row("longitude", Place::LONGITUDE, Number),
    ],
);

resource!(
    /// `conversation`.
    CONVERSATION: Conversation, "conversation",
    [
        row("id", Conversation::ID, Id(IdForm::Text)),
        flat("relationships", &CONVERSATION_RELATIONS).when(JsonKind::Object),
    ],
    [
        row("name", Conversation::SUBJECT, Text),
        row("preview", Conversation::PREVIEW, Text),
        row("status", Conversation::STATUS, STATUS),
        row("channels", Conversation::CHANNELS, Items(&CHANNEL)).when(JsonKind::Array),
        row("channels", Conversation::CHANNEL, OnlyItem(&CHANNEL)).copy(),
        row("tags", Conversation::LABELS, Items(&Text)).when(JsonKind::Array),
        row("messageCount", Conversation::MESSAGE_COUNT, Integer),
        row("custom", Conversation::ATTRIBUTES, Map(&Any)).when(JsonKind::Object),
        row("createdAt", Conversation::CREATED_AT, MOMENT),
        row("updatedAt", Conversation::UPDATED_AT, MOMENT),
    ]
);

static CONVERSATION_RELATIONS: Table = Table::new(
    &Conversation::RECORD,
    &[flat("customer", &ITS_CUSTOMER).when(JsonKind::Object), flat("org", &ITS_ORG).when(JsonKind::Object)],
);

static ITS_CUSTOMER: Table = Table::new(
    &Conversation::RECORD,
    &[row("data", Conversation::CONTACT, One(&CUSTOMER_REFERENCE)).when(JsonKind::Object)],
);

resource!(
    /// `{type, id}`.
    CUSTOMER_REFERENCE: Contact, "customer", [row("id", Contact::ID, Id(IdForm::Text))], []
);

static ITS_ORG: Table =
    Table::new(&Conversation::RECORD, &[flat("data", &ITS_ORG_ID).when(JsonKind::Object)]);

static ITS_ORG_ID: Table = Table::new(
    &Conversation::RECORD,
    &[constant("type", "\"org\""), row("id", Conversation::ACCOUNT, Id(IdForm::Text))],
);

/// The reference knows these three.
const STATUS: Codec = words!("open" = "open", "snoozed" = "snoozed", "done" = "resolved");

/// Those of the reference that the model has another word for; the rest pass as they are.
const CHANNEL: Codec = words!(
    "chat" = "web",
    "twitter-dm" = "twitter",
    "email" = "email",
    "sms" = "sms",
    "facebook" = "facebook",
    "voice" = "voice",
    "instagram" = "instagram",
    "whatsapp" = "whatsapp",
);

resource!(
    /// `company`.
    COMPANY: Company, "company",
    [row("id", Company::ID, Id(IdForm::Text))],
    [
        row("name", Company::NAME, Text),
        row("custom", Company::ATTRIBUTES, Map(&Any)).when(JsonKind::Object),
    ]
);

resource!(
    /// `user`: an agent. What its attributes are called here is not documented.
    USER: Agent, "user", [row("id", Agent::ID, Id(IdForm::Text))], []
);

/// `kobject.<klass>`, whose `type` is its very key.
pub(super) static OBJECT: Table = Table::new(
    &CustomObject::RECORD,
    &[
        row("type", CustomObject::KIND, Text),
        row("id", CustomObject::ID, Id(IdForm::Text)),
        flat("attributes", &OBJECT_ATTRIBUTES).when(JsonKind::Object),
    ],
);

static OBJECT_ATTRIBUTES: Table = Table::new(
    &CustomObject::RECORD,
    &[row("data", CustomObject::ATTRIBUTES, Map(&Any)).when(JsonKind::Object)],
);

/// Whether the attributes stand in the record itself.
fn is_bare(at: At<'_>) -> bool {
    at.get("attributes").is_none()
        && at
            .members()
            .any(|(key, _)| !["type", "id", "relationships", "links"].iter().any(|own| key.is(own)))
}
