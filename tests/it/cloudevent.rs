//! Neutral events are CloudEvents: the SDK of that specification reads them.

use cloudevents::{AttributesReader as _, Event};
use onepane::HOSTS;
use onepane::core::Adapter as _;
use onepane::map::JsonLines;

#[test]
fn the_cloudevents_sdk_reads_every_event() {
    for host in HOSTS {
        let mut read = 0;
        for fixture in crate::fixtures(host) {
            let mut lines = JsonLines::of(&fixture.frame);
            if crate::adapter(host).decode(&fixture.frame, &mut lines).is_err() {
                continue;
            }
            for line in lines.as_str().lines() {
                // The SDK stands on serde_json, which refuses halves of surrogate pairs.
                let Ok(plain) = serde_json::from_str::<serde_json::Value>(line) else { continue };
                let event: Event = serde_json::from_str(line).unwrap();
                assert_eq!(event.id(), plain["id"].as_str().unwrap());
                assert_eq!(event.ty(), plain["type"].as_str().unwrap());
                assert_eq!(event.source().as_str(), plain["source"].as_str().unwrap());
                assert_eq!(event.datacontenttype(), Some("application/json"));
                assert_eq!(event.extension("host").map(ToString::to_string).as_deref(), Some(*host));
                let time = plain.get("time").and_then(|time| time.as_str());
                assert_eq!(event.time().is_some(), time.is_some());
                read += 1;
            }
        }
        println!("{host}: {read} events");
        assert!(read > 0 || host == &"web1on1", "{host}: nothing was read");
    }
}
