//! What another lexer says of a text.

use hifijson::SliceLexer;
use hifijson::num::Lex as _;
use hifijson::str::Lex as _;
use hifijson::token::Lex as _;

/// Whether `hifijson` takes the text for one JSON value. Not for texts nested more than a few hundred levels deep.
pub(crate) fn accepts(text: &str) -> bool {
    let mut lexer = SliceLexer::new(text.as_bytes());
    value(&mut lexer) && lexer.ws_peek().is_none()
}

fn value(lexer: &mut SliceLexer<'_>) -> bool {
    match lexer.ws_peek() {
        Some(b'"') => lexer.discarded().str_ignore().is_ok(),
        Some(b'-' | b'0'..=b'9') => lexer.num_ignore().validate().is_ok(),
        Some(b'{') => sequence(lexer, b'}'),
        Some(b'[') => sequence(lexer, b']'),
        _ => lexer.null_or_bool().is_some(),
    }
}

fn sequence(lexer: &mut SliceLexer<'_>, end: u8) -> bool {
    lexer.discarded();
    if lexer.ws_peek() == Some(end) {
        lexer.discarded();
        return true;
    }
    loop {
        if end == b'}' {
            let key = lexer.ws_peek() == Some(b'"') && lexer.discarded().str_ignore().is_ok();
            if !key || lexer.ws_peek() != Some(b':') {
                return false;
            }
            lexer.discarded();
        }
        if !value(lexer) {
            return false;
        }
        match lexer.ws_peek() {
            Some(b',') => {
                lexer.discarded();
            }
            Some(byte) if byte == end => {
                lexer.discarded();
                return true;
            }
            _ => return false,
        }
    }
}
