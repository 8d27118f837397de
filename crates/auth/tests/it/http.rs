//! Keys from a server: caching, one request at a time, outages, limits.

use std::sync::Arc;
use std::time::{Duration, Instant};

use onepane_auth::{Authenticator, HttpKeys, KeyError, KeySet, KeySource, KeySourceError, Reason, Rejection};
use pollster::block_on;

use crate::forge::{CLAIMS, HEADER, NOW, at, honest, sign_as, verifier};
use crate::keys::{SECOND, SIGNER, STRANGER, published};
use crate::server::{Answer, Server};

fn source(server: &Server) -> HttpKeys {
    HttpKeys::new(&server.url).unwrap()
}

fn keys(source: &HttpKeys, now: i64) -> Result<Arc<KeySet>, KeySourceError> {
    block_on(source.keys(at(now)))
}

/// What a single request comes to, with this much time for it.
fn failure_within(timeout: Duration, answer: Answer) -> KeySourceError {
    let server = Server::start(answer);
    let source = source(&server).with_timeout(timeout).with_max_bytes(4096);
    let error = keys(&source, NOW).unwrap_err();
    assert_eq!(server.requests(), 1);
    error
}

fn failure(answer: Answer) -> KeySourceError {
    failure_within(Duration::from_secs(60), answer)
}

#[test]
fn keys_are_fetched_once_an_hour() {
    let server = Server::start(Answer::Body(published()));
    let source = source(&server);
    assert_eq!(server.requests(), 0, "nothing is asked before it is needed");
    for (second, requests) in [(0, 1), (1, 1), (3599, 1), (3600, 2), (7199, 2), (7200, 3)] {
        assert_eq!(keys(&source, NOW + second).unwrap().iter().count(), 5);
        assert_eq!(server.requests(), requests, "{second}");
    }
    assert!(server.last_request().starts_with("GET /keys.json HTTP/1.1\r\n"));
    assert!(!server.last_request().to_lowercase().contains("cookie"));
}

#[test]
fn one_jwk_will_do() {
    let server = Server::start(Answer::Body(SIGNER.jwk("k1")));
    assert_eq!(keys(&source(&server), NOW).unwrap().iter().count(), 1);
}

#[test]
fn callers_at_once_share_one_request() {
    let server = Server::start(Answer::Late(Duration::from_millis(200), published()));
    let source = source(&server);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| assert!(keys(&source, NOW).is_ok()));
        }
    });
    assert_eq!(server.requests(), 1);
}

#[test]
fn a_caller_that_goes_away_cancels_nothing() {
    let server = Server::start(Answer::Late(Duration::from_millis(200), published()));
    let source = source(&server);
    {
        let mut waiting = source.keys(at(NOW));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(waiting.as_mut().poll(&mut context).is_pending());
    }
    assert!(keys(&source, NOW).is_ok());
    assert_eq!(server.requests(), 1);
}

#[test]
fn a_rotated_key_is_fetched_when_a_signature_fails() {
    let server = Server::start(Answer::Body(SIGNER.jwk("k1")));
    let authenticator = Authenticator::new(verifier(), Arc::new(source(&server)));
    let reason =
        |token: &str, now| block_on(authenticator.verify(token, at(now))).err().map(|error| error.reason());
    assert_eq!(reason(&honest(), NOW), None);

    server.answers(Answer::Body(SECOND.jwk("k1")));
    let by_second = sign_as("RS256", HEADER, CLAIMS.as_bytes(), &SECOND);
    assert_eq!(reason(&by_second, NOW + 299), Some(Reason::Signature), "asked less than five minutes ago");
    assert_eq!(server.requests(), 1);
    assert_eq!(reason(&by_second, NOW + 300), None);
    assert_eq!(server.requests(), 2);
}

#[test]
fn wrong_signatures_cause_one_request_in_five_minutes() {
    let server = Server::start(Answer::Body(published()));
    let authenticator = Authenticator::new(verifier(), Arc::new(source(&server)));
    let forged = sign_as("RS256", HEADER, CLAIMS.as_bytes(), &STRANGER);
    let unknown = sign_as("RS256", &HEADER.replace("k1", "k9"), CLAIMS.as_bytes(), &STRANGER);
    for second in 0..900 {
        let token = if second % 2 == 0 { &forged } else { &unknown };
        assert!(block_on(authenticator.verify(token, at(NOW + second))).is_err());
    }
    assert_eq!(server.requests(), 3, "at 0, 300 and 600 seconds");
}

#[test]
fn an_outage_is_survived_with_the_keys_held() {
    let server = Server::start(Answer::Body(published()));
    let source = source(&server);
    let held = keys(&source, NOW).unwrap();
    for answer in [Answer::HangUp, Answer::Status(503, "", String::new()), Answer::Body("<html>".to_owned())]
    {
        server.answers(answer);
        for second in [3600, 3700, 7200, 80_000] {
            assert!(Arc::ptr_eq(&held, &keys(&source, NOW + second).unwrap()), "{second}");
        }
    }
    assert!(block_on(source.refresh(&held, at(NOW + 81_000))).is_none());
    let error = keys(&source, NOW + 86_400).unwrap_err();
    assert_eq!(error, KeySourceError::TooOld { max_hours: 24 });
    server.answers(Answer::Body(published()));
    assert!(keys(&source, NOW + 86_701).is_ok());
}

#[test]
fn lifetimes_can_be_set() {
    let server = Server::start(Answer::Body(published()));
    let source = source(&server).with_lifetimes(Duration::from_secs(600), Duration::ZERO);
    assert!(keys(&source, NOW).is_ok());
    server.answers(Answer::HangUp);
    assert!(keys(&source, NOW + 599).is_ok());
    assert!(keys(&source, NOW + 600).is_err(), "stale keys are not wanted");
}

#[test]
fn without_keys_the_reason_is_kept() {
    let server = Server::start(Answer::Status(500, "", String::new()));
    let authenticator = Authenticator::new(verifier(), Arc::new(source(&server)));
    for second in [0, 5, 9] {
        let rejection = block_on(authenticator.verify(&honest(), at(NOW + second))).unwrap_err();
        assert_eq!(rejection, Rejection::KeysUnavailable { source: KeySourceError::Status { found: 500 } });
        assert_eq!(rejection.reason(), Reason::KeysUnavailable);
        let cause = std::error::Error::source(&rejection).unwrap().to_string();
        assert_eq!(cause, "expected status 200 from the key server, found 500");
    }
    assert_eq!(server.requests(), 1);
    server.answers(Answer::Body(published()));
    assert!(block_on(authenticator.verify(&honest(), at(NOW + 10))).is_ok());
    assert_eq!(server.requests(), 2);
}

#[test]
fn answers_that_are_no_keys_are_refused() {
    let keys = |source| KeySourceError::Keys { source };
    let table = [
        (Answer::Body(String::new()), keys(KeyError::Json)),
        (Answer::Body("<html></html>".to_owned()), keys(KeyError::Json)),
        (Answer::Body("{}".to_owned()), keys(KeyError::Type)),
        (Answer::Body(r#"{"keys":[]}"#.to_owned()), keys(KeyError::NoUsableKey { found: 0 })),
        (Answer::Body(r#"{"kty":"oct","k":"c2VjcmV0"}"#.to_owned()), keys(KeyError::Private)),
        (Answer::Status(404, "", published()), KeySourceError::Status { found: 404 }),
        (Answer::Status(203, "", published()), KeySourceError::Status { found: 203 }),
        (Answer::Status(204, "", String::new()), KeySourceError::Status { found: 204 }),
        (Answer::HangUp, KeySourceError::Unreachable),
        (Answer::Raw(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()), KeySourceError::Unreachable),
        (
            Answer::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"keys\":".to_vec()),
            KeySourceError::Unreachable,
        ),
    ];
    for (answer, error) in table {
        let name = format!("{answer:.80?}");
        assert_eq!(failure(answer), error, "{name}");
    }
}

#[test]
fn redirects_are_not_followed() {
    let elsewhere = Server::start(Answer::Body(published()));
    let location: &'static str = Box::leak(format!("Location: {}\r\n", elsewhere.url).into_boxed_str());
    for status in [301, 302, 303, 307, 308] {
        let error = failure(Answer::Status(status, location, published()));
        assert_eq!(error, KeySourceError::Status { found: status });
    }
    assert_eq!(elsewhere.requests(), 0);
}

#[test]
fn time_and_size_are_limited() {
    let body = format!(r#"{{"keys":[{}],"x":"{}"}}"#, SIGNER.jwk("k1"), "x".repeat(4096));
    assert_eq!(failure(Answer::Body(body)), KeySourceError::TooLarge { max: 4096 });
    assert_eq!(failure(Answer::Endless), KeySourceError::TooLarge { max: 4096 });
    for slow in [Answer::Drip(Duration::from_millis(20)), Answer::Late(Duration::from_secs(60), published())]
    {
        let started = Instant::now();
        assert_eq!(failure_within(Duration::from_millis(400), slow), KeySourceError::TimedOut);
        assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    }
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let source = HttpKeys::new(&format!("http://{gone}/keys.json")).unwrap();
    assert_eq!(keys(&source, NOW).unwrap_err(), KeySourceError::Unreachable);
}

#[test]
fn tls_is_verified() {
    let (server, pem) = Server::start_tls(Answer::Body(published()));
    assert_eq!(
        keys(&source(&server), NOW).unwrap_err(),
        KeySourceError::Unreachable,
        "nobody vouches for it"
    );
    let trusting = source(&server).with_root_certificate(&pem).unwrap();
    assert_eq!(keys(&trusting, NOW).unwrap().iter().count(), 5);
    assert_eq!(source(&server).with_root_certificate("no pem").unwrap_err(), KeySourceError::Certificate);
}

#[test]
fn plain_http_to_elsewhere_is_refused() {
    let message = HttpKeys::new("http://keys.example/keys.json").unwrap_err().to_string();
    assert_eq!(
        message,
        "expected an https url for the keys, or http to a loopback address such as 127.0.0.1, found another"
    );
}
