//! The same table as a file, for verifiers in other languages: `fixtures/attacks.json`.
//!
//! Keys are made anew in every run, so the file keeps its own; what it must share with the table is every row's name, pins
//! and reason. Written again with `ONEPANE_WRITE_ATTACKS=1 cargo test -p onepane-auth attack`.

use std::path::PathBuf;

use onepane_auth::{KeySet, Verifier};
use serde_json::{Value, json};

use super::table;
use crate::forge::{CLAIMS, HEADER};
use crate::forge::{NOW, POLICY, at, claims_with, honest, sign_as, with_claims, with_header};
use crate::keys::{self, SECOND};

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/attacks.json")
}

/// Tokens that must be accepted, so that a verifier that refuses everything does not pass.
fn accepted() -> Vec<(&'static str, String)> {
    vec![
        ("honest", honest()),
        ("no key name", with_header(r#"{"alg":"RS256"}"#)),
        ("by the second key", sign_as("RS256", &HEADER.replace("k1", "k2"), CLAIMS.as_bytes(), &SECOND)),
        ("by the second key, unnamed", sign_as("RS256", r#"{"alg":"RS256"}"#, CLAIMS.as_bytes(), &SECOND)),
        ("type in lower case", with_header(r#"{"alg":"RS256","typ":"application/jwt"}"#)),
        ("expired within the leeway", with_claims(claims_with("exp", &(NOW - 59).to_string()))),
        ("begins within the leeway", with_claims(claims_with("nbf", &(NOW + 60).to_string()))),
        ("beyond ascii", with_claims(claims_with("businessId", r#""Ünïcode GmbH \u00fc""#))),
        ("a number beyond what doubles hold", with_claims(claims_with("x", "9007199254740993"))),
    ]
}

/// A token that is refused for its length alone is told as this many letters of it: megabytes are no better to keep.
const ENOUGH: usize = 8200;

fn row(name: &str, token: &str, pins: &[(&str, &str)], reason: Value) -> Value {
    let pins: serde_json::Map<_, _> =
        pins.iter().map(|(claim, value)| ((*claim).to_owned(), json!(value))).collect();
    let token: String =
        if token.len() > 2 * ENOUGH { token.chars().take(ENOUGH).collect() } else { token.to_owned() };
    json!({ "name": name, "token": token, "pins": pins, "reason": reason })
}

/// The table as it is now, with this run's keys. A row that is accepted has no reason.
fn made() -> Value {
    let keys: Value = serde_json::from_str(&keys::published()).unwrap();
    let refused = table()
        .into_iter()
        .map(|attack| row(&attack.name, &attack.token, attack.pins, json!(attack.reason.as_str())));
    let accepted = accepted().into_iter().map(|(name, token)| row(name, &token, &[], Value::Null));
    json!({ "host": "botmaker", "now": NOW, "keys": keys, "rows": accepted.chain(refused).collect::<Vec<_>>() })
}

/// Everything of the rows that does not change from run to run.
fn claims_of(document: &Value) -> Vec<Value> {
    let rows = document["rows"].as_array().unwrap();
    rows.iter().map(|row| json!([row["name"], row["pins"], row["reason"]])).collect()
}

#[test]
fn the_file_has_the_rows_of_the_table() {
    let made = made();
    if std::env::var_os("ONEPANE_WRITE_ATTACKS").is_some() {
        // One row a line, so that a change can be read.
        let rows: Vec<String> = made["rows"].as_array().unwrap().iter().map(Value::to_string).collect();
        let head = |name: &str| format!("{:?}: {}", name, made[name]);
        let text = format!(
            "{{\n{},\n{},\n{},\n\"rows\": [\n{}\n]\n}}\n",
            head("host"),
            head("now"),
            head("keys"),
            rows.join(",\n")
        );
        std::fs::create_dir_all(path().parent().unwrap()).unwrap();
        std::fs::write(path(), text).unwrap();
    }
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path()).unwrap()).unwrap();
    let hint = "write it again: ONEPANE_WRITE_ATTACKS=1 cargo test -p onepane-auth attack";
    assert_eq!(claims_of(&file), claims_of(&made), "{hint}");
}

#[test]
fn every_row_of_the_file_gets_its_verdict() {
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path()).unwrap()).unwrap();
    let keys = KeySet::from_json(file["keys"].to_string().as_bytes()).unwrap();
    let mut wrong = Vec::new();
    for row in file["rows"].as_array().unwrap() {
        let verifier = row["pins"]
            .as_object()
            .unwrap()
            .iter()
            .fold(Verifier::new(&POLICY).unwrap(), |verifier, (claim, value)| {
                verifier.with_pin(claim.clone(), value.as_str().unwrap())
            });
        let answer =
            verifier.verify(row["token"].as_str().unwrap(), &keys, at(file["now"].as_i64().unwrap()));
        let reason = answer.err().map(|rejection| rejection.reason().as_str());
        if reason != row["reason"].as_str() {
            wrong.push(format!("{}: expected {}, found {reason:?}", row["name"], row["reason"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
