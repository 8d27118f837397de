//! Text that must not be printed.

use std::fmt;

/// A secret text: a token, a key, a password.
///
/// Nothing that prints shows it. `Debug` writes `Secret([hidden])`, so a panic, an error or a trace that holds one
/// is harmless. There is no `Display` on purpose: `{secret}` in a message does not compile. Serialized (feature
/// `serde`) it becomes the text `[hidden]`, while reading one from a configuration works as for any string. The one
/// way to the text is [`Secret::expose`], easy to search for in a review.
///
/// Comparing two secrets takes a time that depends on where they differ: do not compare one with a guess that an
/// attacker can repeat.
///
/// # Example: a secret in a configuration that gets printed
///
/// ```
/// use onepane_core::Secret;
///
/// #[derive(Debug)]
/// struct Config {
///     api_key: Secret,
/// }
///
/// let config = Config { api_key: Secret::new("hunter2") };
/// assert_eq!(format!("{config:?}"), "Config { api_key: Secret([hidden]) }");
/// assert_eq!(config.api_key.expose(), "hunter2");
/// ```
///
/// # Example: what does not compile
///
/// ```compile_fail
/// let secret = onepane_core::Secret::new("hunter2");
/// println!("{secret}");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// What stands in its place wherever it would have been printed.
    pub const HIDDEN: &'static str = "[hidden]";

    /// Hides this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, borrowed and at no cost. Whoever calls this answers for where the text goes.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not even the length: it narrows a guess. Formatter flags (`{:#?}`) would split it over lines.
        write!(f, "Secret({})", Self::HIDDEN)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::HIDDEN)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not `deserialize_string`: asked for text, serde_json answers a number with an error that quotes it, before
        // the visitor is asked.
        deserializer.deserialize_any(SecretVisitor)
    }
}

/// Takes text only. The provided methods of a visitor would quote a value of another type.
#[cfg(feature = "serde")]
struct SecretVisitor;

#[cfg(feature = "serde")]
impl SecretVisitor {
    fn refuse<E: serde::de::Error>(self, found: &str) -> Result<Secret, E> {
        Err(E::custom(format_args!("expected a secret as text, found {found}")))
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::de::Visitor<'de> for SecretVisitor {
    type Value = Secret;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret as text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Secret, E> {
        Ok(Secret::from(text))
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Secret, E> {
        Ok(Secret(text))
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Secret, E> {
        self.refuse("a boolean")
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Secret, E> {
        self.refuse("a number")
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Secret, E> {
        self.refuse("a number")
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Secret, E> {
        self.refuse("a number")
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Secret, E> {
        self.refuse("bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "hunter2-ünïcode";

    #[test]
    fn debug_hides_text_and_length() {
        assert_eq!(format!("{:?}", Secret::new(TEXT)), "Secret([hidden])");
        assert_eq!(format!("{:#?}", Secret::new("")), "Secret([hidden])");
        assert_eq!(format!("{:?}", Some(Secret::new(TEXT))), "Some(Secret([hidden]))");
    }

    #[test]
    fn a_panic_over_a_secret_hides_it() {
        let fail = |secret: Secret| Err::<(), _>(secret);
        let caught = std::panic::catch_unwind(|| fail(Secret::new(TEXT)).unwrap()).unwrap_err();
        let message = caught.downcast_ref::<String>().unwrap();
        assert!(message.contains(Secret::HIDDEN) && !message.contains(TEXT), "{message}");
    }

    #[test]
    fn expose_lends_the_same_text() {
        let secret = Secret::from(TEXT.to_owned());
        assert_eq!(secret.expose(), TEXT);
        assert_eq!(secret.expose().as_ptr(), secret.0.as_ptr());
        assert_eq!(secret, Secret::from(TEXT));
        assert!(!secret.is_empty() && Secret::default().is_empty());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn serde_reads_the_text_and_writes_none() {
        let secret: Secret = serde_json::from_str(r#""hunter2""#).unwrap();
        assert_eq!(secret.expose(), "hunter2");
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""[hidden]""#);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_secret_of_the_wrong_type_is_not_quoted() {
        for (json, quoted) in [("48151623", "4815"), ("-48151623", "4815"), ("48.15", "48"), ("true", "true")]
        {
            let message = serde_json::from_str::<Secret>(json).unwrap_err().to_string();
            assert!(message.contains("expected a secret as text") && !message.contains(quoted), "{message}");
        }
        for json in [r#"["hunter2"]"#, r#"{"hunter2":1}"#, "null"] {
            let message = serde_json::from_str::<Secret>(json).unwrap_err().to_string();
            assert!(!message.contains("hunter2"), "{message}");
        }
    }
}
