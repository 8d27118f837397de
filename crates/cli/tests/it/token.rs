//! `onepane token`: what a token says, loudly unverified, and whether it holds.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread::{JoinHandle, spawn};

use serde_json::{Value, json};

use crate::support::{Ran, onepane, run};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/token");
const KEYS: &str = include_str!("../fixtures/token/keys.json");
const TOKEN: &str = include_str!("../fixtures/token/token.txt");
const URL: &str = include_str!("../fixtures/token/launch-url.txt");
const WHILE_VALID: &str = "2026-02-02T03:00:00Z";

/// What is told when a token holds.
const VERIFIED: &str =
    "verified: signed with RS256 by the key botmaker-identity-1, valid until 2026-02-02T03:40:00Z\n";

fn claims() -> Value {
    json!({
        "custom-widget-name": "order-panel", "businessId": "acme", "email": "agent@example.test", "sub": "u-17",
        "iat": 1_770_000_000, "exp": 1_770_003_600, "jti": "c0ffee-01", "iss": "botmaker.com",
    })
}

#[track_caller]
fn verify(more: &str, input: impl Into<Vec<u8>>) -> Ran {
    run(&format!("token verify --host botmaker --keys {FOLDER}/keys.json {more}"), input)
}

#[track_caller]
fn verify_then(token: impl Into<Vec<u8>>) -> Ran {
    verify(&format!("--now {WHILE_VALID}"), token)
}

#[track_caller]
fn holds(ran: &Ran) {
    assert_eq!((ran.err.as_str(), ran.code), (VERIFIED, Some(0)));
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap(), claims());
}

/// Checks the reason, and that nothing of the token is told.
#[track_caller]
fn refused(ran: &Ran, reason: &str) {
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), ("", reason, Some(1)));
}

#[test]
fn a_token_that_holds_is_printed_as_its_claims() {
    holds(&verify_then(TOKEN));
    let quiet = verify(&format!("--quiet --now {WHILE_VALID}"), TOKEN);
    assert_eq!((quiet.err.as_str(), quiet.code), ("", Some(0)));
}

#[test]
fn the_token_comes_from_wherever_it_is() {
    let at = format!("--now {WHILE_VALID}");
    holds(&verify(&format!("{at} -"), TOKEN));
    holds(&verify(&format!("{at} {}", TOKEN.trim()), ""));
    holds(&verify(&format!("{at} {FOLDER}/token.txt"), ""));
    holds(&verify(&at, format!("\r\n  {TOKEN}\n")));
}

#[test]
fn a_launch_url_stands_for_its_token() {
    holds(&verify_then(URL));
    holds(&verify(&format!("--at {WHILE_VALID} {}", URL.trim()), ""));
    holds(&verify(&format!("--now {WHILE_VALID} {FOLDER}/launch-url.txt"), ""));
    holds(&verify_then(format!("http://localhost:3000/#token={TOKEN}")));
    refused(
        &verify_then("https://widget.example/?lang=es"),
        "error: botmaker: expected a token in the launch url, found none\n",
    );
    refused(
        &verify_then(format!("{}&bmtoken=x", URL.trim())),
        "error: botmaker: expected one token in the launch url, found several\n",
    );
    refused(&verify_then("https://"), "error: botmaker: expected a launch url, found other text\n");
}

#[test]
fn a_token_that_does_not_hold_gets_its_reason() {
    let late = "expected a token that is still valid, found one that expired 86400 s ago (expired)";
    refused(&verify("--now 2026-02-03T03:40:00Z", TOKEN), &format!("error: botmaker: {late}\n"));
    let early = "expected a token issued in the past, found one issued 86400 s ahead (issued_in_future)";
    refused(&verify("--now 2026-02-01T02:40:00Z", TOKEN), &format!("error: botmaker: {early}\n"));
    let (text, signature) = TOKEN.trim().rsplit_once('.').unwrap();
    // A letter in the middle, so that no bits are left over.
    let (start, end) = signature.split_at(100);
    let other = if end.starts_with('A') { 'B' } else { 'A' };
    let forged = format!("{text}.{start}{other}{}", &end[1..]);
    let wrong = "expected a signature by a known key, found one that does not verify (signature)";
    refused(&verify_then(forged), &format!("error: botmaker: {wrong}\n"));
    let none = "expected the algorithm RS256, found another (algorithm)";
    refused(&verify_then("eyJhbGciOiJub25lIn0.e30."), &format!("error: botmaker: {none}\n"));
    let mine = format!("--account acme --widget order-panel --now {WHILE_VALID}");
    holds(&verify(&mine, TOKEN));
    let other = "expected the pinned value of claim `businessId`, found another (pinned)";
    refused(
        &verify(&format!("--account other --now {WHILE_VALID}"), TOKEN),
        &format!("error: botmaker: {other}\n"),
    );
}

#[test]
fn the_machines_clock_is_read_where_no_moment_is_given() {
    let ran = verify("", TOKEN);
    assert!(ran.err.ends_with(" s ago (expired)\n"), "{}", ran.err);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn what_is_no_token_gets_a_hint() {
    refused(
        &verify("no-such-file.txt", ""),
        "error: botmaker: expected a token of three parts between dots, found 2 (parts)\n\
         hint: give a token, a launch url with one, or a file with either\n",
    );
    let large = "x".repeat(9000);
    refused(
        &verify("", large.as_str()),
        "error: botmaker: expected a token of at most 8192 bytes, found 9000 (too_large)\n",
    );
    refused(
        &verify("", "x".repeat(10_000_000)),
        "error: the standard input: expected at most 1048576 bytes, found more\n",
    );
    refused(
        &verify("", b"\xff\xfe".as_slice()),
        "error: the standard input: expected a token or a launch url, found no text\n",
    );
}

/// Answers one request, and tells what was asked.
fn key_server(status: &'static str, body: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/keys.json", listener.local_addr().unwrap());
    let served = spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            assert_eq!(stream.read(&mut byte).unwrap(), 1);
            request.push(byte[0]);
        }
        let length = body.len();
        write!(stream, "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
            .unwrap();
        String::from_utf8(request).unwrap()
    });
    (url, served)
}

#[track_caller]
fn verify_by(keys: &str) -> Ran {
    run(&format!("token verify --host botmaker --now {WHILE_VALID} --keys {keys}"), TOKEN)
}

#[test]
fn keys_come_from_a_url_too() {
    let (url, served) = key_server("200 OK", KEYS);
    holds(&verify_by(&url));
    let request = served.join().unwrap();
    assert!(request.starts_with("GET /keys.json HTTP/1.1\r\n"), "{request}");
    assert!(!request.contains(TOKEN.trim()), "the token stays here");
    let (url, served) = key_server("404 Not Found", "");
    refused(
        &verify_by(&url),
        "error: botmaker: expected keys to verify with, found none: expected status 200 from the key server, \
         found 404 (keys_unavailable)\n",
    );
    served.join().unwrap();
}

#[test]
fn keys_that_cannot_be_are_a_wrong_call() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("keys.json");
    std::fs::write(&path, r#"{"kty":"oct","k":"c2VjcmV0"}"#).unwrap();
    let path = path.display().to_string();
    for (keys, said) in [
        ("http://keys.example/keys.json", "expected an https url for the keys"),
        ("no-such-file.json", "cannot read no-such-file.json"),
        (path.as_str(), "expected a public key, found private or symmetric key material"),
    ] {
        let ran = verify_by(keys);
        assert!(ran.err.starts_with("error: ") && ran.err.contains(said), "{}", ran.err);
        assert_eq!((ran.out.as_str(), ran.code), ("", Some(2)));
    }
}

#[test]
fn a_host_without_tokens_says_so() {
    let args = format!("token verify --host chatwoot --keys {FOLDER}/keys.json");
    let ran = run(&args, TOKEN);
    assert_eq!(ran.err, "error: chatwoot: this host hands no signed token to its widgets\n");
    assert_eq!(ran.code, Some(2));
}

#[test]
fn inspecting_says_loudly_that_nothing_was_verified() {
    for args in ["token inspect", "token inspect --quiet", "token inspect -"] {
        for input in [TOKEN, URL] {
            let ran = run(args, input);
            let loud = "NOT VERIFIED: anybody could have written this, so decide nothing by it\n";
            assert_eq!((ran.err.as_str(), ran.code), (loud, Some(0)));
            let shown: Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!((&shown["verified"], &shown["claims"]), (&false.into(), &claims()));
            assert_eq!(shown["header"]["alg"], "RS256");
        }
    }
    // What would never hold can be looked at, too.
    assert_eq!(run("token inspect eyJhbGciOiJub25lIn0.e30.", "").code, Some(0));
}

#[test]
fn what_cannot_be_inspected_gets_its_reason() {
    refused(
        &run("token inspect", "a.b"),
        "error: token: expected a token of three parts between dots, found 2 (parts)\n\
         hint: give a token, a launch url with one, or a file with either\n",
    );
    refused(
        &run("token inspect https://widget.example/?lang=es", ""),
        "error: expected a token in the launch url, found none\n",
    );
    refused(
        &run("token inspect", ""),
        "error: token: expected a token of three parts between dots, found 0 (parts)\n\
         hint: give a token, a launch url with one, or a file with either\n",
    );
}

#[test]
fn a_token_in_the_wrong_place_is_not_repeated() {
    let (token, url) = (TOKEN.trim(), URL.trim());
    for args in [
        vec![token],
        vec!["token", token],
        vec!["token", "inspect", token, token],
        vec!["token", "inspect", "--", token, url],
        vec!["token", "verify", "--host", token],
        vec!["token", "verify", "--host", "botmaker", "--keys", token, token],
        vec!["token", "verify", "--host", "botmaker", "--keys", "k", "--now", token],
        vec!["decode", "--host", "botmaker", url],
        vec!["decode", "--host", "botmaker", token],
        vec!["decode", "--host", "botmaker", "--config", url],
        vec!["decode", "--host", "botmaker", url, url],
        vec!["schema", url],
        vec!["--color", token],
    ] {
        let ran = Ran::from(onepane().args(&args).output().unwrap());
        let said = format!("{}{}", ran.out, ran.err);
        assert_eq!(ran.code, Some(2), "{said}");
        assert!(!token.split('.').any(|part| said.contains(&part[..20])), "{said}");
    }
}
