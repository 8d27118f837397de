//! `onepane token`: what a host's signed token says, and whether it holds.

use std::error::Error as _;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use onepane::core::{Secret, TokenPolicy, TokenPolicyError};
use onepane::model::Time;
use onepane::{HOSTS, token_policy};
use onepane_auth::{
    HttpKeys, KeySet, KeySource, KeySourceError, LaunchError, Reason, Rejection, StaticKeys, UnverifiedToken,
    VerifiedToken, Verifier, token_in_url,
};

use crate::args::{Look, Token, TokenCommand, TokenInspect, TokenText, TokenVerify};
use crate::failure::Failure;
use crate::input::{Source, named};
use crate::output;
use crate::report;

/// The longest text that is read: a URL is longer than the token in it.
const MAX_BYTES: u64 = 1024 * 1024;

pub(super) fn run(args: &Token, look: &Look) -> Result<ExitCode, Failure> {
    match &args.command {
        TokenCommand::Inspect(args) => inspect(args, look),
        TokenCommand::Verify(args) => verify(args, look),
    }
}

fn inspect(args: &TokenInspect, look: &Look) -> Result<ExitCode, Failure> {
    let token = any_token(&read(&args.token, look)?)?;
    let token = UnverifiedToken::parse(token.expose(), TokenPolicy::MAX_BYTES)
        .map_err(|rejection| refused("token", &rejection))?;
    report::alarm(look, "NOT VERIFIED", "anybody could have written this, so decide nothing by it");
    print(&serde_json::json!({ "verified": false, "header": token.header(), "claims": token.claims() }))
}

fn verify(args: &TokenVerify, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    let wrong = |error: &dyn std::fmt::Display| Failure::usage(format!("{host}: {error}"));
    let policy = token_policy(host)
        .map_err(|error| wrong(&error))?
        .ok_or_else(|| wrong(&"this host hands no signed token to its widgets"))?;
    let verifier = verifier(policy, args).map_err(|error| wrong(&error))?;
    let source = key_source(&args.keys)?;
    let text = read(&args.token, look)?;
    let token = if is_url(&text) {
        token_in_url(policy, text.expose()).map_err(|error| Failure::refused(format!("{host}: {error}")))?
    } else {
        text
    };
    let now = args.now.or_else(clock).ok_or_else(|| {
        Failure::usage("the machine's clock tells no moment that can be").with_hint("give one with --now")
    })?;
    let keys = pollster::block_on(source.keys(now))
        .map_err(|source| refused(host, &Rejection::KeysUnavailable { source }))?;
    let verified =
        verifier.verify(token.expose(), &keys, now).map_err(|rejection| refused(host, &rejection))?;
    report::remark(look, &told(&verified));
    print(&serde_json::Value::Object(verified.claims().all().clone()))
}

fn verifier(policy: &TokenPolicy, args: &TokenVerify) -> Result<Verifier, TokenPolicyError> {
    let mut verifier = Verifier::new(policy)?;
    if let Some(account) = &args.account {
        verifier = verifier.with_account(account)?;
    }
    if let Some(widget) = &args.widget {
        verifier = verifier.with_widget(widget)?;
    }
    Ok(verifier)
}

/// The keys in a file or at a URL. What cannot be meant as one is a wrong call.
fn key_source(place: &str) -> Result<Box<dyn KeySource>, Failure> {
    if place.contains("://") {
        let keys = HttpKeys::new(place).map_err(|error: KeySourceError| Failure::usage(error.to_string()))?;
        return Ok(Box::new(keys));
    }
    let source = Source::open(Some(Path::new(place)))?;
    let name = source.name.clone();
    let keys = KeySet::from_json(&bytes(source)?)
        .map_err(|error| Failure::usage(format!("cannot use the keys in {name}: {error}")))?;
    Ok(Box::new(StaticKeys::new(keys)))
}

/// The token or launch URL that is meant, without the white space around it.
fn read(token: &TokenText, look: &Look) -> Result<Secret, Failure> {
    let given = token.text.as_ref().filter(|text| named(Some(Path::new(text.expose()))).is_some());
    let path = given.map(|given| Path::new(given.expose())).filter(|path| path.is_file());
    if let (Some(given), None) = (given, path) {
        return Ok(given.clone());
    }
    let source = Source::open(path)?;
    if source.typed {
        report::remark(look, "reading from the terminal, Ctrl-D ends it");
    }
    let name = source.name.clone();
    let text = String::from_utf8(bytes(source)?)
        .map_err(|_| Failure::refused(format!("{name}: expected a token or a launch url, found no text")))?;
    Ok(text.trim().into())
}

fn bytes(source: Source) -> Result<Vec<u8>, Failure> {
    let Source { reader, name, .. } = source;
    let mut bytes = Vec::new();
    match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
        Err(source) => Err(Failure::Read { name, source }),
        Ok(length) if length as u64 > MAX_BYTES => {
            Err(Failure::refused(format!("{name}: expected at most {MAX_BYTES} bytes, found more")))
        }
        Ok(_) => Ok(bytes),
    }
}

/// No token has a colon in it.
fn is_url(text: &Secret) -> bool {
    text.expose().contains("://")
}

/// A token, from a launch URL of whichever host it may be.
fn any_token(text: &Secret) -> Result<Secret, Failure> {
    if !is_url(text) {
        return Ok(text.clone());
    }
    let mut answer = LaunchError::None;
    for policy in HOSTS.iter().filter_map(|host| token_policy(host).ok().flatten()) {
        match token_in_url(policy, text.expose()) {
            Ok(token) => return Ok(token),
            Err(LaunchError::None) => {}
            Err(error) => answer = error,
        }
    }
    Err(Failure::refused(answer.to_string()))
}

fn refused(what: &str, rejection: &Rejection) -> Failure {
    let reason = rejection.reason();
    let because = rejection.source().map(|source| format!(": {source}")).unwrap_or_default();
    let failure = Failure::refused(format!("{what}: {rejection}{because} ({reason})"));
    match reason {
        Reason::Parts => failure.with_hint("give a token, a launch url with one, or a file with either"),
        _ => failure,
    }
}

fn told(verified: &VerifiedToken) -> String {
    let mut told = format!("verified: signed with {}", verified.algorithm());
    if let Some(id) = verified.key_id() {
        told.push_str(&format!(" by the key {id}"));
    }
    if let Some(end) = verified.claims().expires_at() {
        told.push_str(&format!(", valid until {end}"));
    }
    told
}

fn print(value: &serde_json::Value) -> Result<ExitCode, Failure> {
    output::write(&format!("{value:#}\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The only clock of onepane: everything below is told the time.
fn clock() -> Option<Time> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Time::from_millis(i64::try_from(since.as_millis()).ok()?)
}
