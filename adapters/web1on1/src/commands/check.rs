//! What a value must not hold, so that a text says what was meant and nothing else.

use onepane_core::{Asked, Limit, Refusal};
use onepane_map::At;
use onepane_model::record::Member;

use crate::capabilities::{AS_CONTACT, CHAT};

/// What a text begins with that is anything but a chat message.
pub(crate) const MARK: &str = ">cs";

/// The host speaks as the visitor; an action that does not say so means the agent.
pub(crate) fn as_contact(asked: &Asked<'_>, speaker: &'static Member) -> Result<(), Refusal> {
    if asked.is(speaker, "contact") {
        return Ok(());
    }
    let mut refusal = AS_CONTACT.broken();
    refusal.reason.push_str(": what web1on1 is given to say, it says as the visitor");
    Err(refusal)
}

/// A chat text, whoever has typed it, must never become a command. Where the host looks for `>cs`, and
/// what it takes away first, is not documented: no line may begin so, in capitals or after anything that
/// cannot be seen.
pub(crate) fn chat(text: &str) -> Result<(), Refusal> {
    let command = text.split(|c| c != '\t' && breaks(c)).any(|line| {
        let mut seen = line.chars().filter(|c| !is_invisible(*c)).skip_while(|c| c.is_whitespace());
        MARK.chars().all(|mark| seen.next().is_some_and(|c| is_letter(c, mark)))
    });
    if command { Err(CHAT.broken()) } else { Ok(()) }
}

/// Whether two letters are one, in capitals; of all letters but `s` itself, one becomes an `S`.
fn is_letter(c: char, mark: char) -> bool {
    c.eq_ignore_ascii_case(&mark) || (mark == 's' && c == '\u{17F}')
}

/// An id of the host's: 24 hexadecimal digits.
pub(crate) fn id(text: &str, limit: Limit) -> Result<&str, Refusal> {
    if is_id(text) { Ok(text) } else { Err(limit.broken()) }
}

pub(crate) fn is_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// An organization and its department: two ids.
pub(crate) fn is_profile(text: &str) -> bool {
    text.split_once('#').is_some_and(|(organization, department)| is_id(organization) && is_id(department))
}

/// A key ends at the first space, and `@` before it makes it a property's.
pub(crate) fn key(text: &str, limit: Limit) -> Result<&str, Refusal> {
    let odd = |c: char| c.is_whitespace() || breaks(c) || is_invisible(c);
    let fits = !text.is_empty() && !text.starts_with('@') && !text.chars().any(odd);
    if fits { Ok(text) } else { Err(limit.broken()) }
}

/// The rest of a line. A blank one is refused, as it might arrive as an empty one, which clears.
pub(crate) fn line(text: &str, limit: Limit) -> Result<&str, Refusal> {
    let blank = text.chars().all(|c| c.is_whitespace() || is_invisible(c));
    if blank || text.chars().any(breaks) { Err(limit.broken()) } else { Ok(text) }
}

/// A value as text; `None` where it is no text, or one that cannot be sent as it is.
pub(crate) fn plain(value: At<'_>) -> Option<String> {
    // Half of a surrogate pair would arrive as U+FFFD.
    let text = value.text().filter(|text| !text.has_lone_surrogate())?;
    Some(text.to_cow().into_owned())
}

/// Whether a line may end here, for whatever reads the text: control characters included.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether nothing is shown in its place: Unicode's default-ignorable characters.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}
