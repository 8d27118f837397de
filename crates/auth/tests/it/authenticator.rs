//! Verification with a source of keys and a memory.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use onepane_auth::{Authenticator, KeySet, KeySource, KeySourceError, Reason, StaticKeys};
use onepane_model::Time;
use pollster::block_on;

use crate::forge::{
    CLAIMS, HEADER, NOW, at, claims_with, claims_without, honest, key_set, sign_as, verifier, with_claims,
};
use crate::keys::{SECOND, SIGNER, STRANGER};

/// A source that changes its keys when told to, and counts what it is asked.
#[derive(Debug)]
struct Rotating {
    now: Mutex<Arc<KeySet>>,
    next: Mutex<Option<Arc<KeySet>>>,
    asked: AtomicUsize,
    refreshed: AtomicUsize,
    gone: AtomicBool,
}

impl Rotating {
    fn new(first: KeySet, next: Option<KeySet>) -> Arc<Self> {
        Arc::new(Self {
            now: Mutex::new(Arc::new(first)),
            next: Mutex::new(next.map(Arc::new)),
            asked: AtomicUsize::new(0),
            refreshed: AtomicUsize::new(0),
            gone: AtomicBool::new(false),
        })
    }

    fn counts(&self) -> (usize, usize) {
        (self.asked.load(Ordering::SeqCst), self.refreshed.load(Ordering::SeqCst))
    }
}

#[async_trait]
impl KeySource for Rotating {
    async fn keys(&self, _now: Time) -> Result<Arc<KeySet>, KeySourceError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.gone.load(Ordering::SeqCst) {
            return Err(KeySourceError::TooOld { max_hours: 24 });
        }
        Ok(Arc::clone(&self.now.lock().unwrap()))
    }

    async fn refresh(&self, _tried: &Arc<KeySet>, _now: Time) -> Option<Arc<KeySet>> {
        self.refreshed.fetch_add(1, Ordering::SeqCst);
        let next = self.next.lock().unwrap().take()?;
        *self.now.lock().unwrap() = Arc::clone(&next);
        Some(next)
    }
}

fn one_key(jwk: &str) -> KeySet {
    KeySet::from_json(jwk.as_bytes()).unwrap()
}

/// The moment at which a good token was verified, be it now or when it was remembered.
#[track_caller]
fn verified_at(authenticator: &Authenticator, token: &str, now: i64) -> i64 {
    block_on(authenticator.verify(token, at(now))).unwrap().verified_at().as_millis() / 1000 - NOW
}

fn reason(authenticator: &Authenticator, token: &str, now: i64) -> Option<Reason> {
    block_on(authenticator.verify(token, at(now))).err().map(|rejection| rejection.reason())
}

#[test]
fn static_keys_verify() {
    let authenticator = Authenticator::new(verifier(), Arc::new(StaticKeys::new(key_set())));
    assert_eq!(reason(&authenticator, &honest(), NOW), None);
    let forged = sign_as("RS256", HEADER, CLAIMS.as_bytes(), &STRANGER);
    assert_eq!(reason(&authenticator, &forged, NOW), Some(Reason::Signature));
}

#[test]
fn a_rotated_key_is_picked_up() {
    for second in ["k1", "k2"] {
        // With another name and with the same one: an unknown key and a failed signature both ask.
        let source = Rotating::new(one_key(&SIGNER.jwk("k1")), Some(one_key(&SECOND.jwk(second))));
        let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>);
        let header = HEADER.replace("k1", second);
        let token = sign_as("RS256", &header, CLAIMS.as_bytes(), &SECOND);
        assert_eq!(reason(&authenticator, &token, NOW), None);
        assert_eq!(source.counts(), (1, 1));
    }
}

#[test]
fn what_no_key_could_change_asks_for_none() {
    let source = Rotating::new(key_set(), None);
    let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>);
    assert_eq!(reason(&authenticator, "a.b", NOW), Some(Reason::Parts));
    assert_eq!(reason(&authenticator, &"a".repeat(10_000), NOW), Some(Reason::TooLarge));
    let none = sign_as("RS256", r#"{"alg":"none"}"#, CLAIMS.as_bytes(), &SIGNER);
    assert_eq!(reason(&authenticator, &none, NOW), Some(Reason::Algorithm));
    assert_eq!(source.counts(), (0, 0));
    let expired = with_claims(claims_with("exp", "1"));
    assert_eq!(reason(&authenticator, &expired, NOW), Some(Reason::Expired));
    assert_eq!(source.counts(), (1, 0));
    let forged = sign_as("RS256", HEADER, CLAIMS.as_bytes(), &STRANGER);
    assert_eq!(reason(&authenticator, &forged, NOW), Some(Reason::Signature));
    assert_eq!(source.counts(), (2, 1));
}

#[test]
fn a_verified_token_is_remembered_and_a_refused_one_is_not() {
    let source = Rotating::new(key_set(), None);
    let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>);
    let token = honest();
    assert_eq!(verified_at(&authenticator, &token, NOW), 0);
    assert_eq!(verified_at(&authenticator, &token, NOW + 299), 0);
    assert_eq!(authenticator.remembered(), 1);
    // Its lifetime in the cache is over; it is verified again.
    assert_eq!(verified_at(&authenticator, &token, NOW + 300), 300);
    assert_eq!(authenticator.remembered(), 1);
    let forged = sign_as("RS256", HEADER, CLAIMS.as_bytes(), &STRANGER);
    assert_eq!(reason(&authenticator, &forged, NOW), Some(Reason::Signature));
    assert_eq!(authenticator.remembered(), 1);
}

#[test]
fn the_memory_never_outlives_exp() {
    let source = Rotating::new(key_set(), None);
    let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>)
        .with_cache(16, Duration::from_secs(86_400));
    let token = with_claims(claims_with("exp", &(NOW + 100).to_string()));
    assert_eq!(verified_at(&authenticator, &token, NOW), 0);
    assert_eq!(verified_at(&authenticator, &token, NOW + 99), 0);
    // At `exp` it is forgotten; the leeway is the verifier's to give.
    assert_eq!(verified_at(&authenticator, &token, NOW + 100), 100);
    assert_eq!(authenticator.remembered(), 0);
    assert_eq!(reason(&authenticator, &token, NOW + 160), Some(Reason::Expired));
    assert_eq!(authenticator.remembered(), 0);
}

#[test]
fn a_clock_set_back_does_not_revive_a_token() {
    let authenticator = Authenticator::new(verifier(), Arc::new(StaticKeys::new(key_set())));
    let token = with_claims(claims_with("nbf", &NOW.to_string()));
    assert_eq!(reason(&authenticator, &token, NOW), None);
    assert_eq!(reason(&authenticator, &token, NOW - 61), Some(Reason::NotYetValid));
}

#[test]
fn the_memory_is_bounded_and_gives_up_what_ends_first() {
    let source = Rotating::new(key_set(), None);
    let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>)
        .with_cache(3, Duration::from_secs(86_400));
    let ending = |seconds: i64| with_claims(claims_with("exp", &(NOW + seconds).to_string()));
    for seconds in [500, 100, 400, 300, 200] {
        assert_eq!(reason(&authenticator, &ending(seconds), NOW), None);
        assert!(authenticator.remembered() <= 3);
    }
    assert_eq!(authenticator.remembered(), 3);
    for seconds in [500, 400, 300] {
        assert_eq!(
            verified_at(&authenticator, &ending(seconds), NOW + 1),
            0,
            "the three that end last are known"
        );
    }
    assert_eq!(verified_at(&authenticator, &ending(100), NOW + 1), 1, "the others are not");
}

#[test]
fn a_memory_of_nothing_remembers_nothing() {
    for (capacity, lifetime) in [(0, Duration::from_secs(300)), (16, Duration::ZERO)] {
        let authenticator = Authenticator::new(verifier(), Arc::new(StaticKeys::new(key_set())))
            .with_cache(capacity, lifetime);
        assert_eq!(reason(&authenticator, &honest(), NOW), None);
        assert_eq!(authenticator.remembered(), 0);
    }
}

#[test]
fn a_token_without_an_end_is_remembered_for_the_lifetime_only() {
    static ENDLESS: onepane_core::TokenPolicy =
        onepane_core::TokenPolicy::new(&[onepane_core::TokenAlgorithm::Rs256], &["botmaker.com"])
            .with_expiry(onepane_core::Expiry::Optional);
    let source = Rotating::new(key_set(), None);
    let verifier = onepane_auth::Verifier::new(&ENDLESS).unwrap();
    let authenticator = Authenticator::new(verifier, Arc::clone(&source) as Arc<dyn KeySource>);
    let token = with_claims(claims_without("exp"));
    for (second, verified) in [(0, 0), (299, 0), (300, 300)] {
        assert_eq!(verified_at(&authenticator, &token, NOW + second), verified);
    }
}

#[test]
fn a_withdrawn_key_is_withdrawn_for_remembered_tokens_too() {
    let source = Rotating::new(one_key(&SIGNER.jwk("k1")), None);
    let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>);
    let token = honest();
    assert_eq!(verified_at(&authenticator, &token, NOW), 0);
    assert_eq!(verified_at(&authenticator, &token, NOW + 1), 0);
    *source.now.lock().unwrap() = Arc::new(one_key(&SECOND.jwk("k2")));
    assert_eq!(reason(&authenticator, &token, NOW + 2), Some(Reason::UnknownKey));
    // Under the old keys again, it is verified anew.
    *source.now.lock().unwrap() = Arc::new(one_key(&SIGNER.jwk("k1")));
    assert_eq!(verified_at(&authenticator, &token, NOW + 3), 3);
}

#[test]
fn other_keys_noticed_by_one_token_end_the_memory_of_another() {
    let source = Rotating::new(one_key(&SIGNER.jwk("k1")), Some(one_key(&SECOND.jwk("k2"))));
    let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>);
    let (token, header) = (honest(), HEADER.replace("k1", "k2"));
    assert_eq!(verified_at(&authenticator, &token, NOW), 0);
    let newer = sign_as("RS256", &header, CLAIMS.as_bytes(), &SECOND);
    assert_eq!(verified_at(&authenticator, &newer, NOW + 1), 1);
    assert_eq!(verified_at(&authenticator, &newer, NOW + 2), 1, "under the keys that verified it");
    assert_eq!(reason(&authenticator, &token, NOW + 2), Some(Reason::UnknownKey));
}

#[test]
fn without_keys_nothing_is_remembered_either() {
    let source = Rotating::new(key_set(), None);
    let authenticator = Authenticator::new(verifier(), Arc::clone(&source) as Arc<dyn KeySource>);
    assert_eq!(verified_at(&authenticator, &honest(), NOW), 0);
    source.gone.store(true, Ordering::SeqCst);
    assert_eq!(reason(&authenticator, &honest(), NOW + 1), Some(Reason::KeysUnavailable));
}

#[test]
fn a_token_that_differs_in_any_byte_is_another_one() {
    let authenticator = Authenticator::new(verifier(), Arc::new(StaticKeys::new(key_set())));
    let token = honest();
    assert_eq!(verified_at(&authenticator, &token, NOW), 0);
    for place in 0..token.len() {
        let mut other = token.clone().into_bytes();
        other[place] = if other[place] == b'A' { b'B' } else { b'A' };
        let other = String::from_utf8(other).unwrap();
        assert!(reason(&authenticator, &other, NOW).is_some(), "{place}");
    }
    for other in [format!("{token}="), format!("{token}A"), format!(" {token}"), token[1..].to_owned()] {
        assert!(reason(&authenticator, &other, NOW).is_some());
    }
    assert_eq!(authenticator.remembered(), 1);
}

#[test]
fn one_authenticator_serves_many_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Authenticator>();
    shared::<onepane_auth::Rejection>();
    shared::<onepane_auth::VerifiedToken>();
    let authenticator = Authenticator::new(verifier(), Arc::new(StaticKeys::new(key_set())))
        .with_cache(2, Duration::from_secs(60));
    let token = honest();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (authenticator, token) = (&authenticator, &token);
            scope.spawn(move || {
                for round in 0..20 {
                    assert_eq!(reason(authenticator, token, NOW + (thread + round) % 90), None);
                }
            });
        }
    });
    assert!(authenticator.remembered() <= 2);
}
