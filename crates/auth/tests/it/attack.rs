//! Tokens that must be refused, each for the reason its row names.

mod claims;
mod fixture;
mod form;
mod header;
mod signature;
mod time;

use std::collections::BTreeSet;

use onepane_auth::{Reason, Verifier};

use crate::forge::{self, NOW, at, key_set};

/// One row: what is tried, the token, and the reason it is refused for.
pub(crate) struct Attack {
    pub(crate) name: String,
    pub(crate) token: String,
    pub(crate) reason: Reason,
    /// Claims that the verifier demands beyond its policy, with their values.
    pub(crate) pins: &'static [(&'static str, &'static str)],
}

impl Attack {
    fn verifier(&self) -> Verifier {
        self.pins.iter().fold(forge::verifier(), |verifier, (claim, value)| verifier.with_pin(*claim, *value))
    }
}

pub(crate) fn attack(name: impl Into<String>, token: impl Into<String>, reason: Reason) -> Attack {
    Attack { name: name.into(), token: token.into(), reason, pins: &[] }
}

fn table() -> Vec<Attack> {
    [
        form::attacks(),
        header::algorithms(),
        header::members(),
        header::offered_keys(),
        header::key_names(),
        signature::attacks(),
        claims::texts(),
        claims::issuers(),
        claims::required(),
        claims::pinned(),
        time::attacks(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_attack_is_refused_for_its_reason() {
    let (table, keys) = (table(), key_set());
    let mut wrong = Vec::new();
    for row in &table {
        match row.verifier().verify(&row.token, &keys, at(NOW)) {
            Err(rejection) if rejection.reason() == row.reason => {}
            Err(rejection) => {
                wrong.push(format!("{}: expected {}, found {}", row.name, row.reason, rejection.reason()));
            }
            Ok(_) => wrong.push(format!("{}: expected {}, found it accepted", row.name, row.reason)),
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn there_are_enough_different_attacks() {
    let table = table();
    let names: BTreeSet<_> = table.iter().map(|row| row.name.as_str()).collect();
    let tokens: BTreeSet<_> = table.iter().map(|row| row.token.as_str()).collect();
    let reasons: BTreeSet<_> = table.iter().map(|row| row.reason).collect();
    assert_eq!(names.len(), table.len(), "two rows of one name");
    // Pinned rows try honest tokens with other verifiers.
    assert!(tokens.len() + 12 > table.len(), "{} tokens in {} rows", tokens.len(), table.len());
    assert!(table.len() >= 150, "{} rows", table.len());
    // Audiences and key sources have tests of their own.
    let elsewhere = [Reason::Audience, Reason::KeysUnavailable];
    for reason in Reason::ALL {
        assert_eq!(reasons.contains(reason), !elsewhere.contains(reason), "{reason}");
    }
}

#[test]
fn no_rejection_shows_anything_of_the_token() {
    let keys = key_set();
    for row in table() {
        let Err(rejection) = row.verifier().verify(&row.token, &keys, at(NOW)) else { continue };
        let shown = format!("{rejection} {rejection:?} {rejection:#?}");
        let personal = ["agent@example.test", "u-17", "c0ffee", "order-panel", "acme", "evil"];
        let parts = row.token.split('.').filter(|part| part.len() >= 6);
        for text in personal.into_iter().chain(parts) {
            assert!(!shown.contains(text), "{}: {rejection}", row.name);
        }
        let first = shown.chars().next().unwrap_or_default();
        assert!(first.is_lowercase() && !rejection.to_string().ends_with('.'), "{}: {rejection}", row.name);
    }
}
