//! Moments of the wrong type, of no sense, or at the wrong side of now.

use onepane_auth::Reason::{self, ClaimRange, ClaimType, Expired, IssuedInFuture, Missing, NotYetValid};

use super::{Attack, attack};
use crate::forge::{NOW, claims_with, claims_without, with_claims};

pub(super) fn attacks() -> Vec<Attack> {
    let mut table = vec![attack("no exp", with_claims(claims_without("exp")), Missing)];
    for claim in ["exp", "nbf", "iat"] {
        let row = |json: &str, reason| {
            attack(format!("{claim} {json}"), with_claims(claims_with(claim, json)), reason)
        };
        let wrong_type = [
            r#""1770003600""#,
            r#""""#,
            r#""2026-02-02T03:40:00Z""#,
            r#""never""#,
            "1770003600.0",
            "1770003600.5",
            "1.7700036e9",
            "1e12",
            "1e400",
            "-0",
            "-1.5",
            "0.0",
            "18446744073709551616",
            "99999999999999999999999999",
            "null",
            "true",
            "false",
            "[1770003600]",
            r#"{"seconds":1770003600}"#,
        ];
        for json in wrong_type {
            // Beyond what JSON readers hold, a number is no JSON at all.
            let reason = if json == "1e400" { Reason::Json } else { ClaimType };
            table.push(row(json, reason));
        }
        let out_of_range = [
            "-1",
            "-1770003600",
            "-9223372036854775808",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "1770003600000",
            "253402300800",
            "9007199254740993",
        ];
        for json in out_of_range {
            table.push(row(json, ClaimRange));
        }
    }
    let moments = [
        ("exp", 0, Expired),
        ("exp", 1, Expired),
        ("exp", NOW - 60, Expired),
        ("exp", NOW - 61, Expired),
        ("exp", NOW - 86_400, Expired),
        ("exp", NOW - 31_536_000, Expired),
        ("nbf", NOW + 61, NotYetValid),
        ("nbf", NOW + 3600, NotYetValid),
        ("nbf", NOW + 31_536_000, NotYetValid),
        ("iat", NOW + 61, IssuedInFuture),
        ("iat", NOW + 3600, IssuedInFuture),
        ("iat", NOW + 31_536_000, IssuedInFuture),
    ];
    for (claim, second, reason) in moments {
        let name = format!("{claim} {} s from now", second - NOW);
        table.push(attack(name, with_claims(claims_with(claim, &second.to_string())), reason));
    }
    table
}
