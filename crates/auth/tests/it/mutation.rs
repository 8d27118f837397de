//! Small damage anywhere in an honest token.

use crate::forge::{NOW, at, honest, key_set, verifier};

#[test]
fn no_single_character_can_be_changed() {
    let (token, keys, verifier) = (honest(), key_set(), verifier());
    for index in 0..token.len() {
        for other in ["A", "B", "_", ".", "=", "\u{e9}", ""] {
            let changed = format!("{}{other}{}", &token[..index], &token[index + 1..]);
            if changed != token {
                assert!(verifier.verify(&changed, &keys, at(NOW)).is_err(), "{other:?} at {index}");
            }
        }
    }
}

#[test]
fn nothing_can_be_inserted_or_cut_off() {
    let (token, keys, verifier) = (honest(), key_set(), verifier());
    for index in 0..=token.len() {
        for more in ["A", ".", " ", "\n", "=", "\0"] {
            let longer = format!("{}{more}{}", &token[..index], &token[index..]);
            assert!(verifier.verify(&longer, &keys, at(NOW)).is_err(), "{more:?} at {index}");
        }
        if index < token.len() {
            assert!(verifier.verify(&token[..index], &keys, at(NOW)).is_err(), "cut at {index}");
            assert!(verifier.verify(&token[token.len() - index..], &keys, at(NOW)).is_err(), "from {index}");
        }
    }
}
