//! Redacted traces, of every host: they tell on nobody, and behave as the original did.

use onepane::core::{Body, Frame};
use onepane::map::Index;
use onepane::session::{Config, Redactor, Replayed, Trace, Trust, replay};
use onepane::{HOSTS, Settings};
use onepane_testkit::{PLANTED, mutated, planted};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::{AnyAdapter, adapter, fixtures, root, subject};

/// Every recorded frame of a host, in both directions.
fn frames(host: &str) -> Vec<Frame> {
    let outbound = onepane_testkit::fixtures(root().join("adapters").join(host).join("fixtures/outbound"));
    fixtures(host).into_iter().chain(outbound).map(|fixture| fixture.frame).collect()
}

/// One frame every so often, each with its moment.
fn trace(frames: impl IntoIterator<Item = Frame>, every: i64) -> Trace {
    let at = (1_770_000_000_000_i64..).step_by(usize::try_from(every).unwrap());
    Trace::new(frames.into_iter().zip(at).map(|(frame, at)| frame.with_at(Some(at))).collect())
}

fn redacted(host: &str, trace: &Trace) -> Trace {
    trace.redacted(Redactor::new(&adapter(host)))
}

/// What a replay comes to, without what persons and secrets are called: kinds, results, notices.
fn kinds(host: &str, trace: &Trace) -> Vec<String> {
    let mut config = Config::default();
    config.trust = Trust::recorded();
    let replayed = replay(trace, Box::new(adapter(host)), Some((subject(host).emulator)()), config);
    replayed
        .iter()
        .map(|one| match one {
            Replayed::Event(told) => {
                let index = Index::parse(told.as_json()).unwrap();
                let raw = |keys: &[&str]| index.root().find(keys).map_or("", |at| at.raw());
                format!("{} {} {}", told.kind(), raw(&["derived"]), raw(&["data", "result"]))
            }
            Replayed::Action(action) => action.kind_name().to_owned(),
            Replayed::Notice(notice) => notice.to_string(),
            Replayed::NoAction(reason) => reason.clone(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_redacted_trace_of_every_fixture_gives_the_same_kinds() {
    for host in HOSTS {
        let trace = trace(frames(host), 700);
        let before = kinds(host, &trace);
        assert!(before.len() > 10, "{host}: {before:?}");
        assert_eq!(before, kinds(host, &redacted(host, &trace)), "{host}");
    }
}

#[test]
fn a_redacted_trace_tells_on_nobody() {
    for host in HOSTS {
        let text = redacted(host, &trace(frames(host), 1)).to_string();
        for address in text.split(|c: char| c.is_whitespace() || "\"\\<>,;:()[]{}".contains(c)) {
            if let Some((name, place)) = address.split_once('@') {
                let is_pseudonym = place.starts_with("redacted.invalid") && name.contains("user-");
                assert!(is_pseudonym || name.is_empty() || !place.contains('.'), "{host}: {address}");
            }
        }
        for secret in ["(secret)", "not-a-real-token", "eyJ"] {
            assert!(!text.contains(secret), "{host}: {secret}");
        }
    }
}

#[test]
fn planted_secrets_are_not_in_a_redacted_trace() {
    let mut planted_in = 0;
    for host in HOSTS {
        let adapter = AnyAdapter::new(host, &Settings::default()).unwrap();
        let planted: Vec<Frame> =
            planted(&adapter, &fixtures(host)).into_iter().map(|fixture| fixture.frame).collect();
        planted_in += planted.len();
        for frame in redacted(host, &trace(planted, 1)).frames() {
            assert!(!frame.to_json().contains(PLANTED), "{host}: {}", frame.to_json());
        }
    }
    assert!(planted_in > 50, "{planted_in}");
}

#[test]
fn redacting_twice_changes_nothing_more() {
    for host in HOSTS {
        let once = redacted(host, &trace(frames(host), 1));
        for (one, other) in once.frames().iter().zip(redacted(host, &once).frames()) {
            assert_eq!(one.to_json(), other.to_json(), "{host}");
        }
    }
}

/// Frames of a host in any order, some of them doubled and damaged.
fn sessions(host: &'static str) -> impl Strategy<Value = Trace> {
    let frame = prop_oneof![3 => select(frames(host)), 1 => mutated(&fixtures(host))];
    let frame = (frame, prop_oneof![4 => Just(1_usize), 1 => Just(2)]);
    (vec(frame, 1..25), select(vec![1, 200, 2000, 31_000])).prop_map(|(frames, every)| {
        trace(frames.into_iter().flat_map(|(frame, times)| vec![frame; times]), every)
    })
}

#[test]
fn a_redacted_trace_of_anything_gives_the_same_kinds() {
    for host in HOSTS {
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
        let cases = config.cases.clamp(60, 100_000);
        let cases = if cases == 256 { 60 } else { cases };
        let mut runner = TestRunner::new(ProptestConfig { cases, ..config });
        let ran = runner.run(&sessions(host), |trace| {
            assert_eq!(kinds(host, &trace), kinds(host, &redacted(host, &trace)), "{host}");
            let outbound = |trace: &Trace| {
                trace.frames().iter().filter(|frame| matches!(frame.body, Body::Out(_))).count()
            };
            assert_eq!(outbound(&trace), outbound(&redacted(host, &trace)));
            Ok(())
        });
        if let Err(error) = ran {
            panic!("{host}: {error}");
        }
    }
}
