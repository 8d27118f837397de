//! Every field of the fact sheet: its row, shown by the neutral value it becomes, or the reason why it
//! has none.

use onepane_adapter_kustomer::PROTOCOL;
use onepane_core::{Body, Inbound};
use onepane_map::{Index, leaves};
use onepane_model::Json;
use onepane_testkit::decoded;

/// Fixture, the host's pointer into the arguments, the neutral pointer in the event, the neutral value.
const ROWS: &[(&str, &str, &str, &str)] = &[
    // Callbacks
    ("initialize_customer", "/1/userRoles", "/data/agent_roles", r#"["org.user","org.user.customer.read"]"#),
    ("modal_initialize", "/0/modalAdditionalData", "/data/handed_over", r#"{"number":"A-1"}"#),
    ("modal_show", "/0/modalAdditionalData", "/data/handed_over", r#""A-1""#),
    ("modal_close", "/0", "/data/payload", r#"{"id":"order"}"#),
    // What it is about
    ("initialize_customer", "/0/type", "/data/subject", r#""customer""#),
    ("initialize_conversation", "/0/type", "/data/subject", r#""conversation""#),
    ("context_company", "/0/type", "/data/subject", r#""company""#),
    ("context_user_as_record", "/0/type", "/data/subject", r#""app""#),
    ("context_widget", "/0/type", "/data/subject", r#""widget""#),
    ("context_kobject", "/0/type", "/data/subject", r#""kobject.order""#),
    ("context_of_a_word_of_its_own", "/0/type", "/data/subject", r#""acme_panel""#),
    // customer
    ("initialize_customer", "/0/customer/id", "/data/contact/id", r#""65f0a1b2c3d4e5f6a7b8c901""#),
    ("initialize_customer", "/0/customer/attributes/displayName", "/data/contact/name", r#""Ana Ruiz""#),
    (
        "context_every_field",
        "/0/customer/attributes/emails/0/email",
        "/data/contact/emails/0/value",
        r#""ana@example.test""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/emails/0/email",
        "/data/contact/email",
        r#""ana@example.test""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/emails/1/verified",
        "/data/contact/emails/1/verified",
        "false",
    ),
    (
        "context_every_field",
        "/0/customer/attributes/emails/1/type",
        "/data/contact/emails/1/kind",
        r#""work""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/phones/0/phone",
        "/data/contact/phones/0/value",
        r#""+34600000000""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/phones/0/phone",
        "/data/contact/phone",
        r#""+34600000000""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/phones/0/verified",
        "/data/contact/phones/0/verified",
        "true",
    ),
    (
        "context_every_field",
        "/0/customer/attributes/phones/0/type",
        "/data/contact/phones/0/kind",
        r#""mobile""#,
    ),
    ("initialize_customer", "/0/customer/attributes/socials", "/data/contact/profiles", "[]"),
    (
        "context_every_field",
        "/0/customer/attributes/socials/0/type",
        "/data/contact/profiles/0/kind",
        r#""twitter""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/socials/0/username",
        "/data/contact/profiles/0/value",
        r#""ana_r""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/socials/0/userid",
        "/data/contact/profiles/0/id",
        r#""9001""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/socials/0/url",
        "/data/contact/profiles/0/url",
        r#""https://social.example.test/ana_r""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/socials/0/verified",
        "/data/contact/profiles/0/verified",
        "false",
    ),
    ("initialize_customer", "/0/customer/attributes/urls", "/data/contact/pages", "[]"),
    (
        "context_every_field",
        "/0/customer/attributes/urls/0/url",
        "/data/contact/pages/0/value",
        r#""https://ana.example.test""#,
    ),
    ("context_every_field", "/0/customer/attributes/urls/0/type", "/data/contact/pages/0/kind", r#""blog""#),
    ("initialize_customer", "/0/customer/attributes/locations", "/data/contact/locations", "[]"),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/type",
        "/data/contact/locations/0/kind",
        r#""home""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/name",
        "/data/contact/locations/0/name",
        r#""Flat""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/address",
        "/data/contact/locations/0/street",
        r#""Calle 1""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/zipCode",
        "/data/contact/locations/0/postal_code",
        r#""28001""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/cityName",
        "/data/contact/locations/0/city",
        r#""Madrid""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/regionName",
        "/data/contact/locations/0/region",
        r#""Madrid""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/countryName",
        "/data/contact/locations/0/country",
        r#""Spain""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/countryCode",
        "/data/contact/locations/0/country_code",
        r#""ES""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/latitude",
        "/data/contact/locations/0/latitude",
        "40.4",
    ),
    (
        "context_every_field",
        "/0/customer/attributes/locations/0/longitude",
        "/data/contact/locations/0/longitude",
        "-3.7",
    ),
    (
        "context_every_field",
        "/0/customer/attributes/recentLocation/cityName",
        "/data/contact/last_location/city",
        r#""Toledo""#,
    ),
    ("context_every_field", "/0/customer/attributes/externalId", "/data/contact/identifier", r#""crm-81""#),
    (
        "context_every_field",
        "/0/customer/attributes/avatarUrl",
        "/data/contact/avatar_url",
        r#""https://img.example.test/ana.png""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/createdAt",
        "/data/contact/created_at",
        r#""2026-01-08T09:00:00Z""#,
    ),
    (
        "context_every_field",
        "/0/customer/attributes/lastActivityAt",
        "/data/contact/last_activity_at",
        r#""2026-01-09T09:13:10.5Z""#,
    ),
    (
        "initialize_customer",
        "/0/customer/attributes/custom",
        "/data/contact/attributes",
        r#"{"tierStr":"gold","@acmeordLifetimeValueNum":1200}"#,
    ),
    (
        "context_every_field",
        "/0/customer/relationships/org/data/id",
        "/data/contact/account",
        r#""65f0a1b2c3d4e5f6a7b8c906""#,
    ),
    (
        "context_every_field",
        "/0/customer/relationships/company/data/id",
        "/data/contact/company_id",
        r#""65f0a1b2c3d4e5f6a7b8c904""#,
    ),
    // conversation
    (
        "initialize_conversation",
        "/0/conversation/id",
        "/data/conversation/id",
        r#""65f0a1b2c3d4e5f6a7b8c902""#,
    ),
    (
        "initialize_conversation",
        "/0/conversation/attributes/name",
        "/data/conversation/subject",
        r#""Parcel""#,
    ),
    (
        "initialize_conversation",
        "/0/conversation/attributes/preview",
        "/data/conversation/preview",
        r#""Where is it?""#,
    ),
    (
        "initialize_conversation",
        "/0/conversation/attributes/status",
        "/data/conversation/status",
        r#""open""#,
    ),
    ("context_every_field", "/0/conversation/attributes/status", "/data/conversation/status", r#""snoozed""#),
    (
        "context_records_without_attributes",
        "/0/conversation/status",
        "/data/conversation/status",
        r#""resolved""#,
    ),
    (
        "initialize_conversation",
        "/0/conversation/attributes/channels",
        "/data/conversation/channels",
        r#"["email"]"#,
    ),
    (
        "initialize_conversation",
        "/0/conversation/attributes/channels",
        "/data/conversation/channel",
        r#""email""#,
    ),
    (
        "context_every_field",
        "/0/conversation/attributes/channels",
        "/data/conversation/channels",
        r#"["twitter","fax"]"#,
    ),
    (
        "context_every_field",
        "/0/conversation/attributes/tags",
        "/data/conversation/labels",
        r#"["late","vip"]"#,
    ),
    (
        "initialize_conversation",
        "/0/conversation/attributes/messageCount",
        "/data/conversation/message_count",
        "3",
    ),
    (
        "context_every_field",
        "/0/conversation/attributes/custom",
        "/data/conversation/attributes",
        r#"{"orderStr":"A-1"}"#,
    ),
    (
        "context_every_field",
        "/0/conversation/attributes/createdAt",
        "/data/conversation/created_at",
        r#""2026-01-09T09:00:00Z""#,
    ),
    (
        "context_every_field",
        "/0/conversation/attributes/updatedAt",
        "/data/conversation/updated_at",
        r#""2026-01-09T09:13:10.5Z""#,
    ),
    (
        "initialize_conversation",
        "/0/conversation/relationships/customer/data/id",
        "/data/conversation/contact/id",
        r#""65f0a1b2c3d4e5f6a7b8c901""#,
    ),
    (
        "context_every_field",
        "/0/conversation/relationships/org/data/id",
        "/data/conversation/account",
        r#""65f0a1b2c3d4e5f6a7b8c906""#,
    ),
    // company, custom objects, user, widget
    ("context_company", "/0/company/id", "/data/company/id", r#""65f0a1b2c3d4e5f6a7b8c904""#),
    ("context_company", "/0/company/attributes/name", "/data/company/name", r#""Acme""#),
    ("context_company", "/0/company/attributes/custom", "/data/company/attributes", r#"{"seatsNum":40}"#),
    ("context_kobject", "/0/kobject.order/id", "/data/objects/order/id", r#""65f0a1b2c3d4e5f6a7b8c903""#),
    ("context_kobject", "/0/kobject.order/type", "/data/objects/order/kind", r#""kobject.order""#),
    (
        "context_kobject",
        "/0/kobject.order/attributes/data",
        "/data/objects/order/attributes",
        r#"{"number":"A-1","total":42.5}"#,
    ),
    (
        "context_every_field",
        "/0/kobject.return/attributes/data",
        "/data/objects/return/attributes",
        r#"{"reasonStr":"size"}"#,
    ),
    ("context_every_field", "/0/user", "/data/agent/id", r#""65f0a1b2c3d4e5f6a7b8c905""#),
    ("context_user_as_record", "/0/user/id", "/data/agent/id", r#""65f0a1b2c3d4e5f6a7b8c905""#),
    ("context_widget", "/0/widget/isOpen", "/data/panel_open", "true"),
    ("context_every_field", "/0/widget/isOpen", "/data/panel_open", "false"),
    // The other shapes of a context
    ("context_lone_customer", "/0/attributes/displayName", "/data/contact/name", r#""Ana Ruiz""#),
    ("context_lone_conversation", "/0/attributes/name", "/data/conversation/subject", r#""Parcel""#),
    ("context_lone_company", "/0/attributes/name", "/data/company/name", r#""Acme""#),
    (
        "context_lone_kobject",
        "/0/attributes/data/number",
        "/data/objects/order/attributes/number",
        r#""A-1""#,
    ),
    ("context_lone_user", "/0/id", "/data/agent/id", r#""65f0a1b2c3d4e5f6a7b8c905""#),
    ("context_array", "/0/2/attributes/name", "/data/company/name", r#""Acme""#),
    ("context_array", "/0/3/conversation/id", "/data/conversation/id", r#""65f0a1b2c3d4e5f6a7b8c902""#),
    ("context_array", "/0/3/customer/id", "/data/contact/id", r#""65f0a1b2c3d4e5f6a7b8c901""#),
    ("context_array", "/0/3/user", "/data/agent/id", r#""65f0a1b2c3d4e5f6a7b8c905""#),
    ("context_array_of_records", "/0/0/id", "/data/conversation/id", r#""65f0a1b2c3d4e5f6a7b8c902""#),
    ("context_array_of_records", "/0/2/id", "/data/agent/id", r#""65f0a1b2c3d4e5f6a7b8c905""#),
    ("context_array_of_records", "/0/3/id", "/data/objects/order/id", r#""65f0a1b2c3d4e5f6a7b8c903""#),
    ("context_array_of_records", "/0/4/id", "/data/contact/id", r#""65f0a1b2c3d4e5f6a7b8c901""#),
    ("context_records_without_attributes", "/0/customer/displayName", "/data/contact/name", r#""Ana Ruiz""#),
    (
        "context_records_without_attributes",
        "/0/customer/custom",
        "/data/contact/attributes",
        r#"{"tierStr":"gold"}"#,
    ),
];

/// Fields without a row, by the end of their pointers, and why.
const REASONS: &[(&str, &str)] = &[
    ("/activeUsers", "what its items are is not documented"),
    ("/locations/0/regionCode", "codes of regions and areas have no neutral word yet, and no second host"),
    ("/links/self", "the record's own address in the API, which is made of its kind and id"),
];

fn args(fixture: &onepane_testkit::Fixture) -> (&str, &[Json]) {
    match &fixture.frame.body {
        Body::In(Inbound::Callback { name, args }) => (name, args),
        _ => panic!("{}: a callback", fixture.name),
    }
}

#[test]
fn every_row_gives_its_neutral_value() {
    for (name, host, neutral, value) in ROWS {
        let fixture = crate::fixture(name);
        let args: Vec<_> = args(&fixture).1.iter().map(Json::to_value).collect();
        assert!(
            serde_json::Value::from(args).pointer(host).is_some(),
            "{name}: {host} is not in the fixture"
        );
        let shown = decoded(&crate::SUBJECT, &fixture.frame);
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!(shown["events"][0].pointer(neutral), Some(&value), "{name}: {host} -> {neutral}");
    }
}

/// The shapes that the fact sheet documents, and all fields at once.
const DOCUMENTED: &[&str] = &[
    "initialize_customer",
    "initialize_conversation",
    "context_kobject",
    "context_widget",
    "context_company",
    "context_array",
    "context_lone_conversation",
    "context_records_without_attributes",
    "context_every_field",
    "modal_initialize",
];

#[test]
fn every_leaf_of_the_documented_fixtures_has_a_row_or_a_reason() {
    let (mut all, mut without) = (0, 0);
    for name in DOCUMENTED {
        let fixture = crate::fixture(name);
        let (callback, args) = args(&fixture);
        let names = if callback.starts_with("modal") { ["data", "args"] } else { ["context", "config"] };
        let members: Vec<String> =
            names.iter().zip(args).map(|(name, arg)| format!("\"{name}\":{}", arg.as_str())).collect();
        let document = format!("{{{}}}", members.join(","));
        let index = Index::parse(&document).unwrap();
        let leaves = leaves(PROTOCOL.event(callback).expect("a known callback").data, index.root());
        for pointer in &leaves.unmapped {
            let is_place = name.contains("array") && ["/context/0", "/context/1"].contains(&pointer.as_str());
            let has_reason =
                REASONS.iter().any(|(end, _)| pointer.ends_with(end) || pointer.contains(&format!("{end}/")));
            assert!(is_place || has_reason, "{name}: {pointer} is on no list");
        }
        println!("{name}: {} leaves, {} of them in `extra`", leaves.total, leaves.unmapped.len());
        all += leaves.total;
        without += leaves.unmapped.len();
    }
    println!("{without} of {all}: {:.1} %", 100.0 * without as f64 / all as f64);
    assert!(without * 10 <= all, "{without} of {all}");
}

#[test]
fn the_list_has_every_field_of_the_fact_sheet() {
    for field in [
        "displayName",
        "emails",
        "phones",
        "socials",
        "urls",
        "locations",
        "recentLocation",
        "custom",
        "name",
        "preview",
        "status",
        "channels",
        "tags",
        "messageCount",
        "isOpen",
        "user",
        "userRoles",
        "modalAdditionalData",
        "data",
        "type",
    ] {
        let is_there = ROWS.iter().any(|(_, host, ..)| host.split('/').any(|step| step == field));
        assert!(is_there, "{field}");
    }
    assert!(REASONS.iter().any(|(end, _)| *end == "/activeUsers"));
}
