//! Texts that have not the form of a token.

use onepane_auth::Reason::{Encoding, Json, Parts, TooLarge};

use super::{Attack, attack};
use crate::forge::{claims_with, honest, with_claims};

pub(super) fn attacks() -> Vec<Attack> {
    let token = honest();
    let parts: Vec<&str> = token.split('.').collect();
    let &[header, claims, signature] = parts.as_slice() else { panic!("expected three parts") };
    let mut table = vec![
        attack("no text at all", "", Parts),
        attack("one part", header, Parts),
        attack("two parts", format!("{header}.{claims}"), Parts),
        attack("four parts", format!("{token}.{signature}"), Parts),
        attack("four parts, the last empty", format!("{token}."), Parts),
        attack("four parts, the first empty", format!(".{token}"), Parts),
        attack(
            "five parts, as an encrypted token has",
            format!("{header}..{claims}.{signature}.{signature}"),
            Parts,
        ),
        attack("one token behind another", format!("{token}.{token}"), Parts),
        attack("dots only", "....", Parts),
        attack("dots of another script", token.replace('.', "\u{3002}"), Parts),
        attack("dots percent-encoded", token.replace('.', "%2E"), Parts),
        attack(
            "serialized as json",
            format!(r#"{{"protected":"{header}","payload":"{claims}","signature":"{signature}"}}"#),
            Parts,
        ),
        attack("two dots and nothing else", "..", Json),
        attack("empty header", format!(".{claims}.{signature}"), Json),
        attack("padding on the header", format!("{header}=.{claims}.{signature}"), Encoding),
        attack("padding on the claims", format!("{header}.{claims}==.{signature}"), Encoding),
        attack("padding on the signature", format!("{token}=="), Encoding),
        attack("three characters too many", format!("{token}AAA"), Encoding),
        attack("header of an impossible length", format!("{header}AA.{claims}.{signature}"), Encoding),
        attack("line break after it", format!("{token}\n"), Encoding),
        attack("windows line break after it", format!("{token}\r\n"), Encoding),
        attack("blank before it", format!(" {token}"), Encoding),
        attack("blank in it", format!("{header}. {claims}.{signature}"), Encoding),
        attack("tab in it", format!("{header}.{claims}\t.{signature}"), Encoding),
        attack("nul after it", format!("{token}\0"), Encoding),
        attack("byte order mark before it", format!("\u{feff}{token}"), Encoding),
        attack("zero-width space in it", format!("{header}.\u{200b}{claims}.{signature}"), Encoding),
        attack("right-to-left mark after it", format!("{token}\u{200f}"), Encoding),
        attack(
            "letter of another script",
            format!("{header}.{}.{signature}", claims.replacen('e', "\u{435}", 1)),
            Encoding,
        ),
        attack("full-width letters", format!("\u{ff45}{}.{claims}.{signature}", &header[1..]), Encoding),
        attack("bearer scheme before it", format!("Bearer {token}"), Encoding),
        attack("quotes around it", format!("\"{token}\""), Encoding),
        attack("hex in place of base64url", format!("{header}.{claims}.{}", "zz:zz"), Encoding),
        attack(
            "plain json in place of the claims",
            format!(r#"{header}.{{"sub":"u-17"}}.{signature}"#),
            Encoding,
        ),
        attack("query parameter appended", format!("{token}&a=b"), Encoding),
        attack("fragment appended", format!("{token}#a"), Encoding),
        attack("left-over bits in the last character", last_bits_set(&token), Encoding),
        attack("ten megabytes without a dot", "a".repeat(10_000_000), TooLarge),
        attack(
            "ten megabytes of claims",
            format!("{header}.{}.{signature}", "a".repeat(10_000_000)),
            TooLarge,
        ),
        attack("ten megabytes of dots", ".".repeat(10_000_000), TooLarge),
        attack("one megabyte of signature", format!("{header}.{claims}.{}", "A".repeat(1_000_000)), TooLarge),
        attack(
            "well signed, but too long",
            with_claims(claims_with("filling", &format!("\"{}\"", "x".repeat(8192)))),
            TooLarge,
        ),
    ];
    let other_alphabet = [("plus", '+'), ("slash", '/'), ("tilde", '~'), ("comma", ',')];
    for (name, character) in other_alphabet {
        let claims = format!("{}{character}", &claims[..claims.len() - 1]);
        table.push(attack(
            format!("{name} of another alphabet"),
            format!("{header}.{claims}.{signature}"),
            Encoding,
        ));
    }
    table
}

/// The same bytes in another spelling, which a lenient reader accepts: the 256 bytes of the signature leave four bits
/// of its last character unused.
fn last_bits_set(token: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (rest, last) = token.split_at(token.len() - 1);
    let index = ALPHABET.iter().position(|letter| last.as_bytes() == [*letter]).unwrap();
    assert_eq!(index % 16, 0);
    format!("{rest}{}", char::from(ALPHABET[index + 1]))
}
