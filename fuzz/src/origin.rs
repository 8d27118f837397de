//! A rule lets in what it says, and nothing that a browser would tell apart.

use onepane::core::{Origin, OriginRule, OriginRules};
use url::Url;

/// Reads bytes as a rule on the first line and an origin below.
pub fn origin(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (rule, origin) = text.split_once('\n').unwrap_or(("", text));
    let parsed = Origin::parse(origin);
    if let Ok(parsed) = &parsed {
        let shown = parsed.to_string();
        assert_eq!(Origin::parse(&shown).as_ref(), Ok(parsed), "an origin reads back");
        // The browser's own reading of the same text names the same origin.
        let url = Url::parse(origin).unwrap_or_else(|error| panic!("{origin:?} is no URL: {error}"));
        assert_eq!(url.origin().ascii_serialization(), shown);
        assert!(url.username().is_empty() && url.password().is_none());
    }
    let Ok(rule_parsed) = OriginRule::parse(rule) else {
        assert!(OriginRules::parse([rule]).is_err());
        return;
    };
    let shown = rule_parsed.to_string();
    assert_eq!(OriginRule::parse(&shown).as_ref(), Ok(&rule_parsed), "a rule reads back");
    let rules = OriginRules::parse([rule]).expect("a list of one good rule");
    let allowed = rules.allows_text(origin);
    let Ok(parsed) = parsed else {
        assert!(!allowed, "what is no origin is let in");
        return;
    };
    assert_eq!(allowed, rules.allows(&parsed));
    assert_eq!(allowed, by_text(&shown, &parsed.to_string()), "{shown} and {parsed}");
}

/// The same question, asked of both canonical texts.
fn by_text(rule: &str, origin: &str) -> bool {
    let Some((scheme, base)) = rule.split_once("://*.") else { return rule == origin };
    let Some(rest) = origin.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://")) else {
        return false;
    };
    rest.strip_suffix(base)
        .is_some_and(|labels| labels.len() > 1 && labels.ends_with('.') && !labels.contains([':', '[']))
}
