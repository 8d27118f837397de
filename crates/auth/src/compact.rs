//! The three parts of a token, before anything is believed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::header::Header;
use crate::rejection::{Part, Rejection};

/// A token taken apart: sizes and encodings checked, header read, nothing verified.
pub(crate) struct Compact<'a> {
    pub(crate) header: Header,
    /// The text of the claims, decoded but not yet read as JSON.
    pub(crate) claims: Vec<u8>,
    /// What the signature was made over: the first two parts, as they came.
    pub(crate) signed: &'a [u8],
    pub(crate) signature: Vec<u8>,
}

impl<'a> Compact<'a> {
    /// Takes a token apart. All three parts are decoded before the signature is looked at, so that a token damaged on
    /// its way (padding added, line broken) is reported as that and not as a forgery.
    pub(crate) fn parse(token: &'a str, max_bytes: usize) -> Result<Self, Rejection> {
        if token.len() > max_bytes {
            return Err(Rejection::TooLarge { max: max_bytes, found: token.len() });
        }
        let parts: Vec<&str> = token.split('.').collect();
        let &[header, claims, signature] = parts.as_slice() else {
            // An empty text has one part, to `split`; to a reader it has none.
            return Err(Rejection::Parts { found: if token.is_empty() { 0 } else { parts.len() } });
        };
        let signed = &token.as_bytes()[..header.len() + 1 + claims.len()];
        Ok(Self {
            header: Header::parse(&decode(header, Part::Header)?)?,
            claims: decode(claims, Part::Claims)?,
            signature: decode(signature, Part::Signature)?,
            signed,
        })
    }
}

/// This engine refuses padding, the other alphabet, white space, and bits left over in the last character: every
/// byte string has one spelling only.
fn decode(text: &str, part: Part) -> Result<Vec<u8>, Rejection> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Rejection::Encoding { part })
}
