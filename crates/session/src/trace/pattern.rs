//! What gives away a secret or a person: names of members, and forms of texts.

use std::sync::LazyLock;

use regex::Regex;

/// What the name of a member says about its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It lets its owner in somewhere.
    Secret,
    /// It is a phone number, however it is written.
    Phone,
    /// It tells a thing from others, or says when something was: digits in it are no phone number.
    Id,
    /// Nothing in particular.
    Other,
}

const SECRETS: &[&str] = &[
    "token",
    "jwt",
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "apikey",
    "authorization",
    "cookie",
    "credential",
    "credentials",
    "signature",
];
const SECRET_KEYS: &[&str] = &["api", "access", "private", "signing", "client", "auth"];
const PHONES: &[&str] =
    &["phone", "phones", "telephone", "tel", "mobile", "cell", "cellphone", "msisdn", "fax", "whatsapp"];
const IDS: &[&str] = &[
    "id",
    "ids",
    "uuid",
    "guid",
    "code",
    "hash",
    "digest",
    "version",
    "at",
    "on",
    "time",
    "timestamp",
    "date",
    "since",
    "until",
    "expiry",
    "expires",
];
/// What comes after a secret's name and says that it is not the secret itself.
const ABOUT: &[&str] = &[
    "type",
    "kind",
    "count",
    "limit",
    "length",
    "name",
    "status",
    "at",
    "in",
    "on",
    "expiry",
    "expires",
    "expiration",
    "ttl",
    "url",
    "uri",
    "required",
    "valid",
];

/// What the name of a member, an attribute or a URL's parameter says about its value.
pub(super) fn meaning(name: &str) -> Meaning {
    let words = words(name);
    let Some(last) = words.last().map(String::as_str) else { return Meaning::Other };
    let is_secret = |word: &String| {
        SECRETS.contains(&word.as_str()) || word.ends_with("token") || word.ends_with("password")
    };
    let is_key = words.windows(2).any(|pair| SECRET_KEYS.contains(&pair[0].as_str()) && pair[1] == "key");
    if (words.iter().any(is_secret) || is_key) && !ABOUT.contains(&last) {
        Meaning::Secret
    } else if words.iter().any(|word| PHONES.contains(&word.as_str()) || word == "phonenumber")
        && last != "id"
    {
        Meaning::Phone
    } else if IDS.contains(&last) || last.ends_with("id") && words.len() == 1 {
        Meaning::Id
    } else {
        Meaning::Other
    }
}

/// The words of a name, in lower case: `accessToken`, `access_token` and `X-Access-Token` have the same.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_lower = false;
    let mut begins = true;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            begins = true;
            continue;
        }
        if begins || c.is_uppercase() && was_lower {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        begins = false;
        was_lower = c.is_lowercase() || c.is_numeric();
    }
    words
}

/// Secrets and persons in running text, each under a name of its own: of several that begin at one place,
/// the first counts.
///
/// * `user`: what stands before the host of a URL;
/// * `name`, `value`: a parameter of a URL;
/// * `labeled`: a secret after its name, in JSON that is damaged or in prose;
/// * `secret`: something that is a token by its form, or its pseudonym;
/// * `credential`: what stands in an `Authorization` header;
/// * `email`, `phone`.
///
/// A phone number is recognised by its `+`, by `00` before the country, or by three groups of digits as
/// they are written in North America. Other digits may be anything: only the name of a member tells.
pub(super) static TEXT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"(?x)
        :// (?P<user> [^/\s:@"]+ : [^/\s@"]+ ) @
      | [?&\#] (?P<name> [\w.\-\[\]%$]+ ) = (?P<value> [^&\#\s"'<>\\]* )
      | \b (?i: [\w-]* (?: token | passw(?:or)?d | secret | api[_-]?key | authorization ) )
            \\?"? \s* [:=] \s* \\?"? (?i: bearer \s+ | basic \s+ )?
        (?P<labeled> [^\s"\\,;&}\]<>]+ )
      | (?P<secret> \b (?: eyJ [\w-]{8,} (?: \. [\w-]+ )+ | secret-\d+ \b ) )
      | \b (?i: bearer | basic ) \s+ (?P<credential> [\w.~+/=-]{8,} )
      | (?P<email> [\w.!$%*+^~'-]+ (?: @ | %40 ) [\w-]+ (?: \. [\w-]+ )+ )
      | (?P<phone>
            (?: \+ | %2[Bb] ) \d (?: [\ .()/\x{a0}-]{0,2} \d ){6,14} \b
          | \b 00 [1-9] (?: [\ .()/\x{a0}-]? \d ){7,13} \b
          | (?: \( \d{3} \) \ ? | \b \d{3} [\ .-] ) \d{3} [\ .-] \d{4} \b
        )
        "#,
    )
});

/// Values after these names in JSON that is damaged, as `labeled`; `None` when [`TEXT`] finds all of them.
pub(super) fn labels(names: &[String]) -> Option<Regex> {
    let unusual: Vec<String> = names
        .iter()
        .filter(|name| !TEXT.is_match(&format!("{name}=x")))
        .map(|name| regex::escape(name))
        .collect();
    let names = unusual.join("|");
    (!names.is_empty()).then(|| {
        regex(&format!(r#"(?x) \b (?: {names} ) \\?"? \s* [:=] \s* \\?"? (?P<labeled> [^\s"\\,;&}}\]<>]+ )"#))
    })
}

#[expect(clippy::expect_used, reason = "a constant pattern, with escaped names in it")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a regular expression")
}

/// The digits of a text that is a phone number as a whole, as far as its form goes.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (5..=18).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '(' | ')' | '-' | '.' | '/' | '\u{a0}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_value_is() {
        let check = |names: &[&str], expected: Meaning| {
            for name in names {
                assert_eq!(meaning(name), expected, "{name}");
            }
        };
        check(
            &[
                "token",
                "bmtoken",
                "pubsub_token",
                "accessToken",
                "X-Auth-Token",
                "AUTHTOKEN",
                "api_key",
                "apiKey",
            ],
            Meaning::Secret,
        );
        check(&["password", "client_secret", "Authorization", "Set-Cookie"], Meaning::Secret);
        check(&["token_type", "tokenCount", "secretary", "key", "cookies_url"], Meaning::Other);
        check(&["phone_number", "phoneNumber", "mobile", "contactPhone", "data-tel"], Meaning::Phone);
        check(
            &["id", "account_id", "messageId", "interactionid", "created_at", "timestamp", "phone_id"],
            Meaning::Id,
        );
        check(&["", "content", "name", "description", "telegram", "cellar"], Meaning::Other);
    }
}
