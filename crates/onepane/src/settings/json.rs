//! Settings as JSON, read without a JSON library: a browser build has none.

use onepane_core::Secret;
use onepane_core::json::texts;
use onepane_map::{At, Corrupt, Index, JsonKind};

use super::{Api, Settings};

/// Where a setting goes.
enum Place<'s> {
    Text(&'s mut Option<String>),
    Texts(&'s mut Vec<String>),
    Flag(&'s mut bool),
}

pub(super) fn read(text: &str) -> Result<Settings, Corrupt> {
    let index = Index::parse(text)?;
    let mut settings = Settings::default();
    for (key, at) in members(index.root(), "settings (an object)")? {
        let place = match &*key {
            "account" => Place::Text(&mut settings.account),
            "widget_name" => Place::Text(&mut settings.widget_name),
            "origins" => Place::Texts(&mut settings.origins),
            "allowed_domains" => Place::Texts(&mut settings.allowed_domains),
            "screen" => Place::Text(&mut settings.screen),
            "request_prefix" => Place::Text(&mut settings.request_prefix),
            "caller_id" => Place::Text(&mut settings.caller_id),
            "dialect" => Place::Text(&mut settings.dialect),
            "embedded" => Place::Flag(&mut settings.embedded),
            "hooks" => Place::Flag(&mut settings.hooks),
            "api" => {
                settings.api = api(at)?;
                continue;
            }
            "extra" => {
                settings.extra = secrets(at)?;
                continue;
            }
            _ => return Err(unknown(at)),
        };
        match place {
            Place::Text(place) => *place = Some(string(at)?),
            Place::Texts(place) => *place = strings(at)?,
            Place::Flag(place) => *place = boolean(at)?,
        }
    }
    Ok(settings)
}

fn api(at: At<'_>) -> Result<Api, Corrupt> {
    let mut api = Api::default();
    for (key, at) in members(at, "an object")? {
        match &*key {
            "enabled" => api.enabled = boolean(at)?,
            "account" => api.account = Some(string(at)?),
            _ => return Err(unknown(at)),
        }
    }
    Ok(api)
}

fn secrets(at: At<'_>) -> Result<Vec<(String, Secret)>, Corrupt> {
    Ok(texts(at)?.into_iter().map(|(key, text)| (key, Secret::new(text))).collect())
}

fn members<'i>(
    at: At<'i>,
    expected: &'static str,
) -> Result<Vec<(std::borrow::Cow<'i, str>, At<'i>)>, Corrupt> {
    if at.kind() == JsonKind::Object { Ok(at.unique()) } else { Err(at.corrupt(expected)) }
}

fn string(at: At<'_>) -> Result<String, Corrupt> {
    at.chars().map(String::from).ok_or_else(|| at.corrupt("a string"))
}

fn strings(at: At<'_>) -> Result<Vec<String>, Corrupt> {
    if at.kind() != JsonKind::Array {
        return Err(at.corrupt("an array of strings"));
    }
    let mut strings = Vec::new();
    for item in at.items() {
        strings.push(string(item)?);
    }
    Ok(strings)
}

fn boolean(at: At<'_>) -> Result<bool, Corrupt> {
    at.bool().ok_or_else(|| at.corrupt("a boolean"))
}

fn unknown(at: At<'_>) -> Corrupt {
    Corrupt::new(at.pointer(), "a setting", "an unknown member")
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read_as_from_toml() {
        let json = r#"{"account":"3","widget_name":"w","origins":["https://a.example.test"],
            "allowed_domains":["*.example.test"],"screen":"CHATS","request_prefix":"p","caller_id":"+15550100",
            "api":{"enabled":true,"account":"4"},"dialect":"3x","embedded":true,"hooks":true,"extra":{"key":"SECRET"}}"#;
        let toml = r#"
            account = "3"
            widget_name = "w"
            origins = ["https://a.example.test"]
            allowed_domains = ["*.example.test"]
            screen = "CHATS"
            request_prefix = "p"
            caller_id = "+15550100"
            api = { enabled = true, account = "4" }
            dialect = "3x"
            embedded = true
            hooks = true
            extra = { key = "SECRET" }
        "#;
        assert_eq!(read(json).unwrap(), Settings::from_toml(toml).unwrap());
        assert_eq!(read("{}").unwrap(), Settings::default());
    }

    #[test]
    fn errors_say_where_and_quote_nothing() {
        for (text, error) in [
            ("[]", "expected settings (an object), found an array"),
            (r#"{"api":{"token":"SECRET"}}"#, "/api/token: expected a setting, found an unknown member"),
            (r#"{"origins":"SECRET"}"#, "/origins: expected an array of strings, found a string"),
            (r#"{"extra":{"key":48151623}}"#, "/extra/key: expected a string, found a number"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), error);
        }
    }
}
