//! Claims that are well signed and still not to be believed.

use onepane_auth::Reason;
use onepane_auth::Reason::{Blank, ClaimType, Duplicate, Issuer, Json, Missing, Pinned, TooDeep};

use super::{Attack, attack};
use crate::forge::{CLAIMS, claims_with, claims_without, honest, with_claims};

/// Claims that are not one JSON object.
pub(super) fn texts() -> Vec<Attack> {
    let open = CLAIMS.strip_suffix('}').unwrap();
    let nested =
        |levels: usize| claims_with("deep", &format!("{}{}", "[".repeat(levels), "]".repeat(levels)));
    let rows: Vec<(&str, Vec<u8>, Reason)> = vec![
        ("claims as array", format!("[{CLAIMS}]").into(), Json),
        ("claims as string", br#""sub""#.to_vec(), Json),
        ("claims as number", b"1".to_vec(), Json),
        ("claims as null", b"null".to_vec(), Json),
        ("no claims", Vec::new(), Json),
        ("claims with something after them", format!("{CLAIMS}x").into(), Json),
        ("claims with a nul after them", format!("{CLAIMS}\0").into(), Json),
        ("claims twice", format!("{CLAIMS}{CLAIMS}").into(), Json),
        ("claims with a byte order mark", format!("\u{feff}{CLAIMS}").into(), Json),
        ("claims not closed", open.into(), Json),
        ("claims with a trailing comma", format!("{open},}}").into(), Json),
        ("claims in single quotes", CLAIMS.replace('"', "'").into(), Json),
        ("claims not a number", claims_with("x", "NaN").into(), Json),
        ("claims with a hex number", claims_with("x", "0x1").into(), Json),
        ("claims with a leading zero", claims_with("x", "01").into(), Json),
        ("claims with half a surrogate pair", claims_with("x", r#""\ud800""#).into(), Json),
        ("claims with a raw line break in a text", claims_with("x", "\"a\nb\"").into(), Json),
        ("claims not in utf-8", [open.as_bytes(), b",\"x\":\"\xff\"}"].concat(), Json),
        ("claims in an overlong encoding", [open.as_bytes(), b",\"x\":\"\xc0\xaf\"}"].concat(), Json),
        ("claims in utf-16", CLAIMS.encode_utf16().flat_map(u16::to_le_bytes).collect(), Json),
        ("claims nested seventeen levels", nested(16).into(), TooDeep),
        ("claims nested a thousand levels", nested(1000).into(), TooDeep),
        ("claims nested and never closed", claims_with("deep", &"[".repeat(4000)).into(), TooDeep),
        (
            "objects nested",
            claims_with("deep", &format!("{}1{}", r#"{"a":"#.repeat(200), "}".repeat(200))).into(),
            TooDeep,
        ),
        ("subject twice", format!(r#"{open},"sub":"u-18"}}"#).into(), Duplicate),
        ("subject twice, the same", format!(r#"{open},"sub":"u-17"}}"#).into(), Duplicate),
        ("subject twice, once escaped", format!(r#"{open},"\u0073ub":"u-18"}}"#).into(), Duplicate),
        ("subject twice, first a blank", format!(r#"{{"sub":"",{}"#, &CLAIMS[1..]).into(), Duplicate),
        ("expiry twice", format!(r#"{open},"exp":1999999999}}"#).into(), Duplicate),
        ("issuer twice", format!(r#"{open},"iss":"evil.example"}}"#).into(), Duplicate),
        ("business twice", format!(r#"{open},"businessId":"other"}}"#).into(), Duplicate),
        ("unknown claim twice", format!(r#"{open},"x":1,"x":2}}"#).into(), Duplicate),
        ("member of an unknown claim twice", claims_with("x", r#"[{"a":1,"a":2}]"#).into(), Duplicate),
    ];
    rows.into_iter().map(|(name, claims, reason)| attack(name, with_claims(claims), reason)).collect()
}

/// Issuers that look like ours, and claims of the wrong type.
pub(super) fn issuers() -> Vec<Attack> {
    let others = [
        "Botmaker.com",
        "BOTMAKER.COM",
        " botmaker.com",
        "botmaker.com ",
        r"botmaker.com\n",
        r"\tbotmaker.com",
        r"botmaker.com\u0000",
        "botmaker.com.",
        ".botmaker.com",
        "https://botmaker.com",
        "botmaker.com/",
        "botmaker.com:443",
        "evilbotmaker.com",
        "evil.botmaker.com",
        "botmaker.com.evil.example",
        "botmaker.co",
        "botmaker.comm",
        "botmaker",
        "",
        " ",
        "*",
        "*.com",
        "botmaker.com,evil.example",
        "botmaker\u{ff0e}com",
        "b\u{43e}tmaker.com",
        "botmaker.com\u{200b}",
        "\u{202e}moc.rekamtob",
        "null",
    ];
    let mut table: Vec<_> = others
        .into_iter()
        .map(|issuer| {
            attack(
                format!("issuer {issuer:?}"),
                with_claims(claims_with("iss", &format!("\"{issuer}\""))),
                Issuer,
            )
        })
        .collect();
    table.push(attack("no issuer", with_claims(claims_without("iss")), Missing));
    for json in [r#"["botmaker.com"]"#, "1", "null", "true", r#"{"0":"botmaker.com"}"#] {
        table.push(attack(format!("issuer {json}"), with_claims(claims_with("iss", json)), ClaimType));
    }
    for (claim, json) in [
        ("email", "1"),
        ("email", "null"),
        ("jti", "17"),
        ("jti", "[]"),
        ("aud", "1"),
        ("aud", r#"["a",1]"#),
        ("aud", "{}"),
    ] {
        table.push(attack(format!("{claim} {json}"), with_claims(claims_with(claim, json)), ClaimType));
    }
    table
}

/// Claims that have to be there, and are not, or are blank.
pub(super) fn required() -> Vec<Attack> {
    let mut table = Vec::new();
    for claim in ["sub", "businessId"] {
        table.push(attack(format!("no {claim}"), with_claims(claims_without(claim)), Missing));
        let capitals =
            claims_without(claim).replacen('{', &format!(r#"{{"{}":"x","#, claim.to_uppercase()), 1);
        table.push(attack(format!("{claim} in capitals"), with_claims(capitals), Missing));
        for blank in
            ["", " ", r"\t\n", r"\u0000", "\u{a0}", "\u{200b}", "\u{feff}", "\u{2060}\u{200d}", "\u{3000}"]
        {
            let claims = claims_with(claim, &format!("\"{blank}\""));
            table.push(attack(format!("{claim} blank, {blank:?}"), with_claims(claims), Blank));
        }
        for json in ["0", "17", "1.5", "null", "true", "[]", r#"["u-17"]"#, "{}", r#"{"$ne":null}"#] {
            table.push(attack(format!("{claim} {json}"), with_claims(claims_with(claim, json)), ClaimType));
        }
    }
    table
}

type Pins = &'static [(&'static str, &'static str)];

/// Tokens that are fine, but not for this business or widget.
pub(super) fn pinned() -> Vec<Attack> {
    let business: Pins = &[("businessId", "acme")];
    let widget: Pins = &[("custom-widget-name", "order-panel")];
    let elsewhere: Pins = &[("businessId", "globex")];
    let mut table = vec![
        Attack { pins: elsewhere, ..attack("honest, for another business", honest(), Pinned) },
        Attack { pins: &[("businessId", "")], ..attack("pinned to nothing", honest(), Pinned) },
        Attack { pins: &[("screen", "TICKETS")], ..attack("another screen", honest(), Pinned) },
        Attack {
            pins: &[("businessId", "acme"), ("custom-widget-name", "other")],
            ..attack("right business, another widget", honest(), Pinned)
        },
        Attack { pins: &[("department", "sales")], ..attack("pinned claim missing", honest(), Missing) },
        Attack {
            pins: widget,
            ..attack("no widget", with_claims(claims_without("custom-widget-name")), Missing)
        },
        Attack {
            pins: widget,
            ..attack("widget as number", with_claims(claims_with("custom-widget-name", "1")), ClaimType)
        },
        Attack { pins: &[("nested", "acme")], ..attack("pinned claim of another type", honest(), Pinned) },
    ];
    for other in
        ["Acme", "ACME", "acme ", " acme", r"acme\u0000", "acme2", "acm", "\u{430}cme", "acme\u{200b}", "*"]
    {
        let token = with_claims(claims_with("businessId", &format!("\"{other}\"")));
        table.push(Attack { pins: business, ..attack(format!("business {other:?}"), token, Pinned) });
    }
    for other in ["Order-Panel", "order_panel", "order-panel-2", ""] {
        let token = with_claims(claims_with("custom-widget-name", &format!("\"{other}\"")));
        table.push(Attack { pins: widget, ..attack(format!("widget {other:?}"), token, Pinned) });
    }
    table
}
